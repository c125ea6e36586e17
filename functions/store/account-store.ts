import { HELD_PREFIX, heldAccountsPk } from './keys.ts';
import { queryAll, type Table } from './table.ts';

/** Whose direct payments an account provider holds. */
export function accountStore(table: Table) {
  return {
    /** AP48: the agreements that name an account provider, or named it once. */
    async everHeldBy(accountProviderId: string): Promise<string[]> {
      const items = await queryAll(table, {
        KeyConditionExpression: 'PK = :pk AND begins_with(SK, :prefix)',
        ExpressionAttributeValues: { ':pk': heldAccountsPk(accountProviderId), ':prefix': HELD_PREFIX },
        ConsistentRead: true,
      });
      return items.map((item) => String(item['SK']).slice(HELD_PREFIX.length));
    },
  };
}
export type AccountStore = ReturnType<typeof accountStore>;
