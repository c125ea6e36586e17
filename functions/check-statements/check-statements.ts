import type { SQSClient } from '@aws-sdk/client-sqs';
import { paymentsForStatement } from '../../domain/direct-payments/expected-payments.ts';
import type { StatementReading } from '../../domain/statements/statement.ts';
import type { Upload } from '../../events/api/uploads.ts';
import { tellStatementForm } from '../files/statements/tell-statement-form.ts';
import { openCaseOf } from '../platform/audits/open-case.ts';
import type { Clock } from '../platform/clock.ts';
import { finishUpload } from '../platform/finish-upload.ts';
import { hashedBytes } from '../platform/hashed-bytes.ts';
import { queueSender } from '../platform/queue-sender.ts';
import { sizeProblem } from '../platform/size-problem.ts';
import {
  agreementIdOf,
  agreementOf,
  auditFile,
  knownOf,
  outsidePlan,
  takenOf,
  type AuditDeps,
} from '../platform/statements/audit-upload.ts';
import { noteReceived } from '../platform/direct-payments/note-received.ts';
import { keepReading, keptReading } from '../platform/statements/kept-reading.ts';
import { readBytes, wholeOf } from '../platform/stored-object.ts';
import { statementStore } from '../store/statement-store.ts';
import { uploadStore, type UploadChange } from '../store/upload-store.ts';
import { openStatement, statementMessageSchema, type OpenStatement } from './open-statement.ts';
import { readByMappings } from './read-by-mappings.ts';
import { recheckUnread } from './recheck-unread.ts';

export type Deps = AuditDeps & {
  queues: SQSClient;
  inboxBucket: string;
  statementsQueueUrl: string;
  pdfQueueUrl: string;
  clock: Clock;
};

/**
 * Takes in a bank statement of a direct payment agreement: reads it into the one form all have, keeps that beside the file, and
 * lists it with its agreement. It may be called any number of times for the same file; what it leaves is the same.
 */
export async function checkStatements(message: unknown, deps: Deps): Promise<void> {
  const told = statementMessageSchema.parse(message);
  if ('recheckMappingId' in told) {
    await recheckUnread(told.recheckMappingId, deps);
    return;
  }
  if ('readUploadId' in told) {
    await takeRead(told.readUploadId, deps);
    return;
  }
  const opened = await openStatement(told, deps);
  if (opened === null) return;
  const change = await takeIn(opened, deps);
  if (change !== null) await finishUpload(opened.upload, change, deps);
}

/** Goes on with a file that another function has read. */
async function takeRead(uploadId: string, deps: Deps): Promise<void> {
  const upload = await uploadStore(deps.table).readUpload(uploadId);
  const reading = upload === null ? null : await keptReading(uploadId, deps);
  if (upload === null || reading === null || upload.finishedAt !== null) return;
  await finishUpload(upload, await conclude(upload, reading, deps), deps);
}

/** What becomes of a file; null where another function reads it first. */
async function takeIn({ upload, object }: OpenStatement, deps: Deps): Promise<UploadChange | null> {
  const problem = sizeProblem(upload) ?? (upload.sizeBytes === 0 ? empty : null);
  if (problem !== null) return { state: 'rejected', problem };
  const agreementId = agreementIdOf(upload);
  if (agreementId === null || (await agreementOf(agreementId, deps.table)) === null)
    return { state: 'rejected', problem: agreementUnknown };
  const hashed = hashedBytes(await readBytes(object, deps.buckets));
  const bytes = await wholeOf(hashed.bytes);
  const sha256 = await hashed.digest();
  const first = await uploadStore(deps.table).claimContent(upload, sha256);
  if (first !== upload.uploadId) return { state: 'duplicate', sha256, duplicateOf: first };
  await uploadStore(deps.table).change(upload.uploadId, ['reading'], { sha256 });
  if (tellStatementForm(bytes) === 'pdf') {
    await queueSender({ client: deps.queues, url: deps.pdfQueueUrl })({ pdfUploadId: upload.uploadId });
    return null;
  }
  const reading = await readByMappings(upload, bytes, deps);
  return { sha256, ...(await conclude(upload, reading, deps)) };
}

const empty = { rule: 'file-empty', message: 'The file is empty. Ask for the statement again.' };

const agreementUnknown = {
  rule: 'agreement-unknown',
  message:
    'The folder the file lies in is not the number of a direct payment agreement we know. Put it into the folder of its agreement.',
};

/** Keeps what was read, lists it with its agreement, and says how the file ends. */
async function conclude(upload: Upload, reading: StatementReading, deps: Deps): Promise<UploadChange> {
  await keepReading(upload.uploadId, reading, deps);
  if (!reading.ok) {
    const { rule, message } = reading;
    await statementStore(deps.table).noteUnread(agreementIdOf(upload) ?? '', upload.uploadId);
    return { state: 'quarantined', problem: { rule, message } };
  }
  const { uploadId, fileName, receivedAt } = upload;
  const agreementId = agreementIdOf(upload) ?? '';
  const file = reading.value;
  const statements = statementStore(deps.table);
  await statements.takeStatement(takenOf(file, { agreementId, uploadId, fileName, receivedAt }));
  const known = await knownOf({ agreementId, receivedAt }, deps.table);
  if (known !== null) {
    for (const statement of file.statements) {
      const sent = { uploadId, statement, notes: [] };
      const councilPayments = paymentsForStatement(known, statement);
      await statements.notePaid(agreementId, outsidePlan({ ...known, sent, earlier: [], councilPayments }));
    }
    const { unstatedGapDays } = known.terms;
    await noteReceived({ agreementId, uploadId, receivedAt, file, unstatedGapDays }, deps.table);
    const audited = await auditFile({ uploadId, file, known }, deps);
    await openCaseOf({ uploadId, audited }, deps.clock(), deps);
  }
  const rows = file.statements.reduce((sum, { transactions }) => sum + transactions.length, 0);
  return {
    state: 'accepted',
    counts: { rows, accepted: rows, refused: 0, unchanged: 0 },
    problem: null,
  };
}
