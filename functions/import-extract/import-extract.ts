import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { londonDate } from '../../domain/calendar.ts';
import { extractPrefixes, mostBytes, type ExtractPrefix } from '../../events/inbox.ts';
import { inboxMessageSchema, type InboxMessage } from '../../events/inbox-message.ts';
import type { Upload } from '../../events/api/uploads.ts';
import { readTable } from '../files/tables/read-table.ts';
import {
  findingsPartKey,
  FINDINGS_PER_PART,
  linesPartKey,
  LINES_PER_PART,
} from '../platform/checked-parts.ts';
import type { Clock } from '../platform/clock.ts';
import { recheckWaiting } from '../platform/recheck-waiting.ts';
import { objectOf, receiveUpload, versionOf, type StoredObject } from '../platform/receive-upload.ts';
import { factStore } from '../store/fact-store.ts';
import { listStore } from '../store/list-store.ts';
import type { Table } from '../store/table.ts';
import { uploadStore, type UploadChange } from '../store/upload-store.ts';
import { workStore } from '../store/work-store.ts';
import type { CheckedLine } from './check-rows.ts';
import { importKinds } from './import-kinds.ts';
import { importRows } from './import-rows.ts';
import { inspectFile } from './inspect-file.ts';
import { knownReferences } from './known-references.ts';
import { missingFromExtract } from './missing-from-extract.ts';
import { partWriter } from './part-writer.ts';

export type Deps = {
  table: Table;
  buckets: S3Client;
  queues: SQSClient;
  inboxBucket: string;
  evidenceBucket: string;
  extractsQueueUrl: string;
  clock: Clock;
};

/** Kinds that rows of other kinds name: once they grow, rows that waited may go in. */
const NAMED_BY_OTHERS: readonly ExtractPrefix[] = [
  'people',
  'providers',
  'service-types',
  'rate-cards',
  'care-packages',
];

const PROGRESS_MILLISECONDS = 2_000;

/**
 * Takes one extract file into the table: receive, inspect, check and write row by row, report. It may be called any
 * number of times for the same file; what is already recorded is seen and not written again.
 */
export async function importExtract(message: unknown, deps: Deps): Promise<void> {
  const found = await openUpload(inboxMessageSchema.parse(message), deps);
  if (found === null) return;
  const { upload, object, waited } = found;
  const uploads = uploadStore(deps.table);
  if (upload.sizeBytes > mostBytes(upload.kind)) {
    await finish(upload, { state: 'rejected', problem: tooLarge(upload) }, deps);
    return;
  }
  const kind = importKinds[extractKind(upload)];
  const inspection = await inspectFile(await read(object, deps), {
    fileName: upload.fileName,
    layout: kind.rows.layout,
  });
  const first = await uploads.claimContent(upload, inspection.sha256);
  const { sha256, extract, unknownColumns } = inspection;
  if (first !== upload.uploadId) {
    await finish(upload, { state: 'duplicate', sha256, duplicateOf: first }, deps);
    return;
  }
  if (inspection.refusal !== null) {
    const { state, rule, message: sentence } = inspection.refusal;
    await finish(
      upload,
      { state, sha256, extract, unknownColumns, problem: { rule, message: sentence } },
      deps,
    );
    await uploads.releaseContent(upload, sha256);
    return;
  }
  await uploads.change(upload.uploadId, ['reading'], { sha256, extract, unknownColumns, problem: null });
  await takeRows({ ...upload, sha256, extract }, object, { rows: inspection.rows, waited }, deps);
}

/** An upload to work on; `waited` says how many of its rows waited, where it is looked at again for their sake. */
type Opened = { upload: Upload; object: StoredObject; waited: number | null };

