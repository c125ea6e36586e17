import * as z from 'zod';
import { formatPounds, type Pence } from '../money.ts';
import type { CaseOutcome } from './audit-case-acts.ts';
import { sumInQuestion } from './in-question.ts';
import type { AccountType, RiskTerms } from './risk-score-terms.ts';

/** A finding as far as it weighs. */
export type WeighedFinding = {
  rule: string;
  severity: 'error' | 'warning' | 'information';
  amountPence: Pence | null;
  /** Whether it may show abuse. */
  isSensitive: boolean;
};

export type RiskFacts = {
  findings: readonly WeighedFinding[];
  /** What the agreement was worth over the period that is looked at. */
  budgetPence: Pence;
  /** How many days after their due day the papers came, or are late today. */
  papersLateDays: number;
  /** How earlier cases of the agreement ended. */
  earlier: readonly CaseOutcome[];
  accountType: AccountType | null;
  /** Whether the agreement was never looked at before. */
  isFirstReview: boolean;
  /** Whether the person lacks capacity, and nobody with authority acts for them. */
  isWithoutAuthority: boolean;
  /** Whether only named people may see the case. */
  isRestricted: boolean;
};

const riskBands = ['low', 'medium', 'high'] as const;

export const riskSchema = z.object({
  score: z.int(),
  band: z.enum(riskBands),
  parts: z
    .array(z.object({ name: z.string(), points: z.int(), why: z.string() }))
    .describe('The reasons for the score, each with what it adds.'),
});
export type Risk = z.infer<typeof riskSchema>;
type RiskPart = Risk['parts'][number];

/**
 * How urgent a case is, each reason with its points. Nothing takes points off, so that one more finding never makes a case
 * look safer. What only informs adds to another finding and is nothing by itself (practice.md 4), unless it may show abuse.
 */
export function riskOf(facts: RiskFacts, terms: RiskTerms): Risk {
  const parts = [
    ...partsOfFindings(facts, terms),
    ...partsOfPapers(facts, terms),
    ...partsOfHistory(facts, terms),
    ...partsOfArrangement(facts, terms),
  ].filter(({ points }) => points > 0);
  const score = parts.reduce((sum, { points }) => sum + points, 0);
  const band = score >= terms.highFrom ? 'high' : score >= terms.mediumFrom ? 'medium' : 'low';
  return { score, band, parts };
}

function partsOfFindings({ findings, budgetPence }: RiskFacts, terms: RiskTerms): RiskPart[] {
  const counted = findings.filter((each) => each.severity !== 'information' || each.isSensitive);
  const heard = counted.length === 0 ? [] : findings;
  const byRule = Map.groupBy(heard, ({ rule, severity }) => `${severity} ${rule}`);
  const rules = [...byRule.values()].flatMap((same) =>
    same.slice(0, 1).map(({ rule, severity }) => ({
      name: rule,
      points: terms.points[severity] * same.length,
      why: `${same.length === 1 ? 'One finding' : `${same.length} findings`} of this kind, each ${severityWords[severity]}.`,
    })),
  );
  return [...rules, ...partOfAmounts(counted, budgetPence, terms), ...partOfSensitive(heard, terms)];
}

const severityWords = {
  error: 'asking for a decision',
  warning: 'to be looked at',
  information: 'for information',
} as const;

function partOfAmounts(
  findings: readonly WeighedFinding[],
  budgetPence: Pence,
  { pointsPerTenth, mostForAmounts }: RiskTerms,
): RiskPart[] {
  const inQuestion = sumInQuestion(findings);
  if (inQuestion === 0) return [];
  // Without a budget, whatever was spent is all of it.
  const tenths = budgetPence > 0 ? Math.floor((inQuestion * 10) / budgetPence) : Infinity;
  const points = Math.min(mostForAmounts, tenths * pointsPerTenth);
  const why = `${formatPounds(inQuestion)} is in question, of ${formatPounds(budgetPence)} for the period.`;
  return [{ name: 'amount-in-question', points, why }];
}

function partOfSensitive(findings: readonly WeighedFinding[], { sensitive }: RiskTerms): RiskPart[] {
  if (!findings.some(({ isSensitive }) => isSensitive)) return [];
  return [{ name: 'may-show-abuse', points: sensitive, why: 'A finding may show abuse.' }];
}

function partsOfPapers({ papersLateDays }: RiskFacts, { perWeekLate, mostForLate }: RiskTerms): RiskPart[] {
  const points = Math.min(mostForLate, Math.ceil(Math.max(0, papersLateDays) / 7) * perWeekLate);
  return [{ name: 'papers-late', points, why: `The papers are ${papersLateDays} days late.` }];
}

function partsOfHistory(
  { earlier, isFirstReview }: RiskFacts,
  { earlierPoints, mostForEarlier, firstReview }: RiskTerms,
): RiskPart[] {
  const sum = earlier.reduce((points, outcome) => points + earlierPoints[outcome], 0);
  const why = `Earlier cases ended: ${earlier.map((outcome) => outcome.replaceAll('-', ' ')).join(', ')}.`;
  return [
    { name: 'earlier-outcomes', points: Math.min(mostForEarlier, sum), why },
    ...(isFirstReview
      ? [{ name: 'first-review', points: firstReview, why: 'Nobody has looked at this agreement before.' }]
      : []),
  ];
}

function partsOfArrangement(
  { accountType, isWithoutAuthority, isRestricted }: RiskFacts,
  { account, withoutAuthority, restricted }: RiskTerms,
): RiskPart[] {
  return [
    ...(accountType === null
      ? [{ name: 'account-kind', points: account.unknown, why: 'The kind of account is not on record.' }]
      : [{ name: 'account-kind', points: account[accountType], why: accountWords[accountType] }]),
    ...(isWithoutAuthority
      ? [
          {
            ...{ name: 'nobody-with-authority', points: withoutAuthority },
            why: 'The person lacks capacity, and nobody with authority acts for them.',
          },
        ]
      : []),
    ...(isRestricted
      ? [{ name: 'restricted', points: restricted, why: 'Only named people may see this case.' }]
      : []),
  ];
}

const accountWords = {
  own: 'The money lies in the person’s own account, with other money.',
  dedicated: 'The money lies in an account of its own.',
  'prepaid-card': 'The money lies on a card whose payments the council sees.',
  managed: 'An account provider keeps the money.',
  carer: 'A carer of the person keeps the money.',
  'third-party': 'Somebody else keeps the money.',
} as const satisfies Record<AccountType, string>;
