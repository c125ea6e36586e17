import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure } from './figure.ts';

/** From the command to a page that can be used, with the sample loaded: with nothing built, and on existing data. */
export async function startFigures(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'careledger-start-'));
  try {
    rmSync('cdk.out', { recursive: true, force: true });
    rmSync('web/dist', { recursive: true, force: true });
    const first = await secondsToStart(join(folder, 'data'));
    const second = await secondsToStart(join(folder, 'data'));
    return [
      {
        job: 'first start, nothing built, sample loaded',
        ours: `${first.toFixed(1)} s`,
        aim: '≤ 45 s',
        met: first <= 45,
      },
      { job: 'start on existing data', ours: `${second.toFixed(1)} s`, aim: '≤ 15 s', met: second <= 15 },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function secondsToStart(dataFolder: string): Promise<number> {
  const startedAt = performance.now();
  const child = spawn('npm', ['start'], {
    env: { ...process.env, CARELEDGER_DATA: dataFolder, CARELEDGER_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  let text = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const address = /ready .* at (http:\S+)/.exec(text)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.on('exit', () => {
      reject(new Error(`npm start ended: ${text}`));
    });
  });
  const page = await fetch(url);
  if (!page.ok) throw new Error(`the page answered ${page.status}`);
  const seconds = (performance.now() - startedAt) / 1000;
  const exited = once(child, 'exit');
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
  await exited;
  return seconds;
}
