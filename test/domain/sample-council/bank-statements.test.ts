import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { buildCouncil } from '../../../local/sample-council/council.ts';
import { defaultOptions } from '../../../local/sample-council/model.ts';
import { spendingRuleNames, statementRuleNames } from '../../../local/sample-council/planted/rule-names.ts';
import { type SampleFile } from '../../../local/sample-council/sample-file.ts';
import {
  bankStatementFiles,
  statementFormats,
} from '../../../local/sample-council/statements/statement-files.ts';
import { managedStatementFiles } from '../../../local/sample-council/statements/managed-statements.ts';
import { recordsOf } from './read-csv.ts';

const council = buildCouncil(defaultOptions);
const files = [...bankStatementFiles(council)];
const truth = files.flatMap((file) => file.truth);
const ofFormat = (name: string): SampleFile[] => files.filter(({ key }) => key.includes(`-${name}.`));
const pence = (text: string): number =>
  Math.round(Number(text.replace(/[£,+']/g, '').replace(/^--/, '-')) * 100);

/** Running balances and signed amounts of the layouts that carry both, oldest first. */
const READ: Readonly<Record<string, (text: string) => { amount: number; balance: number }[]>> = {
  lloyds: (text) =>
    recordsOf(text, ',')
      .slice(1)
      .map(({ cells }) => ({ amount: pence(cells[6]!) - pence(cells[5]!), balance: pence(cells[7]!) }))
      .map((row) => ({ ...row, amount: row.amount }))
      .reverse(),
  natwest: (text) =>
    text
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => recordsOf(line, ',')[0]!.cells)
      .map((cells) => ({ amount: pence(cells[3]!), balance: pence(cells[4]!) }))
      .reverse(),
  nationwide: (text) =>
    recordsOf(text, ',')
      .slice(5)
      .map(({ cells }) => ({ amount: pence(cells[4]!) - pence(cells[3]!), balance: pence(cells[5]!) })),
  'santander-midata': (text) =>
    text
      .split('\r\n')
      .slice(1, -3)
      .map((line) => line.split(';'))
      .map((cells) => ({ amount: pence(cells[3]!), balance: pence(cells[4]!) }))
      .reverse(),
  monzo: (text) =>
    recordsOf(text, ',')
      .slice(1)
      .map(({ cells }) => ({ amount: pence(cells[7]!), balance: pence(cells[18]!) })),
  starling: (text) =>
    recordsOf(text, ',')
      .slice(2)
      .map(({ cells }) => ({ amount: pence(cells[4]!), balance: pence(cells[5]!) })),
};

describe('the bank statements of Larkshire', () => {
  it('are the same to the byte for the same seed', () => {
    const prints = (all: readonly SampleFile[]): string[] =>
      all.map(({ key, bytes }) => `${key} ${createHash('sha256').update(bytes).digest('hex')}`);
    expect(prints([...bankStatementFiles(buildCouncil(defaultOptions))])).toEqual(prints(files));
  });

  it('come in every format, each for an agreement that exists', () => {
    for (const { name } of statementFormats) expect(ofFormat(name).length, name).toBeGreaterThan(5);
    const known = new Set(council.agreements.map(({ agreementId }) => agreementId));
    expect(files.map(({ key }) => key.split('/')[1]!).filter((id) => !known.has(id))).toEqual([]);
  });

  it.each(Object.keys(READ))(
    'of %s carry balances that add up, but where the truth says otherwise',
    (name) => {
      for (const file of ofFormat(name)) {
        const text =
          name === 'nationwide' || name.startsWith('santander')
            ? file.bytes.toString('latin1').trim()
            : file.bytes.toString();
        const rows = READ[name]!(text);
        const broken = rows.filter(
          ({ amount, balance }, place) => place > 0 && rows[place - 1]!.balance + amount !== balance,
        );
        const planted = file.truth.filter(({ rule }) => rule === 'running-balance-broken');
        expect(broken, file.key).toHaveLength(planted.length);
        expect(rows.length).toBeGreaterThan(5);
      }
    },
  );

  it.each(['ofx', 'mt940', 'camt053'])('of %s open and close on what lies between', (name) => {
    for (const { bytes, key } of ofFormat(name)) {
      const text = bytes.toString();
      const sum = [...amountsOf(name, text)].reduce((total, amount) => total + amount, 0);
      const [opening, closing] = edgesOf(name, text);
      if (opening !== undefined) expect(opening + sum, key).toBe(closing);
      expect(sum).not.toBe(0);
    }
  });

  it('are in the bytes their banks send', () => {
    expect(ofFormat('nationwide').every(({ bytes }) => bytes.includes(0xa3) && !bytes.includes('£'))).toBe(
      true,
    );
    expect(
      ofFormat('hsbc').every(
        ({ bytes }) => bytes[0] === 0xef && /^\d\d\//.test(bytes.subarray(3).toString()),
      ),
    ).toBe(true);
    expect(ofFormat('natwest').every(({ bytes }) => bytes.toString().startsWith('\nDate, Type, '))).toBe(
      true,
    );
    expect(ofFormat('lloyds')[0]!.bytes.toString().split('\n')[0]).toMatch(/Balance,$/);
    expect(ofFormat('barclays').every(({ bytes }) => bytes.toString().endsWith(',,,,,\n'))).toBe(true);
  });
});

describe('the one file of statements of managed accounts', () => {
  const [file, ...others] = managedStatementFiles(council);
  const [heading = [], ...rows] = recordsOf(file!.bytes.toString(), ',').map(({ cells }) => cells);

  it('comes from M001, with its clients in front of the lines and nobody else’s', () => {
    expect(others).toEqual([]);
    expect(file).toMatchObject({ key: 'managed-statements/M001/2026-10-all-clients.csv', truth: [] });
    expect(heading.slice(0, 2)).toEqual(['agreementId', 'Transaction Date']);
    const managed = council.agreements.filter(
      ({ accountProviderId, endOn, person }) =>
        accountProviderId === 'M001' && endOn === undefined && person.diedOn === undefined,
    );
    expect(new Set(rows.map(([agreementId]) => agreementId))).toEqual(
      new Set(managed.map(({ agreementId }) => agreementId)),
    );
    expect(managed.length).toBeGreaterThan(30);
    const alone = new Set(files.map(({ key }) => key.split('/')[1]));
    expect(managed.filter(({ agreementId }) => alone.has(agreementId))).toEqual([]);
  });

  it('carries balances of each client that add up', () => {
    for (const [agreementId, own] of Map.groupBy(rows, ([id]) => id!)) {
      const oldestFirst = own
        .map((cells) => ({ amount: pence(cells[7]!) - pence(cells[6]!), balance: pence(cells[8]!) }))
        .reverse();
      const broken = oldestFirst.filter(
        ({ amount, balance }, place) => place > 0 && oldestFirst[place - 1]!.balance + amount !== balance,
      );
      expect(broken, agreementId).toEqual([]);
      expect(own.length).toBeGreaterThan(5);
    }
  });
});

describe('the errors planted in bank statements', () => {
  it('cover every rule', () => {
    const flagged = new Set(truth.filter(({ expected }) => expected === 'flag').map(({ rule }) => rule));
    expect([...statementRuleNames, ...spendingRuleNames].filter((rule) => !flagged.has(rule))).toEqual([]);
  });

  it.each(['council-payment-late', 'above-planned-rate', 'balance-beyond-contingency'])(
    'lie at, below and above the threshold of %s, and only beyond it is a flag',
    (rule) => {
      const steps = new Map(
        truth.filter((entry) => entry.rule === rule).map(({ distance, expected }) => [distance, expected]),
      );
      expect(Object.fromEntries(steps)).toEqual({ below: 'silent', at: 'silent', above: 'flag' });
    },
  );

  it('close an account at its contingency to the penny, or one penny beside it', () => {
    const agreements = new Map(council.agreements.map((agreement) => [agreement.agreementId, agreement]));
    const steps = Object.keys(READ).flatMap((name) =>
      ofFormat(name).flatMap((file) =>
        file.truth
          .filter(({ rule, subject }) => rule === 'balance-beyond-contingency' && subject !== undefined)
          .map(({ subject, distance }) => {
            const { contingencyWeeks, weeklyBudgetPence } = agreements.get(subject!)!;
            const closing = READ[name]!(file.bytes.toString('latin1').replaceAll('Â£', '£')).at(-1)!.balance;
            return [distance, closing - contingencyWeeks * weeklyBudgetPence];
          }),
      ),
    );
    expect(steps.length).toBeGreaterThan(3);
    for (const [distance, over] of steps)
      expect(over).toBe({ below: -1, at: 0, above: 1 }[distance as 'below' | 'at' | 'above']);
  });

  it('name the transaction by its place in the file as it stands', () => {
    const rows = ofFormat('starling').flatMap((file) =>
      file.truth
        .filter(({ rule }) => rule === 'gambling' || rule === 'spending-after-death')
        .map((entry) => ({ entry, text: file.bytes.toString() })),
    );
    const barclays = ofFormat('barclays').flatMap((file) =>
      file.truth
        .filter(({ transaction }) => transaction !== undefined)
        .map((entry) => ({ entry, text: file.bytes.toString() })),
    );
    for (const { entry, text } of rows)
      expect(recordsOf(text, ',')[entry.transaction! + 1]!.cells[2]).toMatch(/BETLARK|HOMEWARES|FINAL/);
    for (const { entry, text } of barclays.filter(({ entry: { rule } }) => rule === 'spending-after-end')) {
      expect(recordsOf(text, ',')[entry.transaction!]!.cells[5]!.replace('\t', '')).toMatch(
        /HOMEWARES|FINAL/,
      );
    }
    expect(rows.length + barclays.length).toBeGreaterThan(0);
  });

  it('leave half of the statements without any error', () => {
    const clean = files.filter((file) => file.truth.every(({ expected }) => expected === 'silent'));
    expect(clean.length).toBeGreaterThan(files.length * 0.45);
  });
});

function* amountsOf(format: string, text: string): Generator<number> {
  if (format === 'ofx') for (const [, amount] of text.matchAll(/<TRNAMT>(.*)/g)) yield pence(amount!);
  if (format === 'mt940')
    for (const [, side, amount] of text.matchAll(/:61:\d{10}([CD])([\d,]+)N/g))
      yield pence(amount!.replace(',', '.')) * (side === 'D' ? -1 : 1);
  if (format === 'camt053')
    for (const [, amount, side] of text.matchAll(/<Ntry><Amt Ccy="GBP">([\d.]+)<\/Amt><CdtDbtInd>(\w+)/g))
      yield pence(amount!) * (side === 'DBIT' ? -1 : 1);
}

/** OFX states a closing balance only. */
function edgesOf(format: string, text: string): [number | undefined, number | undefined] {
  const found =
    format === 'mt940'
      ? Array.from(
          text.matchAll(/:6[02]F:([CD])\d{6}GBP([\d,]+)/g),
          ([, side, amount]) => pence(amount!.replace(',', '.')) * (side === 'D' ? -1 : 1),
        )
      : Array.from(
          text.matchAll(/<Bal>.*?<Amt Ccy="GBP">([\d.]+)<\/Amt><CdtDbtInd>(\w+)/g),
          ([, amount, side]) => pence(amount!) * (side === 'DBIT' ? -1 : 1),
        );
  return [found[0], found[1]];
}
