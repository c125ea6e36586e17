import { describe, expect, it } from 'vitest';
import { settings } from '../../../domain/settings/settings.ts';
import { chaseReturns } from '../../../functions/chase-returns/chase-returns.ts';
import { chaseDeps } from '../../../functions/platform/chasing/chase-deps.ts';
import { MailNotTaken, mailSender } from '../../../functions/platform/send-mail.ts';
import { dyingClients, type Moment } from '../../support/dying-function.ts';
import { reminderDesk } from '../../support/reminder-desk.ts';
import { setSetting } from '../../support/set-setting.ts';

const LARKFIELD = 'office@larkfield.example';
const THRUSH = 'office@thrush.example';
type Desk = Awaited<ReturnType<typeof reminderDesk>>;

const setReminders = (desk: Desk, value: unknown) =>
  setSetting(desk, { name: settings.returnReminders.name, value, from: '2026-04-01' });

describe('a provider whose return of the month is missing', () => {
  it('is told in plain words which month, how to send it, by when, and whom to ask', async () => {
    const desk = await reminderDesk();
    await desk.morning('2026-11-05');
    const [mail, ...others] = desk.mails;
    expect(others).toEqual([]);
    expect(mail).toMatchObject({
      ...{ from: desk.from, to: [LARKFIELD], tags: { kind: 'return-reminder' } },
      subject: 'Please send us your return for October 2026',
    });
    expect(mail?.text).toBe(`Dear Care P001

We have no return from you for October 2026 yet. Care that is paid by what was delivered cannot be paid until you tell us what you delivered.

How to send it
- Sign in to the provider portal, and send your file there or enter the lines one by one.
- Or send the file the way you usually send your files to us.

If you have sent it, the portal shows what became of it. A file that waits or was not taken says why, and what you can do.

By when
The sooner we have it, the sooner you are paid. Send it by 24 December 2026: care that is claimed more than 84 days after it was given is not paid without an officer’s decision.

Whom to ask
provider payments, provider.payments@larkshire.example. You can also answer this e-mail.

Larkshire County Council
`);
  });

  it('is reminded on each of the days that are set and on no other, however often the clock asks', async () => {
    const desk = await reminderDesk();
    const days = Array.from({ length: 30 }, (_, place) => `2026-11-${String(place + 1).padStart(2, '0')}`);
    const reminded: string[] = [];
    for (const day of days) {
      const before = desk.mails.length;
      await Promise.all([desk.morning(day), desk.morning(day)]);
      await desk.morning(day);
      if (desk.mails.length > before) reminded.push(`${day} ${desk.mails.length - before}`);
    }
    expect(reminded).toEqual(['2026-11-05 1', '2026-11-10 1', '2026-11-15 1']);
  });

  it('is reminded on the days the council has set, and told where to sign in', async () => {
    const desk = await reminderDesk();
    await setReminders(desk, {
      ...{ daysAfterMonthEnd: [3], contact: 'Ivy', portalAddress: 'https://care.example/portal' },
    });
    await desk.morning('2026-11-03');
    await desk.morning('2026-11-05');
    expect(desk.to()).toEqual([LARKFIELD]);
    expect(desk.mails[0]?.text).toContain('Sign in to the provider portal, https://care.example/portal, and');
    expect(desk.mails[0]?.text).toContain('\nIvy. You can also answer');
  });

  it('is not reminded once a return that tells of the month was taken; another provider still is', async () => {
    const desk = await reminderDesk();
    await desk.addresses({ P002: THRUSH });
    await desk.morning('2026-11-05');
    expect(desk.to().toSorted()).toEqual([LARKFIELD, THRUSH]);
    await desk.receive('P001');
    await desk.morning('2026-11-10');
    expect(desk.to().slice(2)).toEqual([THRUSH]);
  });

  it('is reminded by the next try, at once, where its mail surely did not leave', async () => {
    const desk = await reminderDesk();
    const sendMail = () => Promise.reject(new MailNotTaken('The mail service took no mail.'));
    await expect(desk.morning('2026-11-05', { sendMail })).rejects.toThrow('took no mail');
    expect(await desk.morning('2026-11-05')).toEqual({ reminded: 1, missing: 2 });
    expect(desk.to()).toEqual([LARKFIELD]);
  });

  it('is made up for on the next two days where it could not be reminded', async () => {
    const desk = await reminderDesk();
    const sendMail = () => Promise.reject(new MailNotTaken('The mail service took no mail.'));
    await expect(desk.morning('2026-11-05', { sendMail })).rejects.toThrow('took no mail');
    expect(await desk.morning('2026-11-06')).toEqual({ reminded: 1, missing: 2 });
    expect(await desk.morning('2026-11-07')).toEqual({ reminded: 0, missing: 2 });
    expect(desk.to()).toEqual([LARKFIELD]);
  });
});

