import { describe, expect, it } from 'vitest';
import { addDays, calendarDate as day, type CalendarDate } from '../../../domain/calendar.ts';
import { emptyArrangement } from '../../../domain/direct-payments/arrangement.ts';
import { openCase } from '../../../domain/direct-payments/audit-case.ts';
import { usualAuditTarget } from '../../../domain/direct-payments/audit-case-acts.ts';
import type { DateRange } from '../../../domain/date-range.ts';
import { pence } from '../../../domain/money.ts';
import { nothingDone } from '../../../domain/pay/run/recovery.ts';
import { rowKinds } from '../../../domain/records/kinds.ts';
import { rowOf } from '../../support/a-council.ts';
import { payCouncil, reason } from '../../support/pay-council.ts';
import { payDesk, payUsers } from '../../support/pay-desk.ts';
import { recordsApi } from '../../support/records-api.ts';

const { olu, abe } = payUsers;
const today = day('2022-12-05');

/** DP1 and DP2 of one person; of the £84 a week of DP1, £50 is to come off as the payee agreed. */
async function council() {
  const desk = await payDesk();
  desk.at(`${today}T09:00:00.000Z`);
  const facts = payCouncil(desk);
  const { record } = facts;
  await facts.base();
  for (const agreementId of ['DP1', 'DP2'])
    await record(
      'direct-payment-agreement',
      agreementId,
      rowOf(rowKinds['direct-payment-agreements'], {
        ...{ agreementId, frequency: 'weekly', startDate: '2022-12-05', personId: 'A1', weeklyBudget: '84' },
        ...{ payeeName: 'A Marlow', sortCode: '000000', accountNumber: '12345678' },
      }),
    );
  const payeeId = 'agreement:DP1';
  await record('recovery', 'AC-1', {
    ...{ ...nothingDone, recoveryId: 'AC-1', payRunId: null, caseId: 'AC', method: 'netting' },
    ...{ runKind: 'direct-payments', payeeId, packageId: 'DP1', personId: 'A1', lineId: null, cause: [] },
    ...{ key: `DP1|one-off|AC-1|${payeeId}||||||`, amountPence: pence(50_00) },
    ...{ from: day('2022-08-01'), to: day('2022-10-30'), state: 'notified', offsetAgreed: true },
  });
  const begin = async () => {
    const body = { kind: 'direct-payments', throughDate: '2022-12-11' };
    const { payRunId: id } = await desk.api.ask('startPayRun', { as: olu, body });
    await desk.work();
    return id;
  };
  const read = (id: string) => desk.api.ask('readPayRun', { as: olu, id });
  return {
    ...{ desk, record, begin, read },
    records: recordsApi(desk),
    breathe: (agreementId: string, breathingSpace: DateRange) =>
      record('arrangement', agreementId, { ...emptyArrangement, agreementId, breathingSpace }),
    /** An audit of DP2 that was referred for safeguarding. */
    referred: (answeredOn: CalendarDate | null) => {
      const opened = openCase({
        ...{ caseId: 'AC-DP2', agreementId: 'DP2', findings: [], target: usualAuditTarget, openedOn: today },
        period: { from: day('2022-08-01'), to: day('2022-10-30') },
      });
      const said = { by: 'wes.worker', on: today, reason: 'She fears her son' };
      const auditCase = {
        ...{ ...opened, isRestricted: true },
        referrals: [{ ...said, to: 'safeguarding' as const, answeredOn }],
      };
      return record('audit-case', 'AC-DP2', {
        ...{ auditCase, personId: 'A1', uploadIds: [], recoveryIds: [], lastAct: 'Referred' },
        ...{ sampleWhy: null, risk: { score: 0, band: 'low', parts: [] } },
      });
    },
  };
}

describe('what is to come off a direct payment', () => {
  it('does not in a Breathing Space, whichever agreement of the person says it, and does after it', async () => {
    const { begin, breathe, read, desk } = await council();
    await breathe('DP2', { from: today, to: addDays(today, 6) });
    const id = await begin();
    expect(await read(id)).toMatchObject({ takenOffPence: 0, paymentPence: 168_00 });
    await desk.api.ask('cancelPayRun', { as: olu, id, body: { reason } });
    desk.at(`${addDays(today, 7)}T09:00:00.000Z`);
    expect(await read(await begin())).toMatchObject({ takenOffPence: 50_00 });
  });

  it('does not before adult social care has answered', async () => {
    const { begin, referred, read, desk } = await council();
    await referred(null);
    const id = await begin();
    expect(await read(id)).toMatchObject({ takenOffPence: 0 });
    await desk.api.ask('cancelPayRun', { as: olu, id, body: { reason } });
    await referred(today);
    expect(await read(await begin())).toMatchObject({ takenOffPence: 50_00 });
  });

  it('does no more once a Breathing Space begins before the run is approved', async () => {
    const { begin, breathe, read, desk } = await council();
    const id = await begin();
    expect(await read(id)).toMatchObject({ takenOffPence: 50_00 });
    await desk.api.ask('submitPayRun', { as: olu, id, body: { reason } });
    await breathe('DP1', { from: today, to: null });
    const { linesHash } = await read(id);
    const late = await desk.api.refusal('approvePayRun', { as: abe, id, body: { linesHash, reason } });
    expect(late.status).toBe(409);
    await desk.work();
    expect(await read(id)).toMatchObject({ state: 'ready', takenOffPence: 0 });
  });
});

describe('a direct payment of which adult social care was asked', () => {
  const week = { from: '2022-12-12', to: '2022-12-18', kind: 'hospital' };
  it('is suspended for no more days before they answer, and the sentence names nothing', async () => {
    const { records, referred } = await council();
    const put = (items: object[], version: number | null) => ({
      ...{ as: olu, id: 'DP1', body: { items, version, reason } },
    });
    await records.ask('putAgreementSuspensions', put([week], null));
    await referred(null);
    const refused = await records.refusal('putAgreementSuspensions', put([{ ...week, to: null }], 1));
    expect(refused).toMatchObject({ status: 409, errors: [{ rule: 'social-care-asked' }] });
    expect(JSON.stringify(refused)).not.toMatch(/safeguarding|abuse/);
    expect((await records.ask('putAgreementSuspensions', put([], 1))).version).toBe(2);
    await referred(today);
    expect((await records.ask('putAgreementSuspensions', put([week], 2))).version).toBe(3);
  });
});
