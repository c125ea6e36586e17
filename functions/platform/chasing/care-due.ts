import type { CarePackage } from '../../../domain/packages/care-package.ts';
import type { ServiceType } from '../../../domain/records/service-type.ts';
import type { ChaseDeps } from './chase-deps.ts';

type CareDue = { packages: CarePackage[]; serviceTypes: ReadonlyMap<string, ServiceType> };

/** The packages of some providers, with their services; of so few that all can be asked for together. */
export async function careDue(
  providerIds: readonly string[],
  { facts, lists }: Pick<ChaseDeps, 'facts' | 'lists'>,
): Promise<CareDue> {
  const ids = (await Promise.all(providerIds.map((id) => lists.everyPackageId([id])))).flat();
  const packages = [...(await facts.currentFacts('package', ids)).values()].map(({ body }) => body);
  const services = await facts.currentFacts('service-type', [
    ...new Set(packages.map(({ serviceType }) => serviceType)),
  ]);
  return { packages, serviceTypes: new Map([...services].map(([id, { body }]) => [id, body])) };
}
