import { afterEach, describe, expect, it, vi } from 'vitest';
import { calendarDate as day } from '../../../domain/calendar.ts';
import { pence } from '../../../domain/money.ts';
import { runEvidence, type EvidenceRow } from '../../../functions/platform/pay/evidence.ts';
import { payDesk, payUsers } from '../../support/pay-desk.ts';
import { payCouncil, reason } from '../../support/pay-council.ts';
import { recomputePence } from '../../support/recompute-line.ts';
import type { Step } from '../../../domain/pay/explanation.ts';

const { olu, amy, abe, ivy } = payUsers;
afterEach(() => vi.useRealTimers());

/** A council in December 2022 and what its officers do. */
async function story() {
  const desk = await payDesk();
  const council = payCouncil(desk);
  await council.base();
  const { api } = desk;

  async function begin(body: Record<string, unknown> = {}): Promise<string> {
    const { payRunId } = await api.ask('startPayRun', {
      as: olu,
      body: { kind: 'providers', throughDate: '2022-12-07', ...body },
    });
    await desk.work();
    return payRunId;
  }
  const read = (id: string) => api.ask('readPayRun', { as: ivy, id });
  const linesOf = async (id: string) => {
    const { items } = await api.ask('listPayRunLines', { as: ivy, id, query: { limit: '200' } });
    for (const line of items) expect(recomputePence(line.explanation as Step[])).toBe(line.amountPence);
    return items.map(({ packageId, kind, from, to, amountPence }) => [
      packageId,
      kind,
      from.slice(5),
      to.slice(5),
      amountPence,
    ]);
  };
  async function approve(id: string): Promise<void> {
    await api.ask('submitPayRun', { as: olu, id, body: { reason } });
    const { linesHash } = await read(id);
    await api.ask('approvePayRun', { as: amy, id, body: { linesHash, reason } });
  }
  async function issue(id: string): Promise<void> {
    await approve(id);
    await api.ask('issuePayRun', { as: olu, id, body: { reason } });
    await desk.work();
  }
  return { desk, council, api, begin, read, linesOf, approve, issue };
}

