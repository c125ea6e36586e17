import type { RateText } from '../money.ts';
import { invariant } from '../outcome.ts';
import { termOn, type CarePackage } from '../packages/care-package.ts';
import type { Known } from '../pay/entitlement/package-facts.ts';
import { spanOf } from '../pay/span.ts';
import type { RateCard } from '../records/rate-card.ts';
import { costOfChange, noCost, worthOf, type CostDays, type UpliftFacts } from './cost-of-change.ts';
import { matches, verdictOn, type MatchContext } from './match-rules.ts';
import { withNewRates } from './new-terms.ts';
import { newRatesOf, type CardAfter } from './preview-card.ts';
import { rateSpells, spellFromDay, type RateSpell } from './rate-spells.ts';
import { ratedPackage, type Rated } from './rated.ts';
import type { NamedRates } from './rates-file.ts';
import { changeOf, type LineChange, type UpliftLine } from './uplift-line.ts';
import type { Changer, Verdict } from './verdict.ts';

export type PreviewContext = MatchContext & {
  named: NamedRates;
  days: CostDays;
  /** The cards the uplift changes. */
  cards: ReadonlyMap<string, CardAfter>;
};

/** What an uplift does about a package: a line for each of its rates that a rule is for, or that its card moves. */
export function previewPackage(facts: UpliftFacts, context: PreviewContext): UpliftLine[] {
  const lines = rateSpells(facts.carePackage.body).flatMap((spell) => linesOf(facts, spell, context));
  return lines.some(({ outcome }) => outcome === 'changed') ? costed(facts, lines, context) : lines;
}

function linesOf(facts: UpliftFacts, spell: RateSpell, context: PreviewContext): UpliftLine[] {
  const carePackage = facts.carePackage.body;
  const card = spell.rateCardId === null ? undefined : context.cards.get(spell.rateCardId);
  const named = context.named.packages.get(carePackage.packageId);
  const days = spellFromDay(carePackage, spell, card?.from ?? named?.from ?? context.effectiveDate);
  if (days === undefined) return [];
  const term = termOn(carePackage, days.from);
  invariant(term !== undefined, 'a spell lies in its package');
  const rated = ratedPackage(carePackage, days, term.unitsPerWeek);
  const line = { ...blankLine(carePackage, rated), unitsPerWeek: term.unitsPerWeek };
  if (card !== undefined) return [pricedByCard(line, carePackage, card)];
  const verdict = verdictOf(facts, rated, spell.rateCardId, context);
  if (verdict.outcome === 'untouched') return [];
  return [{ ...line, rateCardId: spell.rateCardId, ...changeOf(verdict) }];
}

type BlankLine = Omit<UpliftLine, keyof LineChange | 'rateCardId' | 'unitsPerWeek'>;

function blankLine(carePackage: CarePackage, rated: Rated<RateText | null>): BlankLine {
  const { packageId, personId, providerId, serviceType, contract, visitMinutes } = carePackage;
  const { from, through, rate, weeklyPence } = rated;
  return {
    lineId: `package:${packageId}:${from}`,
    ...{ of: 'package', packageId, personId, place: '', providerId, serviceType, contract, visitMinutes },
    ...{ dayType: null, band: null, zone: null, from, through, oldRate: rate },
    ...{ weeklyBeforePence: weeklyPence, cost: noCost, isUnpriced: false },
  };
}

/** A package moves with its card whatever the rules leave out: who agreed the card’s price has its new price too. */
function pricedByCard(
  line: BlankLine & Pick<UpliftLine, 'unitsPerWeek'>,
  { packageId }: CarePackage,
  { by, card: { rateCardId } }: CardAfter,
): UpliftLine {
  return {
    ...line,
    ...{ lineId: `priced-by-card:${packageId}:${line.from}`, of: 'priced-by-card', rateCardId },
    ...{ outcome: 'changed', by, exclusion: null, rule: null, newRate: null },
    why: `Rate card ${rateCardId} prices it, and its rates change.`,
  };
}

function verdictOf(
  { serviceType }: UpliftFacts,
  rated: Rated<RateText | null>,
  rateCardId: string | null,
  context: PreviewContext,
): Verdict {
  const { rate } = rated;
  if (rate === null) return withoutRate(rated, rateCardId, context);
  const verdict = verdictOn({ ...rated, rate }, context, context.named.packages.get(rated.id) ?? null);
  if (verdict.outcome !== 'changed' || serviceType?.body.basis !== 'once') return verdict;
  const why = 'It is bought once, at a price that was agreed for it.';
  return { outcome: 'excluded', by: verdict.by, exclusion: 'bought-once', why };
}

/** A package without a rate of its own that a rule or the file is for: it stays, and the preview says why. */
function withoutRate(
  rated: Rated<RateText | null>,
  rateCardId: string | null,
  { rules, named }: PreviewContext,
): Verdict {
  const line = named.packages.get(rated.id);
  const rule = rules.findIndex((each) => matches(rated, each));
  if (line === undefined && rule === -1) return { outcome: 'untouched' };
  const by: Changer =
    line === undefined ? { kind: 'rule', number: rule + 1 } : { kind: 'line', number: line.number };
  if (rateCardId === null)
    return {
      ...{ outcome: 'excluded', by, exclusion: 'without-rate' },
      why: 'It has neither a rate nor a rate card.',
    };
  const why = `Rate card ${rateCardId} prices it, and its rates stay.`;
  return { outcome: 'excluded', by, exclusion: 'priced-by-card', why };
}

/** The lines with what they cost. What a card moves without a difference for the package is not told. */
function costed(
  facts: UpliftFacts,
  lines: readonly UpliftLine[],
  { cards, days }: PreviewContext,
): UpliftLine[] {
  const carePackage = facts.carePackage.body;
  const own = ownCards(facts);
  const moved = new Map(
    [...own].map(([id, each]) => [id, { ...each, body: cards.get(id)?.card ?? each.body }]),
  );
  const before = worthOf(facts, carePackage, own);
  const after = worthOf(facts, withNewRates(carePackage, newRatesOf(lines)), moved);
  return lines.flatMap((line) => {
    if (line.outcome !== 'changed') return [line];
    const { from, through } = line;
    const on = { ...spanOf({ from, to: through }), from, notBefore: facts.notBefore };
    const changed = { ...line, ...costOfChange(before, after, on, days) };
    const isMoved = line.of === 'package' || Object.values(changed.cost).some((pence) => pence !== 0);
    return isMoved || changed.isUnpriced ? [changed] : [];
  });
}

function ownCards({ carePackage, rateCards }: UpliftFacts): UpliftFacts['rateCards'] {
  const own = new Map<string, Known<RateCard>>();
  for (const { rateCardId } of carePackage.body.terms) {
    const known = rateCardId === null ? undefined : rateCards.get(rateCardId);
    if (known !== undefined) own.set(known.body.rateCardId, known);
  }
  return own;
}
