import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../domain/calendar.ts';
import { usualReturnLadder } from '../../domain/direct-payments/return-ladder.ts';
import { settings } from '../../domain/settings/settings.ts';
import { MailNotTaken } from '../../functions/platform/send-mail.ts';
import { chasingDesk } from '../support/chasing-desk.ts';
import type { Moment } from '../support/dying-function.ts';

const PEOPLE = 'personId,name,dateOfBirth,dateOfDeath,addressLine1,town,postcode,formatNeeds';
const PERIOD = '6 April 2026 to 5 July 2026';
const lacksCapacity = { from: calendarDate('2026-01-01'), to: null };

describe('papers that are late', () => {
  it('are asked for on the day after they were due, by post and by mail, and adult social care is told', async () => {
    const desk = await chasingDesk();
    await desk.owe('DP1');
    expect(await desk.morning('2026-08-02')).toEqual({ sent: 0, referred: 0 });
    expect(await desk.morning('2026-08-03')).toEqual({ sent: 1, referred: 0 });
    expect(desk.mails).toMatchObject([
      {
        ...{ to: ['dp1@smith.example'], tags: { kind: 'papers-first-reminder' } },
        subject: `Please send us the papers of the direct payment for ${PERIOD}`,
        text: expect.stringContaining('They were due by 2 August 2026.') as unknown,
      },
    ]);
    const letterId = 'DP1:2026-04-06:reminder-1';
    expect(await desk.pagesOf({ agreementId: 'DP1', letterId })).toContain('Ann Smith 1 High Street');
    expect(await desk.titles('audits')).toEqual([
      'Post a letter about direct payment DP1: print it and send it to the address it bears.',
    ]);
    expect(await desk.titles('social-care')).toEqual([
      `The papers of direct payment DP1 for ${PERIOD} are late: a first reminder went out on 3 August 2026. Ask whether something is in the way.`,
    ]);
    expect(await desk.doneOf('DP1')).toEqual([
      { periodFrom: '2026-04-06', step: 'reminder-1', on: '2026-08-03', letterId },
    ]);
  });

  it('get each step of the ladder on its day and once, however often the clock asks', async () => {
    const desk = await chasingDesk();
    await desk.owe('DP1');
    const told: string[] = [];
    for (let date = 1; date <= 35; date += 1) {
      const day = new Date(Date.UTC(2026, 7, date)).toISOString().slice(0, 10);
      await Promise.allSettled([desk.morning(day), desk.morning(day)]);
      const { sent } = await desk.morning(day);
      expect(sent).toBe(0);
      const done = await desk.doneOf('DP1');
      if (done.length > told.length) told.push(`${day} ${done.at(-1)!.step}`);
    }
    expect(told).toEqual(['2026-08-03 reminder-1', '2026-08-17 reminder-2', '2026-08-31 escalation']);
    // The last letter goes by post.
    expect(desk.mails.map(({ tags }) => tags['kind'])).toEqual([
      'papers-first-reminder',
      'papers-second-reminder',
    ]);
    expect(await desk.titles('social-care')).toEqual([
      expect.stringContaining('the last letter went out on 31 August 2026'),
    ]);
  });

  it('are not asked for any more once they came, and what adult social care was told is closed', async () => {
    const desk = await chasingDesk();
    await desk.owe('DP1');
    await desk.morning('2026-08-03');
    await desk.receive('DP1');
    expect(await desk.morning('2026-08-17')).toEqual({ sent: 0, referred: 0 });
    expect(desk.mails).toHaveLength(1);
    expect(await desk.titles('social-care')).toEqual([]);
  });

  it('are not asked for before the council is live, nor for a period that ended before', async () => {
    const never = await chasingDesk({ goLive: null });
    await never.owe('DP1');
    expect(await never.morning('2026-08-03')).toEqual({ sent: 0, referred: 0 });
    await never.set(settings.goLive.name, '2026-07-06');
    expect(await never.morning('2026-07-05')).toEqual({ sent: 0, referred: 0 });
    expect(await never.morning('2026-08-03')).toEqual({ sent: 0, referred: 0 });
    expect(await never.morning('2026-11-03')).toEqual({ sent: 1, referred: 0 });
  });

  it('are asked for by the ladder that the council set, without telling adult social care where it says so', async () => {
    const desk = await chasingDesk();
    await desk.owe('DP1');
    const [first] = usualReturnLadder.steps;
    const steps = [{ ...first!, send: 'e-mail', daysAfterDue: 5, tellsSocialCare: false }];
    await desk.set(settings.returnLadder.name, { steps });
    expect(await desk.morning('2026-08-07')).toEqual({ sent: 0, referred: 0 });
    expect(await desk.morning('2026-08-08')).toEqual({ sent: 1, referred: 0 });
    expect(await desk.openWork()).toEqual([]);
  });
});