describe('a run', () => {
  it('goes from request to issued files, and the ledger sums to nothing', async () => {
    const { desk, api, begin, read, linesOf, issue } = await story();
    const id = await begin();
    expect(await read(id)).toMatchObject({
      state: 'ready',
      totalPence: 70_000,
      paymentPence: 70_000,
      lineCount: 1,
    });
    expect(await linesOf(id)).toEqual([['PK1', 'entitlement', '12-01', '12-07', 70_000]]);
    await issue(id);
    const issued = await read(id);
    expect(issued.state).toBe('issued');
    expect(issued.history.map(({ state }) => state)).toEqual([
      'computing',
      'computing',
      'ready',
      'submitted',
      // Approved, asked to be paid, and what leaves with it decided.
      'approved',
      'approved',
      'approved',
      'issued',
    ]);
    const { items: files } = await api.ask('listPayRunFiles', { as: ivy, id });
    expect(files.map(({ name, kind }) => [name.replace(id, 'R'), kind])).toEqual(
      expect.arrayContaining([
        ['R-bacs.txt', 'bacs-standard-18'],
        ['R-pain-001.xml', 'pain-001'],
        ['R-journal.csv', 'journal'],
        ['R-payments.csv', 'payments'],
        ['R-00001-remittance.pdf', 'remittance'],
      ]),
    );
    const account = await api.ask('providerAccount', { as: ivy, id: 'P001' });
    expect(account).toMatchObject({ balancePence: 0, unsettledPence: 70_000 });
    const [payment] = account.payments;
    const trace = await api.ask('paymentTrace', { as: ivy, id: payment!.paymentId });
    expect(trace.lines.map(({ amountPence }) => amountPence)).toEqual([70_000]);
    await desk.ledger.trialBalance();
  });

  it('pays only what is new the next time, and nothing twice', async () => {
    const { begin, linesOf, issue, read } = await story();
    await issue(await begin());
    const second = await begin({ throughDate: '2022-12-10' });
    expect(await linesOf(second)).toEqual([['PK1', 'entitlement', '12-08', '12-10', 30_000]]);
    await issue(second);
    const third = await begin({ throughDate: '2022-12-10' });
    expect(await read(third)).toMatchObject({ state: 'ready', lineCount: 0, totalPence: 0 });
  });

  it('that was cancelled leaves no trace', async () => {
    const { api, begin, linesOf } = await story();
    const first = await begin();
    await api.ask('cancelPayRun', { as: olu, id: first, body: { reason } });
    const second = await begin({ throughDate: '2022-12-08' });
    expect(await linesOf(second)).toEqual([['PK1', 'entitlement', '12-01', '12-08', 80_000]]);
  });

  it('that was approved and then cancelled leaves no trace either', async () => {
    const { api, begin, linesOf, approve } = await story();
    const first = await begin();
    await approve(first);
    await api.ask('cancelPayRun', { as: olu, id: first, body: { reason } });
    expect(await linesOf(await begin())).toEqual([['PK1', 'entitlement', '12-01', '12-07', 70_000]]);
  });

  it('corrects what was paid when a rate changes late, and proposes to recover what nothing makes good', async () => {
    const { api, council, begin, linesOf, issue, read } = await story();
    await issue(await begin());
    await council.package('PK1', { rate: '400' });
    const second = await begin();
    expect(await linesOf(second)).toEqual([['PK1', 'adjustment', '12-01', '12-07', -30_000]]);
    expect(await read(second)).toMatchObject({ totalPence: -30_000, paymentPence: 0, proposedPence: 30_000 });
    await issue(second);
    const { items } = await api.ask('listRecoveries', { as: ivy });
    expect(items).toMatchObject([
      {
        packageId: 'PK1',
        amountPence: 30_000,
        state: 'proposed',
        cause: [{ kind: 'package', id: 'PK1', version: 2 }],
      },
    ]);
    expect(await api.ask('providerAccount', { as: ivy, id: 'P001' })).toMatchObject({ owedPence: 30_000 });
    await council.package('PK1', { rate: '700' });
    const third = await begin();
    expect(await linesOf(third)).toEqual([['PK1', 'adjustment', '12-01', '12-07', 30_000]]);
    expect(await read(third)).toMatchObject({ totalPence: 30_000, paymentPence: 0, cancelledPence: 30_000 });
    await issue(third);
    expect(await api.ask('providerAccount', { as: ivy, id: 'P001' })).toMatchObject({
      owedPence: 0,
      balancePence: 0,
    });
  });

  it('is refused while an open one of its kind overlaps it', async () => {
    const { api, begin } = await story();
    const first = await begin();
    const body = { kind: 'providers', throughDate: '2022-12-07', scope: { packageId: 'PK1' } };
    const refusal = await api.refusal('startPayRun', { as: olu, body });
    expect(refusal).toMatchObject({ status: 409 });
    expect(refusal.detail).toContain(first);
    await begin({ kind: 'carers' });
  });

  it('pays whom it can, and keeps what is due to a provider without bank details until they come', async () => {
    const { desk, api, council, begin, issue } = await story();
    await council.provider('P002', { sortCode: '', accountNumber: '', accountName: '' });
    await council.package('PK2', { providerId: 'P002' });
    const id = await begin();
    await issue(id);
    const { items: files } = await api.ask('listPayRunFiles', { as: ivy, id });
    expect(files.map(({ name }) => name)).toContain(`${id}-bacs.txt`);
    const kept = await api.ask('providerAccount', { as: ivy, id: 'P002' });
    expect(kept).toMatchObject({
      balancePence: 70_000,
      unsettledPence: 0,
      payments: [{ status: 'returned' }],
    });
    const { items: holds } = await api.ask('listHolds', { as: ivy, query: { state: 'active' } });
    expect(holds).toMatchObject([{ on: { providerId: 'P002' }, category: 'ledger-rejection' }]);
    await desk.ledger.trialBalance();
  });

  it('recomputes to the same lines from the facts as they were then', async () => {
    const { api, council, begin, issue } = await story();
    await council.contributions('A1', [{}]);
    const id = await begin();
    await issue(id);
    await council.package('PK1', { rate: '1' });
    await council.contributions('A1', []);
    expect(await api.ask('recomputePayRun', { as: ivy, id })).toEqual({ identical: true, differences: [] });
  });
});

