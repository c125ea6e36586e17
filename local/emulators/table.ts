import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from '../start-error.ts';

export type TableEngine = { endpoint: string; stop: () => Promise<void> };

const startLimitMs = 30_000;
const emulatorFolder = join(
  dirname(createRequire(import.meta.url).resolve('amplify-dynamodb-simulator/package.json')),
  'emulator',
);

/** Starts AWS's DynamoDB Local on the files of `folder`, or in memory without one. */
export async function startTableEngine(options: {
  folder: string | undefined;
  log: string;
}): Promise<TableEngine> {
  const given = process.env['CARELEDGER_DYNAMODB_ENDPOINT'];
  if (given !== undefined && given !== '') return { endpoint: given, stop: () => Promise.resolve() };
  const port = await findFreePort();
  const keeper = spawn(
    process.execPath,
    [
      fileURLToPath(new URL('table-keeper.ts', import.meta.url)),
      emulatorFolder,
      ...javaArguments(port, options.folder),
    ],
    { stdio: ['pipe', 'pipe', 'pipe'], detached: true },
  );
  const log = createWriteStream(options.log, { flags: 'a' });
  keeper.stdout.pipe(log, { end: false });
  keeper.stderr.pipe(log, { end: false });
  const exited = once(keeper, 'exit');
  const endpoint = `http://127.0.0.1:${port}`;
  const stop = async () => {
    keeper.stdin.end();
    if (keeper.exitCode === null) await exited;
    log.end();
  };
  try {
    await waitUntilAnswering(keeper, endpoint, options.log);
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint, stop };
}

function javaArguments(port: number, folder: string | undefined): string[] {
  const data = folder === undefined ? ['-inMemory'] : ['-dbPath', resolve(folder)];
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  return [
    // The serial collector starts quicker and leaves the second core to the functions.
    ...['-XX:+UseSerialGC', '-Djava.library.path=./DynamoDBLocal_lib', '-jar', 'DynamoDBLocal.jar'],
    ...['-port', String(port), '-sharedDb', '-disableTelemetry', ...data],
  ];
}

async function waitUntilAnswering(keeper: ChildProcess, endpoint: string, log: string): Promise<void> {
  const deadline = performance.now() + startLimitMs;
  while (performance.now() < deadline) {
    if (keeper.exitCode !== null) break;
    // Any answer will do; without a signature it is a 400.
    if (
      await fetch(endpoint).then(
        () => true,
        () => false,
      )
    )
      return;
    await sleep(50);
  }
  throw new StartError(`DynamoDB Local did not start: see ${log} for what Java said.`);
}

/** DynamoDB Local has no "any free port", so one is found here first. */
async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('A TCP server without a port.');
  return address.port;
}
