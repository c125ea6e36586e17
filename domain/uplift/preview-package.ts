import type { CalendarDate } from '../calendar.ts';
import type { RateText } from '../money.ts';
import { invariant } from '../outcome.ts';
import { termOn, type CarePackage } from '../packages/care-package.ts';
import type { Known } from '../pay/entitlement/package-facts.ts';
import { spanOf } from '../pay/span.ts';
import type { RateCard } from '../records/rate-card.ts';
import { costOfChange, noCost, worthOf, type CostDays, type UpliftFacts } from './cost-of-change.ts';
import { saidByRows, saidByRules, underRow, underRule, type MatchContext } from './match-rules.ts';
import { withNewRates } from './new-terms.ts';
import { newRatesOf, type CardAfter } from './preview-card.ts';
import { rateSpells, spellFromDay, type RateSpell } from './rate-spells.ts';
import { ratedPackage, type Rated } from './rated.ts';
import type { NamedRates } from './rates-file.ts';
import { rulingOf, type RateFrom, type Ruling } from './ruling.ts';
import { changeOf, type LineChange, type UpliftLine } from './uplift-line.ts';
import type { Changer, Decided } from './verdict.ts';

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
  const priced = card === undefined ? undefined : rateFromDay(carePackage, spell)(card.from);
  if (card === undefined || priced === undefined)
    return ruledLine(carePackage, spell, rulingOn(facts, spell, context));
  // Rules reach a package that its card moves by the card; a row that names the package itself does not.
  const rows = context.named.packages.get(carePackage.packageId) ?? [];
  const named = rulingOf(saidByRows(rateFromDay(carePackage, spell), rows, withoutRate(spell, 'change')));
  const line = blankLine(carePackage, priced);
  return [pricedByCard(line, carePackage, card), ...ruledLine(carePackage, spell, named)];
}

/** The rate of one spell of a package, with the units it has on the first day on which it could be changed. */
function rateFromDay<R extends RateText | null>(
  carePackage: CarePackage,
  spell: RateSpell & { rate: R },
): RateFrom<R> {
  return (day) => {
    const days = spellFromDay(carePackage, spell, day);
    if (days === undefined) return undefined;
    return ratedPackage(carePackage, { ...days, rate: spell.rate }, unitsOn(carePackage, days.from));
  };
}

function unitsOn(carePackage: CarePackage, day: CalendarDate): RateText {
  const term = termOn(carePackage, day);
  invariant(term !== undefined, 'a spell lies in its package');
  return term.unitsPerWeek;
}

function ruledLine(carePackage: CarePackage, { rateCardId }: RateSpell, ruling: Ruling | null): UpliftLine[] {
  return ruling === null
    ? []
    : [{ ...blankLine(carePackage, ruling.rated), rateCardId, ...changeOf(ruling) }];
}

type BlankLine = Omit<UpliftLine, keyof LineChange | 'rateCardId'>;

function blankLine(carePackage: CarePackage, rated: Rated<RateText | null>): BlankLine {
  const { packageId, personId, providerId, serviceType, contract, visitMinutes } = carePackage;
  const { from, through, rate, weeklyPence } = rated;
  return {
    lineId: `package:${packageId}:${from}`,
    ...{ of: 'package', packageId, personId, place: '', providerId, serviceType, contract, visitMinutes },
    ...{ dayType: null, band: null, zone: null, from, through, oldRate: rate },
    unitsPerWeek: unitsOn(carePackage, from),
    ...{ weeklyBeforePence: weeklyPence, cost: noCost, isUnpriced: false },
  };
}

/** A package moves with its card whatever the rules leave out: who agreed the card’s price has its new price too. */
function pricedByCard(
  line: BlankLine,
  { packageId }: CarePackage,
  { by, card: { rateCardId } }: CardAfter,
): UpliftLine {
  return {
    ...line,
    ...{ lineId: `priced-by-card:${packageId}:${line.from}`, of: 'priced-by-card', rateCardId },
    ...{ outcome: 'changed', by, left: [], exclusion: null, rule: null, newRate: null },
    why: `Rate card ${rateCardId} prices it, and its rates change.`,
  };
}

function rulingOn(
  { carePackage: { body: carePackage }, serviceType }: UpliftFacts,
  spell: RateSpell,
  context: PreviewContext,
): Ruling | null {
  const { rate } = spell;
  const rows = context.named.packages.get(carePackage.packageId) ?? [];
  if (rate === null) {
    const rateFrom = rateFromDay(carePackage, spell);
    const stays = withoutRate(spell, 'stay');
    return rulingOf([...saidByRules(rateFrom, context, stays), ...saidByRows(rateFrom, rows, stays)]);
  }
  const rateFrom = rateFromDay(carePackage, { ...spell, rate });
  const ruling = rulingOf([
    ...saidByRules(rateFrom, context, (rated, by, rule) => underRule(rated, by, rule, context)),
    ...saidByRows(rateFrom, rows, underRow),
  ]);
  if (ruling?.decided.outcome !== 'changed' || serviceType?.body.basis !== 'once') return ruling;
  const why = 'It is bought once, at a price that was agreed for it.';
  return {
    ...ruling,
    decided: { outcome: 'excluded', by: ruling.decided.by, exclusion: 'bought-once', why },
  };
}

/** A package without a rate of its own that a rule or the file is for stays, and the preview says why. */
function withoutRate({ rateCardId }: RateSpell, cardRates: 'stay' | 'change') {
  return (_rated: unknown, by: Changer): Decided =>
    rateCardId === null
      ? {
          ...{ outcome: 'excluded', by, exclusion: 'without-rate' },
          why: 'It has neither a rate nor a rate card.',
        }
      : {
          ...{ outcome: 'excluded', by, exclusion: 'priced-by-card' },
          why: `Rate card ${rateCardId} prices it, and its rates ${cardRates}.`,
        };
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