describe('a recompute', () => {
  it.each<[string, (row: EvidenceRow) => EvidenceRow, string]>([
    [
      'a line',
      (row) => ({ ...row, lines: row.lines.map((line) => ({ ...line, amountPence: pence(60_000) })) }),
      'entitlement 2022-12-01..2022-12-07 60000; provider:P001 gets 70000',
    ],
    [
      'what a payee got',
      (row) => ({
        ...row,
        settlements: row.settlements.map((each) => ({ ...each, payablePence: pence(60_000) })),
      }),
      'entitlement 2022-12-01..2022-12-07 70000; provider:P001 gets 60000',
    ],
  ])('says where %s was kept otherwise than it is reckoned', async (_, kept, was) => {
    const { desk, api, begin, issue } = await story();
    const id = await begin();
    await issue(id);
    const evidence = runEvidence(desk.buckets);
    const { body: run } = (await desk.worker.runs.readRun(id))!;
    const rows = await evidence.readRows(run, 1);
    await evidence.writeShard(run, 1, rows.map(kept), await evidence.readSummary(run, 1));
    expect(await api.ask('recomputePayRun', { as: ivy, id })).toEqual({
      identical: false,
      differences: [
        {
          packageId: 'PK1',
          was,
          now: 'entitlement 2022-12-01..2022-12-07 70000; provider:P001 gets 70000',
        },
      ],
    });
  });
});

