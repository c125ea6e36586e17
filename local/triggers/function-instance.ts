import { createWriteStream, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import * as z from 'zod';
import { region } from '../template.ts';
import { functionUsage } from './function-usage.ts';

export type Outcome = { payload: unknown; bytes: number } | { error: string };
export type InstanceSettings = {
  name: string;
  bundle: string;
  moduleName: string;
  exportName: string;
  memoryMb: number;
  timeoutSeconds: number;
  environment: Record<string, string>;
  log: string;
  today: string | undefined;
};

const answerShape = z.union([
  z.object({ id: z.number(), payload: z.string() }),
  z.object({ id: z.number(), error: z.string() }),
]);

/** One Lambda environment: a thread that answers one event at a time, and is started anew after it fell. */
export function startFunctionInstance(settings: InstanceSettings) {
  const log = createWriteStream(settings.log, { flags: 'a' });
  const usage = functionUsage(settings);
  let worker: Worker | undefined;
  let waiting = 0;
  let isStopped = false;
  let previous: Promise<unknown> = Promise.resolve();

  const run = async (event: string): Promise<Outcome> => {
    if (isStopped) return { error: 'Runtime stopped' };
    if (worker === undefined) {
      const started = startWorker(settings, log);
      const forget = () => {
        if (worker === started) worker = undefined;
      };
      started.on('error', forget).on('exit', forget);
      worker = started;
    }
    const outcome = await usage.during(worker, ask(worker, event, settings.timeoutSeconds));
    if (outcome !== 'late') return outcome;
    const error = `Task timed out after ${settings.timeoutSeconds} seconds`;
    log.write(`${error}\n`);
    await worker.terminate();
    return { error };
  };

  return {
    /** Events that wait or are worked on. */
    inFlight: () => waiting,
    usage: usage.read,
    invoke: (event: unknown): Promise<Outcome> => {
      waiting += 1;
      const text = JSON.stringify(event);
      // As in the cloud no two events share the state of a module.
      const outcome = previous.then(() => run(text)).finally(() => (waiting -= 1));
      previous = outcome;
      return outcome;
    },
    stop: async () => {
      isStopped = true;
      await worker?.terminate();
      log.end();
    },
  };
}

function startWorker(settings: InstanceSettings, log: WriteStream): Worker {
  const worker = new Worker(new URL('./function-worker.ts', import.meta.url), {
    workerData: {
      name: settings.name,
      file: join(settings.bundle, `${settings.moduleName}.mjs`),
      exportName: settings.exportName,
      memoryMb: settings.memoryMb,
      region,
      today: settings.today,
    },
    env: settings.environment,
    execArgv: ['--enable-source-maps'],
    resourceLimits: { maxOldGenerationSizeMb: settings.memoryMb },
    stdout: true,
    stderr: true,
  });
  worker.stdout.pipe(log, { end: false });
  worker.stderr.pipe(log, { end: false });
  // Heard between two events too, where it must not end the runtime.
  worker.on('error', (error) => log.write(`${String(error)}\n`));
  // A thread with nothing to do must not keep the process alive.
  worker.unref();
  return worker;
}

let lastId = 0;

/** Hands the event over and waits for the answer, the end of the thread or the end of the time. */
function ask(worker: Worker, event: string, timeoutSeconds: number): Promise<Outcome | 'late'> {
  const id = (lastId += 1);
  const timeoutMs = timeoutSeconds * 1000;
  return new Promise((settle) => {
    const finish = (outcome: Outcome | 'late') => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      settle(outcome);
    };
    const onMessage = (message: unknown) => {
      const answer = answerShape.parse(message);
      if (answer.id !== id) return;
      if ('error' in answer) finish({ error: answer.error });
      else finish({ payload: JSON.parse(answer.payload), bytes: Buffer.byteLength(answer.payload) });
    };
    const onError = (error: unknown) => {
      finish({ error: String(error) });
    };
    const onExit = () => {
      finish({ error: 'Runtime exited' });
    };
    const timer = setTimeout(() => {
      finish('late');
    }, timeoutMs);
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage({ id, event, timeoutMs });
  });
}
