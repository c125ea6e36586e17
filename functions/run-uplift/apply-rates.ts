import type { Recording } from '../../domain/facts/fact.ts';
import { handItemsAfter } from '../../domain/facts/merge.ts';
import { UPLIFTED_PRICE } from '../../domain/packages/kept-prices.ts';
import { sameValue } from '../../domain/facts/canonical-json.ts';
import { inOrderOf } from '../../domain/in-order-of.ts';
import { checkRateCard, rateCardLineKey, type RateCard } from '../../domain/records/rate-card.ts';
import { withNewCardRates, withNewRates } from '../../domain/uplift/new-terms.ts';
import { newRatesOf, previewCard } from '../../domain/uplift/preview-card.ts';
import type { UpliftLine } from '../../domain/uplift/uplift-line.ts';
import type { AppliedRow } from '../platform/uplifts/evidence.ts';
import type { StoredFact } from '../store/items.ts';
import type { Shard } from '../store/shard-store.ts';
import type { UpliftDeps } from './deps.ts';
import { previewAt } from './plan-context.ts';
import { previewOf } from './preview-shard.ts';
import { recordDecided, type Decision } from './record-decided.ts';
import { samePartsAgain } from './same-parts-again.ts';
import type { Working } from './working-on.ts';

/** Gives the cards their new rates, all of them before the first package. */
export async function planApply(working: Working, deps: UpliftDeps): Promise<void> {
  await samePartsAgain(
    working,
    async () => {
      const lines = changedLines(await deps.evidence.readLines(previewAt(working.kept), 0));
      const byCard = Map.groupBy(lines, ({ rateCardId }) => String(rateCardId));
      const rows = await recordDecided(
        { kind: 'rate-card', ids: [...byCard.keys()], working },
        (cards) => decideCards(cards, byCard, { working, deps }),
        deps,
      );
      await deps.evidence.writeApplied(working.at, 0, rows);
    },
    deps,
  );
}

/** Gives the packages of one part the rates that were approved. */
export async function applyShard(
  working: Working,
  { shard, claims }: Shard,
  deps: UpliftDeps,
): Promise<void> {
  const lines = changedLines(await deps.evidence.readLines(previewAt(working.kept), shard));
  const byPackage = Map.groupBy(lines, ({ packageId }) => String(packageId));
  // What only a card moves has no rate of its own to be changed.
  const ids = [...byPackage].filter(([, own]) => own.some(({ of }) => of === 'package')).map(([id]) => id);
  const rows = await recordDecided(
    { kind: 'package', ids, working },
    (packages, attempt) =>
      decidePackages(packages, byPackage, { working, deps }, attempt === 1 && claims === 1),
    deps,
  );
  await deps.evidence.writeApplied(working.at, shard, rows);
}

type Approved = ReadonlyMap<string, readonly UpliftLine[]>;
type Deciding = { working: Working; deps: UpliftDeps };

function changedLines(lines: readonly UpliftLine[]): UpliftLine[] {
  return lines.filter(({ outcome }) => outcome === 'changed');
}

/** A package whose lines would be others by now is left to a person: nobody approved them. */
async function decidePackages(
  packages: readonly StoredFact<'package'>[],
  approved: Approved,
  deciding: Deciding,
  isFirstTry: boolean,
): Promise<Map<string, Decision<'package'>>> {
  const { working, deps } = deciding;
  const done = await doneBefore(packages, deciding, isFirstTry);
  const planned = await deps.planned(previewAt(working.kept));
  const open = packages.filter(({ subject }) => !done.has(subject.id));
  const now = await previewOf(open, planned, deps);
  const decisions = new Map<string, Decision<'package'>>(done);
  for (const seen of open) {
    const lines = approved.get(seen.subject.id) ?? [];
    if (!sameLines(changedLines(now.get(seen.subject.id) ?? []), lines)) continue;
    const body = withNewRates(seen.body, newRatesOf(lines));
    const handFields = [...new Set([...seen.handFields, UPLIFTED_PRICE])].toSorted();
    decisions.set(seen.subject.id, { outcome: 'write', body, handFields });
  }
  return decisions;
}

async function decideCards(
  cards: readonly StoredFact<'rate-card'>[],
  approved: Approved,
  deciding: Deciding,
): Promise<Map<string, Decision<'rate-card'>>> {
  const { working, deps } = deciding;
  const done = await doneBefore(cards, deciding, false);
  const { context } = await deps.planned(previewAt(working.kept));
  const decisions = new Map<string, Decision<'rate-card'>>(done);
  for (const seen of cards.filter(({ subject }) => !done.has(subject.id))) {
    const lines = approved.get(seen.subject.id) ?? [];
    const body = orderedCard(withNewCardRates(seen.body, newRatesOf(lines)));
    const isSame = sameLines(changedLines(previewCard(seen.body, context)), lines);
    if (!isSame || !mayBeKept(body)) continue;
    const known = { items: seen.body.lines, handFields: seen.handFields };
    const handFields = handItemsAfter(known, body.lines, rateCardLineKey);
    decisions.set(seen.subject.id, { outcome: 'write', body, handFields });
  }
  return decisions;
}

/** As extracts keep the lines of a card. */
function orderedCard(card: RateCard): RateCard {
  return { ...card, lines: inOrderOf(card.lines, rateCardLineKey) };
}

function mayBeKept({ rateCardId, lines }: RateCard): boolean {
  return checkRateCard(rateCardId, lines).every(({ finding }) => finding.severity !== 'error');
}

function sameLines(left: readonly UpliftLine[], right: readonly UpliftLine[]): boolean {
  const inOrder = (lines: readonly UpliftLine[]) => inOrderOf(lines, ({ lineId }) => lineId);
  return sameValue(inOrder(left), inOrder(right));
}

/** Those that an earlier try wrote, whatever became of them since: no rate is changed twice. */
async function doneBefore<K extends 'package' | 'rate-card'>(
  facts: readonly StoredFact<K>[],
  { working: { at }, deps }: Deciding,
  isFirstTry: boolean,
): Promise<Map<string, { outcome: 'done'; versions: AppliedRow['versions'] }>> {
  const isOurs = ({ source }: Pick<Recording, 'source'>): boolean =>
    source.kind === 'uplift' && source.upliftId === at.upliftId;
  const done = new Map<string, { outcome: 'done'; versions: AppliedRow['versions'] }>();
  for (const fact of facts) {
    const { kind, id } = fact.subject;
    const own = isOurs(fact)
      ? fact
      : isFirstTry
        ? undefined
        : (await deps.records.versionsOf(kind, id)).find(isOurs);
    if (own === undefined) continue;
    done.set(id, { outcome: 'done', versions: { before: own.version - 1, after: own.version } });
  }
  return done;
}
