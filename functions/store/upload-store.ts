import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { uploadSchema, type FileState, type Upload } from '../../events/api/uploads.ts';
import type { Page, Paging } from './list-store.ts';
import {
  announcementKey,
  bulkStatementsPk,
  contentKey,
  returnsPk,
  uploadKey,
  uploadListPk,
  waitingUploadsPk,
} from './keys.ts';
import { batchGet, queryAll, queryPage, unlessConditionFails, type Item, type Table } from './table.ts';

const itemSchema = uploadSchema.extend({ entity: z.literal('upload'), v: z.literal(1) });

/** Who announced a file before it arrived, so that its rows are recorded under their name. */
const announcementSchema = z.object({
  entity: z.literal('announcement'),
  v: z.literal(1),
  userId: z.string(),
  roles: z.array(z.string()),
  fileName: z.string(),
});

/** What changes about an upload while it is worked on. */
export type UploadChange = Partial<Omit<Upload, 'uploadId' | 'kind' | 'key' | 'receivedAt'>>;

/** Files that came in: their state, counts and content. */
export function uploadStore(table: Table) {
  return {
    /** W4: announces a file that a user is about to send; forgotten after its day. */
    async announce(
      uploadId: string,
      by: { userId: string; roles: readonly string[]; fileName: string },
      expiresAt: number,
    ) {
      await table.client.send(
        new PutCommand({
          TableName: table.name,
          Item: {
            ...announcementKey(uploadId),
            entity: 'announcement',
            v: 1,
            ...by,
            roles: [...by.roles],
            expiresAt,
          },
        }),
      );
    },

    /** AP10: who announced an upload, if anybody did. */
    async announcementOf(uploadId: string) {
      const answer = await table.client.send(
        new GetCommand({ TableName: table.name, Key: announcementKey(uploadId), ConsistentRead: true }),
      );
      return answer.Item === undefined ? null : announcementSchema.parse(answer.Item);
    },

    /** W5: records that a file arrived; says false when it had been recorded before. */
    async receive(upload: Upload): Promise<boolean> {
      return unlessConditionFails(
        table.client.send(
          new PutCommand({
            TableName: table.name,
            Item: {
              ...uploadKey(upload.uploadId),
              entity: 'upload',
              v: 1,
              ...upload,
              GSI1PK: uploadListPk,
              GSI1SK: uploadSortText(upload),
              ...ofProviderKeys(upload),
            },
            ConditionExpression: 'attribute_not_exists(PK)',
          }),
        ),
      );
    },

    /** W6: claims a content for an upload; answers with the upload that brought the same bytes first. */
    async claimContent(upload: Pick<Upload, 'uploadId' | 'kind'>, sha256: string): Promise<string> {
      const key = contentKey(upload.kind, sha256);
      const claimed = await unlessConditionFails(
        table.client.send(
          new PutCommand({
            TableName: table.name,
            Item: { ...key, entity: 'content', v: 1, uploadId: upload.uploadId },
            ConditionExpression: 'attribute_not_exists(uploadId)',
          }),
        ),
      );
      if (claimed) return upload.uploadId;
      const first = await table.client.send(
        new GetCommand({ TableName: table.name, Key: key, ConsistentRead: true }),
      );
      return z.object({ uploadId: z.string() }).parse(first.Item).uploadId;
    },

    /** W7: gives a content free again, when the upload that claimed it took nothing. Nothing is ever deleted. */
    async releaseContent(upload: Pick<Upload, 'uploadId' | 'kind'>, sha256: string): Promise<void> {
      await unlessConditionFails(
        table.client.send(
          new UpdateCommand({
            TableName: table.name,
            Key: contentKey(upload.kind, sha256),
            UpdateExpression: 'REMOVE uploadId',
            ConditionExpression: 'uploadId = :id',
            ExpressionAttributeValues: { ':id': upload.uploadId },
          }),
        ),
      );
    },

    /** W8: moves an upload on, from one of the states it may come from; false when it is in another. */
    async change(uploadId: string, from: readonly FileState[], change: UploadChange): Promise<boolean> {
      const waiting =
        change.rowsWaiting === undefined
          ? {}
          : {
              GSI2PK: change.rowsWaiting > 0 ? waitingUploadsPk : undefined,
              GSI2SK: change.rowsWaiting > 0 ? uploadId : undefined,
            };
      const attributes = Object.entries({ ...change, ...waiting });
      const sets = attributes.filter(([, value]) => value !== undefined);
      const removes = attributes.filter(([, value]) => value === undefined);
      return unlessConditionFails(
        table.client.send(
          new UpdateCommand({
            TableName: table.name,
            Key: uploadKey(uploadId),
            UpdateExpression: [
              `SET ${sets.map((_, at) => `#s${at} = :s${at}`).join(', ')}`,
              removes.length > 0 ? `REMOVE ${removes.map((_, at) => `#r${at}`).join(', ')}` : '',
            ].join(' '),
            ConditionExpression: `#state IN (${from.map((_, at) => `:from${at}`).join(', ')})`,
            ExpressionAttributeNames: {
              '#state': 'state',
              ...Object.fromEntries(sets.map(([name], at) => [`#s${at}`, name])),
              ...Object.fromEntries(removes.map(([name], at) => [`#r${at}`, name])),
            },
            ExpressionAttributeValues: {
              ...Object.fromEntries(sets.map(([, value], at) => [`:s${at}`, value])),
              ...Object.fromEntries(from.map((state, at) => [`:from${at}`, state])),
            },
          }),
        ),
      );
    },

    /** AP11: one upload. */
    async readUpload(uploadId: string): Promise<Upload | null> {
      const answer = await table.client.send(
        new GetCommand({ TableName: table.name, Key: uploadKey(uploadId), ConsistentRead: true }),
      );
      return answer.Item === undefined ? null : parseUpload(answer.Item);
    },

    /** AP12: uploads, newest first, a page at a time, filtered by kind and state as the page asks. */
    async listUploads(
      paging: Paging & { kind?: string | undefined; state?: string | undefined },
    ): Promise<Page<Upload>> {
      const items: Upload[] = [];
      let cursor = paging.cursor;
      for (;;) {
        const page = await queryPage(table, {
          IndexName: 'GSI1',
          KeyConditionExpression: cursor === undefined ? 'GSI1PK = :pk' : 'GSI1PK = :pk AND GSI1SK < :cursor',
          ExpressionAttributeValues: {
            ':pk': uploadListPk,
            ...(cursor === undefined ? {} : { ':cursor': cursor }),
          },
          ScanIndexForward: false,
          Limit: paging.limit,
        });
        for (const upload of await readAll(page.items)) {
          if (paging.kind !== undefined && upload.kind !== paging.kind) continue;
          if (paging.state !== undefined && upload.state !== paging.state) continue;
          // The page ends where there is one more, so that a cursor always leads to something.
          const last = items.at(-1);
          if (last !== undefined && items.length === paging.limit)
            return { items, nextCursor: uploadSortText(last) };
          items.push(upload);
        }
        if (page.last === undefined) return { items, nextCursor: null };
        cursor = String(page.items.at(-1)?.['GSI1SK']);
      }
    },

    /** AP42: the returns a provider sent, newest first, a page at a time. */
    async listOfProvider(providerId: string, paging: Paging): Promise<Page<Upload>> {
      return pageUnder(returnsPk(providerId), paging);
    },

    /** AP51: the statements an account provider sent for many agreements at once, newest first, a page at a time. */
    async listBulkStatements(accountProviderId: string, paging: Paging): Promise<Page<Upload>> {
      return pageUnder(bulkStatementsPk(accountProviderId), paging);
    },

    /** AP13: uploads with rows that wait for something they refer to. */
    async listWaiting(): Promise<Upload[]> {
      return readAll(
        await queryAll(table, {
          IndexName: 'GSI2',
          KeyConditionExpression: 'GSI2PK = :pk',
          ExpressionAttributeValues: { ':pk': waitingUploadsPk },
        }),
      );
    },
  };

  async function pageUnder(pk: string, { limit, cursor }: Paging): Promise<Page<Upload>> {
    const page = await queryPage(table, {
      IndexName: 'GSI2',
      KeyConditionExpression: cursor === undefined ? 'GSI2PK = :pk' : 'GSI2PK = :pk AND GSI2SK < :cursor',
      ExpressionAttributeValues: { ':pk': pk, ...(cursor === undefined ? {} : { ':cursor': cursor }) },
      ScanIndexForward: false,
      Limit: limit + 1,
    });
    const items = await readAll(page.items);
    const shown = items.slice(0, limit);
    const last = shown.at(-1);
    const isMore = items.length > limit && last !== undefined;
    return { items: shown, nextCursor: isMore ? uploadSortText(last) : null };
  }

  async function readAll(keys: readonly Item[]): Promise<Upload[]> {
    const ordered = keys.map((key) => ({ PK: String(key['PK']), SK: String(key['SK']) }));
    const found = new Map(
      (await batchGet(table, ordered)).map((item) => [String(item['PK']), parseUpload(item)]),
    );
    return ordered.flatMap((key) => found.get(key.PK) ?? []);
  }
}
export type UploadStore = ReturnType<typeof uploadStore>;

function uploadSortText(upload: Pick<Upload, 'receivedAt' | 'uploadId'>): string {
  return `${upload.receivedAt}#${upload.uploadId}`;
}

/** What a provider sends is listed under it too: whose it is, its key says. */
function ofProviderKeys({ kind, key, ...upload }: Upload): { GSI2PK?: string; GSI2SK?: string } {
  const [, providerId = ''] = key.split('/');
  const pkOf = LISTED_UNDER[kind];
  if (pkOf === undefined || !/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(providerId)) return {};
  return { GSI2PK: pkOf(providerId), GSI2SK: uploadSortText(upload) };
}

const LISTED_UNDER: Partial<Record<Upload['kind'], (providerId: string) => string>> = {
  'provider-returns': returnsPk,
  'managed-statements': bulkStatementsPk,
};

function parseUpload(item: unknown): Upload {
  const { entity: _entity, v: _v, ...upload } = itemSchema.parse(item);
  return upload;
}
