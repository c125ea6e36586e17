import { contributionColumns } from './contributions.ts';
import { csvRecord } from './csv.ts';
import { isoOf } from './days.ts';
import { type Council, type Package } from './model.ts';
import { packageColumns, packageRows } from './package-rows.ts';
import { peopleColumns } from './people.ts';
import { type RuleName } from './planted/rule-names.ts';
import { type SampleFile, type TruthEntry } from './sample-file.ts';

type Cells = Readonly<Record<string, string>>;
type BadRow = { cells: Cells; rule: RuleName; note: string };

/**
 * Small extracts in which every second row cannot be true; the row before each is right and must still go in. They are no part of
 * the sample that is loaded, but keep to its council, so that each row is wrong in one way only.
 */
export function* badExtractFiles(council: Council): Generator<SampleFile> {
  const [pack] = council.packages.filter(
    ({ serviceType, endOn }) => serviceType === 'supported-living' && endOn === undefined,
  );
  const [person] = council.people;
  if (pack === undefined || person === undefined) return;
  yield badFile(
    'care-packages/bad-packages.csv',
    packageColumns,
    goodPackage(pack),
    'packageId',
    badPackages(pack),
  );
  yield badFile(
    'contributions/bad-contributions.csv',
    contributionColumns,
    goodContribution(pack, council),
    'contributionId',
    badContributions(pack, council),
  );
  yield badFile(
    'people/bad-people.csv',
    peopleColumns,
    { personId: 'L1', name: 'Wenda Ashdale', dateOfBirth: '1950-01-31' },
    'personId',
    badPeople,
  );
}

function goodPackage(pack: Package): Cells {
  const [cells = []] = packageRows([pack]);
  const row = Object.fromEntries(packageColumns.map((column, place) => [column, cells[place] ?? '']));
  return { ...row, endDate: '', effectiveFrom: '', rate: '24.80', rateCardId: '' };
}

function badPackages({ startOn }: Package): BadRow[] {
  return [
    {
      cells: { endDate: isoOf(startOn - 1) },
      rule: 'end-before-start',
      note: 'ends the day before it starts',
    },
    { cells: { providerId: 'P99999' }, rule: 'unknown-provider', note: 'no such provider' },
    { cells: { personId: 'L999999' }, rule: 'unknown-person', note: 'no such person' },
    { cells: { unitsPerWeek: '-7' }, rule: 'units-negative', note: 'fewer than no units' },
    { cells: { rate: '1e3' }, rule: 'amount-not-plain-digits', note: 'a rate as a spreadsheet writes it' },
    { cells: { rate: '27.1.8' }, rule: 'amount-not-plain-digits', note: 'two points' },
    { cells: { rate: '12,34' }, rule: 'amount-not-plain-digits', note: 'a comma for a point' },
    { cells: { startDate: '31/02/2026' }, rule: 'date-not-in-calendar', note: 'no such day' },
    { cells: { serviceType: '' }, rule: 'mandatory-field-empty', note: 'no service type' },
    {
      cells: { packageId: 'BAD00001', unitsPerWeek: '99' },
      rule: 'record-repeated-in-file',
      note: 'the first row of the file again with other units',
    },
  ];
}

function goodContribution({ person, packageId }: Package, { calendar }: Council): Cells {
  const startDate = isoOf(calendar.monthFrom);
  return {
    personId: person.personId,
    packageId,
    kind: 'top-up',
    startDate,
    weeklyAmount: '12.00',
    collector: 'council',
    status: 'active',
  };
}

function badContributions({ packageId }: Package, { calendar }: Council): BadRow[] {
  const { monthFrom } = calendar;
  return [
    {
      cells: { packageId, kind: 'weeks-1-12', endDate: isoOf(monthFrom + 84) },
      rule: 'weeks-1-12-too-long',
      note: '85 days',
    },
    { cells: { weeklyAmount: '' }, rule: 'mandatory-field-empty', note: 'no amount, and not nursing care' },
    {
      cells: { endDate: isoOf(monthFrom - 1) },
      rule: 'end-before-start',
      note: 'ends the day before it starts',
    },
  ];
}

const badPeople: readonly BadRow[] = [
  { cells: { name: '' }, rule: 'mandatory-field-empty', note: 'no name' },
  { cells: { dateOfBirth: '29/02/2023' }, rule: 'date-not-in-calendar', note: '2023 had no such day' },
];

function badFile(
  key: string,
  columns: readonly string[],
  good: Cells,
  idColumn: string,
  rows: readonly BadRow[],
): SampleFile {
  let text = csvRecord(columns);
  const truth: TruthEntry[] = [];
  let number = 0;
  const write = (cells: Cells): void => {
    number += 1;
    const named = { ...good, [idColumn]: `BAD${String(number).padStart(5, '0')}`, ...cells };
    text += csvRecord(columns.map((column) => new Map(Object.entries(named)).get(column) ?? ''));
  };
  for (const { cells, rule, note } of rows) {
    write({});
    write(cells);
    truth.push({ file: key, line: number + 1, rule, expected: 'flag', note });
  }
  return { key, kind: 'bad-extract', bytes: Buffer.from(text), truth };
}
