import type { S3Client } from '@aws-sdk/client-s3';
import { poundsText } from '../../domain/money.ts';
import type { Recording } from '../../domain/facts/fact.ts';
import type { Response } from '../../domain/pay/response.ts';
import type { Finding } from '../../domain/records/finding.ts';
import type { Upload, UploadLine } from '../../events/api/uploads.ts';
import type { ResponseFile } from '../files/responses/response-file.ts';
import {
  findingsPartKey,
  FINDINGS_PER_PART,
  linesPartKey,
  LINES_PER_PART,
} from '../platform/checked-parts.ts';
import type { Clock } from '../platform/clock.ts';
import { partWriter } from '../platform/part-writer.ts';
import { answerOnRecord, type AnsweredPayment } from '../platform/pay/answer-payments.ts';
import { factStore, type FactStore } from '../store/fact-store.ts';
import { paymentStore } from '../store/payment-store.ts';
import { inTurns, type Table } from '../store/table.ts';
import type { UploadChange } from '../store/upload-store.ts';
import { workStore } from '../store/work-store.ts';

export type TakeDeps = { table: Table; buckets: S3Client; evidenceBucket: string; clock: Clock };

type Taken = { line: UploadLine; findings: Finding[]; payRunId: string | null };

/** Applies every answer of a file to its payment, and keeps each line with what became of it beside the file. */
export async function takeResponses(
  upload: Upload,
  file: ResponseFile,
  deps: TakeDeps,
): Promise<{ change: UploadChange; payRunIds: string[] }> {
  const facts = factStore(deps.table);
  const stores = { facts, payments: paymentStore(deps.table), work: workStore(deps.table) };
  // Answers about one payment stay in their order; those about different payments do not wait for each other.
  const groups = [...Map.groupBy(file.responses, ({ paymentRef }) => paymentRef).values()];
  const taken = await inTurns(groups, async (group) => {
    const lines: Taken[] = [];
    for (const response of group) {
      const recording = recordingOf(upload, response, deps.clock);
      const answer = await answerOnRecord(response, recording, stores);
      lines.push(lineOf(response, answer, await isOwn(answer, response, { upload, facts })));
    }
    return lines;
  });
  const all = [...taken.flat(), ...unreadable(file)].toSorted((a, b) => a.line.line - b.line.line);
  const findings = [...file.findings, ...all.flatMap((each) => each.findings)].toSorted(
    (a, b) => (a.line ?? 0) - (b.line ?? 0),
  );
  await keep(
    upload,
    all.map(({ line }) => line),
    findings,
    deps,
  );
  const payRunIds = [...new Set(all.flatMap(({ payRunId }) => payRunId ?? []))].sort();
  return {
    change: changeOf(
      all.map(({ line }) => line),
      findings.length,
    ),
    payRunIds,
  };
}

function recordingOf(
  { uploadId, uploadedBy }: Upload,
  { source, message, code }: Response,
  clock: Clock,
): Recording {
  return {
    recordedAt: clock(),
    recordedBy: uploadedBy,
    source: { kind: 'file', uploadId, line: source.line },
    reason: message ?? code,
  };
}

/** Whether an earlier try at this very file already moved the payment by this very line. */
async function isOwn(
  { answered, fact }: AnsweredPayment,
  { source }: Response,
  { upload, facts }: { upload: Upload; facts: Pick<FactStore, 'versionsOf'> },
): Promise<boolean> {
  if (fact === null || answered.next !== null || answered.findings.length > 0) return false;
  const versions = await facts.versionsOf('payment', fact.subject.id);
  return versions.some(
    (each) =>
      each.source.kind === 'file' &&
      each.source.uploadId === upload.uploadId &&
      each.source.line === source.line,
  );
}

function lineOf(response: Response, { answered, fact }: AnsweredPayment, isDone: boolean): Taken {
  const { findings, isRefused, next } = answered;
  const isNews = findings.length > 0 && !isRefused;
  const state = isRefused ? 'refused' : next !== null || isDone || isNews ? 'accepted' : 'unchanged';
  return {
    line: {
      line: response.source.line,
      state,
      subjectId: fact?.subject.id ?? null,
      version: fact?.version ?? null,
      values: valuesOf(response),
      rules: findings.map(({ rule }) => rule),
    },
    findings,
    payRunId: fact?.body.payRunId ?? null,
  };
}

function valuesOf({ kind, paymentRef, amountPence, date, code, message }: Response): UploadLine['values'] {
  return {
    payment: paymentRef,
    says: kind,
    date,
    ...(amountPence !== null && { amount: poundsText(amountPence) }),
    ...(code !== null && { code }),
    ...(message !== null && { message }),
  };
}

/** Lines that the reader could make nothing of. */
function unreadable({ findings, responses }: ResponseFile): Taken[] {
  const read = new Set(responses.map(({ source }) => source.line));
  const faults = findings.filter(
    ({ line, severity }) => line !== null && severity === 'error' && !read.has(line),
  );
  return [...Map.groupBy(faults, ({ line }) => line ?? 0)].map(([line, found]) => ({
    line: {
      line,
      state: 'refused',
      subjectId: null,
      version: null,
      values: Object.fromEntries(found.map(({ field, value }) => [field ?? 'line', value ?? ''])),
      rules: found.map(({ rule }) => rule),
    },
    findings: [],
    payRunId: null,
  }));
}

async function keep(
  { uploadId, counts, findingCount }: Upload,
  lines: readonly UploadLine[],
  findings: readonly Finding[],
  { buckets, evidenceBucket }: TakeDeps,
): Promise<void> {
  const lineWriter = partWriter<UploadLine>({
    buckets,
    bucket: evidenceBucket,
    keyOf: (part) => linesPartKey(uploadId, part),
    perPart: LINES_PER_PART,
    itemsBefore: counts.rows,
  });
  await lineWriter.add(lines);
  await lineWriter.end();
  const findingWriter = partWriter<Finding>({
    buckets,
    bucket: evidenceBucket,
    keyOf: (part) => findingsPartKey(uploadId, part),
    perPart: FINDINGS_PER_PART,
    itemsBefore: findingCount,
  });
  await findingWriter.add(findings);
  await findingWriter.end();
}

function changeOf(lines: readonly UploadLine[], findingCount: number): UploadChange {
  const count = (state: UploadLine['state']) => lines.filter((line) => line.state === state).length;
  const counts = {
    rows: lines.length,
    accepted: count('accepted'),
    refused: count('refused'),
    unchanged: count('unchanged'),
  };
  const base = { counts, findingCount, rowsWaiting: 0 };
  if (counts.refused === 0) return { ...base, state: 'accepted', problem: null };
  if (counts.refused < lines.length) return { ...base, state: 'part-accepted', problem: null };
  const message = 'No line could be taken. The findings say why, line by line.';
  return { ...base, state: 'rejected', problem: { rule: 'no-row-taken', message } };
}