describe('papers of several periods that are late', () => {
  it('are asked for in one letter where the same step is due for them', async () => {
    const desk = await chasingDesk();
    const bereavement = {
      since: calendarDate('2026-06-01'),
      to: calendarDate('2026-11-10'),
      contact: 'Olive',
    };
    await desk.owe('DP1', { bereavement });
    expect(await desk.morning('2026-11-10')).toEqual({ sent: 0, referred: 0 });
    expect(await desk.morning('2026-11-11')).toEqual({ sent: 1, referred: 0 });
    expect(await desk.morning('2026-11-11')).toEqual({ sent: 0, referred: 0 });
    expect(desk.mails.map(({ subject }) => subject)).toEqual([
      'Please send us the papers of the direct payment for 6 April 2026 to 5 October 2026',
    ]);
    expect(await desk.doneOf('DP1')).toMatchObject([
      { periodFrom: '2026-04-06', step: 'reminder-1', letterId: 'DP1:2026-04-06:reminder-1' },
      { periodFrom: '2026-07-06', step: 'reminder-1', letterId: 'DP1:2026-04-06:reminder-1' },
    ]);
  });

  it('are not counted as asked for by a letter that went out before they were late', async () => {
    const desk = await chasingDesk();
    const bereavement = {
      since: calendarDate('2026-06-01'),
      to: calendarDate('2026-11-01'),
      contact: 'Olive',
    };
    await desk.owe('DP1', { bereavement });
    // The letter goes out on the day before the second return is late, and whoever sent it is killed.
    const { facts } = desk.chaseDeps;
    const recordVersions = () => Promise.reject(new Error('killed'));
    await expect(desk.morning('2026-11-02', { facts: { ...facts, recordVersions } })).rejects.toThrow(
      'could not be chased',
    );
    await desk.morning('2026-11-03');
    expect(await desk.doneOf('DP1')).toMatchObject([{ periodFrom: '2026-04-06', on: '2026-11-02' }]);
    await desk.morning('2026-11-03', { time: '10:00' });
    expect(await desk.doneOf('DP1')).toMatchObject([
      { periodFrom: '2026-04-06', on: '2026-11-02' },
      { periodFrom: '2026-07-06', on: '2026-11-03', letterId: 'DP1:2026-07-06:reminder-1' },
    ]);
    expect(desk.mails).toHaveLength(2);
  });
});

describe('who is written to about late papers', () => {
  it('is the person where the case system says they live, in large print where they need it', async () => {
    const desk = await chasingDesk();
    const row = 'U1,Ann Smith,1940-01-02,,7 Mill Lane,Larkford,LK1 2AB,Large print';
    await desk.drop('people/address.csv', `${PEOPLE}\n${row}\n`);
    await desk.owe('DP1', null);
    expect(await desk.morning('2026-08-03')).toEqual({ sent: 1, referred: 0 });
    expect(desk.mails).toEqual([]);
    const letter = { agreementId: 'DP1', letterId: 'DP1:2026-04-06:reminder-1' };
    expect(await desk.pagesOf(letter)).toContain('Ann Smith 7 Mill Lane Larkford LK1 2AB From:');
  });

  it('are after a death the personal representatives, by post and not in the first weeks', async () => {
    const desk = await chasingDesk();
    await desk.owe('DP1');
    await desk.drop('people/death.csv', `${PEOPLE}\nU1,Ann Smith,1940-01-02,2026-07-20,,,,\n`);
    for (const day of ['2026-08-03', '2026-08-17'])
      expect(await desk.morning(day)).toEqual({ sent: 0, referred: 0 });
    expect(await desk.morning('2026-08-18')).toMatchObject({ sent: 1 });
    expect(desk.mails).toEqual([]);
    const pages = await desk.pagesOf({ agreementId: 'DP1', letterId: 'DP1:2026-04-06:reminder-1' });
    expect(pages).toContain('The personal representatives of Ann Smith 1 High Street');
    expect(pages).toContain('We are sorry that Ann Smith has died.');
  });

  it('is nobody without authority: it is referred to adult social care once, and goes on when somebody has it', async () => {
    const desk = await chasingDesk();
    await desk.owe('DP1', { lacksCapacity });
    expect(await desk.morning('2026-08-03')).toEqual({ sent: 0, referred: 1 });
    expect(await desk.morning('2026-08-04')).toEqual({ sent: 0, referred: 0 });
    expect(desk.mails).toEqual([]);
    expect(await desk.titles('social-care')).toEqual([
      expect.stringMatching(/^The papers of direct payment DP1 .* nobody may be written to/),
    ]);
    expect(await desk.doneOf('DP1')).toEqual([
      { periodFrom: '2026-04-06', step: 'referral', on: '2026-08-03', letterId: null },
    ]);
    const deputy = { name: 'Di Deputy', role: 'deputy', from: calendarDate('2026-08-10'), to: null } as const;
    const reached = { address: '3 Court Road', email: 'di@deputy.example' };
    await desk.owe('DP1', { lacksCapacity, representatives: [{ ...deputy, ...reached }] });
    expect(await desk.morning('2026-08-10')).toEqual({ sent: 1, referred: 0 });
    expect(desk.mails.map(({ to }) => to)).toEqual([['di@deputy.example']]);
  });
});

