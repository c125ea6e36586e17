import { describe, expect, it } from 'vitest';
import type { AuditFinding } from '../../../domain/direct-payments/audited.ts';
import { caseFindingsOf, inQuestion } from '../../../domain/direct-payments/case-findings.ts';
import { pence } from '../../../domain/money.ts';

const statement = { uploadId: 'U1', account: 1 };
const found = (rule: string, more: Partial<AuditFinding> = {}): AuditFinding => ({
  ...{ rule, severity: 'warning', transactions: [], amountPence: null, sentence: `About ${rule}.` },
  ...{ evidence: [], isSensitive: false },
  ...more,
});

describe('what a case holds of what was found', () => {
  it('is what may show abuse first, then errors, warnings and what only informs', () => {
    const held = caseFindingsOf(statement, [
      found('interest', { severity: 'information' }),
      found('cash', { severity: 'warning' }),
      found('broken', { severity: 'error' }),
      found('abroad', { severity: 'warning', isSensitive: true }),
    ]);
    expect(held.map(({ rule }) => rule)).toEqual(['abroad', 'broken', 'cash', 'interest']);
  });

  it('keeps its id when something else is found before it, and differs for another transaction', () => {
    const cash = found('cash', { transactions: [3] });
    const [first] = caseFindingsOf(statement, [cash]);
    const later = caseFindingsOf(statement, [found('cash', { transactions: [1] }), cash]);
    expect(later.map(({ findingId }) => findingId)).toEqual(['U1:1:cash:2', first!.findingId]);
    expect(first!.findingId).toBe('U1:1:cash:4');
  });

  it('tells two of the same kind about the same transaction apart', () => {
    const held = caseFindingsOf(statement, [found('cash'), found('cash'), found('cash')]);
    expect(held.map(({ findingId }) => findingId)).toEqual(['U1:1:cash:0', 'U1:1:cash:0:2', 'U1:1:cash:0:3']);
  });

  it('is at most 200 of a statement, the last of which says how many more there are', () => {
    const many = Array.from({ length: 230 }, (_, place) => found('cash', { transactions: [place] }));
    const held = caseFindingsOf(statement, many);
    expect(held).toHaveLength(200);
    expect(held.at(-1)).toMatchObject({ rule: 'more-findings', severity: 'warning', isSensitive: false });
    expect(held.at(-1)?.sentence).toMatch(/^31 more findings/);
    expect(caseFindingsOf(statement, many.slice(0, 200)).at(-1)?.rule).toBe('cash');
  });

  it('hides no abuse among what it leaves out', () => {
    const many = Array.from({ length: 201 }, () => found('abroad', { isSensitive: true }));
    expect(caseFindingsOf(statement, many).at(-1)).toMatchObject({
      rule: 'more-findings',
      isSensitive: true,
    });
  });

  it('cuts a sentence that is longer than a case can hold', () => {
    const [held] = caseFindingsOf(statement, [found('cash', { sentence: 'x'.repeat(5000) })]);
    expect(held?.sentence).toHaveLength(600);
  });
});

describe('what a case has in question', () => {
  const each = (
    amount: number | null,
    decision: string | null,
    severity: 'error' | 'information' = 'error',
    rule = 'gambling',
  ) => ({
    ...{ rule, severity, amountPence: amount === null ? null : pence(amount) },
    decided: decision === null ? null : { decision },
  });

  it('is what is undecided or upheld, whichever way it moved, and nothing that only informs', () => {
    const findings = [
      ...[each(100, null), each(-20, 'upheld'), each(null, null)],
      ...[each(500, 'explained'), each(700, 'no-action'), each(900, null, 'information')],
    ];
    expect(inQuestion(findings)).toBe(120);
  });

  it('counts once what was not spent, though it is said of the spending and of the balance', () => {
    const unspent = (amount: number, rule: string) => each(amount, null, 'error', rule);
    const both = [unspent(2_192, 'underspend'), unspent(1_514, 'balance-beyond-contingency')];
    expect(inQuestion(both)).toBe(2_192);
    expect(inQuestion([...both, unspent(1_000, 'balance-beyond-contingency')])).toBe(2_514);
    expect(inQuestion([...both, each(8, null)])).toBe(2_200);
  });
});
