import { createHash } from 'node:crypto';
import {
  BadDocumentException,
  DocumentTooLargeException,
  GetDocumentTextDetectionCommand,
  InvalidJobIdException,
  LimitExceededException,
  ProvisionedThroughputExceededException,
  StartDocumentTextDetectionCommand,
  TextractClient,
  ThrottlingException,
  UnsupportedDocumentException,
  type Block,
  type GetDocumentTextDetectionCommandOutput,
} from '@aws-sdk/client-textract';
import { invariant } from '../../domain/outcome.ts';
import type { Corner, RecognisedWord } from '../files/statements/pdf/recognised-text.ts';
import {
  scanForgotten,
  scanLimits,
  scanNotRecognised,
  scanPagesMissing,
  scanTooManyWords,
} from '../files/statements/pdf/scan-refusals.ts';
import type { StoredObject } from '../platform/stored-object.ts';

/** What was recognised of a scan: the words of all its pages. */
type Recognised = { pages: number; words: readonly RecognisedWord[] };

/**
 * Has the text of scans recognised. `later`: the service is busy or not ready, and whoever asked asks again. What cannot
 * be recognised is a `StatementRefusal`.
 */
export type ScanJobs = {
  /** Asked twice for one upload, it answers with one job. */
  start: (uploadId: string, object: StoredObject) => Promise<{ jobId: string } | 'later'>;
  textOf: (jobId: string) => Promise<Recognised | 'later'>;
};

/** It tries again by itself for a moment; who is still refused then comes back by a message. */
const MOST_ATTEMPTS = 3;

export function openTextract(): TextractClient {
  return new TextractClient({ maxAttempts: MOST_ATTEMPTS });
}

/**
 * Amazon Textract behind the port for scans. Words with their places are all that the reader of rows asks for, so that
 * the text is detected and not analysed: the columns of banks are found by our own rules, as for a PDF with text.
 */
export function textractJobs(client: TextractClient): ScanJobs {
  return {
    start: (uploadId, object) => unlessBusy(() => start(client, uploadId, object)),
    textOf: (jobId) => unlessBusy(() => collect(client, jobId)),
  };
}

async function start(
  client: TextractClient,
  uploadId: string,
  { bucket, key, versionId }: StoredObject,
): Promise<{ jobId: string }> {
  const { JobId } = await client.send(
    new StartDocumentTextDetectionCommand({
      DocumentLocation: {
        S3Object: { Bucket: bucket, Name: key, ...(versionId !== undefined && { Version: versionId }) },
      },
      ClientRequestToken: createHash('sha256').update(uploadId).digest('hex'),
    }),
  );
  invariant(JobId !== undefined, 'a job that was started has a name');
  return { jobId: JobId };
}

type Part = GetDocumentTextDetectionCommandOutput;

/** Fetches what was recognised, part after part: the words of a page may be parted over two of them. */
async function collect(client: TextractClient, jobId: string): Promise<Recognised | 'later'> {
  const words: RecognisedWord[] = [];
  let part: Part | null = null;
  for (let count = 1; part === null || part.NextToken !== undefined; count += 1) {
    if (count > MOST_PARTS) throw scanTooManyWords(scanLimits.words);
    part = await client.send(
      new GetDocumentTextDetectionCommand({
        JobId: jobId,
        MaxResults: MOST_BLOCKS,
        ...(part === null ? {} : { NextToken: part.NextToken }),
      }),
    );
    if (part.JobStatus === 'IN_PROGRESS') return 'later';
    refuseUnlessWhole(part);
    for (const block of part.Blocks ?? []) if (block.BlockType === 'WORD') words.push(wordOf(block));
    if (words.length > scanLimits.words) throw scanTooManyWords(scanLimits.words);
  }
  return { pages: part.DocumentMetadata?.Pages ?? 0, words };
}

/** The most that are given at once. */
const MOST_BLOCKS = 1_000;
/** Words come with the lines they stand in, of which there are no more than words, and with their pages. */
const MOST_PARTS = (2 * scanLimits.words) / MOST_BLOCKS + 1;

function refuseUnlessWhole({ JobStatus, StatusMessage, Warnings = [] }: Part): void {
  if (JobStatus === 'SUCCEEDED') return;
  if (JobStatus === 'PARTIAL_SUCCESS') {
    const pages = new Set(Warnings.flatMap(({ Pages }) => Pages ?? []));
    throw scanPagesMissing([...pages].sort((one, other) => one - other));
  }
  throw scanNotRecognised(StatusMessage ?? null);
}

function wordOf({ Page = 1, Text = '', Confidence = 0, Geometry }: Block): RecognisedWord {
  const [first, second, third, fourth] = Geometry?.Polygon ?? [];
  const corners = [cornerOf(first), cornerOf(second), cornerOf(third), cornerOf(fourth)] as const;
  return { page: Page, text: Text, confidence: Confidence, corners };
}

function cornerOf(point: { X?: number | undefined; Y?: number | undefined } | undefined): Corner {
  invariant(point?.X !== undefined && point.Y !== undefined, 'a word that is recognised has four corners');
  return { x: point.X, y: point.Y };
}

/** Too many calls or jobs at once pass by; what is wrong with the file does not. */
async function unlessBusy<T>(ask: () => Promise<T>): Promise<T | 'later'> {
  try {
    return await ask();
  } catch (error) {
    if (isBusy(error)) return 'later';
    if (error instanceof InvalidJobIdException) throw scanForgotten();
    if (isOfFile(error)) throw scanNotRecognised(error.name);
    throw error;
  }
}

const passing = [ThrottlingException, ProvisionedThroughputExceededException, LimitExceededException];
const ofFile = [BadDocumentException, DocumentTooLargeException, UnsupportedDocumentException];

function isBusy(error: unknown): boolean {
  return passing.some((each) => error instanceof each);
}

function isOfFile(error: unknown): error is Error {
  return ofFile.some((each) => error instanceof each);
}
