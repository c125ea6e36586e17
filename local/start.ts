import { users } from './front/users.ts';
import { startRuntime, type Runtime } from './runtime.ts';
import type { Sample } from './sample.ts';
import { StartError } from './start-error.ts';

const defaultPort = 4310;

function readPort(text = String(defaultPort)): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new StartError(`CARELEDGER_PORT is "${text}", which is no port: use a number up to 65535.`);
  return port;
}

function readSample(text = 'larkshire'): Sample {
  if (text !== 'larkshire' && text !== 'none')
    throw new StartError(`CARELEDGER_SAMPLE is "${text}": use larkshire or none.`);
  return text;
}

function readToday(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  const isDay =
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    new Date(text).toISOString().startsWith(text);
  if (!isDay)
    throw new StartError(`CARELEDGER_TODAY is "${text}", which is no day: write it like 2026-10-31.`);
  return text;
}

function stopOnSignal(runtime: Runtime): void {
  let stoppingSince: number | undefined;
  const stop = () => {
    // npm hands on the Ctrl-C that the terminal has sent already. A later one means: do not wait.
    if (stoppingSince !== undefined && performance.now() - stoppingSince > 1000) process.exit(1);
    if (stoppingSince !== undefined) return;
    stoppingSince = performance.now();
    console.log('\nStopping; what was stored stays.');
    void runtime.stop().then(() => process.exit(0));
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
}

async function start(): Promise<void> {
  const today = readToday(process.env['CARELEDGER_TODAY']);
  const startedAt = performance.now();
  console.log('Starting careledger …');
  const runtime = await startRuntime({
    dataFolder: process.env['CARELEDGER_DATA'] ?? '.data',
    port: readPort(process.env['CARELEDGER_PORT']),
    sample: readSample(process.env['CARELEDGER_SAMPLE']),
    ...(today === undefined ? {} : { today }),
    say: (line) => {
      console.log(line);
    },
  });
  stopOnSignal(runtime);
  const width = Math.max(...users.map(({ username }) => username.length));
  console.log(
    `careledger is ready after ${((performance.now() - startedAt) / 1000).toFixed(1)} s at ${runtime.url}`,
  );
  if (today !== undefined) console.log(`Today is ${today}, by CARELEDGER_TODAY.`);
  console.log('Sign in as one of:');
  for (const { username, roles } of users) console.log(`  ${username.padEnd(width)}  ${roles.join(', ')}`);
  console.log('Ctrl-C stops it.');
}

try {
  await start();
} catch (error) {
  console.error(error instanceof StartError ? error.message : error);
  process.exit(1);
}
