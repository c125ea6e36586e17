import { pounds } from '../pounds.ts';
import { amountPence, type VisitColumn, type VisitLine } from '../returns/visit-line.ts';
import { markEdges, plantDates } from './date-plants.ts';
import { type RuleName } from './rule-names.ts';
import { isOneVisitOf, settle } from './week-plants.ts';
import { SHORT_WEEK, type Mark, type PackageWeek, type Workbench } from './workbench.ts';

/** What a file can carry: the Abacus layout has no rate and no invoice number of ours, and a control total forbids amounts nobody can read. */
export type FileAbilities = { hasRates: boolean; hasVat: boolean; mayHoldUnreadable: boolean };

type CellPlant = {
  says: Partial<Record<VisitColumn | 'vat', string>>;
  mark: Pick<Mark, 'rule' | 'expected' | 'note' | 'distance' | 'also'>;
};

/** Errors of single lines: who, what for, how much, when. */
export function plantLines(bench: Workbench, abilities: FileAbilities): void {
  for (const plant of identityPlants(bench)) plantCell(bench, plant);
  if (abilities.mayHoldUnreadable) for (const plant of unreadablePlants) plantCell(bench, plant);
  if (abilities.hasRates) plantPrices(bench);
  if (abilities.hasVat) {
    plantCell(bench, {
      says: { vat: '3.15' },
      mark: { rule: 'vat-on-exempt-service', expected: 'flag', note: 'VAT claimed on exempt care' },
    });
    plantCell(bench, {
      says: { vat: '0.00' },
      mark: { rule: 'vat-on-exempt-service', expected: 'silent', note: 'VAT stated as nought' },
    });
  }
  plantRepeats(bench);
  plantDates(bench);
  markEdges(bench);
}

function plantCell(bench: Workbench, { says, mark }: CellPlant): void {
  const line = anyLine(bench);
  if (line === undefined) return;
  settle(line);
  Object.assign(line.says, says);
  bench.marks.push({ ...mark, on: [line] });
}

function identityPlants({ strangers }: Workbench): CellPlant[] {
  const also = SHORT_WEEK;
  const plants: CellPlant[] = [
    {
      says: { personId: 'L999999' },
      mark: {
        rule: 'person-unknown',
        expected: 'flag',
        note: 'nobody has this number',
        also: [...also, 'package-unknown'],
      },
    },
    {
      says: { packageId: 'PK999999' },
      mark: { rule: 'package-unknown', expected: 'flag', note: 'no such package', also },
    },
    {
      says: { packageId: '' },
      mark: {
        rule: 'package-unknown',
        expected: 'silent',
        note: 'person and service type name the one package',
      },
    },
  ];
  const [stranger] = strangers;
  if (stranger !== undefined) {
    const says = { personId: stranger.person.personId, packageId: stranger.packageId };
    plants.push({
      says,
      mark: {
        rule: 'package-of-another-provider',
        expected: 'flag',
        note: "another agency's package",
        also: [
          ...also,
          'rate-differs-from-contract',
          'units-above-commissioned',
          'visits-overlap-beyond-carers',
        ],
      },
    });
  }
  return plants;
}

const unreadablePlants: readonly CellPlant[] = [
  {
    says: { amount: '1e3' },
    mark: {
      rule: 'amount-not-in-pounds',
      expected: 'flag',
      note: 'a number as a spreadsheet writes it',
      also: SHORT_WEEK,
    },
  },
  {
    says: { amount: '12,34' },
    mark: { rule: 'amount-not-in-pounds', expected: 'flag', note: 'a comma for a point', also: SHORT_WEEK },
  },
  {
    says: { amount: '15.775' },
    mark: { rule: 'amount-not-in-pounds', expected: 'flag', note: 'a fraction of a penny', also: SHORT_WEEK },
  },
  {
    says: { claimedMinutes: '' },
    mark: { rule: 'mandatory-field-empty', expected: 'flag', note: 'no claimed minutes', also: SHORT_WEEK },
  },
  {
    says: { date: '' },
    mark: { rule: 'mandatory-field-empty', expected: 'flag', note: 'no date', also: SHORT_WEEK },
  },
  {
    says: { personId: '' },
    mark: { rule: 'mandatory-field-empty', expected: 'flag', note: 'no person', also: SHORT_WEEK },
  },
];

function plantPrices(bench: Workbench): void {
  const changes = [
    [0, 'at', 'silent'],
    [1, 'above', 'flag'],
    [-1, 'below', 'flag'],
  ] as const;
  for (const [by, distance, expected] of changes) {
    const dear = anyLine(bench);
    if (dear !== undefined) {
      dear.ratePence += by;
      const note = by === 0 ? 'the agreed rate of that day' : `a rate one penny ${distance} the agreed one`;
      bench.marks.push({ rule: 'rate-differs-from-contract', expected, distance, note, on: [dear] });
    }
    const wrong = anyLine(bench);
    if (wrong !== undefined) {
      wrong.says.amount = pounds(amountPence(wrong) + by);
      const note =
        by === 0 ? 'minutes at the rate, half up' : `an amount one penny ${distance} minutes at the rate`;
      bench.marks.push({
        rule: 'amount-differs-from-quantity-times-rate',
        expected,
        distance,
        note,
        on: [wrong],
      });
    }
  }
  plantSignedPound(bench);
}

function plantSignedPound(bench: Workbench): void {
  const line = anyLine(bench);
  if (line === undefined) return;
  line.says.amount = `£${pounds(amountPence(line))}`;
  bench.marks.push({
    rule: 'amount-not-in-pounds',
    expected: 'silent',
    note: 'a pound sign is read',
    on: [line],
  });
}

function plantRepeats(bench: Workbench): void {
  const line = anyLine(bench);
  if (line !== undefined) {
    const repeat = { ...line, says: { ...line.says } };
    bench.lines.push(repeat);
    const also: RuleName[] = [
      'visits-overlap-beyond-carers',
      'carer-in-two-places',
      'units-above-commissioned',
      'carer-without-travel-time',
    ];
    bench.marks.push({
      rule: 'line-repeated-in-file',
      expected: 'flag',
      note: 'the same visit twice under two references',
      on: [repeat, line],
      also,
    });
  }
  const [morning, later] = bench.take(isTwiceADay)?.lines ?? [];
  if (morning !== undefined && later !== undefined) {
    bench.marks.push({
      rule: 'line-repeated-in-file',
      expected: 'silent',
      note: 'two visits of one length on one day',
      on: [later],
    });
  }
}

/** A visit from a package of several a week, so that one bad line is no great part of it. */
function anyLine(bench: Workbench): VisitLine | undefined {
  return (bench.take(isBusy) ?? bench.take((week) => !isOneVisitOf(30)(week) && !isOneVisitOf(60)(week)))
    ?.lines[2];
}

function isBusy({ lines, pack }: PackageWeek): boolean {
  return lines.length >= 10 && pack.visitPlan !== undefined;
}

function isTwiceADay({ pack, lines }: PackageWeek): boolean {
  return pack.visitPlan?.startMinutes.length === 2 && lines.length === 14;
}
