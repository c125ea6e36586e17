import { describe, expect, it } from 'vitest';
import { calendarDate, instant } from '../../../domain/calendar.ts';
import type { LetterClaim } from '../../../functions/store/letter-store.ts';
import type { Someone } from '../../support/call-api.ts';
import { letterDesk } from '../../support/letter-desk.ts';

const audrey: Someone = { user: 'audrey.auditor', roles: ['audit-officer'] };
const leo: Someone = { user: 'leo.lead', roles: ['audit-officer', 'audit-lead'] };
const sam: Someone = { user: 'sam.manager', roles: ['service-manager'] };
const olu: Someone = { user: 'olu.officer', roles: ['payments-officer'] };
const desk = await letterDesk();
const list = (as: Someone, id = 'DP1') => desk.api.ask('listAgreementLetters', { as, id });

async function keep(step: string, day: string, more: Partial<LetterClaim> = {}, isSent = true) {
  const now = instant(`${day}T08:00:00.000Z`);
  const claim: LetterClaim = {
    ...{ letterId: `DP1:2026-07-01:${step}`, agreementId: 'DP1', personId: 'U1' },
    ...{ purpose: 'papers-first-reminder', title: 'Please send us your papers', by: ['letter'] },
    ...{ sentOn: calendarDate(day), isRestricted: false, claimedUntil: now },
    ...more,
  };
  await desk.letterDeps.letters.claimLetter(claim, now);
  if (isSent) await desk.letterDeps.letters.settleLetter(claim, 'sent');
}

await desk.agree('DP1');
await desk.agree('DP2', { personId: 'U1' });
await keep('reminder-2', '2026-11-12');
await keep('reminder-1', '2026-10-29');
await keep('escalation', '2026-11-26', { by: ['e-mail'] }, false);
await keep('findings', '2026-11-25', { isRestricted: true, purpose: 'findings' });

describe('the letters of a direct payment', () => {
  it('are listed with the newest first, each with its pages once it was sent', async () => {
    const { items } = await list(sam);
    expect(items.map(({ sentOn, state }) => [sentOn, state])).toEqual([
      ['2026-11-26', 'sending'],
      ['2026-11-12', 'sent'],
      ['2026-10-29', 'sent'],
    ]);
    expect(items[0]?.url).toBeNull();
    expect(items[1]).toEqual({
      ...{ letterId: 'DP1:2026-07-01:reminder-2', purpose: 'papers-first-reminder' },
      ...{ title: 'Please send us your papers', sentOn: '2026-11-12', by: ['letter'], state: 'sent' },
      url: 'https://evidence.example/letters/DP1/DP1!2026-07-01!reminder-2.pdf?as=papers-first-reminder-2026-11-12.pdf',
    });
  });

  it('that may be about abuse are there for named people only', async () => {
    expect((await list(leo)).items.map(({ purpose }) => purpose)).toContain('findings');
    expect((await list(audrey)).items.map(({ purpose }) => purpose)).not.toContain('findings');
    expect((await list(sam)).items.map(({ purpose }) => purpose)).not.toContain('findings');
  });

  it('are none where none was written, and not there for an agreement nobody knows', async () => {
    expect((await list(audrey, 'DP2')).items).toEqual([]);
    const unknown = await desk.api.refusal('listAgreementLetters', { as: audrey, id: 'DP9' });
    expect(unknown.status).toBe(404);
  });

  it('are not for those who only pay', async () => {
    const refused = await desk.api.refusal('listAgreementLetters', { as: olu, id: 'DP1' });
    expect(refused.status).toBe(403);
  });
});
