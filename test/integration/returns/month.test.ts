import { describe, expect, it } from 'vitest';
import { settings } from '../../../domain/settings/settings.ts';
import { returnRoutes } from '../../../events/api/returns.ts';
import type { ChaseDeps } from '../../../functions/platform/chasing/chase-deps.ts';
import { routeArea } from '../../../functions/platform/route-area.ts';
import { MailNotTaken } from '../../../functions/platform/send-mail.ts';
import { chase, readMonth } from '../../../functions/serve-returns/month.ts';
import { listRules } from '../../../functions/serve-returns/rules.ts';
import { returnDecisionStore } from '../../../functions/store/return-decision-store.ts';
import { always, apiOf, type Someone } from '../../support/call-api.ts';
import { reminderDesk } from '../../support/reminder-desk.ts';
import { aWeek, visitsFile } from '../../support/return-desk.ts';
import { setSetting } from '../../support/set-setting.ts';

const OFFICER: Someone = { user: 'olu.officer', roles: ['payments-officer'] };
const reason = 'Payment is due on Friday';
const { readReturnsMonth, chaseReturns, listReturnRules } = returnRoutes;
const routes = { readReturnsMonth, chaseReturns, listReturnRules };

/** Two providers that are paid by what they deliver, and officers who ask where they are with a month. */
async function monthDesk(with_: Partial<ChaseDeps> = {}) {
  const desk = await reminderDesk();
  const { facts, returns } = desk;
  const decisions = returnDecisionStore(desk.table);
  const deps = { facts, returns, decisions, chasing: { ...desk.deps, ...with_ } };
  const api = apiOf(
    routes,
    routeArea<typeof routes>(
      routes,
      {
        readReturnsMonth: (asked) => readMonth(asked, deps),
        chaseReturns: (asked) => chase(asked, deps),
        listReturnRules: (asked) => listRules(asked, deps),
      },
      always,
    ),
  );
  const askedOf = (providerIds: string[], month = '2026-10') => ({
    as: OFFICER,
    body: { month, providerIds, reason },
  });
  return {
    ...desk,
    decisions,
    month: async (month = '2026-10') =>
      (await api.ask('readReturnsMonth', { as: OFFICER, query: { month } })).items,
    chaseAll: async (providerIds: string[]) => (await api.ask('chaseReturns', askedOf(providerIds))).items,
    refusal: (providerIds: string[], month: string, name: keyof typeof routes = 'chaseReturns') =>
      api.refusal(name, { ...askedOf(providerIds, month), query: { month } }),
    rules: async () => (await api.ask('listReturnRules', { as: OFFICER })).items,
  };
}

const goLiveOn = (desk: Awaited<ReturnType<typeof monthDesk>>, day: string) =>
  setSetting(desk, { name: settings.goLive.name, value: day, from: '2026-04-01' });

const ofP2 = { packageId: 'PK9', personId: 'U2' };

describe('the month of every provider', () => {
  it('says who is missing, when it was reminded, and what came of the others beside the month before', async () => {
    const desk = await monthDesk();
    await desk.send(visitsFile(aWeek('2026-09-07', { ...ofP2, lineRef: 'S' })), { provider: 'P002' });
    await desk.receive('P002');
    await desk.morning('2026-11-05');
    expect(await desk.month()).toEqual([
      {
        ...{ providerId: 'P001', name: 'Care P001', isExpected: true, isMissing: true, packages: 2 },
        ...{ received: 0, lines: 0, questioned: 0, refused: 0, acceptedPence: 0, heldPence: 0 },
        ...{ lastMonthPence: 0, remindedAt: ['2026-11-05'] },
      },
      {
        ...{ providerId: 'P002', name: 'Thrush Homes', isExpected: true, isMissing: false, packages: 1 },
        ...{ received: 1, lines: 7, questioned: 0, refused: 0, acceptedPence: 140_00, heldPence: 0 },
        ...{ lastMonthPence: 140_00, remindedAt: [] },
      },
    ]);
  });

  it('puts first who is missing, then whose lines wait for a decision, with what is held', async () => {
    const desk = await monthDesk();
    await desk.receive('P001');
    const dear = { rate: '30.00', amount: '30.00' };
    await desk.send(visitsFile(aWeek('2026-10-12', ofP2, { 1: dear })), { provider: 'P002' });
    const rows = await desk.month();
    expect(rows.map(({ providerId, questioned }) => [providerId, questioned > 0])).toEqual([
      ['P002', true],
      ['P001', false],
    ]);
    const [waiting] = rows;
    expect(waiting).toMatchObject({ lines: 7, questioned: 1, acceptedPence: 120_00, heldPence: 10_00 });
    expect((await desk.month('2026-11')).map(({ providerId }) => providerId)).toEqual(['P001', 'P002']);
  });

  it('does not miss a return that came for the month after and tells of this one too', async () => {
    const desk = await monthDesk();
    await desk.send(visitsFile(aWeek('2026-09-28')));
    expect((await desk.month('2026-09')).map(({ providerId, isMissing }) => [providerId, isMissing])).toEqual(
      [
        ['P002', true],
        ['P001', false],
      ],
    );
    expect((await desk.month())[1]).toMatchObject({ providerId: 'P001', received: 1, lines: 7 });
  });

  it('leaves out a return that was taken back, and who gives no care that is paid by what was delivered', async () => {
    const desk = await monthDesk();
    await desk.drop('providers/more.csv', 'providerId,name,kind\nP003,Quiet House,organisation\n');
    await desk.receive('P001');
    const [taken] = await desk.returns.takenOf('P001');
    await desk.decisions.applied(taken!, { isWithdrawn: true }, { decisions: [], fared: [] });
    expect(
      (await desk.month()).map(({ providerId, isMissing, lines }) => [providerId, isMissing, lines]),
    ).toEqual([
      ['P001', true, 0],
      ['P002', true, 0],
    ]);
  });

  it('lists who sent a return that nobody expected', async () => {
    const desk = await monthDesk();
    await goLiveOn(desk, '2026-11-01');
    await desk.receive('P002');
    expect(await desk.month()).toMatchObject([
      { providerId: 'P002', isExpected: false, isMissing: false, packages: 0, received: 1, lines: 7 },
    ]);
  });
});

