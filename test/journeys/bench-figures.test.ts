import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Figure } from '../bench/figure.ts';
import { chosenGroups, keepFigures, readKept } from '../bench/kept-figures.ts';

const folder = mkdtempSync(join(tmpdir(), 'careledger-figures-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const figure = (ours: string): Figure => ({ job: 'a job', ours, aim: '≤ 5 s', met: true });

it('measures every group where none is named, and those that are named in the order of the table', () => {
  expect(chosenGroups([], ['returns', 'uplift'])).toEqual(['returns', 'uplift']);
  expect(chosenGroups(['uplift', 'returns'], ['returns', 'imports', 'uplift'])).toEqual([
    'returns',
    'uplift',
  ]);
});

it('refuses a group that does not exist, names those there are, and writes nothing', () => {
  const bench = join(import.meta.dirname, '../bench/bench.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [bench, 'deferred', 'uplifts'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toBe(
    'There is no group uplifts to measure: there are returns, returnPage, statements, deferred, payRuns, uplift, imports, bundles, starts.\n',
  );
  expect(existsSync(join(folder, 'reports'))).toBe(false);
});

it('keeps the last measurement of every other group, each with its own day and machine', () => {
  const path = join(folder, 'kept/bench.json');
  keepFigures(path, 'returns', [figure('1.0 s')]);
  const before = readKept(path)['returns'];
  keepFigures(path, 'uplift', [figure('2.0 s')]);
  keepFigures(path, 'uplift', [figure('3.0 s')]);
  const kept = readKept(path);
  expect(kept['returns']).toEqual(before);
  expect(kept['uplift']?.figures).toEqual([figure('3.0 s')]);
  expect(kept['uplift']?.at).toMatch(/^20\d\d-/);
  expect(kept['uplift']?.machine).toMatchObject({ node: process.version, cores: cpus().length });
});

it('does not write over a file that holds something else', () => {
  const path = join(folder, 'other.json');
  writeFileSync(path, '{"at":"2026-11-22","figures":[]}');
  expect(() => {
    keepFigures(path, 'returns', []);
  }).toThrow('is not in the form in which figures are kept: move it away.');
  expect(readFileSync(path, 'utf8')).toBe('{"at":"2026-11-22","figures":[]}');
});
