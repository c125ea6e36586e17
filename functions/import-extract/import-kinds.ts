import type * as z from 'zod';
import type { FactKind } from '../../domain/facts/fact.ts';
import { mergeExtract, mergeItems, type Merge } from '../../domain/facts/merge.ts';
import { inOrderOf } from '../../domain/in-order-of.ts';
import { invariant } from '../../domain/outcome.ts';
import { applyRow, checkSamePerson, checkSameProvider } from '../../domain/packages/care-package.ts';
import { asUplifted } from '../../domain/packages/kept-prices.ts';
import { theirRows } from '../../domain/pay/parallel-run/their-line.ts';
import { checkContributionSet } from '../../domain/packages/contribution-set.ts';
import type { Finding, SetFinding } from '../../domain/records/finding.ts';
import { ledgerHistoryRows, rowKinds, type RowKind } from '../../domain/records/kinds.ts';
import type { Layout } from '../../domain/records/layout.ts';
import { checkRateCard, rateCardLineKey } from '../../domain/records/rate-card.ts';
import { upliftRateRows } from '../../domain/uplift/rates-file.ts';
import type { ExtractPrefix } from '../../events/inbox.ts';
import { payeeKinds, type PayeeKind } from '../platform/pay/account-guard.ts';
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
  /** Whom a subject pays, where it says into which account: a change of it is held. */
  payee?: PayeeKind<K>;
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
      invariant(row !== undefined, 'a group has a row');
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
  providers: { ...plain('provider', rowKinds.providers, (row) => row), payee: payeeKinds.provider },
  'service-types': plain('service-type', rowKinds['service-types'], (row) => row),
  assessments: plain('assessment', rowKinds.assessments, (row) => row),
  'direct-payment-agreements': {
    ...plain('direct-payment-agreement', rowKinds['direct-payment-agreements'], (row) => row),
    payee: payeeKinds.agreement,
  },
  'deferred-agreements': plain('deferred-agreement', rowKinds['deferred-agreements'], (row) => row),
  'opening-positions': plain('opening-position', rowKinds['opening-positions'], (row) => row),
  'care-packages': carePackages(),
  contributions: contributions(),
  'rate-cards': rateCards(),
};

/** The layout of the files under a prefix. */
export function layoutOfExtract(prefix: ExtractPrefix): Layout {
  if (prefix === 'ledger-history') return ledgerHistoryRows.layout;
  if (prefix === 'uplifts') return upliftRateRows.rows.layout;
  return prefix === 'parallel-run' ? theirRows.layout : importKinds[prefix].rows.layout;
}

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
      const [first, ...later] = inOrderOf(rows, (row) => row.effectiveFrom ?? '');
      invariant(first !== undefined, 'a group has a row');
      const restated = applyRow(current?.body ?? null, first);
      const rowsSay = later.reduce((body, row) => applyRow(body, row), restated);
      const priced = asUplifted(current, rowsSay);
      const merged = mergeExtract(current, priced.body);
      const moved = checkSamePerson(current?.body ?? null, restated);
      // A provider set by hand stays, whatever the rows say.
      const isByHand = current?.handFields.includes('providerId') === true;
      const held = first.effectiveFrom === null ? first : (current?.body ?? first);
      const passed = isByHand
        ? []
        : rows.flatMap((each, row) =>
            checkSameProvider(held, each).map((found) => ({ row, finding: found })),
          );
      const findings = [...priced.findings, ...merged.findings, ...moved].map((each) => ({
        row: 0,
        finding: each,
      }));
      return { ...merged, findings: [...findings, ...passed], refused: moved.length + passed.length > 0 };
    },
  };
}

function contributions() {
  return itemSet('contributions', rowKinds.contributions, {
    keyOf: (row) => row.contributionId,
    itemsOf: (body) => body.items,
    bodyOf: (personId, items) => ({ personId, items }),
    check: (_personId, items) => checkContributionSet(items),
  });
}

function rateCards() {
  return itemSet('rate-card', rowKinds['rate-cards'], {
    keyOf: rateCardLineKey,
    itemsOf: (body) => body.lines,
    bodyOf: (rateCardId, lines) => ({ rateCardId, lines }),
    check: checkRateCard,
  });
}

/** A kind whose rows are items of a set that is kept, checked and refused as a whole. */
function itemSet<K extends 'contributions' | 'rate-card', S extends z.ZodObject>(
  factKind: K,
  rows: RowKind<z.infer<S>> & { layout: Layout<S> },
  set: {
    keyOf: (row: z.infer<S>) => string;
    itemsOf: (body: Bodies[K]) => readonly z.infer<S>[];
    bodyOf: (id: string, items: z.infer<S>[]) => Bodies[K];
    check: (id: string, items: readonly z.infer<S>[]) => SetFinding[];
  },
): ImportKind<K, S> {
  return {
    factKind,
    rows,
    rowKey: (row) => `${rows.idOf(row)}|${set.keyOf(row)}`,
    gather: 'whole-file',
    merge: (current, given) => {
      const [first] = given;
      invariant(first !== undefined, 'a group has a row');
      const id = rows.idOf(first);
      const known =
        current === null ? null : { items: set.itemsOf(current.body), handFields: current.handFields };
      const merged = mergeItems(known, given, set.keyOf);
      const checked = set.check(id, merged.items);
      // What is about an item that the file does not name is said on the set's first row.
      const rowOf = (key: string | null) =>
        Math.max(
          0,
          given.findIndex((row) => set.keyOf(row) === key),
        );
      return {
        change: merged.change,
        body: set.bodyOf(id, merged.items),
        findings: [...merged.findings, ...checked].map(({ key, finding }) => ({ row: rowOf(key), finding })),
        refused: checked.some(({ finding }) => finding.severity === 'error'),
      };
    },
  };
}
