import { parentPort, Worker, workerData } from 'node:worker_threads';
import { invariant } from '../../../../domain/outcome.ts';
import { StatementRefusal } from '../statement-refusal.ts';
import { extractPdf, type ExtractedPdf } from './extract-pdf.ts';
import { pdfTooCostly, pdfUnreadable, type PdfLimits } from './pdf-limits.ts';

const TASK = 'careledger-extract-pdf';
const HEAP_MEGABYTES = 192;
const LOOKED_AT_EVERY_MS = 20;

type Answer =
  | { ok: true; value: ExtractedPdf }
  | { ok: false; rule: string; message: string; place: StatementRefusal['place'] };

/**
 * Takes the text out of a PDF in a thread of its own that is ended where it takes too long or too much memory: a file
 * may unpack to gigabytes in many ways, and nothing inside the thread can interrupt them. The limits of a thread do
 * not count what is unpacked, so that the memory of the process is watched.
 */
export async function extractApart(bytes: Uint8Array, limits: PdfLimits): Promise<ExtractedPdf> {
  // The same module is both sides, so that it needs no file of its own in a bundle.
  const worker = new Worker(new URL(import.meta.url), {
    workerData: { task: TASK, bytes: Uint8Array.from(bytes), limits } satisfies Task,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES },
  });
  try {
    const answer = await answerOf(worker, limits);
    if (answer.ok) return answer.value;
    throw new StatementRefusal(answer.rule, answer.message, answer.place);
  } finally {
    await worker.terminate();
  }
}

async function answerOf(worker: Worker, { milliseconds, memoryBytes }: PdfLimits): Promise<Answer> {
  const [before, until] = [process.memoryUsage.rss(), performance.now() + milliseconds];
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  worker.once('message', resolve);
  worker.once('error', (error) => {
    reject(isOutOfMemory(error) ? pdfTooCostly() : error);
  });
  worker.once('exit', () => {
    reject(pdfUnreadable());
  });
  const watch = setInterval(() => {
    const taken = process.memoryUsage.rss() - before;
    if (taken > memoryBytes || performance.now() > until) reject(pdfTooCostly());
  }, LOOKED_AT_EVERY_MS);
  try {
    return await promise;
  } finally {
    clearInterval(watch);
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

type Task = { task: typeof TASK; bytes: Uint8Array; limits: PdfLimits };

function isTask(data: unknown): data is Task {
  return typeof data === 'object' && data !== null && 'task' in data && data.task === TASK;
}

async function answer(bytes: Uint8Array, limits: PdfLimits): Promise<Answer> {
  try {
    return { ok: true, value: await extractPdf(bytes, limits) };
  } catch (error) {
    if (!(error instanceof StatementRefusal)) throw error;
    return { ok: false, rule: error.rule, message: error.message, place: error.place };
  }
}

const given: unknown = workerData;
if (isTask(given)) {
  invariant(parentPort !== null, 'a task is given to a thread');
  // The engine leaves promises behind that nobody waits for once a file turns out to be broken.
  process.on('unhandledRejection', () => undefined);
  parentPort.postMessage(await answer(given.bytes, given.limits));
}
