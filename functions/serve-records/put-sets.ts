import type * as z from 'zod';
import { handItemsAfter } from '../../domain/facts/merge.ts';
import { inOrderOf } from '../../domain/in-order-of.ts';
import { checkWithinCost } from '../../domain/packages/contribution-cost.ts';
import { checkContributionSet } from '../../domain/packages/contribution-set.ts';
import type { Contribution } from '../../domain/records/contribution.ts';
import { finding, type Finding } from '../../domain/records/finding.ts';
import type { CouncilRow } from '../../domain/reference/reference-row.ts';
import { councilRowsOf, referenceSettingName } from '../../domain/settings/reference-settings.ts';
import { rowKinds } from '../../domain/records/kinds.ts';
import { checkRateCard, rateCardLineKey } from '../../domain/records/rate-card.ts';
import type { recordRouteTable } from '../../events/api/records.ts';
import type { Asked } from '../platform/route-area.ts';
import type { Viewer } from '../platform/identity.ts';
import type { StoredFact } from '../store/items.ts';
import { knownFact, notThere, type ReadDeps } from './read-record.ts';
import { refuseErrors } from '../platform/refuse-errors.ts';
import { recordByHand, type Written } from './record-by-hand.ts';
import { recordKinds } from './record-kinds.ts';
import { readRowByHand, type Cell, type Rows } from './row-by-hand.ts';

type PutContributions = Asked<typeof recordRouteTable.putContributions>;

/** Replaces the contributions of one package within the set of its person, so that boundaries move together. */
export async function putContributions(
  { viewer, id, body }: PutContributions,
  deps: ReadDeps,
): Promise<Written> {
  const carePackage = await knownFact(recordKinds.packages, { viewer, id }, deps);
  if (carePackage === null) throw notThere(recordKinds.packages, id);
  const { personId } = carePackage.body;
  const read = await readItems(
    rowKinds.contributions,
    body.items,
    { personId, packageId: id },
    { viewer, deps },
  );
  refuseErrors(repeated(read.items, idOf, 'contributionId'));
  const councilRows = await councilFncRows(deps);
  const decide = (current: StoredFact<'contributions'> | null) => {
    const before = current?.body.items ?? [];
    const others = before.filter((item) => item.packageId !== id);
    const taken = others.filter((item) =>
      read.items.some((own) => own.contributionId === item.contributionId),
    );
    const items = inOrderOf([...others, ...read.items], idOf);
    return {
      body: { personId, items },
      findings: [
        ...taken.map(ofAnotherPackage),
        ...read.findings,
        ...checkContributionSet(items).map((each) => each.finding),
        ...checkWithinCost(carePackage.body, items, councilRows),
      ],
      handFields: handItemsAfter(handSet(current, before), items, idOf),
    };
  };
  const kind = recordKinds.contributions;
  return recordByHand({ kind, viewer, id: personId, reason: body.reason, decide }, deps);
}

/** The council’s own rates of funded nursing care, which a contribution without an amount takes. */
async function councilFncRows({ facts }: ReadDeps): Promise<CouncilRow[]> {
  const name = referenceSettingName('funded-nursing-care');
  const stored = await facts.currentFacts('setting', [name]);
  return councilRowsOf('funded-nursing-care', stored.get(name)?.body.entries.at(-1)?.value);
}

function idOf({ contributionId }: Contribution): string {
  return contributionId;
}

function ofAnotherPackage({ contributionId }: Contribution): Finding {
  return finding(
    'error',
    'contribution-of-another-package',
    `Contribution ${contributionId} of this person belongs to another package.`,
    { field: 'contributionId', value: contributionId },
  );
}

type PutRateCard = Asked<typeof recordRouteTable.putRateCard>;

/** Adds or replaces one line of a rate card, or with `lines` the whole card. */
export async function putRateCard({ viewer, id, body }: PutRateCard, deps: ReadDeps): Promise<Written> {
  const { reason, lines, ...single } = body;
  const whole = Array.isArray(lines) ? lines : null;
  const sent = whole ?? [single];
  const read = await readItems(rowKinds['rate-cards'], sent, { rateCardId: id }, { viewer, deps });
  refuseErrors(repeated(read.items, rateCardLineKey, 'from'));
  const decide = (current: StoredFact<'rate-card'> | null) => {
    const before = current?.body.lines ?? [];
    const keys = new Set(read.items.map(rateCardLineKey));
    const kept = whole === null ? before.filter((line) => !keys.has(rateCardLineKey(line))) : [];
    const all = inOrderOf([...kept, ...read.items], rateCardLineKey);
    return {
      body: { rateCardId: id, lines: all },
      findings: [...read.findings, ...checkRateCard(id, all).map((each) => each.finding)],
      handFields: handItemsAfter(handSet(current, before), all, rateCardLineKey),
    };
  };
  return recordByHand({ kind: recordKinds.rateCards, viewer, id, reason, decide }, deps);
}

/** Reads each item of a set; every finding says which item it is about, and all errors are refused at once. */
async function readItems<S extends z.ZodObject>(
  rows: Rows<S>,
  items: readonly Readonly<Record<string, Cell>>[],
  own: Readonly<Record<string, string>>,
  { viewer, deps }: { viewer: Viewer; deps: ReadDeps },
): Promise<{ items: z.infer<S>[]; findings: Finding[] }> {
  const records: z.infer<S>[] = [];
  const findings: Finding[] = [];
  for (const [place, cells] of items.entries()) {
    const read = await readRowByHand(rows, { cells, own, viewer }, deps);
    if (read.record !== null) records.push(read.record);
    findings.push(...read.findings.map((each) => ({ ...each, field: `items.${place}.${each.field ?? ''}` })));
  }
  refuseErrors(findings);
  return { items: records, findings };
}

function repeated<I>(items: readonly I[], keyOf: (item: I) => string, field: string): Finding[] {
  const keys = items.map(keyOf);
  return keys
    .filter((key, place) => keys.indexOf(key) !== place)
    .map((key) => finding('error', 'row-repeated', `The same item was given twice: ${key}.`, { field }));
}

function handSet<I>(current: { handFields: readonly string[] } | null, items: readonly I[]) {
  return current === null ? null : { items, handFields: current.handFields };
}
