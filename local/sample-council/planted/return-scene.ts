import { csvRecord } from '../csv.ts';
import { dayOf, isoOf, timeOf } from '../days.ts';
import { costOfMinutes, pounds } from '../pounds.ts';
import { type SampleFile, type TruthEntry } from '../sample-file.ts';

/** The files of one small provider in the order they come, with what its council commissioned and set. */
export type ReturnScene = {
  name: string;
  /** The extract of its packages, all of home care. */
  packages: SampleFile;
  /** In steps of how many minutes visits are billed; null by the minute. */
  billingIncrementMinutes: number | null;
  /** Whether it runs payrolls, on which VAT is charged. */
  chargesVat: boolean;
  files: readonly (SampleFile & { receivedOn: number })[];
};

export type ScenePackage = { packageId: string; startOn: number; ratePence: number | null };

export type SceneVisit = {
  packageId: string;
  day: number;
  startMinute: number;
  claimedMinutes: number;
  actualMinutes: number;
  carerId: string;
  ratePence: number | null;
  vat: string;
};

/** What should be said of a file, or of one of its visits. */
export type ScenePlant = Omit<TruthEntry, 'file' | 'line'> & { visit?: SceneVisit };

type SceneFile = {
  name: string;
  receivedOn: number;
  visits: readonly SceneVisit[];
  truth?: readonly ScenePlant[];
};

type Sketch = {
  name: string;
  packages: readonly ScenePackage[];
  files: readonly SceneFile[];
  billingIncrementMinutes?: number;
  chargesVat?: boolean;
};

/** Mondays: four weeks of visits, and the four weeks after them. */
export const EARLIER_FROM = dayOf('2026-08-31');
export const LATER_FROM = dayOf('2026-09-28');
export const FOUR_WEEKS = 28;
export const SCENE_RATE_PENCE = 2400;

export function sceneOf({
  name,
  packages,
  files,
  billingIncrementMinutes,
  chargesVat = false,
}: Sketch): ReturnScene {
  const folder = `scenes/${name.replaceAll(' ', '-')}`;
  return {
    name,
    packages: fileOf(`${folder}/care-packages.csv`, packageText(packages), []),
    billingIncrementMinutes: billingIncrementMinutes ?? null,
    chargesVat,
    files: files.map((file) => {
      const key = `${folder}/${file.name}.csv`;
      const truth = (file.truth ?? []).map(({ visit, ...entry }): TruthEntry => {
        const at = visit === undefined ? {} : { line: file.visits.indexOf(visit) + FIRST_LINE };
        return { file: key, ...at, ...entry };
      });
      return { ...fileOf(key, visitText(file.visits), truth), receivedOn: file.receivedOn };
    }),
  };
}

const FIRST_LINE = 2;

function fileOf(key: string, text: string, truth: readonly TruthEntry[]): SampleFile {
  return { key, kind: 'provider-return', bytes: Buffer.from(text), truth };
}

function packageText(packages: readonly ScenePackage[]): string {
  const columns = 'packageId,personId,providerId,serviceType,startDate,unitsPerWeek,rate'.split(',');
  const rows = packages.map(({ packageId, startOn, ratePence }) => [
    ...[packageId, personOf(packageId), 'SCENE', 'home-care', isoOf(startOn), '7'],
    ratePence === null ? '' : pounds(ratePence),
  ]);
  return [columns, ...rows].map((row) => csvRecord(row)).join('');
}

function personOf(packageId: string): string {
  return `L-${packageId}`;
}

function visitText(visits: readonly SceneVisit[]): string {
  const columns =
    'lineRef,personId,packageId,date,startTime,claimedMinutes,actualStartTime,actualMinutes,monitoring,carerId,rate,amount,vat'.split(
      ',',
    );
  const rows = visits.map((visit, place) => {
    const { packageId, day, startMinute, claimedMinutes, actualMinutes, ratePence } = visit;
    return [
      ...[`V${place + 1}`, personOf(packageId), packageId, isoOf(day)],
      ...[timeOf(startMinute), String(claimedMinutes), timeOf(startMinute + 2), String(actualMinutes)],
      ...['auto', visit.carerId],
      ...(ratePence === null
        ? ['', '']
        : [pounds(ratePence), pounds(costOfMinutes(claimedMinutes, ratePence))]),
      visit.vat,
    ];
  });
  return [columns, ...rows].map((row) => csvRecord(row)).join('');
}

/** Packages of an hour a day each, since before everything unless said otherwise. */
export function scenePackages(count: number, startOn = EARLIER_FROM - 500): ScenePackage[] {
  return Array.from({ length: count }, (_, place) => ({
    packageId: `SCENE-${place + 1}`,
    startOn,
    ratePence: SCENE_RATE_PENCE,
  }));
}

/** An hour a day of each package, a minute less of it recorded. */
export function dailyVisits(
  packages: readonly ScenePackage[],
  { from, days = FOUR_WEEKS, carer = 'C1' }: { from: number; days?: number; carer?: string },
): SceneVisit[] {
  return Array.from({ length: days }, (_, day) =>
    packages.map(({ packageId }, place): SceneVisit => ({
      packageId,
      day: from + day,
      startMinute: 420 + place * 90,
      claimedMinutes: 60,
      actualMinutes: 59,
      carerId: `${carer}-${packageId}`,
      ratePence: SCENE_RATE_PENCE,
      vat: '',
    })),
  ).flat();
}

/** A penny over the agreed rate: something else to find, so that what only adds weight is said. */
export function overpriced(visits: readonly SceneVisit[]): ScenePlant[] {
  const [visit] = visits;
  if (visit === undefined) return [];
  visit.ratePence = SCENE_RATE_PENCE + 1;
  return [
    {
      rule: 'rate-differs-from-contract',
      expected: 'flag',
      note: 'a rate one penny above the agreed one',
      visit,
    },
  ];
}
