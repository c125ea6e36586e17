import { checkReturns } from '../../../functions/check-returns/check-returns.ts';
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
    expect((await desk.send(numbered(next))).upload.state).toBe('accepted');
    next += 1;
    monday = weeks.shift() ?? '';
    expect((await desk.send(numbered(next))).upload.state).toBe('accepted');
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
    expect(before.upload.state).toBe('accepted');
    await desk.wake();
    const taken = await desk.read(ahead.upload.uploadId);
    expect(taken.upload).toMatchObject({ state: 'accepted', problem: null, counts: { accepted: 7 } });
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
    expect((await desk.send(numbered(next))).upload.state).toBe('accepted');
    next += 1;
  });

  it('that are read at the same moment are each taken once, and neither claims what the other does', async () => {
    const [one, other] = ['one', 'other'].map((uploadId) => {
      const content = visitsFile(aWeek('2026-10-19', { invoiceNumber: uploadId }));
      return { uploadId, event: desk.put(`provider-returns/P001/${uploadId}.csv`, content, uploadId) };
    });
    const events = [await one!.event, await other!.event];
    await Promise.all(events.map((event) => checkReturns(event, desk.deps)));
    const ended = [await desk.read('one'), await desk.read('other')];
    expect(ended.map(({ upload }) => upload.state)).toEqual(['accepted', 'accepted']);
    expect(ended.map(({ upload }) => upload.counts.accepted).toSorted()).toEqual([0, 7]);
  });

  it('that are read at the same moment wait for each other and are both taken in the end', async () => {
    const files = [next, next + 1].map((sequence, place) => {
      const content = numbered(sequence, `R${sequence}`, ['2026-10-26', '2026-11-02'][place]);
      return desk.put(`provider-returns/P001/at-once-${sequence}.csv`, content, `at-once-${place}`);
    });
    const events = await Promise.all(files);
    await Promise.all(events.toReversed().map((event) => checkReturns(event, desk.deps)));
    await desk.wake();
    const ended = [await desk.read('at-once-0'), await desk.read('at-once-1')];
    expect(ended.map(({ upload }) => [upload.state, upload.counts.accepted])).toEqual([
      ['accepted', 7],
      ['accepted', 7],
    ]);
    next += 2;
  });

  it('are numbered for each provider by itself', async () => {
    const theirs = visitsFile(aWeek('2026-10-12', { personId: 'U2', packageId: 'PK9' }), { file: ['R1', 1] });
    expect((await desk.send(theirs, { provider: 'P002' })).upload.state).toBe('accepted');
  });
});
