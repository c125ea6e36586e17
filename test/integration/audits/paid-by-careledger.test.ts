import { beforeAll, describe, expect, it } from 'vitest';
import { calendarDate as day, instant } from '../../../domain/calendar.ts';
import { pence } from '../../../domain/money.ts';
import { settings } from '../../../domain/settings/settings.ts';
import { chasingDesk } from '../../support/chasing-desk.ts';
import type { Someone } from '../../support/call-api.ts';
import { payCouncil } from '../../support/pay-council.ts';
import { payDeskOver, payUsers } from '../../support/pay-desk.ts';
import { lloyds } from '../../support/statements/bank-files.ts';

const { olu, amy, ivy } = payUsers;
const audrey: Someone = { user: 'audrey.auditor', roles: ['audit-officer'] };
const reason = 'As agreed';

const desk = await chasingDesk({ goLive: null });
const pay = payDeskOver({
  ...{ table: desk.table, client: desk.buckets, sendMail: desk.sendMail, clock: desk.clock },
  at: (time) => {
    desk.at(time);
  },
});

/** Pays direct payments through a day as officers do. */
async function payThrough(throughDate: string, today: string): Promise<void> {
  desk.at(instant(`${today}T09:00:00.000Z`));
  const { payRunId: id } = await pay.api.ask('startPayRun', {
    as: olu,
    body: { kind: 'direct-payments', throughDate },
  });
  await pay.work();
  await pay.api.ask('submitPayRun', { as: olu, id, body: { reason } });
  const { linesHash } = await pay.api.ask('readPayRun', { as: ivy, id });
  await pay.api.ask('approvePayRun', { as: amy, id, body: { linesHash, reason } });
  await pay.api.ask('issuePayRun', { as: olu, id, body: { reason } });
  await pay.work();
}

async function councilFindings(agreementId: string) {
  const { items } = await desk.api.ask('listAuditCases', { as: audrey, query: { agreementId } });
  const shown = await desk.api.ask('readAuditCase', { as: audrey, id: items[0]!.caseId });
  const findings = shown.findings.filter(({ rule }) => rule.startsWith('council-payment'));
  return { findings, surplus: shown.surplus };
}

beforeAll(async () => {
  await desk.set(settings.goLive.name, '2026-11-23');
  const account = {
    startDate: '2026-11-23',
    sortCode: '000000',
    accountNumber: '12345678',
    contingencyWeeks: '0',
  };
  await desk.agree('DP81', account);
  await payThrough('2026-12-20', '2026-11-23');
  // A week is suspended after it was paid, and a chair is paid beside.
  await payCouncil(pay).record('agreement-changes', 'DP81', {
    ...{ agreementId: 'DP81', lastNumber: 1 },
    suspensions: [{ from: day('2026-12-07'), to: day('2026-12-13'), kind: 'hospital' }],
    oneOffs: [{ number: 1, on: day('2026-12-21'), what: 'A shower chair', amountPence: pence(90_00) }],
  });
  await payThrough('2027-01-17', '2026-12-17');
  desk.at(instant('2027-01-05T09:00:00.000Z'));
}, 120_000);

