import { minDate } from '../../domain/calendar.ts';
import type { PackageKnown, Surrounding } from '../../domain/pay/parallel-run/package-known.ts';
import type { PayRun, PayRunKind } from '../../domain/pay/run/pay-run.ts';
import { runKindOf } from '../../domain/pay/run/scope.ts';
import { openingPositionId } from '../../domain/records/kinds.ts';
import { goLiveOn } from '../platform/go-live.ts';
import type { PayDeps } from './deps.ts';

type Owner = { personId: string | null; providerId: string | null; kind: PayRunKind };
type Known = PackageKnown & Owner;

/** What is known of some packages, agreements and invoices that may say why both sides differ. */
export async function whatIsKnown(
  ids: readonly string[],
  runs: readonly PayRun[],
  deps: PayDeps,
): Promise<(id: string) => Omit<Surrounding, 'gaps'> & { personId: string | null }> {
  const [known, goLive] = await Promise.all([knownOf(ids, deps), goLiveOn(deps.today(), deps.facts)]);
  return (id) => {
    const one = known.get(id) ?? null;
    const inRun = one !== null && runs.some((run) => looksAt(run, id, one));
    return { known: one, goLive, inRun, personId: one?.personId ?? null };
  };
}

function looksAt({ kind, scope }: PayRun, id: string, one: Owner): boolean {
  if (kind !== one.kind) return false;
  if (scope === null) return true;
  if ('packageId' in scope) return scope.packageId === id;
  return 'personId' in scope ? scope.personId === one.personId : scope.providerId === one.providerId;
}

async function knownOf(ids: readonly string[], { facts }: PayDeps): Promise<Map<string, Known>> {
  const paidToIds = ids.map((id) => openingPositionId({ kind: 'paid-to', id }));
  const [packages, agreements, changes, invoices, positions] = await Promise.all([
    facts.currentFacts('package', ids),
    facts.currentFacts('direct-payment-agreement', ids),
    facts.currentFacts('agreement-changes', ids),
    facts.currentFacts('manual-invoice', ids),
    facts.currentFacts('opening-position', paidToIds),
  ]);
  const bodies = [...packages.values()].map(({ body }) => body);
  const personIds = [...bodies, ...[...agreements.values()].map(({ body }) => body)];
  const [providers, serviceTypes, people] = await Promise.all([
    facts.currentFacts('provider', unique(bodies.map(({ providerId }) => providerId))),
    facts.currentFacts('service-type', unique(bodies.map(({ serviceType }) => serviceType))),
    facts.currentFacts('person', unique(personIds.map(({ personId }) => personId))),
  ]);
  const paidTo = (id: string) => positions.get(openingPositionId({ kind: 'paid-to', id }))?.body.date ?? null;
  const diedOn = (personId: string) => people.get(personId)?.body.dateOfDeath ?? null;
  const known = new Map<string, Known>();
  for (const [id, { body }] of packages) {
    const provider = providers.get(body.providerId)?.body;
    known.set(id, {
      ...body,
      dateOfDeath: diedOn(body.personId),
      paidTo: paidTo(id),
      byActuals: serviceTypes.get(body.serviceType)?.body.basis === 'actuals',
      kind: provider === undefined ? 'providers' : runKindOf(provider),
    });
  }
  for (const [id, { body }] of agreements) {
    const { startDate, endDate, personId } = body;
    known.set(id, {
      ...plainKnown,
      ...{ startDate, endDate, personId, kind: 'direct-payments' },
      suspensions: changes.get(id)?.body.suspensions ?? [],
      dateOfDeath: diedOn(personId),
      paidTo: paidTo(id),
    });
  }
  for (const [id, { body }] of invoices) {
    const startDate = minDate(body.invoiceDate, ...body.lines.map(({ from }) => from));
    const { personId, providerId } = body;
    known.set(id, { ...plainKnown, ...{ startDate, personId, providerId, kind: 'manual' } });
  }
  return known;
}

const plainKnown = {
  endDate: null,
  suspensions: [],
  dateOfDeath: null,
  paidTo: null,
  byActuals: false,
  terms: [],
  providerId: null,
};

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
