import type { CalendarDate } from '../../../domain/calendar.ts';
import type { Provider } from '../../../domain/records/provider.ts';
import { missingReturns, tellsOf } from '../../../domain/returns/missing-returns.ts';
import { careDue } from './care-due.ts';
import type { ChaseDeps } from './chase-deps.ts';

/** Providers looked at together: few enough to keep memory flat however many packages they have. */
const AT_ONCE = 50;

/** Those of some providers whose return of a month is missing, a few at a time. */
export async function* findMissing(
  { month, goLive }: { month: string; goLive: CalendarDate | null },
  providerIds: readonly string[],
  deps: Pick<ChaseDeps, 'facts' | 'lists' | 'returns'>,
): AsyncGenerator<Provider> {
  for (let start = 0; start < providerIds.length; start += AT_ONCE) {
    const ids = providerIds.slice(start, start + AT_ONCE);
    const providers = [...(await deps.facts.currentFacts('provider', ids)).values()].map(({ body }) => body);
    const silent: Provider[] = [];
    for (const provider of providers) {
      const taken = await deps.returns.takenOf(provider.providerId);
      if (!taken.some((each) => tellsOf(month, each))) silent.push(provider);
    }
    const { packages, serviceTypes } = await careDue(
      silent.map(({ providerId }) => providerId),
      deps,
    );
    const facts = { month, goLive, providers: silent, packages, serviceTypes, taken: new Map() };
    const missing = new Set(
      missingReturns(facts).flatMap(({ providerId, isMissing }) => (isMissing ? [providerId] : [])),
    );
    yield* silent.filter(({ providerId }) => missing.has(providerId));
  }
}