/** The upload a message is about, moved to `reading`; null when there is nothing (more) to do. */
async function openUpload(message: InboxMessage, deps: Deps): Promise<Opened | null> {
  const uploads = uploadStore(deps.table);
  if ('recheckUploadId' in message) {
    const upload = await uploads.readUpload(message.recheckUploadId);
    if (upload === null || upload.rowsWaiting === 0) return null;
    const opened = await uploads.change(upload.uploadId, ['part-accepted', 'rejected', 'reading'], {
      state: 'reading',
    });
    if (!opened) return null;
    const version = upload.objectVersion === null ? {} : { versionId: upload.objectVersion };
    const object = { bucket: deps.inboxBucket, key: upload.key, ...version };
    return { upload, object, waited: upload.rowsWaiting };
  }
  const upload = await receiveUpload(message, { buckets: deps.buckets, uploads });
  const opened = await uploads.change(upload.uploadId, ['received', 'reading'], { state: 'reading' });
  return opened ? { upload, object: objectOf(message), waited: null } : null;
}

async function takeRows(
  upload: Upload,
  object: StoredObject,
  { rows, waited }: { rows: number; waited: number | null },
  deps: Deps,
): Promise<void> {
  const facts = factStore(deps.table);
  const lists = listStore(deps.table);
  const uploads = uploadStore(deps.table);
  const today = londonDate(deps.clock());
  const kind = importKinds[extractKind(upload)];
  const report = reporter(upload, rows, deps);
  const bytes = await read(object, deps);
  const subjects = await takeKind(extractKind(upload), {
    upload,
    events: readTable(bytes, { fileName: upload.fileName }),
    deps: {
      facts,
      references: knownReferences(facts),
      receivedAtOf: remembered(async (id) => (await uploads.readUpload(id))?.receivedAt ?? null),
      clock: deps.clock,
      today,
      emit: report.take,
    },
  });
  if (upload.extract?.mode === 'full') {
    const named = { factKind: kind.factKind, noun: kind.rows.noun };
    await report.find(await missingFromExtract(named, subjects, { facts, lists, today }));
  }
  const change = await report.end();
  // Rows that went in on an earlier look count as accepted again: for them, others were looked at then. Without this
  // two files that both wait for what never comes would have each other looked at for ever.
  const grew = waited === null ? report.accepted() > 0 : change.rowsWaiting < waited;
  // Before the end is recorded: a try that dies in between is repeated, and must still see that the kind grew.
  if (grew && NAMED_BY_OTHERS.includes(extractKind(upload)))
    await recheckWaiting({ uploads, queues: deps.queues, queueUrl: deps.extractsQueueUrl }, upload);
  await finish(upload, change, deps);
}

type Taking = {
  upload: Upload;
  events: ReturnType<typeof readTable>;
  deps: Parameters<typeof importRows>[3];
};

/** Picks the kind with its own types: each line gives `importRows` one kind of fact and its layout. */
function takeKind(prefix: ExtractPrefix, { upload, events, deps }: Taking): Promise<Set<string>> {
  switch (prefix) {
    case 'people':
      return importRows(importKinds.people, upload, events, deps);
    case 'providers':
      return importRows(importKinds.providers, upload, events, deps);
    case 'service-types':
      return importRows(importKinds['service-types'], upload, events, deps);
    case 'rate-cards':
      return importRows(importKinds['rate-cards'], upload, events, deps);
    case 'care-packages':
      return importRows(importKinds['care-packages'], upload, events, deps);
    case 'contributions':
      return importRows(importKinds.contributions, upload, events, deps);
    case 'assessments':
      return importRows(importKinds.assessments, upload, events, deps);
    case 'direct-payment-agreements':
      return importRows(importKinds['direct-payment-agreements'], upload, events, deps);
    case 'deferred-agreements':
      return importRows(importKinds['deferred-agreements'], upload, events, deps);
    case 'opening-positions':
      return importRows(importKinds['opening-positions'], upload, events, deps);
  }
}

