import type { FactKind } from '../../domain/facts/fact.ts';
import { parseFact, type StoredFact } from './items.ts';
import { auditsPk, currentKey, listPks, nameSortText, payeePk, personPk, providerPk } from './keys.ts';
import { batchGet, queryAll, queryPage, type Item, type Table } from './table.ts';

/** A page of facts and where the next one begins. */
export type Page<T> = { items: T[]; nextCursor: string | null };
export type Paging = { limit: number; cursor?: string | undefined };

/** Kinds that are listed in the first index, and those whose first index leads from the person. */
const listedKinds = ['person', 'provider', 'service-type', 'rate-card', 'opening-position'] as const;
type ListedKind = (typeof listedKinds)[number];
const firstIndexKinds: readonly FactKind[] = [...listedKinds, 'manual-invoice', 'pay-run', 'hold', 'uplift'];
type OwnedKind = 'package' | 'assessment' | 'direct-payment-agreement' | 'deferred-agreement';

/** Text that sorts after every key that begins with what stands before it. */
const AFTER_ALL = '\u{10FFFF}';

/** Lists of facts, found through the indexes and read from the table, so that no stale body is shown. */
export function listStore(table: Table) {
  return {
    /** AP4: what a person has of a kind, by start. */
    async ofPerson<K extends OwnedKind>(kind: K, personId: string): Promise<StoredFact<K>[]> {
      const keys = await queryAll(table, {
        IndexName: 'GSI1',
        KeyConditionExpression: 'GSI1PK = :pk AND begins_with(GSI1SK, :prefix)',
        ExpressionAttributeValues: { ':pk': personPk(personId), ':prefix': `${kind.toUpperCase()}#` },
      });
      return bodies(kind, keys);
    },

    /** AP29: the payments to a payee, or what it was overpaid, oldest first. */
    async ofPayee<K extends 'payment' | 'recovery'>(kind: K, payeeId: string): Promise<StoredFact<K>[]> {
      const keys = await queryAll(table, {
        IndexName: 'GSI1',
        KeyConditionExpression: 'GSI1PK = :pk AND begins_with(GSI1SK, :prefix)',
        ExpressionAttributeValues: { ':pk': payeePk(payeeId), ':prefix': `${kind.toUpperCase()}#` },
      });
      return bodies(kind, keys);
    },

    /** AP46: the audit cases of an agreement, the earliest period first. */
    async casesOf(agreementId: string): Promise<StoredFact<'audit-case'>[]> {
      const keys = await queryAll(table, {
        IndexName: 'GSI1',
        KeyConditionExpression: 'GSI1PK = :pk AND begins_with(GSI1SK, :prefix)',
        ExpressionAttributeValues: { ':pk': auditsPk(agreementId), ':prefix': 'AUDIT-CASE#' },
      });
      return bodies('audit-case', keys);
    },

    /** AP32: payments or recoveries that something is left to do about; audit cases in a state. */
    async inState<K extends 'payment' | 'recovery' | 'audit-case'>(
      kind: K,
      state: string,
    ): Promise<StoredFact<K>[]> {
      const keys = await Promise.all(
        listPks(kind).map((pk) =>
          queryAll(table, {
            IndexName: 'GSI2',
            KeyConditionExpression: 'GSI2PK = :pk AND begins_with(GSI2SK, :prefix)',
            ExpressionAttributeValues: { ':pk': pk, ':prefix': `${state}#` },
          }),
        ),
      );
      return bodies(kind, keys.flat());
    },

    /** AP5: the packages of a provider, by person, a page at a time. */
    async packagesOfProvider(providerId: string, paging: Paging): Promise<Page<StoredFact<'package'>>> {
      return pageOver('package', [providerPk(providerId)], { index: 'GSI2', prefix: 'PACKAGE#', ...paging });
    },

    /** AP6: facts of a kind by name, or those whose name begins with a text, a page at a time. */
    async byName<K extends ListedKind>(
      kind: K,
      paging: Paging & { q?: string },
    ): Promise<Page<StoredFact<K>>> {
      const prefix =
        paging.q === undefined ? '' : kind === 'person' ? nameSortText(paging.q) : paging.q.toLowerCase();
      return pageOver(kind, listPks(kind), { index: 'GSI1', prefix, ...paging });
    },

    /** AP7: agreements and assessments of the whole council by id, a page at a time. */
    async all<K extends Exclude<OwnedKind, 'package'>>(
      kind: K,
      paging: Paging,
    ): Promise<Page<StoredFact<K>>> {
      return pageOver(kind, listPks(kind), { index: 'GSI2', prefix: '', ...paging });
    },

    /** AP8: the ids of every fact of a kind, to see which a full extract does not name. */
    async everyId(kind: Exclude<FactKind, 'package' | 'setting'>): Promise<string[]> {
      const index = firstIndexKinds.some((each) => each === kind) ? 'GSI1' : 'GSI2';
      const partitions = await Promise.all(listPks(kind).map((pk) => indexPartition(index, pk)));
      return partitions.flat().map(idOfKey);
    },

    /** AP9: the ids of every package of some providers. */
    async everyPackageId(providerIds: readonly string[]): Promise<string[]> {
      const ids: string[] = [];
      for (const providerId of providerIds) {
        ids.push(...(await indexPartition('GSI2', providerPk(providerId))).map(idOfKey));
      }
      return ids;
    },
  };

  async function bodies<K extends FactKind>(kind: K, keys: readonly Item[]): Promise<StoredFact<K>[]> {
    const ids = keys.map(idOfKey);
    const items = await batchGet(
      table,
      ids.map((id) => currentKey({ kind, id })),
    );
    const byId = new Map(items.map((item) => parseFact(kind, item)).map((fact) => [fact.subject.id, fact]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  function indexPartition(index: 'GSI1' | 'GSI2', pk: string): Promise<Item[]> {
    return queryAll(table, {
      IndexName: index,
      KeyConditionExpression: `${index}PK = :pk`,
      ExpressionAttributeValues: { ':pk': pk },
    });
  }

  /** One list over some partitions: each gives its first entries, the smallest of all make the page. */
  async function pageOver<K extends FactKind>(
    kind: K,
    pks: readonly string[],
    at: Paging & { index: 'GSI1' | 'GSI2'; prefix: string },
  ): Promise<Page<StoredFact<K>>> {
    const name = `${at.index}SK` as const;
    // A space sorts before every character of a key: nothing lies between a key and the key with a space.
    const from = [at.prefix, ' ', ...(at.cursor === undefined ? [] : [`${at.cursor} `])]
      .toSorted(compare)
      .at(-1);
    const to = `${at.prefix}${AFTER_ALL}`;
    // A cursor of another list may lie beyond this one; DynamoDB refuses a range that ends before it starts.
    if (from === undefined || compare(from, to) > 0) return { items: [], nextCursor: null };
    const pages = await Promise.all(
      pks.map((pk) =>
        queryPage(table, {
          IndexName: at.index,
          KeyConditionExpression: `${at.index}PK = :pk AND ${name} BETWEEN :from AND :to`,
          ExpressionAttributeValues: { ':pk': pk, ':from': from, ':to': to },
          // One more than is shown, so that a cursor always leads to something.
          Limit: at.limit + 1,
        }),
      ),
    );
    const found = pages
      .flatMap((page) => page.items)
      .toSorted((a, b) => compare(sortKey(a, name), sortKey(b, name)));
    const shown = found.slice(0, at.limit);
    const more = found.length > shown.length;
    return { items: await bodies(kind, shown), nextCursor: more ? sortKey(shown.at(-1), name) : null };
  }
}
export type ListStore = ReturnType<typeof listStore>;

function idOfKey(item: Item): string {
  return String(item['PK']).replace(/^[^#]*#/, '');
}

function sortKey(item: Item | undefined, name: 'GSI1SK' | 'GSI2SK'): string {
  const text = item?.[name];
  return typeof text === 'string' ? text : '';
}

/** The order of DynamoDB: by UTF-8 bytes, which is the order of code points. */
function compare(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
