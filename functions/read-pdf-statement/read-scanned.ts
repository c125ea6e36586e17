import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { readPdfStatement, type PdfStatementReading } from '../files/statements/pdf/read-pdf-statement.ts';
import { recognisedText } from '../files/statements/pdf/recognised-text.ts';
import {
  scanLimits,
  scanNotInTime,
  scanPagesMissing,
  scanTooManyPages,
} from '../files/statements/pdf/scan-refusals.ts';
import { refusalOf } from '../files/statements/statement-refusal.ts';
import type { StoredObject } from '../platform/stored-object.ts';
import type { ScanJobs } from './scan-jobs.ts';

/** Who recognises scans, and the queue through which one comes back while that lasts. */
export type Scans = { jobs: ScanJobs; queues: SQSClient; queueUrl: string };

type Asked = {
  uploadId: string;
  object: StoredObject;
  bytesOf: () => Promise<Uint8Array>;
  jobId?: string | undefined;
  /** How often it came back. */
  tries?: number | undefined;
};

/** A PDF whose pictures are looked at by somebody else first. */
class ScanFound extends Error {
  override readonly name = 'ScanFound';
}

/**
 * Reads a PDF where scans are switched on. Of one without text the text is recognised, which takes seconds or minutes:
 * nobody waits for it, its message comes back until it is there. `later`: it was sent back.
 */
export async function readScanned(asked: Asked, scans: Scans): Promise<PdfStatementReading | 'later'> {
  try {
    return asked.jobId === undefined
      ? await readOrStart(asked, scans)
      : await readRecognised(asked, asked.jobId, scans);
  } catch (error) {
    return refusalOf(error);
  }
}

/** A PDF with text is read at once. */
async function readOrStart(asked: Asked, scans: Scans): Promise<PdfStatementReading | 'later'> {
  try {
    return await readPdfStatement(await asked.bytesOf(), {
      readScan: ({ length }) => {
        if (length > scanLimits.pages) throw scanTooManyPages(length, scanLimits.pages);
        throw new ScanFound();
      },
    });
  } catch (error) {
    if (!(error instanceof ScanFound)) throw error;
    const started = await scans.jobs.start(asked.uploadId, asked.object);
    return comeBack(asked, started === 'later' ? {} : started, scans);
  }
}

async function readRecognised(
  asked: Asked,
  jobId: string,
  scans: Scans,
): Promise<PdfStatementReading | 'later'> {
  const recognised = await scans.jobs.textOf(jobId);
  if (recognised === 'later') return comeBack(asked, { jobId }, scans);
  return readPdfStatement(await asked.bytesOf(), {
    readScan: (pages) => {
      if (recognised.pages !== pages.length) throw scanPagesMissing([]);
      return Promise.resolve(recognisedText(recognised.words, pages));
    },
  });
}

/** Sooner at first, since most are there within a minute; every five minutes later on, over some two hours in all. */
const [FIRST_SECONDS, MOST_SECONDS, MOST_TRIES] = [20, 300, 30];

async function comeBack(
  { uploadId, tries = 0 }: Asked,
  job: { jobId?: string },
  { queues, queueUrl }: Scans,
): Promise<'later'> {
  if (tries >= MOST_TRIES) throw scanNotInTime();
  await queues.send(
    new SendMessageCommand({
      QueueUrl: queueUrl,
      MessageBody: JSON.stringify({ pdfUploadId: uploadId, ...job, tries: tries + 1 }),
      DelaySeconds: Math.min(FIRST_SECONDS * (tries + 1), MOST_SECONDS),
    }),
  );
  return 'later';
}