describe('an officer is asked', () => {
  it('once a month for the address of a provider that has none, or one that is none', async () => {
    const desk = await reminderDesk();
    await desk.addresses({ P001: 'office at larkfield' });
    await desk.morning('2026-11-05');
    await desk.morning('2026-11-06');
    const work = await desk.openWork();
    expect(work.map(({ title, link }) => [title, link])).toEqual(
      ['P001', 'P002'].map((id) => [
        `Provider ${id} could not be reminded of its return for October 2026: no e-mail address for remittances is known. Reach it another way, and put its address on record.`,
        `/providers/${id}`,
      ]),
    );
    for (const { workId } of work) await desk.work.finish(workId, 'Rang them.');
    await desk.morning('2026-11-10');
    expect(await desk.openWork()).toEqual([]);
    expect(desk.mails).toEqual([]);
  });

  it('for the address of a provider where the mail service does not take it', async () => {
    const desk = await reminderDesk();
    const refused = () => Promise.resolve('refused' as const);
    expect(await desk.morning('2026-11-05', { sendMail: refused })).toMatchObject({ reminded: 0 });
    expect((await desk.openWork()).map(({ title }) => title)).toContainEqual(
      expect.stringContaining(
        'Provider P001 could not be reminded of its return for October 2026: its e-mail',
      ),
    );
    await desk.addresses({ P001: 'new@larkfield.example' });
    await desk.morning('2026-11-06');
    expect(desk.to()).toEqual(['new@larkfield.example']);
  });

  it('after the last reminder to see to it, until the return comes', async () => {
    const desk = await reminderDesk();
    await desk.addresses({ P002: THRUSH });
    await desk.morning('2026-11-10');
    expect(await desk.openWork()).toEqual([]);
    await desk.morning('2026-11-15');
    await desk.morning('2026-11-16');
    const named = async () => (await desk.openWork()).map(({ workId }) => workId).toSorted();
    expect(await named()).toEqual(['return-missing:2026-10:P001', 'return-missing:2026-10:P002']);
    expect((await desk.openWork())[0]).toMatchObject({
      ...{ area: 'payments', risk: 'high', dueOn: '2026-11-15', link: '/returns/month/2026-10' },
      title: expect.stringContaining(
        'has sent no return for October 2026, and no reminder follows',
      ) as unknown,
    });
    await desk.receive('P001');
    await desk.morning('2026-11-20');
    expect(await named()).toEqual(['return-missing:2026-10:P002']);
    expect(desk.to().filter((to) => to === LARKFIELD)).toHaveLength(2);
  });
});

