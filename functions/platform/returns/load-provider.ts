import type { CalendarDate } from '../../../domain/calendar.ts';
import { readIdentifier } from '../../../domain/identifiers.ts';
import type { CarePackage } from '../../../domain/packages/care-package.ts';
import { dayNumber } from '../../../domain/pay/span.ts';
import type { OnRecord, Unplaced } from '../../../domain/returns/check-return.ts';
import { commissioned, type Commissioned } from '../../../domain/returns/commissioned.ts';
import type { ReturnTerms } from '../../../domain/returns/return-terms.ts';
import { valueOn } from '../../../domain/settings/setting-definition.ts';
import { settings } from '../../../domain/settings/settings.ts';
import { bankHolidays } from '../../../domain/working-days.ts';
import { factStore } from '../../store/fact-store.ts';
import { listStore } from '../../store/list-store.ts';
import type { Table } from '../../store/table.ts';

const holidays: ReadonlySet<number> = new Set(bankHolidays.map(({ date }) => dayNumber(date)));

/** A provider, with everything it was asked to deliver. */
export type LoadedProvider = {
  providerId: string;
  /** Whether VAT is charged on what it does, as on a payroll bureau’s work (practice.md 4). */
  chargesVat: boolean;
  packages: readonly Commissioned[];
};

const VAT_CHARGED: readonly string[] = ['standard', 'reduced'];

/** The provider a file lies under, second in its key; null where there is none of that id. */
export async function loadProvider(key: string, table: Table): Promise<LoadedProvider | null> {
  const [, folder, file] = key.split('/');
  const read = readIdentifier(folder ?? '');
  if (file === undefined || !read.ok) return null;
  const providerId = read.value;
  const facts = factStore(table);
  const provider = (await facts.currentFacts('provider', [providerId])).get(providerId);
  if (provider === undefined) return null;
  const chargesVat = VAT_CHARGED.includes(provider.body.vatStatus ?? '');
  return { providerId, chargesVat, packages: await loadPackagesOf(providerId, table) };
}

/** Everything a provider was asked to deliver. */
export async function loadPackagesOf(providerId: string, table: Table): Promise<Commissioned[]> {
  const ids = await listStore(table).everyPackageId([providerId]);
  const found = await factStore(table).currentFacts('package', ids);
  // The index is behind by a moment: it may still name a package that went to another provider.
  const packages = [...found.values()]
    .map(({ body }) => body)
    .filter((each) => each.providerId === providerId);
  return prepared(packages, table);
}

async function prepared(packages: readonly CarePackage[], table: Table): Promise<Commissioned[]> {
  const facts = factStore(table);
  const [people, services, cards] = await Promise.all([
    facts.currentFacts(
      'person',
      packages.map(({ personId }) => personId),
    ),
    facts.currentFacts(
      'service-type',
      packages.map(({ serviceType }) => serviceType),
    ),
    facts.currentFacts(
      'rate-card',
      packages.flatMap(({ terms }) => terms.flatMap(({ rateCardId }) => rateCardId ?? [])),
    ),
  ]);
  const rateCards = new Map([...cards].map(([id, { body }]) => [id, body]));
  return packages.flatMap((carePackage) => {
    const serviceType = services.get(carePackage.serviceType)?.body;
    if (serviceType === undefined) return [];
    const person = people.get(carePackage.personId)?.body ?? null;
    return [commissioned({ carePackage, serviceType, person, rateCards, bankHolidays: holidays })];
  });
}

/** From which values on the checks of a return speak, on the day it was received. */
export async function loadTerms(on: CalendarDate, table: Table): Promise<ReturnTerms> {
  const { returnChecks, visitTolerance } = settings;
  const stored = await factStore(table).currentFacts('setting', [returnChecks.name, visitTolerance.name]);
  const entriesOf = ({ name }: { name: string }) => stored.get(name)?.body.entries ?? [];
  const { minutes, percent } = valueOn(visitTolerance, entriesOf(visitTolerance), on);
  return {
    ...valueOn(returnChecks, entriesOf(returnChecks), on),
    toleranceMinutes: minutes,
    tolerancePercent: Number(percent),
  };
}

/** What is on record of the people and packages of lines that no package of the provider was found for. */
export async function loadOnRecord(unplaced: readonly Unplaced[], table: Table): Promise<OnRecord> {
  const facts = factStore(table);
  // What is no identifier is nobody's, and would be no key.
  const known = (ids: readonly string[]) => [...new Set(ids)].filter((id) => readIdentifier(id).ok);
  const [people, packages] = await Promise.all([
    facts.whichExist('person', known(unplaced.map(({ personId }) => personId))),
    facts.currentFacts('package', known(unplaced.flatMap(({ packageId }) => packageId ?? []))),
  ]);
  return { people, providerOf: new Map([...packages].map(([id, { body }]) => [id, body.providerId])) };
}
