import type { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { londonDate } from '../../domain/calendar.ts';
import { canonicalJson } from '../../domain/facts/canonical-json.ts';
import type { Recording } from '../../domain/facts/fact.ts';
import { monthOfDay } from '../../domain/pay/care-month.ts';
import { dayNumber } from '../../domain/pay/span.ts';
import { judgeFile, type FileVerdict } from '../../domain/returns/check-file.ts';
import type { ReturnTerms } from '../../domain/returns/return-terms.ts';
import type { ReturnHeading } from '../../domain/returns/read-return.ts';
import type { ReturnMapping } from '../../domain/returns/return-mapping.ts';
import type { ReturnSums } from '../../domain/returns/settle-return.ts';
import type { Upload } from '../../events/api/uploads.ts';
import { inboxMessageSchema } from '../../events/inbox-message.ts';
import type { Clock } from '../platform/clock.ts';
import { finishUpload } from '../platform/finish-upload.ts';
import { queueSender } from '../platform/queue-sender.ts';
import { sizeProblem } from '../platform/size-problem.ts';
import { readBytes } from '../platform/stored-object.ts';
import { applyDecisions } from '../platform/returns/apply-decisions.ts';
import { askOfficers } from '../platform/returns/ask-officers.ts';
import { stateOf } from '../platform/returns/state-of-return.ts';
import { writeCare } from '../platform/returns/write-care.ts';
import { factStore } from '../store/fact-store.ts';
import { returnStore, type TakenReturn } from '../store/return-store.ts';
import { uploadStore, type UploadChange } from '../store/upload-store.ts';
import { readEarlier } from './earlier-files.ts';
import { replaceEarlier } from './replace-earlier.ts';
import {
  loadOnRecord,
  loadProvider,
  loadTerms,
  type LoadedProvider,
} from '../platform/returns/load-provider.ts';
import { lookThrough, type LookedThrough } from './look-through.ts';
import { openReturn, type OpenReturn, type OpenReturnDeps } from './open-return.ts';
import { keepChecked, keepFindings, lineKeeper, type KeepDeps } from './keep-checked.ts';
import { loadMappings } from './load-mappings.ts';

export type Deps = OpenReturnDeps & KeepDeps & { queues: SQSClient; returnsQueueUrl: string; clock: Clock };

/** How often a file is looked at anew since another of its provider was taken meanwhile, before the queue waits. */
const TRIES = 5;

/**
 * Checks what a provider claims against what was commissioned: load, decide, save, report. It may be called any number of
 * times for the same file; what it leaves is the same.
 */
export async function checkReturns(message: unknown, deps: Deps): Promise<void> {
  const decided = decidedSchema.safeParse(message);
  if (decided.success) {
    await applyDecisions(decided.data.decidedUploadId, deps);
    return;
  }
  const opened = await openReturn(inboxMessageSchema.parse(message), deps);
  if (opened === null) return;
  await finishUpload(opened.upload, await decide(opened, deps), deps);
}

/** Our own message: something was decided of this return. */
const decidedSchema = z.strictObject({ decidedUploadId: z.string() });

async function decide(opened: OpenReturn, deps: Deps): Promise<UploadChange> {
  const problem = sizeProblem(opened.upload);
  if (problem !== null) return { state: 'rejected', problem };
  const provider = await loadProvider(opened.upload.key, deps.table);
  if (provider === null) return { state: 'rejected', problem: providerUnknown };
  const receivedOn = londonDate(opened.upload.receivedAt);
  const about = {
    provider,
    terms: await loadTerms(receivedOn, deps.table),
    mappings: await loadMappings(provider.providerId, deps.table),
    receivedOn: dayNumber(receivedOn),
  };
  let { upload } = opened;
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const change = await checkOnce({ ...opened, upload }, about, deps);
    if (change !== null) return change;
    // What the attempt left beside the file is counted on the upload.
    upload = (await uploadStore(deps.table).readUpload(upload.uploadId)) ?? upload;
  }
  throw new Error('Other files of the provider were taken all the time.');
}

