import { calendarDate } from '../../../domain/calendar.ts';
import type { RateCard } from '../../../domain/records/rate-card.ts';
import { costDays, type UpliftFacts } from '../../../domain/uplift/cost-of-change.ts';
import { cardsAfter, previewCard } from '../../../domain/uplift/preview-card.ts';
import { previewPackage, type PreviewContext } from '../../../domain/uplift/preview-package.ts';
import { namedRates, upliftRateRows } from '../../../domain/uplift/rates-file.ts';
import type { UpliftLine } from '../../../domain/uplift/uplift-line.ts';
import { upliftRuleSchema } from '../../../domain/uplift/uplift-rules.ts';
import { usualUpliftTerms } from '../../../domain/uplift/uplift-terms.ts';
import { factsOf, type Told } from '../../support/pay-case.ts';

/** An uplift as a test says it: 5 percent from 1 April 2026 for everything, looked at on 1 March, without a file. */
export type ToldUplift = {
  effectiveDate?: string;
  today?: string;
  rules?: object[];
  /** Rows of a file, the first on line 2. */
  rows?: Record<string, unknown>[];
};

const fivePercent = { match: {}, change: { percent: '5' } };

function ruleOf(told: object) {
  return upliftRuleSchema.parse(told);
}

export function rowOf(told: Record<string, unknown>) {
  const { schema, blank } = upliftRateRows.rows.layout;
  return schema.parse({ ...blank, ...told });
}

/** What a preview reckons with, with the lines of the cards it was given. */
export function upliftOf(
  { effectiveDate = '2026-04-01', today = '2026-03-01', rules = [fivePercent], rows = [] }: ToldUplift = {},
  cards: readonly RateCard[] = [],
): { context: PreviewContext; cardLines: UpliftLine[] } {
  const from = calendarDate(effectiveDate);
  const context = {
    effectiveDate: from,
    rules: rules.map(ruleOf),
    terms: usualUpliftTerms,
    named: namedRates(
      rows.map((row, place) => ({ line: place + 2, row: rowOf(row) })),
      from,
    ),
    days: costDays(from, calendarDate(today)),
  };
  const cardLines = cards.flatMap((card) => previewCard(card, context));
  return { context: { ...context, cards: cardsAfter(cards, cardLines) }, cardLines };
}

/** A package’s facts; a residential one with £700 a week from 1 April 2025 on, unless told otherwise. */
export function packageFacts(
  told: Told = {},
  more: Partial<Pick<UpliftFacts, 'accepted' | 'notBefore'>> = {},
): UpliftFacts {
  return { ...factsOf({ from: '2025-04-01', to: null, ...told }), accepted: [], notBefore: 0, ...more };
}

/** The lines of one package, and those of the cards it knows. */
export function previewOf(told: Told, uplift?: ToldUplift): UpliftLine[] {
  const facts = packageFacts(told);
  const cards = [...facts.rateCards.values()].map(({ body }) => body);
  const { context, cardLines } = upliftOf(uplift, cards);
  return [...cardLines, ...previewPackage(facts, context)];
}
