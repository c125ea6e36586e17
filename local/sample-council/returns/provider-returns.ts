import { type Council, type Package } from '../model.ts';
import { type SampleFile } from '../sample-file.ts';
import { buildSuspensions, suspensionsFile } from '../suspensions.ts';
import { stayReturns } from './stay-returns.ts';
import { visitReturns } from './visit-returns.ts';

/** A month of every provider's returns, provider by provider: a county's visits are never held at once. */
export function* providerReturnFiles(council: Council): Generator<SampleFile> {
  const { calendar, packages, providers } = council;
  const suspensions = buildSuspensions(packages, calendar);
  yield suspensionsFile(suspensions.values());
  const current = packages.filter(
    ({ startOn, endOn }) => startOn <= calendar.monthTo && (endOn ?? Infinity) >= calendar.monthFrom,
  );
  const byProvider = Map.groupBy(current, ({ provider }) => provider.providerId);
  const visitPackages = new Map<string, number>();
  for (const { visitPlan, person } of current) {
    if (visitPlan !== undefined)
      visitPackages.set(person.personId, (visitPackages.get(person.personId) ?? 0) + 1);
  }
  const isAlone = ({ person }: Package): boolean => visitPackages.get(person.personId) === 1;
  const agencies = providers.filter(({ role }) => role === 'home-care' || role === 'extra-care');
  const places = new Map(agencies.map((provider, place) => [provider.providerId, place]));
  for (const provider of providers) {
    const own = byProvider.get(provider.providerId) ?? [];
    const place = places.get(provider.providerId);
    const visited = own.filter(({ visitPlan }) => visitPlan !== undefined);
    if (place !== undefined && visited.length > 0) {
      const neighbour = agencies[(place + 1) % agencies.length];
      const strangers =
        neighbour === undefined || neighbour === provider
          ? []
          : strangersAt(byProvider.get(neighbour.providerId) ?? []);
      yield* visitReturns({ council, provider, place, packages: visited, strangers, suspensions, isAlone });
    }
    yield* stayReturns(
      council,
      provider,
      own.filter(({ visitPlan }) => visitPlan === undefined),
    );
  }
}

function strangersAt(packages: readonly Package[]): Package[] {
  return packages
    .filter(
      ({ visitPlan, person, endOn }) =>
        visitPlan !== undefined && person.diedOn === undefined && endOn === undefined,
    )
    .slice(0, 5);
}