describe('approval', () => {
  it('is refused to whoever made or submitted the run', async () => {
    const { api, begin, read } = await story();
    const id = await begin();
    await api.ask('submitPayRun', { as: amy, id, body: { reason } });
    const { linesHash } = await read(id);
    const refusal = await api.refusal('approvePayRun', { as: amy, id, body: { linesHash, reason } });
    expect(refusal).toMatchObject({ status: 403, errors: [{ rule: 'maker-is-checker' }] });
  });

  it('is refused above the approver’s limit', async () => {
    const { api, council, begin, read } = await story();
    await council.package('PK2', { rate: '60000' });
    const id = await begin();
    await api.ask('submitPayRun', { as: olu, id, body: { reason } });
    const { linesHash } = await read(id);
    const refusal = await api.refusal('approvePayRun', { as: abe, id, body: { linesHash, reason } });
    expect(refusal).toMatchObject({ status: 403, errors: [{ rule: 'over-limit' }] });
    await api.ask('approvePayRun', { as: amy, id, body: { linesHash, reason } });
  });

  it('is refused on lines other than those that were seen, and the second of two at once too', async () => {
    const { api, begin, read } = await story();
    const id = await begin();
    await api.ask('submitPayRun', { as: olu, id, body: { reason } });
    expect(
      await api.refusal('approvePayRun', { as: amy, id, body: { linesHash: 'other', reason } }),
    ).toMatchObject({ status: 409 });
    const { linesHash } = await read(id);
    const body = { linesHash, reason };
    await api.ask('approvePayRun', { as: amy, id, body });
    expect(await api.refusal('approvePayRun', { as: amy, id, body })).toMatchObject({ status: 409 });
  });

  it('sends a run back to be computed anew when its facts changed meanwhile', async () => {
    const { desk, api, council, begin, read, linesOf } = await story();
    const id = await begin();
    await api.ask('submitPayRun', { as: olu, id, body: { reason } });
    const { linesHash } = await read(id);
    await council.package('PK1', { rate: '800' });
    const refusal = await api.refusal('approvePayRun', { as: amy, id, body: { linesHash, reason } });
    expect(refusal).toMatchObject({ status: 409 });
    expect(refusal.detail).toContain('PK1');
    await desk.work();
    expect(await read(id)).toMatchObject({ state: 'ready', totalPence: 80_000 });
    expect(await linesOf(id)).toEqual([['PK1', 'entitlement', '12-01', '12-07', 80_000]]);
  });

  it('looks at what belongs to a person, however many people an extract brought again', async () => {
    const { desk, api, council, begin, read } = await story();
    // Well after the package was recorded, so that only the people are new to the run.
    const later = new Date(Date.now() + 300_000);
    vi.useFakeTimers({ now: later, toFake: ['Date'] });
    desk.at(later.toISOString());
    const id = await begin();
    await api.ask('submitPayRun', { as: olu, id, body: { reason } });
    const { linesHash } = await read(id);
    for (let number = 1; number <= 25; number += 1) await council.person(`B${number}`);
    await council.person('A1', { dateOfDeath: '2022-12-03' });
    const refusal = await api.refusal('approvePayRun', { as: amy, id, body: { linesHash, reason } });
    expect(refusal.detail).toContain('PK1');
    await desk.work();
    expect(await read(id)).toMatchObject({ state: 'ready', totalPence: 30_000 });
  });

  it('waits for a run without what the old system held, of a provider too, if that came in meanwhile', async () => {
    const { desk, api, council, begin, read } = await story();
    // Well after everything else was recorded, so that only the hold is new to the run.
    const later = new Date(Date.now() + 300_000);
    vi.useFakeTimers({ now: later, toFake: ['Date'] });
    desk.at(later.toISOString());
    const id = await begin();
    await api.ask('submitPayRun', { as: olu, id, body: { reason } });
    const { linesHash } = await read(id);
    const held = {
      kind: 'hold' as const,
      id: 'P001',
      date: day('2022-11-30'),
      amountPence: null,
      detail: null,
    };
    await council.record('opening-position', 'hold:P001', held);
    const refusal = await api.refusal('approvePayRun', { as: amy, id, body: { linesHash, reason } });
    expect(refusal.detail).toContain('PK1');
    await desk.work();
    expect(await read(id)).toMatchObject({ state: 'ready', totalPence: 0, heldPence: 70_000 });
  });

  it.each([
    ['a line of it', 'providers', ({ lineId }: { lineId: string }) => ({ lineId }), 70_000],
    ['a paper invoice', 'manual', ({ packageId }: { packageId: string }) => ({ packageId }), 12_345],
    ['the sender of a paper invoice', 'manual', () => ({ providerId: 'P002' }), 12_345],
    ['the person of a paper invoice', 'manual', () => ({ personId: 'A1' }), 12_345],
  ])('waits for a run without %s, if that was held meanwhile', async (_, kind, on, heldPence) => {
    const { desk, api, begin, read } = await story();
    const invoice = {
      ...{ providerId: 'P002', personId: 'A1', invoiceNumber: 'INV-7', invoiceDate: '2022-12-02' },
      lines: [{ description: 'Assessment', amountPence: 12_345, from: '2022-12-01', to: '2022-12-01' }],
    };
    await api.ask('recordManualInvoice', { as: olu, body: { ...invoice, reason } });
    // Well after everything else was recorded, so that only the hold is new to the run.
    const later = new Date(Date.now() + 300_000);
    vi.useFakeTimers({ now: later, toFake: ['Date'] });
    desk.at(later.toISOString());
    const id = await begin({ kind });
    await api.ask('submitPayRun', { as: olu, id, body: { reason } });
    const { linesHash } = await read(id);
    const [line] = (await api.ask('listPayRunLines', { as: ivy, id })).items;
    await api.ask('placeHold', { as: olu, body: { category: 'disputed', ...on(line!), reason } });
    const refusal = await api.refusal('approvePayRun', { as: amy, id, body: { linesHash, reason } });
    expect(refusal.detail).toContain(line!.packageId);
    await desk.work();
    expect(await read(id)).toMatchObject({ state: 'ready', totalPence: 0, heldPence });
  });

  it('is not in the way when what changed changes no line', async () => {
    const { council, begin, read, approve } = await story();
    const id = await begin();
    await council.person('A1', { town: 'Larkton' });
    await approve(id);
    expect(await read(id)).toMatchObject({ state: 'approved' });
  });
});

