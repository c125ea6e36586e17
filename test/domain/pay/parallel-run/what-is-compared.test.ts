import { describe, expect, it } from 'vitest';
import { calendarDate, instant } from '../../../../domain/calendar.ts';
import { filePeriod } from '../../../../domain/pay/parallel-run/file-period.ts';
import { runsToCompare } from '../../../../domain/pay/parallel-run/runs-to-compare.ts';
import { theirRows } from '../../../../domain/pay/parallel-run/their-line.ts';
import type { PayRunState } from '../../../../domain/pay/run/pay-run.ts';
import { theirLine } from '../../../support/parallel-case.ts';

const row = (from: string, to: string) => ({ from: calendarDate(from), to: calendarDate(to) });

describe('the period of a payment file', () => {
  it('is the days most of its lines are about: a correction of an earlier month does not stretch it', () => {
    const december = row('2022-12-01', '2022-12-31');
    expect(filePeriod([december, december, row('2022-10-01', '2022-10-31')])).toEqual(december);
  });

  it('is a whole month of weekly lines, though some packages end in it', () => {
    const weeks = ['01', '08', '15', '22'].map((day) =>
      row(`2022-12-${day}`, `2022-12-${Number(day) + 6}`.replace(/-(\d)$/, '-0$1')),
    );
    expect(filePeriod([...weeks, ...weeks, ...weeks.slice(0, 3)])).toEqual(row('2022-12-01', '2022-12-28'));
  });

  it('is none where no line could be read, and never ends before it begins', () => {
    expect(filePeriod([])).toBeNull();
    const rows = [
      row('2022-12-01', '2022-12-05'),
      row('2022-12-20', '2022-12-31'),
      row('2022-12-20', '2022-12-30'),
    ];
    const early = [
      row('2022-12-04', '2022-12-05'),
      row('2022-12-02', '2022-12-05'),
      row('2022-12-03', '2022-12-05'),
    ];
    expect(filePeriod([...rows, ...early])).toEqual(row('2022-12-20', '2022-12-20'));
  });
});

describe('a line of the payment file', () => {
  it('cannot end before it begins', () => {
    expect(theirRows.check(theirLine()).length).toBe(0);
    expect(theirRows.check(theirLine({ to: '2022-12-01' }))).toMatchObject([{ rule: 'end-before-start' }]);
    expect(theirRows.references()).toEqual([]);
  });
});

describe('the runs that are compared', () => {
  const december = row('2022-12-01', '2022-12-31');
  let number = 0;
  const run = (
    state: PayRunState,
    throughDate: string,
    more: { scope?: { packageId: string }; computed?: string; thought?: boolean; lines?: null } = {},
  ) => ({
    payRunId: `R${(number += 1)}`,
    kind: 'providers' as const,
    state,
    throughDate: calendarDate(throughDate),
    scope: more.scope ?? null,
    linesHash: more.lines === null ? null : 'hash',
    computedFrom: more.computed === undefined ? null : instant(`${more.computed}T09:00:00.000Z`),
    hypothetical: more.thought === true ? [{ path: '/packages/PK1', body: {} }] : [],
  });

  it('are those that count, where they reach the end of the period', () => {
    const [late, early, before] = [
      run('issued', '2022-12-31'),
      run('settled', '2022-12-15'),
      run('settled', '2022-11-30'),
    ];
    expect(runsToCompare([run('preview', '2022-12-31'), late, early, before], december)).toEqual([
      late,
      early,
    ]);
  });

  it('are the newest preview that reaches it on top of those that count, where they do not', () => {
    const counted = run('approved', '2022-12-15', { computed: '2022-12-16' });
    const preview = run('preview', '2022-12-31', { computed: '2022-12-20' });
    const older = run('ready', '2022-12-31', { computed: '2022-12-19' });
    expect(runsToCompare([preview, older, counted], december)).toEqual([preview, counted]);
  });

  it('are not a preview that was reckoned before a run that counts by now', () => {
    const counted = run('approved', '2022-12-15', { computed: '2022-12-20' });
    expect(
      runsToCompare([run('preview', '2022-12-31', { computed: '2022-12-16' }), counted], december),
    ).toEqual([]);
    expect(
      runsToCompare([run('preview', '2022-12-31'), run('approved', '2022-12-15')], december),
    ).toHaveLength(2);
  });

  it('are those for some only, where none for all reaches the end', () => {
    const some = [
      run('submitted', '2022-12-31', { scope: { packageId: 'PK1' } }),
      run('issued', '2022-12-31', { scope: { packageId: 'PK2' } }),
    ];
    expect(runsToCompare(some, december)).toEqual(some);
  });

  it('are none that is still reckoned, or failed, or only thought, or ends too early', () => {
    const runs = [
      run('preview', '2022-12-31', { lines: null }),
      run('failed', '2022-12-31'),
      run('preview', '2022-12-31', { thought: true }),
      run('preview', '2022-12-30'),
    ];
    expect(runsToCompare(runs, december)).toEqual([]);
  });
});
