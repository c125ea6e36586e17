import type { DirectPaymentAgreement } from '../../domain/records/direct-payment-agreement.ts';
import { inOrderOf } from '../../domain/in-order-of.ts';
import { guessMapping } from '../../domain/statements/guess-mapping.ts';
import {
  TABLE_ROWS,
  type StatementTable,
  type statementMappingRoutes,
  type UnreadStatement,
} from '../../events/api/statement-mappings.ts';
import type { Upload } from '../../events/api/uploads.ts';
import type { Viewer } from '../platform/identity.ts';
import { Conflict, NotFound } from '../platform/problem-responses.ts';
import { recordedByHand } from '../platform/recorded-by-hand.ts';
import type { Asked } from '../platform/route-area.ts';
import { agreementIdOf } from '../platform/statements/audit-upload.ts';
import { beginAgain, waitsForMapping } from '../platform/statements/begin-again.ts';
import { keptTable, type KeptTable } from '../platform/statements/kept-table.ts';
import { mappingIdOf } from '../platform/statements/saved-mappings.ts';
import { factStore } from '../store/fact-store.ts';
import { statementStore } from '../store/statement-store.ts';
import { uploadStore } from '../store/upload-store.ts';
import type { MappingsDeps } from './deps.ts';
import { knownAgreement, openAgreement } from '../platform/statements/open-agreement.ts';
import { inTurns } from '../store/table.ts';
import { shownVersion } from './saved.ts';

/** A cell is shown to be recognised, not to be read to its end. */
const MOST_SHOWN = 100;

type Sent = { upload: Upload; agreement: DirectPaymentAgreement };
type Unread = Sent & { table: KeptTable };

/** A statement file; one of somebody whose records are closed to the reader is not there. */
async function sentStatement(
  { viewer, id }: { viewer: Pick<Viewer, 'userId'>; id: string },
  deps: MappingsDeps,
): Promise<Sent> {
  const upload = await uploadStore(deps.table).readUpload(id);
  const agreementId = upload?.kind === 'bank-statements' ? agreementIdOf(upload) : null;
  const agreement = agreementId === null ? null : await openAgreement(agreementId, viewer, deps);
  if (upload !== null && agreement !== null) return { upload, agreement };
  throw new NotFound('There is no statement file under this id.', { ids: { uploadId: id } });
}

/** A statement that waits for somebody to say what its columns hold. */
export async function unreadStatement(
  asked: { viewer: Pick<Viewer, 'userId'>; id: string },
  deps: MappingsDeps,
): Promise<Unread> {
  const { upload, agreement } = await sentStatement(asked, deps);
  const table = waitsForMapping(upload) ? await keptTable(upload.uploadId, deps) : null;
  if (table !== null) return { upload, agreement, table };
  throw new NotFound(
    'Nobody has to say what the columns of this file hold. Its own page says what became of it.',
    {
      ids: { uploadId: upload.uploadId },
    },
  );
}

/** How a statement was written that nobody could read, with a guess of what its columns hold. */
export async function showTable(
  asked: Asked<typeof statementMappingRoutes.readStatementTable>,
  deps: MappingsDeps,
): Promise<StatementTable> {
  const { upload, agreement, table } = await unreadStatement(asked, deps);
  const { headings } = table;
  const rows = headings === null ? table.rows : table.rows.filter(({ line }) => line > headings.line);
  const cells = rows.map((row) => row.cells);
  const saved = headings === null ? null : await savedAbout(headings.cells, deps);
  return {
    ...{ uploadId: upload.uploadId, agreementId: agreement.agreementId, fileName: upload.fileName },
    problem: upload.problem ?? { rule: '', message: '' },
    headings,
    rows: rows.slice(0, TABLE_ROWS).map(({ line, cells: own }) => ({ line, cells: own.map(shown) })),
    rowCount: rows.length,
    guess: headings === null ? null : guessMapping(headings.cells, cells),
    saved: saved === null ? null : shownVersion(saved),
    isKnown: saved?.body.isWithdrawn === false && upload.problem?.rule === 'layout-unknown',
  };
}

function shown(cell: string): string {
  return cell.trim().slice(0, MOST_SHOWN);
}

async function savedAbout(headings: readonly string[], { table }: Pick<MappingsDeps, 'table'>) {
  const mappingId = mappingIdOf(headings);
  return (await factStore(table).currentFacts('statement-mapping', [mappingId])).get(mappingId) ?? null;
}

/**
 * Has a statement read again whose headings are known now, and every other that waits under the same. It is as if they had
 * just been received: their reader takes them from there, and a file that is sent to it twice is read once.
 */
export async function readAgain(
  asked: Asked<typeof statementMappingRoutes.readStatementAgain>,
  deps: MappingsDeps,
): Promise<{ uploadId: string; state: 'received' }> {
  const { upload, agreement } = await sentStatement(asked, deps);
  const { uploadId } = upload;
  const headings = (await keptTable(uploadId, deps))?.headings ?? null;
  const saved = headings === null ? null : await savedAbout(headings.cells, deps);
  if (saved === null || saved.body.isWithdrawn)
    throw new Conflict('Nobody has said yet what the columns of this file hold. Say it first.', {
      ids: { uploadId },
    });
  // One that is `received` may be so since an earlier request whose message was never sent.
  if (upload.state !== 'received' && !(await beginAgain(upload, uploadStore(deps.table))))
    throw new Conflict(
      `This file is ${upload.state}; it would have to be quarantined for its headings to be read again.`,
      { ids: { uploadId } },
    );
  const { mappingId } = saved.body;
  const recording = recordedByHand(asked.viewer, asked.body.reason, deps.clock);
  const subject = { kind: 'direct-payment-agreement' as const, id: agreement.agreementId };
  await factStore(deps.table).recordAct(subject, {
    ...{ act: 'statement-read-again', detail: { uploadId, mappingId }, recording },
  });
  await deps.send({ recheckMappingId: mappingId });
  return { uploadId, state: 'received' };
}

/** The statement files of an agreement that could not be read, and that nobody has mended since; the newest first. */
export async function listUnread(
  { viewer, id }: Asked<typeof statementMappingRoutes.listUnreadStatements>,
  deps: MappingsDeps,
): Promise<{ items: UnreadStatement[]; nextCursor: null }> {
  const { agreementId } = await knownAgreement(id, viewer, deps);
  const ids = await statementStore(deps.table).unreadOf(agreementId);
  const uploads = await inTurns(ids, (uploadId) => uploadStore(deps.table).readUpload(uploadId));
  const items = uploads.flatMap((upload) => {
    if (upload?.state !== 'quarantined' || upload.problem === null) return [];
    const { uploadId, fileName, receivedAt, problem } = upload;
    return [{ uploadId, fileName, receivedAt, problem, waitsForMapping: waitsForMapping(upload) }];
  });
  return { items: inOrderOf(items, ({ receivedAt }) => receivedAt).reverse(), nextCursor: null };
}
