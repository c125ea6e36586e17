import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dayNumber } from '../../domain/pay/span.ts';
import { installDuckDb } from './duckdb.ts';
import { contributionOf, packageOf, positionOf, START, THROUGH } from './pay-council.ts';

/** The same reckoning in SQL over DuckDB; null where it cannot be installed. It is too heavy to come with every checkout. */
export function reckonInSql(
  packages: number,
): { milliseconds: number; lines: number; totalPence: number } | null {
  const folder = mkdtempSync(join(tmpdir(), 'careledger-sql-'));
  try {
    const modulePath = installDuckDb();
    if (modulePath === null) return null;
    writeTables(folder, packages);
    const script = fileURLToPath(new URL('pay-sql-job.mjs', import.meta.url));
    const text = execFileSync(process.execPath, [script, modulePath, folder, String(dayNumber(THROUGH))], {
      encoding: 'utf8',
    });
    return JSON.parse(text) as { milliseconds: number; lines: number; totalPence: number };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Strands of care with their weekly price in millionths of a penny, and the ranges that were paid on them. */
function writeTables(folder: string, packages: number): void {
  const strands = ['strand,sign,first,weekly'];
  const ranges = ['strand,first,last,pence'];
  for (let number = 0; number < packages; number += 1) {
    const [cost, contribution] = [...positionOf(number).coverage.values()];
    const rate = Number(packageOf(number).terms[0]?.rate ?? 0);
    const weeklyPence = contributionOf(number).weeklyAmountPence ?? 0;
    strands.push(`${number * 2},1,${dayNumber(START)},${rate * 100 * 1_000_000}`);
    strands.push(`${number * 2 + 1},-1,${dayNumber(START)},${weeklyPence * 1_000_000}`);
    for (const { first, last, pence } of cost?.ranges ?? [])
      ranges.push(`${number * 2},${first},${last},${pence}`);
    for (const { first, last, pence } of contribution?.ranges ?? []) {
      ranges.push(`${number * 2 + 1},${first},${last},${pence}`);
    }
  }
  writeFileSync(join(folder, 'strands.csv'), strands.join('\n'));
  writeFileSync(join(folder, 'ranges.csv'), ranges.join('\n'));
}
