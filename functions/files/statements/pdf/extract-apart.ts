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

/** A thread has learnt all it needs with its first file, which takes 30 times as long as the next. */
type Thread = { worker: Worker; files: number };
let idle: Thread | null = null;
const MOST_FILES = 200;
/** What a file may leave behind in a thread that is given another. */
const MOST_LEFT_BYTES = 64 * 1024 * 1024;

/**
 * Takes the text out of a PDF in a thread apart that is ended where it takes too long or too much memory: a file
 * may unpack to gigabytes in many ways, and nothing inside the thread can interrupt them. The limits of a thread do
 * not count what is unpacked, so that the memory of the process is watched. A thread that did its file lightly does the
 * next; any other is ended with its file.
 */
export async function extractApart(bytes: Uint8Array, limits: PdfLimits): Promise<ExtractedPdf> {
  const thread = takeThread();
  const before = process.memoryUsage.rss();
  let isLight = false;
  try {
    const answer = await answerOf(thread.worker, { bytes, limits });
    isLight = process.memoryUsage.rss() - before < MOST_LEFT_BYTES;
    if (answer.ok) return answer.value;
    throw new StatementRefusal(answer.rule, answer.message, answer.place);
  } finally {
    await putBack(thread, isLight);
  }
}

function takeThread(): Thread {
  if (idle !== null) {
    const thread = { worker: idle.worker, files: idle.files + 1 };
    idle = null;
    thread.worker.ref();
    return thread;
  }
  // The same module is both sides, so that it needs no file of its own in a bundle.
  const worker = new Worker(new URL(import.meta.url), {
    workerData: TASK,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES },
  });
  // A thread may fall while it has nothing to do: the next file then gets another.
  for (const event of ['error', 'exit'])
    worker.on(event, () => {
      if (idle?.worker === worker) idle = null;
    });
  return { worker, files: 1 };
}

async function putBack({ worker, files }: Thread, isLight: boolean): Promise<void> {
  if (!isLight || files >= MOST_FILES || idle !== null) {
    await worker.terminate();
    return;
  }
  worker.unref();
  idle = { worker, files };
}

async function answerOf(worker: Worker, { bytes, limits }: Task): Promise<Answer> {
  const { milliseconds, memoryBytes } = limits;
  const [before, until] = [process.memoryUsage.rss(), performance.now() + milliseconds];
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const whenTold = (told: Answer): void => {
    resolve(told);
  };
  const whenBroken = (error: unknown): void => {
    reject(isOutOfMemory(error) ? pdfTooCostly() : error);
  };
  const whenEnded = (): void => {
    reject(pdfUnreadable());
  };
  worker.on('message', whenTold).on('error', whenBroken).on('exit', whenEnded);
  const watch = setInterval(() => {
    const taken = process.memoryUsage.rss() - before;
    if (taken > memoryBytes || performance.now() > until) reject(pdfTooCostly());
  }, LOOKED_AT_EVERY_MS);
  worker.postMessage({ bytes: Uint8Array.from(bytes), limits } satisfies Task);
  try {
    return await promise;
  } finally {
    clearInterval(watch);
    worker.off('message', whenTold).off('error', whenBroken).off('exit', whenEnded);
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

type Task = { bytes: Uint8Array; limits: PdfLimits };

async function answer({ bytes, limits }: Task): Promise<Answer> {
  try {
    return { ok: true, value: await extractPdf(bytes, limits) };
  } catch (error) {
    if (!(error instanceof StatementRefusal)) throw error;
    return { ok: false, rule: error.rule, message: error.message, place: error.place };
  }
}

if (workerData === TASK) {
  const port = parentPort;
  invariant(port !== null, 'a task is given to a thread');
  // The engine leaves promises behind that nobody waits for once a file turns out to be broken.
  process.on('unhandledRejection', () => undefined);
  port.on('message', (task: Task) => {
    void answer(task).then((told) => {
      port.postMessage(told);
    });
  });
}
