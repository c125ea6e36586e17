import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { StartError } from './start-error.ts';

const root = join(import.meta.dirname, '..');
const output = join(root, 'cdk.out');
/** Where `vite build web` puts the pages. */
export const webFolder = join(root, 'web', 'dist');
/** A start after an edit is often followed by one from before it. */
const keptOutputs = 2;
/** Names the process that runs from an output: functions are read from it when they are first called. */
const inUse = /^in-use\.(\d+)$/;

/** Synthesizes the template of stage `local` unless the same inputs were synthesized before; answers its folder. */
export async function buildTemplate(): Promise<string> {
  const inputs = ['infra', 'functions', 'domain', 'events', 'package-lock.json', 'package.json'];
  const folder = join(output, `local-${hashOf(inputs).slice(0, 16)}`);
  if (existsSync(join(folder, 'manifest.json'))) return claimed(folder);
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(output, { recursive: true });
  // The app itself, not the CDK command line, which would need a second longer for the same files.
  try {
    await run('node infra/app.ts', [join('infra', 'app.ts')], { CDK_OUTDIR: unfinished });
    // Another careledger may have been quicker with the same inputs; its output is as good.
    if (!existsSync(folder)) renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  claimed(folder);
  forgetOldOutputs(output, folder);
  return folder;
}

function claimed(folder: string): string {
  writeFileSync(join(folder, `in-use.${process.pid}`), '');
  return folder;
}

/** Builds the pages unless they were built from the same inputs before. */
export async function buildPages(): Promise<void> {
  if (!existsSync(join(root, 'web', 'vite.config.ts'))) return;
  const stamp = join(output, 'web.hash');
  const hash = hashOf(['web', 'package-lock.json']);
  if (existsSync(join(webFolder, 'index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash)
    return;
  await run(
    'vite build web',
    [join('node_modules', 'vite', 'bin', 'vite.js'), 'build', 'web', '--logLevel', 'warn'],
    {},
  );
  mkdirSync(output, { recursive: true });
  writeFileSync(stamp, hash);
}

async function run(name: string, args: string[], environment: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  await once(child, 'close');
  if (child.exitCode !== 0) {
    throw new StartError(
      `"${name}" failed, so there is nothing to start:\n${Buffer.concat(said).toString('utf8')}`,
    );
  }
}

/** By content, not by time: a fresh checkout has the same content and other times. */
function hashOf(inputs: string[]): string {
  const hash = createHash('sha256');
  for (const file of inputs.flatMap((input) => filesOf(join(root, input)))) {
    hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function filesOf(path: string): string[] {
  if (!existsSync(path) || path === webFolder || path.endsWith('node_modules')) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesOf(join(path, name)));
}

/** Removes what was built of earlier inputs, but for the newest and for what another careledger still runs from. */
export function forgetOldOutputs(outputs: string, current: string): void {
  const old = readdirSync(outputs)
    .filter((name) => /^local-[0-9a-f]{16}$/.test(name))
    .map((name) => join(outputs, name))
    .filter((folder) => folder !== current)
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const folder of old.slice(keptOutputs - 1)) {
    if (!readdirSync(folder).some(isHeld)) rmSync(folder, { recursive: true, force: true });
  }
}

function isHeld(name: string): boolean {
  const pid = inUse.exec(name)?.[1];
  if (pid === undefined) return false;
  try {
    return process.kill(Number(pid), 0);
  } catch {
    return false;
  }
}
