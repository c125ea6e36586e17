import { beforeEach, describe, expect, it } from 'vitest';
import { aWeek, returnDesk, visitsFile } from '../../support/return-desk.ts';

const desk = await returnDesk();
const weeks = ['2026-09-07', '2026-09-14', '2026-09-21', '2026-09-28', '2026-10-05', '2026-10-12'];
let next = 1;
let monday = '';
beforeEach(() => {
  monday = weeks.shift() ?? '';
});
const numbered = (sequence: number, reference = `R${sequence}`, from = monday) =>
  visitsFile(aWeek(from), { file: [reference, sequence], total: [7, '140.00'] });

describe('the numbered files of a provider', () => {
  it('are taken one after the other from whatever number the first has', async () => {
    expect((await desk.send(numbered(next))).upload.state).toBe('checked');
    next += 1;
    monday = weeks.shift() ?? '';
    expect((await desk.send(numbered(next))).upload.state).toBe('checked');
    next += 1;
    expect((await desk.returns.takenOf('P001')).map(({ sequence }) => sequence)).toEqual([1, 2]);
  });

  it('wait when they are ahead, and are taken by themselves once the one before is', async () => {
    const ahead = await desk.send(numbered(next + 1));
    expect(ahead.upload).toMatchObject({
      ...{ state: 'waiting', counts: { rows: 7, accepted: 0 } },
      problem: { rule: 'file-sequence-ahead', message: 'File 4 waits for file 3, which has not come yet.' },
    });
    expect(ahead.lines).toEqual([]);
    const before = await desk.send(numbered(next, `R${next}`, weeks.shift() ?? ''));
    expect(before.upload.state).toBe('checked');
    await desk.wake();
    const taken = await desk.read(ahead.upload.uploadId);
    expect(taken.upload).toMatchObject({ state: 'checked', problem: null, counts: { accepted: 7 } });
    expect(taken.lines).toHaveLength(7);
    expect(taken.findings.map(({ rule }) => rule)).not.toContain('file-sequence-ahead');
    next += 2;
  });

  it('are quarantined when they are behind, or bear a reference that was taken', async () => {
    const behind = await desk.send(numbered(1, 'R-new'));
    expect(behind.upload).toMatchObject({ state: 'quarantined', problem: { rule: 'file-sequence-behind' } });
    const repeated = await desk.send(numbered(next, 'R1'));
    expect(repeated.upload).toMatchObject({
      ...{ state: 'quarantined', problem: { rule: 'file-reference-repeated' } },
    });
    expect((await desk.send(numbered(next))).upload.state).toBe('checked');
    next += 1;
  });

  it('are numbered for each provider by itself', async () => {
    const theirs = visitsFile(aWeek('2026-10-12', { personId: 'U2', packageId: 'PK9' }), { file: ['R1', 1] });
    expect((await desk.send(theirs, { provider: 'P002' })).upload.state).toBe('checked');
  });
});
