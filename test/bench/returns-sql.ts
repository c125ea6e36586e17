import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { installDuckDb } from './duckdb.ts';
import { packagesFor } from './return-files.ts';

/** Seconds that the same joins take in SQL over DuckDB, on one thread; nothing where it cannot be installed. */
export function checkInSql(path: string, lines: number): number[] {
  const modulePath = installDuckDb();
  if (modulePath === null) return [];
  const script = fileURLToPath(new URL('returns-sql-job.mjs', import.meta.url));
  const text = execFileSync(process.execPath, [script, modulePath, path, String(packagesFor(lines))], {
    encoding: 'utf8',
  });
  const answer = JSON.parse(text) as { seconds: number; found: number; lines: number };
  if (answer.lines !== lines || answer.found === 0) throw new Error(`SQL read another file: ${text}`);
  return [answer.seconds];
}