it('a month that no day can be reckoned in is refused', async () => {
  const desk = await monthDesk();
  expect(await desk.month('2000-01')).toEqual([]);
  expect((await desk.month('2099-12')).map(({ received }) => received)).toEqual([0, 0]);
  for (const month of ['0001-01', '1999-12', '9999-12']) {
    expect(await desk.refusal([], month, 'readReturnsMonth')).toMatchObject({ status: 400 });
    expect(await desk.refusal(['P001'], month)).toMatchObject({ status: 400 });
  }
});

describe('an officer who chases a month', () => {
  it('is told of each provider what came of it, and the audit trail says who asked and why', async () => {
    const desk = await monthDesk();
    await desk.receive('P002');
    desk.on('2026-11-07');
    expect(await desk.chaseAll(['P001', 'P002', 'P999'])).toEqual([
      { providerId: 'P001', outcome: 'sent' },
      { providerId: 'P002', outcome: 'not-missing' },
      { providerId: 'P999', outcome: 'not-missing' },
    ]);
    const acts = await desk.facts.actsAbout({ kind: 'provider', id: 'P001' });
    expect(acts).toContainEqual(
      expect.objectContaining({
        ...{ act: 'return-chase-asked', detail: { month: '2026-10' } },
        ...{ recordedBy: 'olu.officer', reason },
      }),
    );
    expect((await desk.month())[0]).toMatchObject({ providerId: 'P001', remindedAt: ['2026-11-07'] });
  });

  it('is told who was not written to where the mail service takes no mail', async () => {
    let tries = 0;
    const desk = await monthDesk({
      sendMail: () => {
        tries += 1;
        return Promise.reject(new MailNotTaken('The mail service took no mail.'));
      },
    });
    await desk.addresses({ P002: 'office@thrush.example' });
    expect(await desk.chaseAll(['P001', 'P002'])).toEqual([
      { providerId: 'P001', outcome: 'not-sent' },
      { providerId: 'P002', outcome: 'not-sent' },
    ]);
    expect(tries).toBe(1);
    expect((await desk.month())[0]).toMatchObject({ remindedAt: [] });
  });

  it('is told so where nobody can be late yet', async () => {
    const desk = await monthDesk();
    desk.on('2026-10-31');
    expect(await desk.refusal(['P001'], '2026-10')).toMatchObject({
      status: 422,
      detail: 'October 2026 is not over yet: nobody is late with its return.',
    });
    expect(desk.mails).toEqual([]);
  });
});

describe('the checks of returns', () => {
  it('are listed with how often officers decided with each and against it', async () => {
    const desk = await monthDesk();
    expect((await desk.rules()).every(({ agreed, overruled }) => agreed + overruled === 0)).toBe(true);
    await desk.receive('P001');
    const [taken] = await desk.returns.takenOf('P001');
    const fared = [
      { rule: 'units-above-commissioned', agreed: 9, overruled: 1 },
      { rule: 'person-unknown', agreed: 2, overruled: 0 },
    ];
    await desk.decisions.applied(taken!, {}, { decisions: [], fared });
    const rules = await desk.rules();
    expect(rules).toContainEqual({
      ...{ rule: 'units-above-commissioned', effect: 'question', agreed: 9, overruled: 1 },
    });
    expect(rules).toContainEqual({ rule: 'person-unknown', effect: 'refuse', agreed: 2, overruled: 0 });
    expect(rules).toContainEqual({
      ...{ rule: 'visits-as-last-month-beyond-rate', effect: 'weigh', agreed: 0, overruled: 0 },
    });
    expect(new Set(rules.map(({ rule }) => rule)).size).toBe(rules.length);
  });
});
