import type * as z from 'zod';
import type { FactKind } from '../../domain/facts/fact.ts';
import { mergeExtract, mergeItems, type Merge } from '../../domain/facts/merge.ts';
import { applyRow, type CarePackageRow } from '../../domain/packages/care-package.ts';
import { checkContributionSet } from '../../domain/packages/contribution-set.ts';
import { finding, type Finding } from '../../domain/records/finding.ts';
import { rowKinds, type RowKind } from '../../domain/records/kinds.ts';
import type { Layout } from '../../domain/records/layout.ts';
import { overlappingRates, rateCardLineKey, type RateCardLine } from '../../domain/records/rate-card.ts';
import type { Bodies, StoredFact } from '../store/items.ts';

/** What the rows of one subject come to. A refused group records nothing; each finding names the row it is about. */
export type GroupMerge<B> = {
  change: Merge<unknown>['change'];
  body: B;
  findings: { row: number; finding: Finding }[];
  refused: boolean;
};

/** How one kind of extract becomes facts. */
export type ImportKind<K extends FactKind, S extends z.ZodObject> = {
  factKind: K;
  rows: RowKind<z.infer<S>> & { layout: Layout<S> };
  /** Two rows of one file with the same key cannot both be true. */
  rowKey: (row: z.infer<S>) => string;
  merge: (current: StoredFact<K> | null, rows: readonly z.infer<S>[]) => GroupMerge<Bodies[K]>;
  /** Rows of a subject stand together (`adjacent`), or may stand anywhere (`whole-file`, gathered before the first write). */
  gather: 'adjacent' | 'whole-file';
  /** Whether rows that stand alone may be part of more that the file says later. */
  mayBeContinued?: (current: StoredFact<K> | null, rows: readonly z.infer<S>[]) => boolean;
};

type PlainKind =
  | 'person'
  | 'provider'
  | 'service-type'
  | 'assessment'
  | 'direct-payment-agreement'
  | 'deferred-agreement'
  | 'opening-position';

/** A kind whose row is the whole fact. */
function plain<K extends PlainKind, S extends z.ZodObject>(
  factKind: K,
  rows: RowKind<z.infer<S>> & { layout: Layout<S> },
  bodyOf: (row: z.infer<S>) => Bodies[K],
): ImportKind<K, S> {
  return {
    factKind,
    rows,
    rowKey: rows.idOf,
    gather: 'adjacent',
    merge: (current, [row]) => {
      if (row === undefined) throw new Error('a group has a row');
      const merged = mergeExtract<Bodies[K]>(current, bodyOf(row));
      return {
        ...merged,
        findings: merged.findings.map((each) => ({ row: 0, finding: each })),
        refused: false,
      };
    },
  };
}

export const importKinds = {
  people: plain('person', rowKinds.people, (row) => row),
  providers: plain('provider', rowKinds.providers, (row) => row),
  'service-types': plain('service-type', rowKinds['service-types'], (row) => row),
  assessments: plain('assessment', rowKinds.assessments, (row) => row),
  'direct-payment-agreements': plain(
    'direct-payment-agreement',
    rowKinds['direct-payment-agreements'],
    (row) => row,
  ),
  'deferred-agreements': plain('deferred-agreement', rowKinds['deferred-agreements'], (row) => row),
  'opening-positions': plain('opening-position', rowKinds['opening-positions'], (row) => row),
  'care-packages': carePackages(),
  contributions: contributions(),
  'rate-cards': rateCards(),
};

