import { describe, expect, it } from 'vitest';
import { calendarDate as day } from '../../../domain/calendar.ts';
import { linesAsPaid } from '../../../domain/direct-payments/lines-as-paid.ts';
import { pence } from '../../../domain/money.ts';
import { nothingDone } from '../../../domain/pay/run/recovery.ts';

const days = { from: day('2027-03-01'), to: day('2027-03-14') };
const correction = { lineId: 'L2', payOn: day('2027-02-22'), ...days, amountPence: pence(-250_00) };
const asked = { ...nothingDone, lineId: 'L2', ...days, amountPence: pence(200_00) };
const payOnOf = (payRunId: string) => (payRunId === 'R000003' ? day('2027-03-15') : null);
const amountsOf = (recoveries: Parameters<typeof linesAsPaid>[1]) =>
  linesAsPaid([correction], recoveries, payOnOf).map(({ payOn, amountPence }) => [payOn, amountPence]);

describe('a correction of what was paid', () => {
  it('counts on the day of its run where all of it came off', () => {
    expect(amountsOf([])).toEqual([['2027-02-22', -250_00]]);
    expect(amountsOf([{ ...asked, lineId: 'L3' }])).toEqual([['2027-02-22', -250_00]]);
  });

  it('counts without what is only asked back', () => {
    expect(amountsOf([asked])).toEqual([['2027-02-22', -50_00]]);
  });

  it('counts what came back on the day it came, for the days it was paid for', () => {
    const taken = (payRunId: string, amount: number) => ({ payRunId, amountPence: pence(amount) });
    const repaid = [{ reference: 'A', receivedOn: day('2027-03-01'), amountPence: pence(10_00) }];
    const came = {
      ...{ ...asked, repaid, cancelled: [taken('R000003', 30_00)] },
      takenOff: [taken('R000003', 40_00), taken('R000004', 50_00)],
    };
    expect(amountsOf([came])).toEqual([
      ['2027-02-22', -50_00],
      ['2027-03-01', -10_00],
      ['2027-03-15', -30_00],
      ['2027-03-15', -40_00],
    ]);
    expect(linesAsPaid([correction], [came], payOnOf)[1]).toMatchObject(days);
  });
});