describe('a hold', () => {
  it('H49: on five of ten packages of £10 leaves a run of £50, with £50 held (BrokerageApi.Tests, PayRunsControllerE2ETests)', async () => {
    const { api, council, begin, read } = await story();
    await council.package('PK1', { rate: '10' });
    for (let number = 2; number <= 10; number += 1) await council.package(`PK${number}`, { rate: '10' });
    for (let number = 1; number <= 5; number += 1) {
      await api.ask('placeHold', { as: olu, body: { category: 'manual', packageId: `PK${number}`, reason } });
    }
    const id = await begin();
    expect(await read(id)).toMatchObject({ totalPence: 5_000, heldPence: 5_000 });
    const { items } = await api.ask('listPayRunLines', { as: ivy, id });
    expect(items.filter(({ held }) => held)).toHaveLength(5);
  });

  it('keeps money and not truth, and its release carries the money into the next run', async () => {
    const { api, council, begin, linesOf, issue, read } = await story();
    const { holdId } = await api.ask('placeHold', {
      as: olu,
      body: { category: 'disputed', packageId: 'PK1', reason },
    });
    const first = await begin();
    expect(await read(first)).toMatchObject({ totalPence: 0, heldPence: 70_000, paymentPence: 0 });
    await issue(first);
    await council.package('PK1', { rate: '400' });
    const second = await begin();
    expect(await linesOf(second)).toEqual([['PK1', 'adjustment', '12-01', '12-07', -30_000]]);
    expect(await read(second)).toMatchObject({ totalPence: 0, heldPence: -30_000 });
    await issue(second);
    await api.ask('releaseHold', { as: olu, id: holdId, body: { reason } });
    const third = await begin();
    expect(await read(third)).toMatchObject({ lineCount: 0, totalPence: 40_000, paymentPence: 40_000 });
    await issue(third);
    expect(await api.ask('providerAccount', { as: ivy, id: 'P001' })).toMatchObject({
      heldPence: 0,
      unsettledPence: 40_000,
    });
  });

  it('that the old system had keeps money back here too, until somebody releases it', async () => {
    const { api, council, begin, issue, read } = await story();
    const held = {
      kind: 'hold' as const,
      id: 'PK1',
      date: day('2022-11-30'),
      amountPence: null,
      detail: 'disputed',
    };
    await council.record('opening-position', 'hold:PK1', held);
    const first = await begin();
    expect(await read(first)).toMatchObject({ totalPence: 0, heldPence: 70_000 });
    await issue(first);
    const { items } = await api.ask('listHolds', { as: ivy });
    expect(items).toMatchObject([{ on: { packageId: 'PK1' }, category: 'disputed', state: 'active' }]);
    await api.ask('releaseHold', { as: olu, id: items[0]!.holdId, body: { reason } });
    expect(await read(await begin())).toMatchObject({ totalPence: 70_000, paymentPence: 70_000 });
  });

  it('of changed bank details is released by another person’s call back only', async () => {
    const { api } = await story();
    const details = { sortCode: '089999', accountNumber: '66374958', accountName: 'HOME P001', reason };
    const { holdId, modulus } = await api.ask('changeBankDetails', { as: olu, id: 'P001', body: details });
    expect(modulus).toBe('valid');
    expect(await api.refusal('releaseHold', { as: amy, id: holdId, body: { reason } })).toMatchObject({
      status: 409,
    });
    const call = { calledBackOn: '2022-12-20', numberHeldSince: '2020-01-01', reason };
    expect(await api.refusal('verifyBankDetails', { as: olu, id: 'P001', body: call })).toMatchObject({
      status: 403,
    });
    const tooNew = { ...call, numberHeldSince: '2022-12-20' };
    expect(await api.refusal('verifyBankDetails', { as: amy, id: 'P001', body: tooNew })).toMatchObject({
      status: 422,
    });
    expect(await api.ask('verifyBankDetails', { as: amy, id: 'P001', body: call })).toEqual({
      holdId,
      state: 'released',
    });
    const wrong = { ...details, accountNumber: '66374959' };
    expect(await api.refusal('changeBankDetails', { as: olu, id: 'P001', body: wrong })).toMatchObject({
      status: 422,
    });
  });
});

describe('what is keyed by hand', () => {
  it('is paid: a paper invoice once, in a run of its own kind', async () => {
    const { api, begin, linesOf, issue } = await story();
    const invoice = {
      providerId: 'P002',
      invoiceNumber: 'INV-7',
      invoiceDate: '2022-12-02',
      lines: [{ description: 'Assessment', amountPence: 12_345, from: '2022-12-01', to: '2022-12-01' }],
      reason,
    };
    const { invoiceId } = await api.ask('recordManualInvoice', { as: olu, body: invoice });
    const again = await api.refusal('recordManualInvoice', {
      as: olu,
      body: { ...invoice, invoiceNumber: 'inv-7 ' },
    });
    expect(again).toMatchObject({ status: 422, errors: [{ rule: 'invoice-number-used' }] });
    const id = await begin({ kind: 'manual' });
    expect(await linesOf(id)).toEqual([[invoiceId, 'manual', '12-01', '12-01', 12_345]]);
    await issue(id);
    expect(await linesOf(await begin({ kind: 'manual' }))).toEqual([]);
  });

  it('is paid: mileage at its dated rate', async () => {
    const { api, begin, linesOf } = await story();
    const expense = { packageId: 'PK1', kind: 'mileage', date: '2022-12-03', units: '10', reason };
    expect(await api.ask('recordExpense', { as: olu, body: expense })).toMatchObject({ amountPence: 450 });
    expect(await linesOf(await begin())).toContainEqual(['PK1', 'expense', '12-03', '12-03', 450]);
  });
});

