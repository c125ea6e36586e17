import { beforeEach, describe, expect, it } from 'vitest';
import { calendarDate, instant } from '../../../domain/calendar.ts';
import { writeLetter } from '../../../domain/direct-payments/letter-texts.ts';
import { usualDirectPaymentLetters } from '../../../domain/direct-payments/usual-letter-texts.ts';
import { letterFileKey } from '../../../functions/platform/letters/letter-file.ts';
import type { LetterDeps } from '../../../functions/platform/letters/letter-deps.ts';
import { sendLetter, type LetterToSend } from '../../../functions/platform/letters/send-letter.ts';
import { MailNotTaken } from '../../../functions/platform/send-mail.ts';
import { letterDesk } from '../../support/letter-desk.ts';

const at = (time: string, day = '2026-11-23') => instant(`${day}T${time}:00.000Z`);
let desk: Awaited<ReturnType<typeof letterDesk>>;

beforeEach(async () => {
  desk = await letterDesk();
  desk.at(at('08:00'));
});

function aLetter(more: Partial<LetterToSend> = {}, address: string | null = '1 High Street'): LetterToSend {
  const letter = writeLetter(usualDirectPaymentLetters.texts['papers-first-reminder'], {
    to: { name: 'Ann Smith', address },
    person: { name: 'Ann Smith', diedOn: null, formatNeeds: null },
    ...{ from: 'Larkshire', contact: 'The team', date: calendarDate('2026-11-23'), reference: 'DP1' },
    period: { from: calendarDate('2026-07-01'), to: calendarDate('2026-09-30') },
    ...{ dueOn: calendarDate('2026-10-28'), amountPence: null, payments: [], items: [], councilErrors: [] },
  });
  return {
    ...{ letterId: 'DP1:2026-07-01:reminder-1', agreementId: 'DP1', personId: 'U1' },
    ...{ purpose: 'papers-first-reminder', letter, by: ['letter', 'e-mail'], email: 'ann@smith.example' },
    ...more,
  };
}
const send = (letter = aLetter(), with_: Partial<LetterDeps> = {}) =>
  sendLetter(letter, { ...desk.letterDeps, ...with_ });
const kept = () => desk.letterDeps.letters.lettersOf('DP1');

describe('a letter about a direct payment', () => {
  it('is kept as pages, mailed as text, and given to an officer to post', async () => {
    expect(await send()).toEqual({ outcome: 'sent', sentOn: '2026-11-23' });
    expect(await desk.pagesOf(aLetter())).toContain('papers for 1 July 2026 to 30 September 2026 yet');
    expect(desk.mails).toMatchObject([
      {
        ...{ from: desk.from, to: ['ann@smith.example'], tags: { kind: 'papers-first-reminder' } },
        subject: 'Please send us the papers of the direct payment for 1 July 2026 to 30 September 2026',
        text: expect.stringContaining('Dear Ann Smith\n\nThis letter is about') as unknown,
      },
    ]);
    expect(await desk.openWork()).toMatchObject([
      {
        ...{ area: 'audits', link: '/direct-payments/DP1/letters', dueOn: '2026-11-23' },
        title: 'Post a letter about direct payment DP1: print it and send it to the address it bears.',
      },
    ]);
    expect(await kept()).toMatchObject([{ state: 'sent', by: ['letter', 'e-mail'], isRestricted: false }]);
  });

  it('goes out once, whoever asks again and on whatever day', async () => {
    const outcomes = await Promise.all([send(), send(), send()]);
    expect(outcomes.map(({ outcome }) => outcome).filter((each) => each === 'sent')).toHaveLength(1);
    desk.at(at('08:00', '2026-11-25'));
    expect(await send()).toEqual({ outcome: 'sent-before', sentOn: '2026-11-23' });
    expect(desk.mails).toHaveLength(1);
    await desk.work.finish('letter:DP1:2026-07-01:reminder-1', 'Posted.');
    await send();
    expect(await desk.openWork()).toEqual([]);
  });

  it('is left to whoever is at it, and taken over once their time is over', async () => {
    const never = () => Promise.reject(new Error('gone'));
    await expect(send(aLetter(), { sendMail: never })).rejects.toThrow('gone');
    desk.at(at('08:14'));
    expect(await send()).toEqual({ outcome: 'under-way' });
    desk.at(at('08:15'));
    expect(await send()).toMatchObject({ outcome: 'sent' });
    expect(desk.mails).toHaveLength(1);
  });

  it('is tried again at once where its mail surely did not leave', async () => {
    const sendMail = () => Promise.reject(new MailNotTaken('The mail service took no mail.'));
    await expect(send(aLetter(), { sendMail })).rejects.toThrow('took no mail');
    expect(await send()).toMatchObject({ outcome: 'sent' });
    expect(desk.mails).toHaveLength(1);
    expect(await desk.openWork()).toHaveLength(1);
  });

  it('is posted where its e-mail is not taken, or nobody has an address for e-mails', async () => {
    const refused = { sendMail: () => Promise.resolve('refused' as const) };
    expect(await send(aLetter({ by: ['e-mail'] }), refused)).toEqual({
      outcome: 'address-refused',
      sentOn: '2026-11-23',
    });
    const other = aLetter({ letterId: 'DP1:2026-07-01:reminder-2', by: ['e-mail'], email: null }, null);
    expect(await send(other)).toMatchObject({ outcome: 'sent' });
    expect(await kept()).toMatchObject([{ by: ['letter'] }, { by: ['letter'] }]);
    expect((await desk.openWork()).map(({ title }) => title)).toEqual([
      'Post a letter about direct payment DP1: print it and send it to the address it bears.',
      'Post a letter about direct payment DP1: print it and send it to the address it bears. No address is on record: find it first.',
    ]);
    expect(desk.mails).toEqual([]);
  });

  it('by e-mail alone needs nobody, and by post alone no mail', async () => {
    await send(aLetter({ by: ['e-mail'] }));
    expect(await desk.openWork()).toEqual([]);
    await send(aLetter({ letterId: 'DP1:2026-07-01:escalation', by: ['letter'], restricted: true }));
    expect(desk.mails).toHaveLength(1);
    expect(await desk.openWork()).toHaveLength(1);
    expect((await kept()).map(({ by, isRestricted }) => [by, isRestricted])).toEqual([
      [['letter'], true],
      [['e-mail'], false],
    ]);
  });
});

describe('the pages of a letter', () => {
  it('have a key of plain characters, and no two letters the same', () => {
    const keyOf = (agreementId: string, letterId: string) => letterFileKey({ agreementId, letterId });
    expect(keyOf('DP/1', 'DP/1:2026-07-01:escalation')).toBe('letters/DP!!1/DP!!1!2026-07-01!escalation.pdf');
    expect(keyOf('DP1', 'A:b')).not.toBe(keyOf('DP1', 'A/b'));
  });
});