describe('the audit of a direct payment that careledger pays', () => {
  it('looks for what was paid, net of what came back and with what was added', async () => {
    // Of four weeks one came back, and the chair was added: £1,000.00 less £250.00 and £90.00 more.
    const statement = lloyds([
      { on: '2026-11-25', text: 'LARKSHIRE COUNCIL DP81', pence: 1000_00 },
      { on: '2026-12-21', text: 'LARKSHIRE COUNCIL DP81', pence: 840_00 },
      { on: '2026-12-27', text: 'JO PARK WAGES', pence: -225_00 },
    ]);
    await desk.send(statement, { agreement: 'DP81' });
    const { findings, surplus } = await councilFindings('DP81');
    expect(findings).toEqual([]);
    const advance = surplus?.parts.find(({ name }) => name === 'paid-in-advance');
    // £1,000.00 for four weeks from 21 December; the account was last looked at on 31 December.
    expect(advance).toMatchObject({ pence: -607_14 });
  });

  it('says of what did not come which payment it was', async () => {
    const wages = (on: string) => ({ on, text: 'JO PARK WAGES', pence: -225_00 });
    const late = lloyds([wages('2026-12-14'), wages('2026-12-28')]);
    await desk.agree('DP82', {
      ...{ startDate: '2026-11-23', sortCode: '000000', accountNumber: '12345678' },
    });
    await payThrough('2027-01-17', '2026-12-17');
    desk.at(instant('2027-01-05T09:00:00.000Z'));
    await desk.send(late, { agreement: 'DP82' });
    const { findings } = await councilFindings('DP82');
    expect(findings.map(({ rule }) => rule)).toEqual(['council-payment-missing']);
    expect(findings[0]?.evidence[0]).toMatch(
      /^Careledger sent £2,000\.00 to be there on 21 December 2026, payment R\d{6}-\d{5}\.$/,
    );
  });

  it('counts nothing as paid in advance that a hold keeps back', async () => {
    await desk.agree('DP83', {
      ...{ startDate: '2026-11-23', sortCode: '000000', accountNumber: '12345678', contingencyWeeks: '0' },
    });
    await payThrough('2027-01-17', '2026-12-17');
    const on = { category: 'disputed', packageId: 'DP83' };
    await pay.api.ask('placeHold', { as: olu, body: { ...on, reason } });
    await payThrough('2027-02-14', '2027-01-14');
    desk.at(instant('2027-02-02T09:00:00.000Z'));
    // The run of the held line pays before the day of this balance: a line that counted would be in advance of it.
    const spent = lloyds([
      { on: '2026-12-21', text: 'LARKSHIRE COUNCIL DP83', pence: 2000_00 },
      { on: '2027-01-31', text: 'JO PARK WAGES', pence: -225_00 },
    ]);
    await desk.send(spent, { agreement: 'DP83' });
    const { surplus } = await councilFindings('DP83');
    const advance = surplus?.parts.find(({ name }) => name === 'paid-in-advance');
    // All that was paid is for days until 17 January; £1,000.00 for the four weeks after it waits.
    expect(surplus?.balanceOn).toBe('2027-01-31');
    expect(advance?.pence ?? 0).toBe(0);
  });

  it('counts what is only asked back as paid, until it came back', async () => {
    await desk.agree('DP84', {
      ...{ startDate: '2027-02-15', sortCode: '000000', accountNumber: '12345678', contingencyWeeks: '0' },
    });
    await payThrough('2027-03-14', '2027-02-11');
    // The last two of four weeks paid are suspended, and the run that finds it has nothing to take them off.
    const suspensions = [{ from: day('2027-03-01'), to: null, kind: 'hospital' as const }];
    await payCouncil(pay).record('agreement-changes', 'DP84', {
      ...{ agreementId: 'DP84', suspensions, oneOffs: [], lastNumber: 0 },
    });
    await payThrough('2027-03-21', '2027-02-18');
    const found = (await pay.api.ask('listRecoveries', { as: ivy })).items;
    const { recoveryId: id } = found.find(({ packageId }) => packageId === 'DP84')!;
    const advanceAt = async (on: string) => {
      const statement = lloyds([
        { on: '2027-02-15', text: 'LARKSHIRE COUNCIL DP84', pence: 1000_00 },
        { on, text: 'JO PARK WAGES', pence: -225_00 },
      ]);
      await desk.send(statement, { agreement: 'DP84', name: `${on}.csv` });
      const { surplus } = await councilFindings('DP84');
      expect(surplus?.balanceOn).toBe(on);
      return surplus?.parts.find(({ name }) => name === 'paid-in-advance')?.pence;
    };
    desk.at(instant('2027-03-03T09:00:00.000Z'));
    // Half of £1,000.00 is for the days to come; the £500.00 that are asked back are still in the account.
    expect(await advanceAt('2027-02-28')).toBe(-500_00);
    desk.at(instant('2027-03-12T09:00:00.000Z'));
    await pay.api.ask('approveRecovery', { as: amy, id, body: { reason } });
    const paidBack = { amountPence: 500_00, receivedOn: '2027-03-05', reference: 'DP84', reason };
    await pay.api.ask('recordRepayment', { as: olu, id, body: paidBack });
    // A week of £1,000.00 less £500.00, of which a correction says the same of each of its days.
    expect(await advanceAt('2027-03-07')).toBe(-125_00);
  });

  it('asks for nothing a second time that a run asks back', async () => {
    await desk.agree('DP85', {
      ...{ startDate: '2027-02-15', sortCode: '000000', accountNumber: '12345678', contingencyWeeks: '0' },
    });
    await payThrough('2027-03-14', '2027-02-11');
    const suspensions = [{ from: day('2027-03-01'), to: null, kind: 'hospital' as const }];
    await payCouncil(pay).record('agreement-changes', 'DP85', {
      ...{ agreementId: 'DP85', suspensions, oneOffs: [], lastNumber: 0 },
    });
    await payThrough('2027-03-21', '2027-02-18');
    desk.at(instant('2027-03-12T09:00:00.000Z'));
    const statement = lloyds([
      { on: '2027-02-15', text: 'LARKSHIRE COUNCIL DP85', pence: 1000_00 },
      { on: '2027-03-07', text: 'JO PARK WAGES', pence: -225_00 },
    ]);
    await desk.send(statement, { agreement: 'DP85' });
    const { surplus } = await councilFindings('DP85');
    // £500.00 are asked back, of a correction that says the same of each of four weeks: three lie before the balance.
    const parts = surplus?.parts.filter(({ name }) => name === 'uncleared' || name === 'paid-in-advance');
    expect(parts).toMatchObject([
      { name: 'paid-in-advance', pence: -250_00 },
      {
        ...{ name: 'uncleared', pence: -375_00 },
        why: '£375.00 is still to go out: what was asked back for 15 February 2027 to 14 March 2027.',
      },
    ]);
  });
});