const providerUnknown = {
  rule: 'provider-unknown',
  message:
    'The folder the file lies in is not the number of a provider we know. Put it into the folder of its provider.',
};

type About = {
  provider: LoadedProvider;
  terms: ReturnTerms;
  mappings: readonly ReturnMapping[];
  receivedOn: number;
};

/** Looks at a file once; null where another of the provider was taken meanwhile, so that it has to be looked at anew. */
async function checkOnce(
  { upload, object }: OpenReturn,
  { provider, terms, mappings, receivedOn }: About,
  deps: Deps,
): Promise<UploadChange | null> {
  const { providerId, packages, chargesVat } = provider;
  const taken = await returnStore(deps.table).takenOf(providerId);
  const own = taken.find(({ uploadId }) => uploadId === upload.uploadId);
  // A try that died after its file was taken is repeated beside what was there before it.
  const before = own === undefined ? taken : taken.slice(0, own.number - 1);
  const keeper = lineKeeper(upload, deps);
  const looked = await lookThrough(await readBytes(object, deps.buckets), {
    ...{ packages, terms, mappings, chargesVat, receivedOn, providerId, fileName: upload.fileName },
    earlier: await readEarlier(before, receivedOn - terms.claimWindowDays, deps),
    lookUp: (unplaced) => loadOnRecord(unplaced, deps.table),
    keep: (lines, claims) => keeper.keep(lines, claims),
  });
  const refused = await refusalOf(upload, looked, deps);
  if (refused !== null) return refused;
  if (looked.refusal !== null) return null;
  const { sha256, unknownColumns, envelope, sums, heading } = looked;
  const read = { sha256, unknownColumns: [...unknownColumns] };
  const layout = heading.layout.name;
  const verdict: FileVerdict =
    own === undefined ? judgeFile(envelope, sums, sentBefore(before, layout)) : { outcome: 'taken' };
  if (verdict.outcome !== 'taken')
    return leaveOut(upload, { verdict, read, layout, sums, envelope, providerId, before }, deps);

  // Another try knows by its content whether the file was replaced meanwhile.
  await uploadStore(deps.table).change(upload.uploadId, ['reading'], { ...read, problem: null });
  await keeper.end();
  const { months, findingCount, ...kept } = await keepChecked(upload, looked, deps);
  const now = { ...kept, columns: cellNames(heading, looked.columns) };
  const returns = returnStore(deps.table);
  const isTaken =
    own === undefined
      ? await returns.take({
          ...{ providerId, number: taken.length + 1, uploadId: upload.uploadId, fileName: upload.fileName },
          ...{ layout, reference: envelope.reference, sequence: envelope.sequence },
          ...{ month: monthOfDay(kept.days?.last ?? receivedOn), takenAt: deps.clock() },
          ...now,
          isWithdrawn: false,
        })
      : isSame(own, now) || (await returns.restate(own, now));
  if (!isTaken) return null;
  await writeCare(
    new Map([...months].map(([id, accepted]) => [id, { accepted, replaces: 'all' as const }])),
    { uploadId: upload.uploadId, recording: ofFile(upload, deps) },
    { facts: factStore(deps.table) },
  );
  if (envelope.sequence !== null)
    await wakeNext(providerId, { layout, sequence: envelope.sequence + 1 }, deps);
  await replaceEarlier(upload, { replaced: looked.replaced, taken: before }, deps);
  await askOfficers(upload, { providerId, sums: kept.sums }, deps);
  return { ...read, ...endOf(kept.sums, sums.lines), findingCount, problem: null };
}

/** Whether a try that died before its end left the return as it is found now. */
function isSame(own: TakenReturn, now: Partial<TakenReturn>): boolean {
  return canonicalJson({ ...own, ...now }) === canonicalJson(own);
}

/** The state a return ends in once it was checked, and how many of its lines stand how. */
function endOf(sums: ReturnSums, rows: number): Pick<Upload, 'state' | 'counts'> {
  const { accepted, questioned, refused, unchanged } = sums;
  return { state: stateOf(sums), counts: { rows, accepted, questioned, refused, unchanged } };
}