it('a preview shows the same lines and writes nothing', async () => {
  const { begin, linesOf, read, api } = await story();
  const preview = await begin({ preview: true });
  expect(await read(preview)).toMatchObject({ state: 'preview', totalPence: 70_000 });
  expect(await api.refusal('submitPayRun', { as: olu, id: preview, body: { reason } })).toMatchObject({
    status: 409,
  });
  const run = await begin();
  expect(await linesOf(run)).toEqual(await linesOf(preview));
});

describe('an order', () => {
  it('is held until its provider agrees, where the council makes that a condition', async () => {
    const { api, council, begin, read, issue, desk } = await story();
    await council.record('setting', 'agreement-needed', {
      name: 'agreement-needed',
      entries: [
        { effectiveFrom: day('2022-01-01'), value: true, proposedBy: 'ada.admin', approvedBy: 'art.admin' },
      ],
    });
    const first = await begin();
    expect(await read(first)).toMatchObject({ totalPence: 0, heldPence: 70_000 });
    await issue(first);
    await api.ask('rejectOrder', { as: payUsers.pat, id: 'PK1', body: { reason: 'The rate is another' } });
    expect(await read(await begin())).toMatchObject({ totalPence: 0 });
    await api.ask('cancelPayRun', { as: olu, id: 'R000002', body: { reason } });
    await api.ask('agreeOrder', { as: payUsers.pat, id: 'PK1', body: {} });
    expect(await read(await begin())).toMatchObject({
      lineCount: 0,
      totalPence: 70_000,
      paymentPence: 70_000,
    });
    expect(desk.waiting()).toEqual([]);
  });

  it('of another provider is answered as if it were not there', async () => {
    const { api, council } = await story();
    await council.package('PK2', { providerId: 'P002' });
    const refusal = await api.refusal('agreeOrder', { as: payUsers.pat, id: 'PK2', body: {} });
    expect(refusal).toMatchObject({ status: 404 });
  });
});

describe('a preview of what is only thought', () => {
  it('shows what a change would pay, and changes nothing', async () => {
    const { begin, linesOf, issue, read } = await story();
    await issue(await begin());
    const hypothetical = [
      {
        path: '/packages/PK1',
        body: {
          ...{ personId: 'A1', providerId: 'P001', serviceType: 'residential', costCentre: 'CC1' },
          ...{ startDate: '2022-12-01', endDate: '2022-12-31', unitsPerWeek: '1', rate: '800' },
        },
      },
      {
        path: '/packages/PK1/contributions',
        body: {
          items: [
            {
              ...{ contributionId: 'C9', kind: 'weeks-13-plus', collector: 'provider' },
              ...{ startDate: '2022-12-01', weeklyAmount: '70.00' },
            },
          ],
        },
      },
    ];
    const preview = await begin({ preview: true, hypothetical });
    expect(await linesOf(preview)).toEqual([
      ['PK1', 'adjustment', '12-01', '12-07', 10_000],
      ['PK1', 'contribution', '12-01', '12-07', -7_000],
    ]);
    expect(await read(await begin())).toMatchObject({ lineCount: 0 });
  });

  it('refuses what could not be recorded, and what belongs to a preview only', async () => {
    const { api } = await story();
    const ask = (body: Record<string, unknown>) =>
      api.refusal('startPayRun', {
        as: olu,
        body: { kind: 'providers', throughDate: '2022-12-07', ...body },
      });
    const thought = { path: '/packages/PK1', body: { rate: '1e3' } };
    expect(await ask({ preview: true, hypothetical: [thought] })).toMatchObject({ status: 422 });
    expect(await ask({ hypothetical: [thought] })).toMatchObject({ errors: [{ rule: 'only-in-preview' }] });
  });
});
