import { describe, expect, it } from 'vitest';
import { rowKinds } from '../../../domain/records/kinds.ts';
import { rowOf } from '../../support/a-council.ts';
import { payCouncil, reason } from '../../support/pay-council.ts';
import { payDesk, payUsers } from '../../support/pay-desk.ts';

const { olu, amy, abe, ivy } = payUsers;

/** £700 a week of care from 25 March 2022, less £200 that the home collects, and a home held; it is now April. */
async function yearEnd() {
  const desk = await payDesk();
  desk.at('2022-04-04T09:00:00.000Z');
  const council = payCouncil(desk);
  await council.base();
  const { api } = desk;
  const dated = { startDate: '2022-03-25', endDate: '' };
  await council.package('PK1', dated);
  await council.package('PK2', { ...dated, providerId: 'P002', costCentre: 'CC2', rate: '350' });
  await council.package('PK3', { ...dated, costCentre: 'CC3', icbId: 'QU9', nhsSharePercent: '50' });
  await council.contributions('A1', [
    { startDate: '2022-03-25' as never, endDate: null, weeklyAmountPence: 20_000 as never },
  ]);
  const held = { category: 'provider-on-hold', providerId: 'P002', reason };
  await api.ask('placeHold', { as: olu, body: held });

  async function preview(body: Record<string, unknown> = {}): Promise<string> {
    const { payRunId } = await api.ask('startPayRun', {
      as: olu,
      body: { kind: 'providers', throughDate: '2022-03-31', preview: true, ...body },
    });
    await desk.work();
    return payRunId;
  }
  const propose = (payRunId: string) =>
    api.ask('proposeAccrual', { as: olu, body: { payRunId, reason } }).then(({ accrualId }) => accrualId);
  const refusedProposal = async (payRunId: string) => {
    const { status, errors } = await api.refusal('proposeAccrual', { as: olu, body: { payRunId, reason } });
    return [status, errors?.[0]?.rule];
  };
  const entries = async () =>
    (await desk.ledger.entriesOf('year-end:2021-22', { limit: 10 })).items.map(
      ({ entryId, date, postings }) => [
        entryId,
        date,
        postings.map(({ account, coding, amountPence }) => [
          account,
          coding?.costCentre ?? null,
          amountPence,
        ]),
      ],
    );
  const show = (id: string) => api.ask('readAccrual', { as: ivy, id });
  return { desk, council, api, preview, propose, refusedProposal, entries, show };
}

const agreement = rowOf(rowKinds['direct-payment-agreements'], {
  ...{ agreementId: 'DP1', personId: 'A1', payeeName: 'A Marlow', frequency: 'quarterly' },
  ...{ startDate: '2022-03-18', weeklyBudget: '100', sortCode: '000000', accountNumber: '12345678' },
});

const booked = [
  ['expenditure', 'CC1', 70_000],
  ['expenditure', 'CC2', 35_000],
  ['expenditure', 'CC3', 70_000],
  ['client-income', 'CC1', -20_000],
  ['nhs-income', 'CC3', -35_000],
  ['accruals', null, -120_000],
];