function ofFile({ uploadId }: Upload, { clock }: Deps): Recording {
  return {
    recordedAt: clock(),
    recordedBy: 'careledger',
    source: { kind: 'file', uploadId, line: 1 },
    reason: null,
  };
}

/** What the cells of a line say, in their order: a field of ours, else what the file heads them with. */
function cellNames({ places }: ReturnHeading, columns: readonly string[]): string[] {
  const fields = new Map([...places].map(([field, place]) => [place, field]));
  return columns.map(
    (column, place) => fields.get(place) ?? (column === '' ? `column ${place + 1}` : column),
  );
}

/** What becomes of a file that is not one to look at: another's bytes, the same bytes, or none that can be read. */
async function refusalOf(
  upload: Upload,
  { sha256, unknownColumns, refusal }: LookedThrough,
  { table }: Deps,
): Promise<UploadChange | null> {
  if (upload.sha256 !== null && upload.sha256 !== sha256) return { state: 'rejected', problem: fileReplaced };
  const first = await uploadStore(table).claimContent(upload, sha256);
  if (first !== upload.uploadId) return { state: 'duplicate', sha256, duplicateOf: first };
  if (refusal === null) return null;
  const { state, rule, message } = refusal;
  return { state, sha256, unknownColumns: [...unknownColumns], problem: { rule, message } };
}

const fileReplaced = {
  rule: 'file-replaced',
  message:
    'Another file was put in the place of this one in the inbox, so it cannot be read any more. Send this file again under a name of its own.',
};

function sentBefore(taken: readonly TakenReturn[], layout: string) {
  const numbered = taken.filter((each) => each.layout === layout && each.sequence !== null);
  const standing = taken.filter(stands);
  return {
    references: new Map(
      standing.flatMap(({ reference, uploadId }) =>
        reference === null ? [] : [[reference, uploadId] as const],
      ),
    ),
    lastSequence: numbered.findLast(stands)?.sequence ?? null,
    lastSent: numbered.at(-1)?.sequence ?? null,
  };
}

/** Whether anything of a return counts: one that was taken back, or refused line by line, may come again. */
function stands({ isWithdrawn, sums: { accepted, questioned, unchanged } }: TakenReturn): boolean {
  return !isWithdrawn && accepted + questioned + unchanged > 0;
}

type LeftOut = {
  verdict: Exclude<FileVerdict, { outcome: 'taken' }>;
  read: { sha256: string; unknownColumns: string[] };
  layout: string;
  sums: { lines: number };
  envelope: { sequence: number | null };
  providerId: string;
  before: readonly TakenReturn[];
};

/** Keeps why nothing of a file is taken; null where what it waits for came meanwhile. */
async function leaveOut(
  upload: Upload,
  { verdict: { outcome, findings }, read, layout, sums, envelope: { sequence }, providerId, before }: LeftOut,
  deps: Deps,
): Promise<UploadChange | null> {
  const returns = returnStore(deps.table);
  if (outcome === 'waiting' && sequence !== null) {
    // Word first, then another look: whoever takes the file before it meanwhile finds the word, or is found here.
    await returns.leaveWord(providerId, { layout, sequence, uploadId: upload.uploadId });
    if ((await returns.takenOf(providerId)).length !== before.length) return null;
  }
  const findingCount = await keepFindings(upload, findings, deps);
  const [first] = findings;
  return {
    ...read,
    state: outcome,
    counts: { rows: sums.lines, accepted: 0, refused: 0, unchanged: 0 },
    findingCount,
    problem: first === undefined ? null : { rule: first.rule, message: first.message },
  };
}

/** Has the files looked at again that waited for the one that was taken. */
async function wakeNext(
  providerId: string,
  next: { layout: string; sequence: number },
  { table, queues, returnsQueueUrl }: Deps,
): Promise<void> {
  const send = queueSender({ client: queues, url: returnsQueueUrl });
  for (const uploadId of await returnStore(table).waitingFor(providerId, next))
    await send({ recheckUploadId: uploadId });
}