describe('a morning on which something fails', () => {
  it('is made up for by the next try where the mail service took nothing', async () => {
    const desk = await chasingDesk();
    await desk.owe('DP1');
    const sendMail = () => Promise.reject(new MailNotTaken('The mail service took no mail.'));
    await expect(desk.morning('2026-08-03', { sendMail })).rejects.toThrow('took no mail');
    expect(await desk.doneOf('DP1')).toEqual([]);
    expect(await desk.morning('2026-08-04')).toEqual({ sent: 1, referred: 0 });
    expect(desk.mails).toHaveLength(1);
    expect(await desk.doneOf('DP1')).toMatchObject([{ on: '2026-08-04' }]);
  });

  it('for one agreement keeps no other waiting, and says how many failed without naming anybody', async () => {
    const desk = await chasingDesk();
    for (const agreementId of ['DP1', 'DP2', 'DP3']) await desk.owe(agreementId);
    const { sendMail } = desk.chaseDeps;
    const failing: typeof sendMail = (mail) =>
      mail.to.startsWith('dp2') ? Promise.reject(new Error('gone')) : sendMail(mail);
    await expect(desk.morning('2026-08-03', { sendMail: failing })).rejects.toThrow(
      'papers of 1 agreements could not be chased',
    );
    expect(desk.mails.flatMap(({ to }) => to).toSorted()).toEqual(['dp1@smith.example', 'dp3@smith.example']);
    expect(await desk.morning('2026-08-04')).toEqual({ sent: 1, referred: 0 });
  });

  it('because papers come in at the same moment records both', async () => {
    const desk = await chasingDesk();
    await desk.owe('DP1');
    const { facts } = desk.chaseDeps;
    let came = 0;
    const recordVersions: typeof facts.recordVersions = async (writes) => {
      came += 1;
      if (came === 1) await desk.receive('DP1', '2026-05-05');
      return facts.recordVersions(writes);
    };
    await desk.morning('2026-08-03', { facts: { ...facts, recordVersions } });
    const kept = (await facts.currentFacts('financial-returns', ['DP1'])).get('DP1')?.body;
    expect([kept?.received.length, kept?.done.length]).toEqual([1, 1]);
  });
});

describe('chasing papers, killed at any call and asked for again,', () => {
  type Desk = Awaited<ReturnType<typeof chasingDesk>>;

  /** The first reminder: a first try dies at a moment; the clock asks again at once, and when the claim is over. */
  async function killed(desk: Desk, agreementId: string, moment?: Moment) {
    await desk.owe(agreementId);
    desk.mails.length = 0;
    const calls = await desk.dyingMorning('2026-08-03', moment);
    await desk.morning('2026-08-03').catch(() => undefined);
    const mailsAtOnce = desk.mails.length;
    await desk.morning('2026-08-03', { time: '09:16' });
    const letters = await desk.letterDeps.letters.lettersOf(agreementId);
    const left = {
      letters: letters.map(({ letterId, state, by, sentOn }) => ({ letterId, state, by, sentOn })),
      done: await desk.doneOf(agreementId),
      work: (await desk.openWork()).map(({ workId, title }) => ({ workId, title })),
    };
    // What is seen to is in no later one’s way.
    for (const { workId } of left.work) await desk.work.finish(workId, 'Seen to.');
    await desk.receive(agreementId);
    const text = JSON.stringify(left).replaceAll(agreementId, '*');
    return { calls, mailsAtOnce, mails: desk.mails.length, left: JSON.parse(text) as typeof left };
  }

  it('leaves what it leaves in peace; a second mail only where the first had left and nobody could write that down', async () => {
    const twice: string[] = [];
    for (const when of ['before', 'after'] as const) {
      const desk = await chasingDesk();
      const peace = await killed(desk, 'DP0');
      expect(peace).toMatchObject({ mailsAtOnce: 1, mails: 1 });
      expect(peace.left).toMatchObject({ letters: [{ state: 'sent' }], done: [{ step: 'reminder-1' }] });
      expect(peace.left.work).toHaveLength(2);
      expect(peace.calls).toBeGreaterThan(15);
      for (let call = 1; call <= peace.calls; call += 1) {
        const { left, mailsAtOnce, mails } = await killed(desk, `DP${call}`, { call, when });
        expect.soft(left, `killed ${when} call ${call} of ${peace.calls}`).toEqual(peace.left);
        expect.soft(mailsAtOnce).toBeLessThanOrEqual(1);
        if (mails > 1) twice.push(`${when} ${call}`);
        else expect.soft(mails).toBe(1);
      }
    }
    const call = Number(twice.find((each) => each.startsWith('after'))?.split(' ')[1]);
    expect(twice).toEqual([`before ${call + 1}`, `after ${call}`]);
  }, 300_000);
});
