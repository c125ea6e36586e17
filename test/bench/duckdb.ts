import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const DUCKDB = '@duckdb/node-api@1.5.6-r.1';

/** Where DuckDB lies, installed for the bench alone; null where it cannot be: it is too heavy to come with every checkout. */
export function installDuckDb(): string | null {
  const root = fileURLToPath(new URL('../../node_modules/.cache/duckdb/', import.meta.url));
  mkdirSync(root, { recursive: true });
  try {
    writeFileSync(join(root, 'package.json'), '{"private":true}');
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--prefix', root, DUCKDB], {
      stdio: 'ignore',
    });
    return createRequire(join(root, 'package.json')).resolve('@duckdb/node-api');
  } catch {
    console.log('DuckDB could not be installed, so the peers in SQL are left out.');
    return null;
  }
}
