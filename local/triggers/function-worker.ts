import { randomUUID } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import * as z from 'zod';
import { installFixedClock } from '../fixed-clock.ts';

// One deployed function in its own thread: it imports the same bundle as Lambda does and answers one event at a time.
const start = z
  .object({
    name: z.string(),
    file: z.string(),
    exportName: z.string(),
    memoryMb: z.number(),
    region: z.string(),
    today: z.string().optional(),
  })
  .parse(workerData);
const invocation = z.object({ id: z.number(), event: z.string(), timeoutMs: z.number() });
const bundle = z.record(z.string(), z.unknown());

if (start.today !== undefined) installFixedClock(start.today);
const handler = await importHandler();

parentPort?.on('message', (message: unknown) => {
  const { id, event, timeoutMs } = invocation.parse(message);
  void answer(event, timeoutMs).then((result) => {
    parentPort?.postMessage({ id, ...result });
  });
});

async function answer(event: string, timeoutMs: number): Promise<{ payload: string } | { error: string }> {
  try {
    const result: unknown = await handler(JSON.parse(event), contextFor(timeoutMs));
    // JSON both ways, as Lambda does: what does not survive it must not work here either.
    return { payload: JSON.stringify(result ?? null) };
  } catch (error) {
    console.error(error);
    return { error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}

async function importHandler(): Promise<(event: unknown, context: unknown) => unknown> {
  const found = bundle.parse({ ...(await import(pathToFileURL(start.file).href)) })[start.exportName];
  if (typeof found !== 'function') throw new Error(`${start.file} exports no function ${start.exportName}.`);
  return (event, context): unknown => Reflect.apply(found, undefined, [event, context]);
}

function contextFor(timeoutMs: number) {
  const deadline = performance.now() + timeoutMs;
  return {
    awsRequestId: randomUUID(),
    functionName: start.name,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:${start.region}:000000000000:function:${start.name}`,
    memoryLimitInMB: String(start.memoryMb),
    logGroupName: `/aws/lambda/${start.name}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadline - performance.now()),
  };
}
