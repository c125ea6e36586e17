import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Figure } from './figure.ts';

const MOST_BYTES = 1.5 * 1024 * 1024;
const MOST_INSTALLED_MEGABYTES = 900;

/** The size of every function's bundle and how long its import takes; and what `npm ci` brings. */
export function bundleFigures(): Figure[] {
  const folder = mkdtempSync(join(tmpdir(), 'careledger-bundles-'));
  try {
    const synth = spawnSync('npx', ['cdk', 'synth', '--quiet', '--output', folder], { stdio: 'inherit' });
    if (synth.status !== 0) throw new Error('synth failed');
    const bundles = readdirSync(folder)
      .filter((name) => name.startsWith('asset.') && existsSync(join(folder, name, 'index.mjs')))
      .map((name) => ({ file: join(folder, name, 'index.mjs'), name: functionOf(join(folder, name)) }));
    return [...bundles.map(figureOf), installed()];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function figureOf({ file, name }: { file: string; name: string }): Figure {
  const bytes = statSync(file).size;
  // In a process of its own, with the variables a handler reads; what it needs beyond them it gets when it is called.
  const script = `const t = performance.now(); await import(${JSON.stringify(pathToFileURL(file).href)}); console.log(performance.now() - t);`;
  const environment = {
    ...process.env,
    AWS_REGION: 'eu-west-2',
    TABLE_NAME: 'none',
    INBOX_BUCKET: 'none',
    EVIDENCE_BUCKET: 'none',
    OUTBOX_BUCKET: 'none',
    EXTRACTS_QUEUE_URL: 'http://127.0.0.1:1/none',
    RETURNS_QUEUE_URL: 'http://127.0.0.1:1/none',
    DEAD_LETTER_QUEUES: '{}',
    POWERTOOLS_SERVICE_NAME: 'bench',
    POWERTOOLS_METRICS_NAMESPACE: 'bench',
  };
  const text = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    env: environment,
  }).toString();
  const milliseconds = Math.round(Number(text.trim().split('\n').at(-1)));
  return {
    job: `bundle of ${name}`,
    ours: `${Math.round(bytes / 1024)} kB, imported in ${milliseconds} ms`,
    aim: '≤ 1,536 kB',
    met: bytes <= MOST_BYTES,
  };
}

/** The function a bundle was made of, by its source map. */
function functionOf(folder: string): string {
  const map = join(folder, 'index.mjs.map');
  const sources = existsSync(map) ? readFileSync(map, 'utf8') : '';
  return /functions\/([a-z-]+)\/handler\.ts/.exec(sources)?.[1] ?? folder;
}

function installed(): Figure {
  const megabytes = Number(execFileSync('du', ['-sm', 'node_modules']).toString().split('\t')[0]);
  return {
    job: 'what npm ci brings',
    ours: `${megabytes} MB`,
    aim: `≤ ${MOST_INSTALLED_MEGABYTES} MB`,
    met: megabytes <= MOST_INSTALLED_MEGABYTES,
  };
}
