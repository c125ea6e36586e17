import { describe, expect, it } from 'vitest';
import { readCamt } from '../../../functions/files/statements/read-camt.ts';
import { readOfx } from '../../../functions/files/statements/read-ofx.ts';
import { readQif } from '../../../functions/files/statements/read-qif.ts';
import { readWhole, refusedWhereCut } from '../../support/statements/read-whole.ts';
import { corpusFiles, corpusIsThere, corpusText, corpusTitle, penceOf } from './corpus-files.ts';

/** What a file holds, counted without its reader: amounts in pence in the order of the file. */
type Counted = { statements: number; amounts: number[]; closings: number[] };

const byNumber = (left: number, right: number) => left - right;

function expectAsCounted(reading: ReturnType<typeof readOfx>, counted: Counted): void {
  const { statements } = readWhole(reading);
  const amounts = statements.flatMap(({ transactions }) =>
    transactions.map(({ amountPence }) => Number(amountPence)),
  );
  expect(statements).toHaveLength(counted.statements);
  expect(amounts.toSorted(byNumber)).toEqual(counted.amounts.toSorted(byNumber));
  expect(
    statements.flatMap(({ closing }) => (closing === null ? [] : [Number(closing.amountPence)])),
  ).toEqual(counted.closings);
}

const outcomeOf = (outcomes: Record<string, string>, name: string) =>
  Object.entries(outcomes).find(([end]) => name.endsWith(end))?.[1] ?? 'read';

const refusedOfx: Record<string, string> = {
  'converted/default_w_splits.ofx': 'no-statement-in-file',
  'converted/mint.ofx': 'no-statement-in-file',
  'example/transfer_example.ofx': 'no-statement-in-file',
  'account_listing_aggregation.ofx': 'no-statement-in-file',
  'bank_small.ofx': 'no-statement-in-file',
  'signon_success.ofx': 'no-statement-in-file',
  'signon_success_no_message.ofx': 'no-statement-in-file',
  'signon_fail.ofx': 'bank-reported-error',
  'error_message.ofx': 'bank-reported-error',
  'fixtures/error.ofx': 'bank-reported-error',
  'fidelity-savings.ofx': 'statement-of-investments',
  'fidelity.ofx': 'statement-of-investments',
  'investment_401k.ofx': 'statement-of-investments',
  'investment_medium.ofx': 'statement-of-investments',
  'td_ameritrade.ofx': 'statement-of-investments',
  'tiaacref.ofx': 'statement-of-investments',
  'vanguard.ofx': 'statement-of-investments',
  'vanguard401k.ofx': 'statement-of-investments',
  'fail_nice/date_missing.ofx': 'row-unreadable',
  'fail_nice/decimal_error.ofx': 'row-unreadable',
  'cef_malformed_decimal.ofx': 'row-unreadable',
};

function countOfx(text: string): Counted {
  const balances = [...text.matchAll(/<LEDGERBAL>[\s\S]*?<BALAMT>([^<\r\n]*)/gi)].map(
    ([, amount = '']) => amount,
  );
  return {
    statements: [...text.matchAll(/<(?:CC)?STMTRS>/gi)].length,
    amounts: [...text.matchAll(/<TRNAMT>([^<\r\n]*)/gi)].map(([, amount = '']) => penceOf(amount)),
    closings: balances.filter((amount) => amount.trim() !== '').map(penceOf),
  };
}

const OFX_FILES = 61;
const ofxFiles = corpusFiles('**/*.{ofx,qfx}');

describe.skipIf(!corpusIsThere)(corpusTitle('OFX files', OFX_FILES), () => {
  it('are all there', () => {
    expect(ofxFiles).toHaveLength(OFX_FILES);
  });

  it.each(ofxFiles)('$name is read as counted, or refused by name', ({ path, name }) => {
    const text = corpusText(path);
    const outcome = outcomeOf(refusedOfx, name);
    const reading = readOfx(text);
    if (outcome === 'read') expectAsCounted(reading, countOfx(text));
    else expect(reading).toMatchObject({ ok: false, rule: outcome });
  });

  it.each(ofxFiles)('$name is refused where it is cut short', ({ path }) => {
    const text = corpusText(path);
    const untilEnd = text.slice(0, text.search(/<\/OFX>/i));
    expect(refusedWhereCut(untilEnd, readOfx)).toBe(Math.ceil(untilEnd.length / 97));
  });
});