describe('a year-end accrual', () => {
  it('is proposed from a preview, approved by somebody else and booked with its reversal', async () => {
    const { desk, api, preview, propose, entries, show } = await yearEnd();
    const payRunId = await preview();
    const id = await propose(payRunId);
    expect(await show(id)).toMatchObject({
      ...{ accrualId: `providers-2021-22-${payRunId}`, state: 'proposed', year: '2021-22' },
      ...{ yearEnd: '2022-03-31', reversedOn: '2022-04-01', totalPence: 120_000, lineCount: 5 },
      ...{ proposedBy: 'olu.officer', madeBy: ['olu.officer'], history: [{ state: 'proposed', reason }] },
    });
    expect(await entries()).toEqual([]);
    await api.ask('approveAccrual', { as: abe, id, body: { reason: 'As the timetable says' } });
    expect(await entries()).toEqual([
      [
        'reversal:year-end-accrual:providers:2021-22',
        '2022-04-01',
        booked.map(([account, costCentre, amount]) => [account, costCentre, -Number(amount)]),
      ],
      ['year-end-accrual:providers:2021-22', '2022-03-31', booked],
    ]);
    expect(Object.values(await desk.ledger.trialBalance()).every((balance) => balance === 0)).toBe(true);
    const { sumPence, balanced } = await api.ask('trialBalance', { as: ivy });
    expect([sumPence, balanced]).toEqual([0, true]);
    expect((await show(id)).history.map(({ state, by }) => [state, by])).toEqual([
      ['proposed', 'olu.officer'],
      ['approved', 'abe.approver'],
    ]);
    const { items } = await api.ask('listAccruals', { as: ivy, query: {} });
    expect(items).toMatchObject([{ accrualId: id, state: 'approved', totalPence: 120_000 }]);
  });

  it('keeps its totals when the preview is forgotten, and leaves what it accrues to be paid', async () => {
    const { desk, api, preview, propose, entries, show } = await yearEnd();
    const id = await propose(await preview());
    desk.at('2022-04-06T09:00:00.000Z');
    expect(await show(id)).toMatchObject({ totalPence: 120_000 });
    await api.ask('approveAccrual', { as: amy, id, body: { reason } });
    expect(await entries()).toHaveLength(2);
    const again = await preview();
    expect(await api.ask('readPayRun', { as: ivy, id: again })).toMatchObject({ lineCount: 5 });
  });

  it('is not approved by who proposed it, nor over a limit, nor a second time', async () => {
    const { api, preview, propose, refusedProposal, council, desk } = await yearEnd();
    const payRunId = await preview();
    const { accrualId: own } = await api.ask('proposeAccrual', { as: amy, body: { payRunId, reason } });
    const refused = async (as: typeof amy | typeof abe, id: string) => {
      const { status, errors } = await api.refusal('approveAccrual', { as, id, body: { reason } });
      return [status, errors?.[0]?.rule];
    };
    expect(await refused(amy, own)).toEqual([403, 'maker-is-checker']);
    await api.ask('cancelAccrual', { as: olu, id: own, body: { reason: 'A home is missing' } });
    expect(await refused(abe, own)).toEqual([409, 'wrong-state']);
    await council.package('PK4', { startDate: '2022-03-25', endDate: '', rate: '60000', costCentre: 'CC4' });
    const large = await propose(await preview());
    expect(await refused(abe, large)).toEqual([403, 'over-limit']);
    await api.ask('approveAccrual', { as: amy, id: large, body: { reason } });
    expect(await refused(amy, large)).toEqual([409, 'wrong-state']);
    expect(await refusedProposal(await preview())).toEqual([409, 'accrued-once']);
    expect(await desk.ledger.trialBalance()).toMatchObject({ expenditure: 0, accruals: 0 });
  });

  it('that was cancelled may be proposed again from the same preview', async () => {
    const { api, preview, propose, show } = await yearEnd();
    const payRunId = await preview();
    const id = await propose(payRunId);
    await api.ask('cancelAccrual', { as: olu, id, body: { reason } });
    expect(await propose(payRunId)).toBe(id);
    expect((await show(id)).history.map(({ state }) => state)).toEqual(['proposed', 'cancelled', 'proposed']);
  });

  it('is booked once where two approve it at the same moment, and where one request comes twice', async () => {
    const { api, preview, propose, entries } = await yearEnd();
    const id = await propose(await preview());
    const both = await Promise.allSettled([
      api.ask('approveAccrual', { as: amy, id, body: { reason } }),
      api.ask('approveAccrual', { as: abe, id, body: { reason } }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await api.refusal('approveAccrual', { as: amy, id, body: { reason } })).toMatchObject({
      status: 409,
    });
    expect(await entries()).toHaveLength(2);
  });

  it('is booked once of a kind and year, even where two were proposed at the same moment', async () => {
    const { desk, council, api, preview, propose, entries } = await yearEnd();
    const id = await propose(await preview());
    const first = (await desk.facts.currentFacts('accrual', [id])).get(id)!.body;
    const accrualId = 'providers-2021-22-R000099';
    await council.record('accrual', accrualId, { ...first, accrualId, payRunId: 'R000099' });
    const refusal = { status: 409, errors: [{ rule: 'accrued-once' }] };
    expect(
      await api.refusal('proposeAccrual', { as: olu, body: { payRunId: first.payRunId, reason } }),
    ).toMatchObject(refusal);
    await api.ask('approveAccrual', { as: amy, id: accrualId, body: { reason } });
    expect(await api.refusal('approveAccrual', { as: amy, id, body: { reason } })).toMatchObject(refusal);
    expect(await entries()).toHaveLength(2);
    expect((await desk.facts.currentFacts('accrual', [id])).get(id)?.body.state).toBe('proposed');
  });

  it('leaves out care of the new year that is paid in advance', async () => {
    const { council, preview, propose, show } = await yearEnd();
    await council.record('direct-payment-agreement', 'DP1', agreement);
    const id = await propose(await preview({ kind: 'direct-payments' }));
    // A quarter from 18 March is paid whole: 14 of its 92 days belong to the year that ended.
    expect(await show(id)).toMatchObject({ kind: 'direct-payments', totalPence: 20_000 });
  });

  it('comes to the same where some of the care is paid after the year’s end, before the preview', async () => {
    const { desk, api, preview, propose, show } = await yearEnd();
    const { payRunId: id } = await api.ask('startPayRun', {
      as: olu,
      body: { kind: 'providers', throughDate: '2022-04-10', scope: { packageId: 'PK1' } },
    });
    await desk.work();
    await api.ask('submitPayRun', { as: olu, id, body: { reason } });
    const { linesHash } = await api.ask('readPayRun', { as: ivy, id });
    await api.ask('approvePayRun', { as: amy, id, body: { linesHash, reason } });
    await api.ask('issuePayRun', { as: olu, id, body: { reason } });
    await desk.work();
    desk.at('2022-04-05T09:00:00.000Z');
    const accrual = await show(await propose(await preview()));
    // £700 of PK1 less £200 that the home collects was booked in April: it is cost of the year all the same.
    expect(accrual).toMatchObject({ totalPence: 120_000, issuedSince: [id] });
    expect(accrual.totals.map(({ account, amountPence }) => [account, amountPence])).toEqual(
      expect.arrayContaining([
        ['expenditure', 70_000],
        ['client-income', -20_000],
      ]),
    );
  });

  it('leaves out what is paid after the preview: that is in the preview', async () => {
    const { desk, api, preview, propose, show } = await yearEnd();
    const previewed = await preview();
    desk.at('2022-04-05T09:00:00.000Z');
    const { payRunId: id } = await api.ask('startPayRun', {
      as: olu,
      body: { kind: 'providers', throughDate: '2022-03-31', scope: { packageId: 'PK1' } },
    });
    await desk.work();
    await api.ask('submitPayRun', { as: olu, id, body: { reason } });
    const { linesHash } = await api.ask('readPayRun', { as: ivy, id });
    await api.ask('approvePayRun', { as: amy, id, body: { linesHash, reason } });
    await api.ask('issuePayRun', { as: olu, id, body: { reason } });
    await desk.work();
    expect(await show(await propose(previewed))).toMatchObject({ totalPence: 120_000, issuedSince: [] });
  });

  it('of a kind says nothing of another', async () => {
    const { preview, propose, refusedProposal } = await yearEnd();
    await propose(await preview());
    expect(await refusedProposal(await preview({ kind: 'carers' }))).toEqual([409, 'nothing-unpaid']);
  });
});

describe('an accrual is not proposed', () => {
  it('from a run that is no complete preview of everything through 31 March of a year that is over', async () => {
    const { desk, api, preview, refusedProposal } = await yearEnd();
    const refusals = async (...payRunIds: string[]) => {
      const answers: unknown[] = [];
      for (const payRunId of payRunIds) answers.push(await refusedProposal(payRunId));
      return answers;
    };
    const run = await api.ask('startPayRun', {
      as: olu,
      body: { kind: 'providers', throughDate: '2022-03-31', scope: { packageId: 'PK1' } },
    });
    await desk.work();
    const waiting = await api.ask('startPayRun', {
      as: olu,
      body: { kind: 'providers', throughDate: '2022-03-31', preview: true },
    });
    expect(await refusals(run.payRunId, waiting.payRunId)).toEqual([
      [409, 'not-a-preview'],
      [409, 'not-complete'],
    ]);
    await desk.work();
    expect(
      await refusals(
        await preview({ throughDate: '2022-03-30' }),
        await preview({ throughDate: '2023-03-31' }),
        await preview({ scope: { providerId: 'P001' } }),
        await preview({ calendar: 'monthly' }),
      ),
    ).toEqual([
      [422, 'not-a-year-end'],
      [422, 'year-not-over'],
      [422, 'not-of-all'],
      [422, 'not-of-all'],
    ]);
    expect(
      await api.refusal('proposeAccrual', { as: olu, body: { payRunId: 'none', reason } }),
    ).toMatchObject({
      status: 404,
    });
  });

  it('while a run is approved whose cost is not booked yet', async () => {
    const { desk, api, preview, refusedProposal } = await yearEnd();
    const { payRunId: id } = await api.ask('startPayRun', {
      as: olu,
      body: { kind: 'providers', throughDate: '2022-03-27' },
    });
    await desk.work();
    await api.ask('submitPayRun', { as: olu, id, body: { reason } });
    const { linesHash } = await api.ask('readPayRun', { as: ivy, id });
    await api.ask('approvePayRun', { as: amy, id, body: { linesHash, reason } });
    expect(await refusedProposal(await preview())).toEqual([409, 'run-not-issued']);
  });

  it('from a preview that took a run for paid which was cancelled since', async () => {
    const { desk, api, preview, propose, refusedProposal, show } = await yearEnd();
    const { payRunId: id } = await api.ask('startPayRun', {
      as: olu,
      body: { kind: 'providers', throughDate: '2022-03-31', scope: { packageId: 'PK1' } },
    });
    await desk.work();
    await api.ask('submitPayRun', { as: olu, id, body: { reason } });
    const { linesHash } = await api.ask('readPayRun', { as: ivy, id });
    await api.ask('approvePayRun', { as: amy, id, body: { linesHash, reason } });
    desk.at('2022-04-04T10:00:00.000Z');
    const tooEarly = await preview();
    desk.at('2022-04-04T11:00:00.000Z');
    await api.ask('cancelPayRun', { as: olu, id, body: { reason } });
    expect(await refusedProposal(tooEarly)).toEqual([409, 'cancelled-meanwhile']);
    desk.at('2022-04-04T12:00:00.000Z');
    expect(await show(await propose(await preview()))).toMatchObject({ totalPence: 120_000 });
  });
});
