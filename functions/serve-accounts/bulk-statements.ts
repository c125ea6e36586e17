import { findingSchema, type Finding } from '../../domain/records/finding.ts';
import { uploadLineSchema, type Upload, type UploadLine } from '../../events/api/uploads.ts';
import type {
  ClientOutcome,
  portalAccountRoutes,
  SentStatements,
  SentStatementsDetail,
} from '../../events/api/portal-accounts.ts';
import { accountProviderIdOf, clientUploadId } from '../platform/accounts/held-accounts.ts';
import { findingsPartKey, linesPartKey, readPart } from '../platform/checked-parts.ts';
import { NotFound } from '../platform/problem-responses.ts';
import type { Asked } from '../platform/route-area.ts';
import { startUpload } from '../platform/start-upload.ts';
import { inTurns } from '../store/table.ts';
import type { AccountsDeps } from './deps.ts';
import { accountProviderOfViewer } from './own-accounts.ts';

type Routes = typeof portalAccountRoutes;

/** Announces a file of statements; it goes into the folder of the viewer’s own account provider. */
export function startBulkStatements(
  { viewer, body }: Asked<Routes['startBulkStatements']>,
  deps: AccountsDeps,
): Promise<{ uploadId: string; url: string; fields: Record<string, string> }> {
  const providerId = accountProviderOfViewer(viewer);
  return startUpload(
    { viewer, body: { ...body, kind: 'managed-statements', context: { providerId } } },
    deps,
  );
}

export async function listBulkStatements(
  { viewer, query }: Asked<Routes['listBulkStatements']>,
  { uploads }: AccountsDeps,
): Promise<{ items: SentStatements[]; nextCursor: string | null }> {
  const page = await uploads.listBulkStatements(accountProviderOfViewer(viewer), query);
  return { items: page.items.map(shownUpload), nextCursor: page.nextCursor };
}

/** What became of each client’s part of a file, and what was not taken of it. What the council finds in a statement is not told. */
export async function readBulkStatements(
  { viewer, id }: Asked<Routes['readBulkStatements']>,
  deps: AccountsDeps,
): Promise<SentStatementsDetail> {
  const upload = await deps.uploads.readUpload(id);
  const accountProviderId = accountProviderOfViewer(viewer);
  if (upload?.kind !== 'managed-statements' || accountProviderIdOf(upload) !== accountProviderId)
    throw new NotFound('No file of yours has arrived under this number. It may still be on its way.', {
      ids: { uploadId: id },
    });
  const [lines, findings] = await Promise.all([linesOf(id, deps), findingsOf(id, deps)]);
  const handedOn = lines.filter(({ state }) => state === 'accepted');
  const clients = await inTurns(handedOn, (line) => clientOutcome(id, line, deps));
  return { ...shownUpload(upload), clients, findings, findingCount: upload.findingCount };
}

function shownUpload({ uploadId, fileName, receivedAt, state, problem, counts }: Upload): SentStatements {
  const { rows, accepted, refused } = counts;
  return { uploadId, fileName, receivedAt, state, problem, counts: { rows, accepted, refused } };
}

/** Whose each part became is said first: a page of it names more clients than a council has with one provider. */
async function linesOf(
  uploadId: string,
  { buckets, evidenceBucket: bucket }: AccountsDeps,
): Promise<UploadLine[]> {
  const source = { buckets, bucket, key: linesPartKey(uploadId, 1) };
  return (await readPart(source, uploadLineSchema)) ?? [];
}

async function findingsOf(
  uploadId: string,
  { buckets, evidenceBucket: bucket }: AccountsDeps,
): Promise<Finding[]> {
  const source = { buckets, bucket, key: findingsPartKey(uploadId, 1) };
  return (await readPart(source, findingSchema)) ?? [];
}

async function clientOutcome(
  bulkId: string,
  { subjectId, values }: UploadLine,
  { uploads, statements }: AccountsDeps,
): Promise<ClientOutcome> {
  const agreementId = subjectId ?? '';
  const name = values['name'] ?? agreementId;
  const uploadId = clientUploadId(bulkId, { agreementId, name });
  const upload = await uploads.readUpload(uploadId);
  const outcome = outcomeOf(upload);
  const taken = outcome === 'read' ? await statements.statementsOf(agreementId) : [];
  const accounts = taken.find((each) => each.uploadId === uploadId)?.accounts ?? [];
  const days = accounts.flatMap(({ from, to }) => [from, to].filter((day) => day !== null)).toSorted();
  return {
    ...{ agreementId, name, outcome },
    problem: outcome === 'refused' ? (upload?.problem?.message ?? null) : null,
    ...{ from: days[0] ?? null, to: days.at(-1) ?? null },
    transactions: outcome === 'read' ? (upload?.counts.rows ?? null) : null,
  };
}

function outcomeOf(upload: Upload | null): ClientOutcome['outcome'] {
  return upload === null ? 'on-its-way' : OUTCOMES[upload.state];
}

const OUTCOMES: Readonly<Record<Upload['state'], ClientOutcome['outcome']>> = {
  ...{ received: 'on-its-way', reading: 'on-its-way', checked: 'on-its-way', waiting: 'on-its-way' },
  ...{ accepted: 'read', 'part-accepted': 'read' },
  ...{ rejected: 'refused', quarantined: 'refused', duplicate: 'sent-before' },
};