const refusedQif: Record<string, string> = {
  'investments.qif': 'statement-of-investments',
  'investment_example.qif': 'statement-of-investments',
  'memorizedList.qif': 'no-statement-in-file',
};

/** Amounts stand in lines that begin with T, but for those of an `!Account`, which say its type. */
function countQif(text: string): Counted {
  const accounts = new Set(text.match(/(?<=!Account\s+N).*/g) ?? ['']);
  const amounts = [...text.matchAll(/^T([-\d].*)$/gm)].map(([, amount = '']) => penceOf(amount));
  return { statements: accounts.size, amounts, closings: [] };
}

const QIF_FILES = 16;
const qifFiles = corpusFiles('**/*.qif');

describe.skipIf(!corpusIsThere)(corpusTitle('QIF files', QIF_FILES), () => {
  it('are all there', () => {
    expect(qifFiles).toHaveLength(QIF_FILES);
  });

  it.each(qifFiles)('$name is read as counted, or refused by name', ({ path, name }) => {
    const text = corpusText(path);
    const outcome = outcomeOf(refusedQif, name);
    const reading = readQif(text);
    if (outcome === 'read') expectAsCounted(reading, countQif(text));
    else expect(reading).toMatchObject({ ok: false, rule: outcome });
  });

  it.each(qifFiles)('$name never throws where it is cut short', ({ path }) => {
    expect(refusedWhereCut(corpusText(path), readQif)).toBeGreaterThan(0);
  });
});

const refusedXml: Record<string, string> = {
  'camt053_garbled_amount.xml': 'row-unreadable',
  'pain.001.001.03.xml': 'message-not-a-statement',
  'invalid.xml': 'no-statement-in-file',
};

function countCamt(text: string): Counted {
  const signed = (block: string) => {
    const amount = penceOf(/<Amt[^>]*>([^<]*)/.exec(block)?.[1] ?? '');
    return block.includes('<CdtDbtInd>DBIT') ? 0 - amount : amount;
  };
  const blocks = (name: string) => text.match(new RegExp(`<${name}>[\\s\\S]*?</${name}>`, 'g')) ?? [];
  return {
    statements: blocks('Stmt').length,
    amounts: blocks('Ntry').map(signed),
    closings: blocks('Bal')
      .filter((block) => block.includes('>CLBD<'))
      .map(signed),
  };
}

const XML_FILES = 7;
const xmlFiles = corpusFiles('**/*.xml');

describe.skipIf(!corpusIsThere)(corpusTitle('CAMT files', XML_FILES), () => {
  it('are all there', () => {
    expect(xmlFiles).toHaveLength(XML_FILES);
  });

  it.each(xmlFiles)('$name is read as counted, or refused by name', ({ path, name }) => {
    const text = corpusText(path);
    const outcome = outcomeOf(refusedXml, name);
    const reading = readCamt(text);
    if (outcome === 'read') expectAsCounted(reading, countCamt(text));
    else expect(reading).toMatchObject({ ok: false, rule: outcome });
  });

  it.each(xmlFiles)('$name adds up where it has both balances', ({ path, name }) => {
    const reading = readCamt(corpusText(path));
    const notes = reading.ok ? reading.value.notes.map(({ rule }) => rule) : [];
    expect(reading.ok).toBe(outcomeOf(refusedXml, name) === 'read');
    expect(notes).not.toContain('balance-does-not-add-up');
  });

  it.each(xmlFiles)('$name is refused where it is cut short', ({ path }) => {
    const text = corpusText(path).trimEnd();
    expect(refusedWhereCut(text, readCamt)).toBe(Math.ceil(text.length / 97));
  });
});
