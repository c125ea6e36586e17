import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { takenUpBy } from '../../../domain/direct-payments/reading-notes.ts';
import { finding, type Finding } from '../../../domain/records/finding.ts';
import { findingsOf, ofRule, rulesOf, type AuditCase, type Move } from '../../support/an-audit.ts';

const root = join(import.meta.dirname, '../../..');
/** These check what an officer says of columns, and how a date is written: no notes of a statement. */
const noReaders = ['statement-mapping.ts', 'statement-amount.ts'];

/** The rules that stand in a source as those of notes, `finding('warning', 'page-missing', …)`. */
function notedIn(source: string): string[] {
  const calls = source.matchAll(
    /\b(?:finding|leftOut)\(\s*(?:(?:severity|'\w+'|[^;()]*\?[^;,]*),\s*)?'(?!(?:error|warning|information)')([a-z-]+)'/g,
  );
  return [...calls].flatMap(([, rule]) => rule ?? []);
}

const wages: Move = ['2026-08-05', 'JO FENBY WAGES', -220];
/** Nothing is due of so little money, so that only the document is in question. */
const quiet: AuditCase = {
  ...{ terms: { payrollFewestDays: 999 }, agreement: { endDate: calendarDate('2026-08-06') } },
  ...{ days: ['2026-08-01', '2026-08-06'], opening: 780, moves: [wages] },
};
const noted = (...notes: Finding[]): AuditCase => ({ ...quiet, notes });
const note = (rule: string, severity: Finding['severity'] = 'warning', at: { line?: number } = {}) =>
  finding(severity, rule, `What was noted of ${rule}.`, at);

describe('what the readers of statements note', () => {
  it('is taken up by a check, or only told, all of it', () => {
    const files = globSync(['functions/files/statements/**/*.ts', 'domain/statements/*.ts'], { cwd: root });
    const readers = files.filter((name) => !noReaders.some((each) => name.endsWith(each)));
    const rules = readers.flatMap((name) => notedIn(readFileSync(join(root, name), 'utf8')));
    expect([...new Set(rules)].toSorted()).toEqual([...takenUpBy.keys()].toSorted());
  });

  it.each([
    ['page-missing', 'document-not-whole'],
    ['pdf-damaged', 'document-not-whole'],
    ['statement-missing-between', 'document-not-whole'],
    ['file-may-be-cut-short', 'document-not-whole'],
    ['file-may-be-capped', 'document-not-whole'],
    ['interim-report', 'document-not-whole'],
    ['page-without-text', 'document-not-whole'],
    ['sheets-not-read', 'document-not-whole'],
    ['rows-left-out', 'document-not-whole'],
    ['currency-not-pounds', 'money-not-in-pounds'],
    ['carried-balance-differs', 'running-balance-broken'],
    ['summary-differs', 'running-balance-broken'],
    ['sums-differ', 'running-balance-broken'],
    ['first-amount-unproven', 'reading-in-doubt'],
    ['date-order-assumed', 'reading-in-doubt'],
    ['date-order-decided', 'reading-in-doubt'],
    ['currency-assumed', 'reading-in-doubt'],
    ['a-rule-of-tomorrow', 'reading-in-doubt'],
  ])('is a finding in the words of the note: %s', (rule, check) => {
    expect(ofRule(check, noted(note(rule)))).toMatchObject([
      { transactions: [], amountPence: null, sentence: `What was noted of ${rule}.`, evidence: [] },
    ]);
  });

  it.each(['several-accounts', 'two-encodings', 'read-from-scan', 'page-numbers-not-printed'])(
    'is no finding where it is only told: %s',
    (rule) => {
      expect(rulesOf(noted(note(rule)))).toEqual([]);
    },
  );

  it.each(['rows-left-out', 'date-order-decided'])('is no finding where it only informs: %s', (rule) => {
    expect(rulesOf(noted(note(rule, 'information')))).toEqual([]);
  });
});

describe('a statement that is not whole', () => {
  it('is one finding that is as grave as the gravest note, the others being its evidence', () => {
    const [found] = ofRule(
      'document-not-whole',
      noted(note('page-without-text'), note('sheets-not-read'), note('page-missing', 'error')),
    );
    expect(found).toMatchObject({
      severity: 'error',
      sentence: 'What was noted of page-missing.',
      evidence: ['What was noted of page-without-text.', 'What was noted of sheets-not-read.'],
    });
  });

  it('is to be looked at where no error was noted', () => {
    expect(ofRule('document-not-whole', noted(note('page-without-text')))[0]?.severity).toBe('warning');
  });

  it.each([
    ['is found in one without transactions and balances', null, ['document-not-whole']],
    ['is not found in a quiet month whose balances are the same', 780, []],
  ])('%s', (_, opening, rules) => {
    const empty = { ...noted(note('no-transactions')), moves: [], opening };
    expect(rulesOf(empty)).toEqual(rules);
  });
});