describe('an officer who chases', () => {
  it('reminds those who are still missing, each once a day, and is told of each what came of it', async () => {
    const desk = await reminderDesk();
    await desk.morning('2026-11-05');
    desk.on('2026-11-07', '10:00');
    await desk.receive('P002');
    expect(await desk.chase(['P001', 'P002', 'P001', 'P999'])).toEqual([
      { providerId: 'P001', outcome: 'sent' },
      { providerId: 'P002', outcome: 'not-missing' },
      { providerId: 'P999', outcome: 'not-missing' },
    ]);
    expect(await desk.chase(['P001'])).toEqual([{ providerId: 'P001', outcome: 'sent-before' }]);
    expect(desk.to()).toEqual([LARKFIELD, LARKFIELD]);
    expect(await desk.deps.reminders.remindersOf('P001', '2026-10')).toMatchObject([
      { on: '2026-11-05', state: 'sent', askedBy: 'careledger' },
      { on: '2026-11-07', state: 'sent', askedBy: 'olu.officer' },
    ]);
  });

  it('on the morning of a reminder spares the provider a second one', async () => {
    const desk = await reminderDesk();
    desk.on('2026-11-05', '07:00');
    await desk.chase(['P001']);
    await desk.morning('2026-11-05');
    expect(desk.to()).toEqual([LARKFIELD]);
  });

  it('at the same moment as another sends one mail', async () => {
    const desk = await reminderDesk();
    const outcomes = (await Promise.all([desk.chase(['P001']), desk.chase(['P001'])])).flat();
    expect(outcomes.filter(({ outcome }) => outcome === 'sent')).toHaveLength(1);
    expect(desk.to()).toEqual([LARKFIELD]);
  });

  it('learns who cannot be written to', async () => {
    const desk = await reminderDesk();
    expect(await desk.chase(['P002'])).toEqual([{ providerId: 'P002', outcome: 'no-address' }]);
  });
});

describe('a reminder whose function is killed at any call, and asked for again,', () => {
  /** One month's last reminder: the first try dies at a moment; the clock asks again at once, and the next morning. */
  async function killed(desk: Desk, month: number, moment?: Moment) {
    const day = (date: number) => new Date(Date.UTC(2026, month + 1, date)).toISOString().slice(0, 10);
    const name = new Date(Date.UTC(2026, month, 1)).toISOString().slice(0, 7);
    const clients = dyingClients(moment);
    const table = { ...desk.table, client: clients.wrap(desk.table.client) };
    const sendMail = mailSender(clients.wrap(desk.client), desk.from);
    desk.mails.length = 0;
    desk.on(day(15));
    const attempt = chaseReturns(chaseDeps({ table, sendMail, clock: desk.clock }));
    if (moment === undefined) await attempt;
    else await expect(attempt, JSON.stringify(moment)).rejects.toThrow();
    await clients.settled();
    await chaseReturns(desk.deps);
    const mailsThatDay = desk.mails.length;
    await desk.morning(day(16));
    const reminders = await desk.deps.reminders.remindersOf('P001', name);
    const work = (await desk.openWork()).map(({ workId }) => workId).toSorted();
    for (const workId of work) await desk.work.finish(workId, 'Seen to.');
    return {
      calls: clients.calls(),
      ...{ mailsThatDay, mails: desk.mails.length },
      left: {
        reminders: reminders.map(({ state }) => state),
        work: work.map((workId) => workId.replace(name, 'month')),
      },
    };
  }

  it('is sent; a second time only where it had left and nobody could write that down', async () => {
    const desk = await reminderDesk();
    const october = 9;
    const peace = await killed(desk, october);
    expect(peace).toMatchObject({ mailsThatDay: 1, mails: 1 });
    expect(peace.left).toEqual({
      reminders: ['sent'],
      work: ['return-missing:month:P001', 'return-missing:month:P002', 'return-reminder:month:P002'],
    });
    const twice: string[] = [];
    for (let call = 1; call <= peace.calls; call += 1) {
      for (const when of ['before', 'after'] as const) {
        const month = october + 2 * call + (when === 'before' ? 0 : 1);
        const { mails, left, mailsThatDay } = await killed(desk, month, { call, when });
        expect.soft(left, `killed ${when} call ${call} of ${peace.calls}`).toEqual(peace.left);
        // Whoever asks again at once does not send what may have left.
        expect.soft(mailsThatDay).toBeLessThanOrEqual(1);
        if (mails > 1) twice.push(`${when} ${call}`);
        else expect.soft(mails).toBe(1);
      }
    }
    const call = Number(twice[0]?.split(' ')[1]);
    expect(twice).toEqual([`after ${call}`, `before ${call + 1}`]);
  }, 180_000);
});
