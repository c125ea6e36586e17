import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import {
  noReturnsYet,
  withAccepted,
  withLookedAtAgain,
  type ReceivedRecord,
} from '../../../domain/direct-payments/financial-return-record.ts';

const day = calendarDate;
const quarter = { from: day('2026-04-01'), to: day('2026-06-30') };
const came = (from: string, to: string, more: Partial<ReceivedRecord> = {}): ReceivedRecord => ({
  ...{ from: day(from), to: day(to), receivedOn: day('2026-07-10') },
  ...{ acceptedOn: null, uploadId: 'U1', papers: [] },
  ...more,
});
const payslip = {
  ...({ paperId: 'P1', uploadId: null, kind: 'payslip', payee: 'Jo Park' } as const),
  ...{ date: day('2026-05-29'), amountPence: null },
};
const accepted = (...received: ReceivedRecord[]) =>
  withAccepted({ ...noReturnsYet('DP1'), received }, quarter, day('2026-08-01'))?.received.map(
    ({ from, to, acceptedOn, papers }) => [from, to, acceptedOn, papers.length],
  ) ?? null;

describe('what came for a period that is accepted', () => {
  it('is accepted, and nothing else', () => {
    expect(accepted(came('2026-04-01', '2026-06-30'), came('2026-07-01', '2026-09-30'))).toEqual([
      ['2026-04-01', '2026-06-30', '2026-08-01', 0],
      ['2026-07-01', '2026-09-30', null, 0],
    ]);
  });

  it('is accepted for its days only where it reaches beyond them, with its papers once', () => {
    expect(accepted(came('2026-03-15', '2026-07-04', { papers: [payslip] }))).toEqual([
      ['2026-04-01', '2026-06-30', '2026-08-01', 1],
      ['2026-03-15', '2026-03-31', null, 0],
      ['2026-07-01', '2026-07-04', null, 0],
    ]);
  });

  it('keeps the day on which it was accepted before', () => {
    const before = came('2026-04-01', '2026-05-31', { acceptedOn: day('2026-07-20') });
    expect(accepted(before)).toBeNull();
    expect(accepted(before, came('2026-06-01', '2026-06-30'))).toEqual([
      ['2026-04-01', '2026-05-31', '2026-07-20', 0],
      ['2026-06-01', '2026-06-30', '2026-08-01', 0],
    ]);
  });

  it('is nothing where nothing came', () => {
    expect(accepted()).toBeNull();
  });
});

describe('what was accepted for a period that is looked at again', () => {
  const again = (...received: ReceivedRecord[]) =>
    withLookedAtAgain({ ...noReturnsYet('DP1'), received }, quarter)?.received.map(
      ({ from, to, receivedOn, acceptedOn }) => [from, to, receivedOn, acceptedOn],
    ) ?? null;
  const acceptedOn = day('2026-07-20');

  it('is received as it was, and the days beyond the period stay accepted', () => {
    expect(again(came('2026-03-15', '2026-06-30', { acceptedOn }))).toEqual([
      ['2026-04-01', '2026-06-30', '2026-07-10', null],
      ['2026-03-15', '2026-03-31', '2026-07-10', '2026-07-20'],
    ]);
  });

  it('is nothing where nothing of it was accepted', () => {
    expect(
      again(came('2026-04-01', '2026-06-30'), came('2026-07-01', '2026-09-30', { acceptedOn })),
    ).toBeNull();
  });
});
