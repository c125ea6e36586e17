import { beforeAll, describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { emptyArrangement, type Arrangement } from '../../../domain/direct-payments/arrangement.ts';
import { pence } from '../../../domain/money.ts';
import { anArrangement } from '../../support/an-arrangement.ts';
import type { Someone } from '../../support/call-api.ts';
import { statementDesk } from '../../support/statement-desk.ts';

const audrey: Someone = { user: 'audrey.auditor', roles: ['audit-officer'] };
const sunita: Someone = { user: 'sunita.worker', roles: ['social-worker'] };
const desk = await statementDesk();
const read = (id: string, as = audrey) => desk.api.ask('readArrangement', { as, id });
const bodyOf = (arrangement: Arrangement, version: number | null) => ({
  ...{ arrangement, version, reason: 'Agreed at the visit' },
});
const put = (id: string, arrangement: Arrangement, version: number | null = null, as = audrey) =>
  desk.api.ask('putArrangement', { as, id, body: bodyOf(arrangement, version) });
const refusal = (id: string, arrangement: Arrangement, version: number | null = null) =>
  desk.api.refusal('putArrangement', { as: audrey, id, body: bodyOf(arrangement, version) });
const rulesOf = async (id: string) => (await read(id)).findings.map(({ rule }) => rule);

beforeAll(async () => {
  for (const id of ['AR1', 'AR2', 'AR3', 'AR4']) await desk.agree(id, { startDate: '2026-10-05' });
});

describe('the arrangement of a direct payment', () => {
  it('is empty before anybody entered anything, and says what is missing and when it is reviewed', async () => {
    const shown = await read('AR1');
    expect(shown).toMatchObject({
      ...{ agreementId: 'AR1', personId: 'U1', personName: 'Ann Smith', version: null, recordedBy: null },
      ...{ arrangement: emptyArrangement, startDate: '2026-10-05', diedOn: null },
      reviewsDue: [{ why: 'first', dueOn: '2027-04-05', daysLate: 0 }],
    });
    expect(await rulesOf('AR1')).toEqual(['not-signed', 'set-up-incomplete', 'set-up-incomplete']);
  });

  it('is recorded whole by whoever read it last, auditor or social worker, and says by whom and why', async () => {
    const first = anArrangement({ household: ['Kit Smith'] });
    expect(await put('AR2', first)).toMatchObject({ version: 1, unchanged: false });
    const second = { ...first, email: 'ann@example.org' };
    expect(await put('AR2', second, 1, sunita)).toMatchObject({ version: 2, unchanged: false });
    expect(await read('AR2')).toMatchObject({
      ...{ arrangement: second, version: 2, recordedBy: 'sunita.worker', reason: 'Agreed at the visit' },
    });
    const versions = await desk.facts.versionsOf('arrangement', 'AR2');
    expect(versions.map(({ body }) => body.email)).toEqual(['ann@example.org', null]);
  });

  it('is not changed by somebody who read it before another changed it', async () => {
    const first = anArrangement({ household: ['Kit Smith'] });
    await put('AR3', first);
    const late = await refusal('AR3', anArrangement({ household: [] }));
    expect([late.status, late.detail]).toEqual([409, expect.stringMatching(/^Somebody else changed/)]);
    expect((await read('AR3')).arrangement.household).toEqual(['Kit Smith']);
    expect(await put('AR3', first)).toMatchObject({ version: 1, unchanged: true });
  });

  it('of which two changes come at once takes one', async () => {
    await desk.agree('AR5');
    const both = await Promise.all(
      ['a@example.org', 'b@example.org'].map((email) =>
        desk.api.send('PUT', '/v1/direct-payments/AR5/arrangement', {
          as: audrey,
          body: bodyOf(anArrangement({ email }), null),
        }),
      ),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  it('is refused with every error named where it cannot be true', async () => {
    const problem = await refusal(
      'AR4',
      anArrangement({
        signedOn: calendarDate('2027-01-01'),
        signedUploadId: 'no-such-file',
        reviews: [{ heldOn: calendarDate('2026-01-01'), note: null }],
      }),
    );
    expect(problem.status).toBe(422);
    expect(problem.errors?.map(({ field, rule }) => [field, rule])).toEqual([
      ['signedOn', 'signed-in-the-future'],
      ['reviews', 'review-outside-agreement'],
      ['signedUploadId', 'signed-paper-unknown'],
    ]);
    expect((await read('AR4')).version).toBeNull();
  });

  it('says beside itself what the plan of the extract still says, and asks an employer for an insurance', async () => {
    const planItems =
      'item:personal assistant wages|Jo Park|90.00|weekly; item:swimming||12.00|weekly; earmarked:redundancy|900';
    await desk.agree('AR6', { planItems });
    expect((await read('AR6')).fromExtract.items.map(({ what }) => what)).toEqual([
      'personal assistant wages',
      'swimming',
    ]);
    await put(
      'AR6',
      anArrangement({
        planItems: [{ what: 'Swimming', payee: null, amountPence: pence(15_00), frequency: 'weekly' }],
        earmarked: [{ what: 'redundancy', amountPence: pence(1000_00) }],
      }),
    );
    expect((await read('AR6')).fromExtract).toMatchObject({
      items: [{ what: 'personal assistant wages' }],
      earmarked: [],
    });
    const values = (await read('AR6')).findings.map(({ value }) => value);
    expect(values).toEqual(expect.arrayContaining(['insurance', 'payroll']));
  });

  it('is not there for those to whom the person’s record is closed, nor of an agreement nobody knows', async () => {
    await desk.drop('people/closed.csv', 'personId,name,dateOfBirth,restricted\nSEC1,S,1950-01-01,yes\n');
    await desk.agree('ARS', { personId: 'SEC1' });
    for (const id of ['ARS', 'nobody']) {
      expect((await desk.api.refusal('readArrangement', { as: audrey, id })).status).toBe(404);
      expect((await refusal(id, anArrangement())).status).toBe(404);
    }
    expect((await desk.facts.currentFacts('arrangement', ['ARS'])).size).toBe(0);
  });
});