/** Keeps the lines and findings beside the file and the counts on the upload, while the rows go by. */
function reporter(upload: Upload, rowsThere: number, deps: Deps) {
  const uploads = uploadStore(deps.table);
  const target = { buckets: deps.buckets, bucket: deps.evidenceBucket };
  const { uploadId } = upload;
  const lines = partWriter({
    ...target,
    keyOf: (part) => linesPartKey(uploadId, part),
    perPart: LINES_PER_PART,
    itemsBefore: upload.counts.rows,
  });
  const findings = partWriter({
    ...target,
    keyOf: (part) => findingsPartKey(uploadId, part),
    perPart: FINDINGS_PER_PART,
    itemsBefore: upload.findingCount,
  });
  const counts = { rows: rowsThere, accepted: 0, refused: 0, unchanged: 0 };
  let rowsWaiting = 0;
  let said = Date.now();

  async function take(checked: readonly CheckedLine[]): Promise<void> {
    for (const { line } of checked) {
      if (line.state === 'accepted') counts.accepted += 1;
      else if (line.state === 'unchanged') counts.unchanged += 1;
      else counts.refused += 1;
      if (line.state === 'waiting') rowsWaiting += 1;
    }
    await lines.add(checked.map((each) => each.line));
    await findings.add(checked.flatMap((each) => each.findings));
    if (Date.now() - said > PROGRESS_MILLISECONDS) {
      said = Date.now();
      await uploads.change(uploadId, ['reading'], { counts });
    }
  }

  return {
    take,
    find: findings.add,
    accepted: () => counts.accepted,
    async end(): Promise<UploadChange & { rowsWaiting: number }> {
      await lines.end();
      const findingCount = await findings.end();
      const state =
        counts.refused === 0
          ? 'accepted'
          : counts.accepted + counts.unchanged > 0
            ? 'part-accepted'
            : 'rejected';
      const problem =
        state === 'rejected'
          ? { rule: 'no-row-taken', message: 'No row could be taken. The findings say why, line by line.' }
          : null;
      return { state, counts, findingCount, rowsWaiting, problem };
    },
  };
}

/** Ends the work on a file, and asks a person to look where something was refused. */
async function finish(upload: Upload, change: UploadChange, deps: Deps): Promise<void> {
  const uploads = uploadStore(deps.table);
  const finishedAt = deps.clock();
  if (change.counts !== undefined)
    await uploads.change(upload.uploadId, ['reading'], { state: 'checked', counts: change.counts });
  await uploads.change(upload.uploadId, ['reading', 'checked'], { ...change, finishedAt });
  const work = workStore(deps.table);
  const workId = `upload:${upload.uploadId}`;
  const title = workTitle(upload, change);
  if (title === null) {
    await work.finish(workId, 'Every row is in.');
    return;
  }
  await work.open({
    workId,
    area: 'imports',
    title,
    link: `/files/${upload.uploadId}`,
    risk: change.state === 'part-accepted' ? 'medium' : 'high',
    openedAt: finishedAt,
    dueOn: null,
  });
}

function workTitle(upload: Upload, change: UploadChange): string | null {
  if (change.state === 'quarantined') return `${upload.fileName} could not be read; nothing of it was taken.`;
  if (change.state === 'rejected') return `${upload.fileName} was rejected; nothing of it was taken.`;
  if (change.state !== 'part-accepted' || change.counts === undefined) return null;
  const { refused, rows } = change.counts;
  const waiting = change.rowsWaiting ?? 0;
  return waiting === refused
    ? `${waiting} of ${rows} rows of ${upload.fileName} wait for something they refer to.`
    : `${refused} of ${rows} rows of ${upload.fileName} were refused.`;
}

async function read(object: StoredObject, deps: Deps): Promise<AsyncIterable<Uint8Array>> {
  const answer = await deps.buckets.send(
    new GetObjectCommand({ Bucket: object.bucket, Key: object.key, ...versionOf(object) }),
  );
  if (answer.Body === undefined) throw new Error('the bucket gave no body');
  return answer.Body.transformToWebStream();
}

function extractKind(upload: Upload): ExtractPrefix {
  const prefix = extractPrefixes.find((each) => each === upload.kind);
  if (prefix === undefined) throw new Error('a file that is no extract came to the queue of extracts');
  return prefix;
}

function tooLarge(upload: Upload) {
  const megabytes = Math.floor(mostBytes(upload.kind) / (1024 * 1024));
  return {
    rule: 'file-too-large',
    message: `The file is larger than ${megabytes} MB, the most that is read. Nothing was taken; split it and send the parts.`,
  };
}

function remembered<T>(look: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (key) => {
    const answer = known.get(key) ?? look(key);
    known.set(key, answer);
    return answer;
  };
}
