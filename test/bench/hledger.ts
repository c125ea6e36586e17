import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

const HLEDGER = 'hledger';

/** Lloyds’ columns; the running balances are left out, so that hledger does no more than to read and to sum. */
const RULES = `skip 1
newest-first
fields date, _, _, _, description, amount-out, amount-in, _
date-format %d/%m/%Y
account1 assets:bank
`;

type HledgerSum = { seconds: number; sumPence: number };

/**
 * Which hledger is on the machine; null where there is none. It is a package of the system (Debian’s `hledger`), not of
 * npm, so that it is installed by hand.
 */
export function findHledger(): string | null {
  const { status, stdout } = spawnSync(HLEDGER, ['--version'], { encoding: 'utf8' });
  if (status === 0) return stdout.trim().split(',')[0] ?? null;
  console.log('hledger is not installed, so the peer of reading and summing a statement is left out.');
  return null;
}

/** Seconds that hledger takes to read a CSV of Lloyds and to sum it, and the sum, as it would stand in the account. */
export function sumInHledger(path: string): HledgerSum {
  const rulesPath = `${path}.rules`;
  writeFileSync(rulesPath, RULES);
  const startedAt = performance.now();
  const { status, stdout, stderr } = spawnSync(
    HLEDGER,
    ['-f', path, '--rules-file', rulesPath, 'balance', 'assets:bank', '--no-total'],
    { encoding: 'utf8' },
  );
  const seconds = (performance.now() - startedAt) / 1000;
  const [, sign, whole, decimals] = /^\s*(-?)(\d+)\.(\d\d)\s/.exec(stdout) ?? [];
  if (status !== 0 || whole === undefined || decimals === undefined)
    throw new Error(`hledger could not sum the file: ${stderr}${stdout}`);
  return { seconds, sumPence: Number(`${sign ?? ''}${whole}${decimals}`) };
}