describe('a PDF that was changed after it was made', () => {
  const edited = note('document-edited-after-creation', 'information');
  const fonts = note('fonts-mixed-in-row');
  const broken = note('summary-differs', 'error');

  it('says nothing by itself', () => {
    expect(rulesOf(noted(edited, fonts))).toEqual([]);
  });

  it('adds weight where its figures do not agree', () => {
    const [altered] = ofRule('document-altered', noted(fonts, edited, broken));
    expect(altered).toMatchObject({
      severity: 'information',
      sentence: 'What was noted of document-edited-after-creation.',
      evidence: ['What was noted of fonts-mixed-in-row.'],
    });
  });

  it('adds no weight to what was spent', () => {
    const bet: Move = ['2026-08-04', 'LUCKY PENNY BINGO', -25];
    expect(rulesOf({ ...noted(edited), moves: [wages, bet] })).toEqual(['gambling']);
  });
});

describe('an account in another currency', () => {
  const bet: Move = ['2026-08-04', 'LUCKY PENNY BINGO', -25];

  it('is set aside for a statement in pounds: what was spent in it is not asked about', () => {
    const found = findingsOf({ ...quiet, currency: 'EUR', moves: [wages, bet] });
    expect(found.map(({ rule, severity }) => [rule, severity])).toEqual([['money-not-in-pounds', 'error']]);
    expect(found[0]?.sentence).toContain('is kept in EUR, not in pounds');
  });
});

describe('amounts that may have been read wrong', () => {
  const amounts = ['layout-not-certain', 'quotes-do-not-match', 'text-with-comma-mended'];
  const council: Move = ['2026-08-04', 'LARKSHIRE COUNCIL DP DP00001', 1000];
  const without = (more: Partial<AuditCase>) => ({ ...quiet, opening: null, ...more });

  it.each(amounts)('are proven by balances that follow from them: %s', (rule) => {
    expect(ofRule('reading-in-doubt', noted(note(rule)))).toEqual([]);
  });

  it.each(amounts)('are in doubt without balances: %s', (rule) => {
    expect(ofRule('reading-in-doubt', without({ notes: [note(rule)] }))).toHaveLength(1);
  });

  it.each(amounts)('are in doubt where balances break: %s', (rule) => {
    const broken = finding('error', 'running-balance-broken', 'It does not follow.', { line: 2 });
    expect(ofRule('reading-in-doubt', noted(note(rule), broken))).toHaveLength(1);
  });

  it('are in doubt by a balance of a single row', () => {
    const one = { ...noted(note('layout-not-certain')), days: null };
    expect(ofRule('reading-in-doubt', one)).toHaveLength(1);
    const two = { ...one, moves: [wages, ['2026-08-06', 'HMRC', -18] as Move] };
    expect(ofRule('reading-in-doubt', two)).toEqual([]);
  });

  it('have their signs proven by the payment of the council that came in', () => {
    const moves = [wages, council];
    expect(ofRule('reading-in-doubt', without({ moves, notes: [note('layout-not-certain')] }))).toEqual([]);
    expect(
      ofRule('reading-in-doubt', without({ moves, notes: [note('text-with-comma-mended')] })),
    ).toHaveLength(1);
  });
});

describe('transactions dated after the statement came', () => {
  const received = (receivedOn: string, terms = {}) => ({
    ...quiet,
    receivedOn,
    terms: { ...quiet.terms, ...terms },
  });

  it.each([
    ['on the day it came', '2026-08-05', 0],
    ['over a weekend', '2026-08-02', 0],
    ['a day more', '2026-08-01', 1],
  ])('are asked about beyond some days: %s', (_, on, count) => {
    expect(ofRule('transaction-after-receipt', received(on))).toHaveLength(count);
  });

  it('are asked about from the days on that the council says', () => {
    expect(ofRule('transaction-after-receipt', received('2026-08-04', { datesAheadDays: 0 }))).toHaveLength(
      1,
    );
  });

  it('are named with the day the statement came', () => {
    const [one] = ofRule('transaction-after-receipt', received('2026-08-01'));
    expect(one).toMatchObject({ severity: 'error', transactions: [0], amountPence: 220_00 });
    expect(one?.sentence).toContain(
      'One movement is dated after 1 August 2026, when the statement came: £220.00 on 5 August 2026.',
    );
    const moves = [wages, ['2026-08-06', 'HMRC', -18] as Move];
    const [two] = ofRule('transaction-after-receipt', { ...received('2026-08-01'), moves });
    expect(two?.sentence).toMatch(/^2 movements are dated after/);
  });
});
