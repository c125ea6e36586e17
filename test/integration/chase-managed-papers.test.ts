import { describe, expect, it } from 'vitest';
import { calendarDate, instant } from '../../domain/calendar.ts';
import { settings } from '../../domain/settings/settings.ts';
import { MailNotTaken } from '../../functions/platform/send-mail.ts';
import { chasingDesk } from '../support/chasing-desk.ts';

const PERIOD = '6 April 2026 to 5 July 2026';

/** Agreements whose money M001 holds, of a council that asks for papers of managed accounts too. */
async function managedChasing({ email = 'accounts@managed.example', agreements = ['DP1', 'DP2'] } = {}) {
  const desk = await chasingDesk();
  desk.at(instant('2026-04-06T09:00:00.000Z'));
  const terms = settings.financialReturns;
  await desk.set(terms.name, { ...terms.initial, accountsWithoutReturns: ['prepaid-card'] });
  await desk.drop(
    'providers/holders.csv',
    `providerId,name,kind,remittanceEmail\nM001,Managed Accounts CIC,account-provider,${email}\nM002,Other Accounts Ltd,account-provider,other@accounts.example\n`,
  );
  const manage = (agreementId: string, accountProviderId = 'M001') =>
    desk.agree(agreementId, { startDate: '2026-04-06', accountType: 'managed', accountProviderId });
  for (const agreementId of agreements) await manage(agreementId);
  return { ...desk, manage };
}

describe('papers of managed accounts that are late', () => {
  it('are asked for from the holder in one mail for all its clients, and adult social care is told of each', async () => {
    const desk = await managedChasing();
    await desk.manage('DP3', 'M002');
    await desk.owe('DP4');
    expect(await desk.morning('2026-08-02')).toEqual({ sent: 0, referred: 0 });
    expect(await desk.morning('2026-08-03')).toEqual({ sent: 3, referred: 0 });
    const [person, own, other] = desk.mails;
    expect([person!.to, own!.to, other!.to]).toEqual([
      ...[['dp4@smith.example'], ['accounts@managed.example'], ['other@accounts.example']],
    ]);
    expect(own!.subject).toBe('Please send us statements of accounts that you manage');
    expect(own!.text).toMatch(new RegExp(`DP1[^]*${PERIOD}[^]*DP2[^]*${PERIOD}`));
    expect(own!.text).not.toMatch(/DP3|DP4|Smith/);
    expect(other!.text).toContain('DP3');
    expect((await desk.titles('social-care')).toSorted()).toEqual(
      ['DP1', 'DP2', 'DP3', 'DP4'].map(
        (id) =>
          `The papers of direct payment ${id} for ${PERIOD} are late: a first reminder went out on 3 August 2026. Ask whether something is in the way.`,
      ),
    );
    const letterId = 'DP1:2026-04-06:reminder-1';
    expect(await desk.doneOf('DP1')).toEqual([
      { periodFrom: '2026-04-06', step: 'reminder-1', on: '2026-08-03', letterId },
    ]);
    expect(await desk.pagesOf({ agreementId: 'DP1', letterId })).toContain('Dear Managed Accounts CIC');
  });

  it('are not asked for where the council does not want them, as it usually does not', async () => {
    const desk = await managedChasing();
    await desk.set(settings.financialReturns.name, settings.financialReturns.initial);
    expect(await desk.morning('2026-08-03')).toEqual({ sent: 0, referred: 0 });
  });

  it('get each step of the ladder once, all by mail, and none once they came', async () => {
    const desk = await managedChasing();
    for (const day of ['2026-08-03', '2026-08-04', '2026-08-17', '2026-08-31', '2026-09-20']) {
      await Promise.allSettled([desk.morning(day), desk.morning(day)]);
      expect((await desk.morning(day)).sent).toBe(0);
      if (day === '2026-08-04') await desk.receive('DP2');
    }
    expect(desk.mails).toHaveLength(3);
    expect(desk.mails.map(({ text }) => text.includes('DP2'))).toEqual([true, false, false]);
    expect((await desk.doneOf('DP1')).map(({ step, on }) => [step, on])).toEqual([
      ['reminder-1', '2026-08-03'],
      ['reminder-2', '2026-08-17'],
      ['escalation', '2026-08-31'],
    ]);
  });

  it('ask officers once for an address where there is none or it is not taken, and go out once there is one', async () => {
    const desk = await managedChasing({ email: '' });
    for (const day of ['2026-08-03', '2026-08-04'])
      expect(await desk.morning(day)).toEqual({ sent: 0, referred: 0 });
    expect(await desk.titles('audits')).toEqual([
      'Account provider M001 could not be asked for papers of its clients that are late: no e-mail address for remittances is known. Reach it another way, and put its address on record.',
    ]);
    await desk.drop(
      'providers/now.csv',
      'providerId,name,kind,remittanceEmail\nM001,Managed Accounts CIC,account-provider,now@managed.example\n',
    );
    const sendMail = () => Promise.resolve('refused' as const);
    expect(await desk.morning('2026-08-05', { sendMail })).toEqual({ sent: 0, referred: 0 });
    expect(await desk.morning('2026-08-06')).toEqual({ sent: 1, referred: 0 });
    expect(await desk.doneOf('DP1')).toMatchObject([{ step: 'reminder-1', on: '2026-08-06' }]);
  });

  it('are asked for by the next try where the mail service took nothing, or nobody could write it down', async () => {
    const desk = await managedChasing({ agreements: ['DP1'] });
    const sendMail = () => Promise.reject(new MailNotTaken('The mail service took no mail.'));
    await expect(desk.morning('2026-08-03', { sendMail })).rejects.toThrow('took no mail');
    const { facts } = desk.chaseDeps;
    const recordVersions = () => Promise.reject(new Error('killed'));
    await expect(desk.morning('2026-08-03', { facts: { ...facts, recordVersions } })).rejects.toThrow(
      'could not be chased',
    );
    expect(await desk.morning('2026-08-04')).toEqual({ sent: 0, referred: 0 });
    expect(desk.mails).toHaveLength(1);
    expect(await desk.doneOf('DP1')).toMatchObject([{ step: 'reminder-1', on: calendarDate('2026-08-03') }]);
  });
});
