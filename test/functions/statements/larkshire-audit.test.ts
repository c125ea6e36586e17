import { beforeAll, describe, expect, it } from 'vitest';
import { spendingRuleNames, statementRuleNames } from '../../../local/sample-council/planted/rule-names.ts';
import {
  larkshireStatements,
  ratesOf,
  scoreAudits,
  scoreTable,
  type RuleScore,
} from '../../support/larkshire-statements.ts';

/** The council as it is shown, and one of other people at another time of the year. */
const councils = [
  { name: 'Larkshire', seed: 2026, people: 1200, month: '2026-10' },
  { name: 'a larger council in February', seed: 11, people: 4000, month: '2027-02' },
] as const;

describe.each(councils)('the bank statements of $name, read from their bytes', ({ name, ...options }) => {
  let scores: Map<string, RuleScore>;

  beforeAll(async () => {
    scores = scoreAudits(await larkshireStatements(options));
    process.stdout.write(`${name}: precision, recall, planted\n${scoreTable(scores)}\n`);
  }, 60_000);

  it('have every kind of error planted in them', () => {
    const rules = [...statementRuleNames, ...spendingRuleNames];
    expect(rules.filter((rule) => (scores.get(rule)?.hits ?? 0) === 0)).toEqual([]);
  });

  it('are told wrong where they are wrong, and lawful oddities are passed over', () => {
    const faults = [...scores].flatMap(([rule, { missed, wrong }]) =>
      [...missed, ...wrong].map((text) => `${rule}: ${text}`),
    );
    const poor = [...scores].filter(([, score]) => {
      const { precision, recall } = ratesOf(score);
      return precision < 0.97 || recall < 0.97;
    });
    expect(
      poor.map(([rule]) => rule),
      faults.join('\n'),
    ).toEqual([]);
  });
});