function carePackages(): ImportKind<'package', (typeof rowKinds)['care-packages']['layout']['schema']> {
  return {
    factKind: 'package',
    rows: rowKinds['care-packages'],
    rowKey: (row) => `${row.packageId}|${row.effectiveFrom ?? ''}`,
    gather: 'adjacent',
    // A file may restate packages first and list their later terms at its end: only then is the whole known.
    mayBeContinued: (current, rows) =>
      rows.every((row) => row.effectiveFrom !== null) ||
      ((current?.body.terms.length ?? 0) > 1 && rows.every((row) => row.effectiveFrom === null)),
    merge: (current, rows) => {
      const ordered = rows.toSorted((a, b) => compareText(a.effectiveFrom ?? '', b.effectiveFrom ?? ''));
      const [first, ...later] = ordered;
      if (first === undefined) throw new Error('a group has a row');
      const proposed = later.reduce(
        (body, row) => applyRow(body, row),
        applyRow(current?.body ?? null, first),
      );
      const merged = mergeExtract(current, proposed);
      const moved = current !== null && current.body.personId !== proposed.personId;
      const findings = merged.findings.map((each) => ({ row: 0, finding: each }));
      return moved
        ? { ...merged, refused: true, findings: [...findings, { row: 0, finding: anotherPerson(first) }] }
        : { ...merged, findings, refused: false };
    },
  };
}

function anotherPerson(row: CarePackageRow): Finding {
  return finding(
    'error',
    'package-of-another-person',
    `Package ${row.packageId} belongs to another person. End it and commission a new one; a package never changes its person.`,
    { field: 'personId', value: row.personId },
  );
}

function contributions(): ImportKind<
  'contributions',
  (typeof rowKinds)['contributions']['layout']['schema']
> {
  return {
    factKind: 'contributions',
    rows: rowKinds.contributions,
    rowKey: (row) => row.contributionId,
    gather: 'whole-file',
    merge: (current, rows) => {
      const merged = mergeItems(known(current, current?.body.items), rows, (item) => item.contributionId);
      const place = (id: string) =>
        Math.max(
          0,
          rows.findIndex((row) => row.contributionId === id),
        );
      const personId = rows[0]?.personId ?? '';
      const set = [
        ...checkContributionSet(merged.items),
        ...tooMany('The contributions of', personId, merged.items),
      ];
      return {
        change: merged.change,
        body: { personId, items: merged.items },
        findings: [
          ...merged.findings.map(({ key, finding: each }) => ({ row: place(key), finding: each })),
          ...set.map((each) => ({ row: 0, finding: each })),
        ],
        refused: set.some((each) => each.severity === 'error'),
      };
    },
  };
}

function rateCards(): ImportKind<'rate-card', (typeof rowKinds)['rate-cards']['layout']['schema']> {
  return {
    factKind: 'rate-card',
    rows: rowKinds['rate-cards'],
    rowKey: (row) => `${row.rateCardId}|${rateCardLineKey(row)}`,
    gather: 'whole-file',
    merge: (current, rows) => {
      const merged = mergeItems(known(current, current?.body.lines), rows, rateCardLineKey);
      const rateCardId = rows[0]?.rateCardId ?? '';
      const overlaps = overlappingRates(merged.items);
      const size = tooMany('Rate card', rateCardId, merged.items);
      return {
        change: merged.change,
        body: { rateCardId, lines: merged.items },
        findings: [
          ...merged.findings.map(({ finding: each }) => ({ row: 0, finding: each })),
          ...overlaps.map(({ later }) => ({
            row: Math.max(0, rows.indexOf(later)),
            finding: twoRates(later),
          })),
          ...size.map((each) => ({ row: 0, finding: each })),
        ],
        refused: overlaps.length + size.length > 0,
      };
    },
  };
}

function twoRates(line: RateCardLine): Finding {
  return finding(
    'error',
    'rates-overlap',
    `Card ${line.rateCardId} has two rates for the same thing on ${line.from}.`,
    {
      field: 'from',
      value: line.from,
    },
  );
}

/** An item of the table holds 400 kB; a thousand of the largest lines stay well within. */
const MOST_ITEMS = 1_000;

function tooMany(noun: string, id: string, items: readonly unknown[]): Finding[] {
  return items.length <= MOST_ITEMS
    ? []
    : [
        finding(
          'error',
          'set-too-large',
          `${noun} ${id} would have ${items.length} lines; at most ${MOST_ITEMS} are kept together. Split it.`,
        ),
      ];
}

function known<I>(current: { handFields: readonly string[] } | null, items: readonly I[] | undefined) {
  return current === null || items === undefined ? null : { items, handFields: current.handFields };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
