import { invariant } from '../../domain/outcome.ts';
import type { Known } from '../../domain/pay/entitlement/package-facts.ts';
import type { RateCard } from '../../domain/records/rate-card.ts';
import { costDays } from '../../domain/uplift/cost-of-change.ts';
import { cardsAfter, previewCard } from '../../domain/uplift/preview-card.ts';
import type { PreviewContext } from '../../domain/uplift/preview-package.ts';
import { namedRates } from '../../domain/uplift/rates-file.ts';
import type { UpliftLine } from '../../domain/uplift/uplift-line.ts';
import type { UpliftEvidence, UpliftPlan, WorkAt } from '../platform/uplifts/evidence.ts';

/** A plan laid out as packages are previewed with it. */
export type PlannedUplift = {
  plan: UpliftPlan;
  context: PreviewContext;
  cards: ReadonlyMap<string, Known<RateCard>>;
  cardLines: readonly UpliftLine[];
};

/** What follows from a plan for every package: which rates a file names, and what becomes of the cards. */
export function layOut(plan: UpliftPlan): PlannedUplift {
  const { effectiveDate, asOf, rules, terms, rows } = plan;
  const named = namedRates(rows, effectiveDate);
  const context = { effectiveDate, rules, terms, named, days: costDays(effectiveDate, asOf) };
  const bodies = plan.cards.map(({ body }) => body);
  const cardLines = bodies.flatMap((card) => previewCard(card, context));
  return {
    ...{ plan, cardLines },
    context: { ...context, cards: cardsAfter(bodies, cardLines) },
    cards: new Map(plan.cards.map((card) => [card.body.rateCardId, card])),
  };
}

/** Reads plans, and keeps the last one: a plan that is written stays as it is. */
export function plannedUplifts({ readPlan }: Pick<UpliftEvidence, 'readPlan'>) {
  let last: { key: string; planned: Promise<PlannedUplift> } | null = null;
  return async (at: WorkAt): Promise<PlannedUplift> => {
    const key = `${at.upliftId}/${at.attempt}`;
    if (last?.key === key) return last.planned;
    const planned = readPlan(at).then(layOut);
    last = { key, planned };
    // A reading that failed is tried again by whoever asks next.
    planned.catch(() => {
      if (last?.key === key) last = null;
    });
    return planned;
  };
}

/** Where the lines lie that people saw and approved. */
export function previewAt(kept: {
  uplift: { upliftId: string };
  previewed: { attempt: number } | null;
}): WorkAt {
  invariant(kept.previewed !== null, 'what is applied was previewed');
  return { upliftId: kept.uplift.upliftId, attempt: kept.previewed.attempt };
}
