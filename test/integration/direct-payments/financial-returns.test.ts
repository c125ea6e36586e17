import { beforeAll, describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { recordRouteTable } from '../../../events/api/records.ts';
import { modulusTables } from '../../../functions/platform/modulus-tables.ts';
import { routeArea } from '../../../functions/platform/route-area.ts';
import { serveRecords } from '../../../functions/serve-records/serve-records.ts';
import { listStore } from '../../../functions/store/list-store.ts';
import { restrictedPeople } from '../../../functions/store/restricted-people.ts';
import { anArrangement } from '../../support/an-arrangement.ts';
import { always, apiOf, type Someone } from '../../support/call-api.ts';
import { statementDesk } from '../../support/statement-desk.ts';
import { lloyds } from '../../support/statements/bank-files.ts';

const as: Someone = { user: 'audrey.auditor', roles: ['audit-officer'] };
const desk = await statementDesk();
const records = apiOf(
  recordRouteTable,
  routeArea(
    recordRouteTable,
    serveRecords({
      ...{ facts: desk.facts, lists: listStore(desk.table), restricted: restrictedPeople(desk.facts) },
      ...{ modulusTables, clock: desk.deps.clock, wakeWaiting: () => Promise.resolve() },
    }),
    always,
  ),
);
const listOf = async (due: string) =>
  (await records.ask('listAgreements', { as, query: { due, limit: '200' } })).items;
const dueOf = async (id: string, due: string) =>
  (await listOf(due)).find(({ agreementId }) => agreementId === id);
const returnsOf = async (id: string) => (await desk.api.ask('listFinancialReturns', { as, id })).items;
const body = (more: object) => ({
  ...{ periodFrom: '2026-04-01', periodTo: '2026-06-30', papers: [], reason: 'They came by post', ...more },
});
const payslip = { kind: 'payslip', payee: 'Jo Park', date: '2026-04-30', amountPence: 225_00 };
const recordReturn = (id: string, more: object = {}, key?: string) =>
  desk.api.ask('recordReturn', { as, id, body: body(more), ...(key !== undefined && { key }) });
const refusal = (id: string, more: object) => desk.api.refusal('recordReturn', { as, id, body: body(more) });

beforeAll(async () => {
  for (const id of ['FR1', 'FR2', 'FR3', 'FR4', 'FR5', 'FR6'])
    await desk.agree(id, { startDate: '2026-04-01' });
  await desk.agree('FR7', { startDate: '2026-04-01', returnFrequency: '' });
});

describe('the agreements of which papers are due', () => {
  it('come each with the oldest that is open, how late it is and what is done next', async () => {
    expect(await dueOf('FR1', '2026-07-27')).toBeUndefined();
    expect(await dueOf('FR1', '2026-07-28')).toMatchObject({
      ...{ agreementId: 'FR1', personName: 'Ann Smith', openReturns: 1 },
      financialReturn: {
        ...{ period: { from: '2026-04-01', to: '2026-06-30' }, dueOn: '2026-07-28', state: 'due' },
        ...{ missing: [{ from: '2026-04-01', to: '2026-06-30' }], pause: null, lastStep: null },
      },
    });
    expect(await dueOf('FR1', '2026-10-28')).toMatchObject({ openReturns: 2 });
    expect(await dueOf('FR7', '2027-10-28')).toBeUndefined();
  });

  it('are not asked for without a day: the list answers as it did', async () => {
    const { items } = await records.ask('listAgreements', { as, query: { limit: '200' } });
    const one = items.find(({ agreementId }) => agreementId === 'FR1');
    expect(one).toBeDefined();
    expect(Object.keys(one ?? {})).not.toContain('financialReturn');
  });

  it('are paused while a family mourns, and say through which day', async () => {
    const bereavement = {
      ...{ since: calendarDate('2026-09-01'), to: null, contact: 'Audrey Auditor' },
    };
    await desk.api.ask('putArrangement', {
      ...{ as, id: 'FR2' },
      body: { arrangement: anArrangement({ bereavement }), version: null, reason: 'Her brother died' },
    });
    expect(await dueOf('FR2', '2026-07-28')).toMatchObject({
      financialReturn: {
        ...{ state: 'paused', pause: { why: 'bereavement', through: null } },
        nextStep: { outcome: 'wait', until: null, why: expect.stringContaining('death') as string },
      },
    });
  });

  it('are for those who see arrangements', async () => {
    const asked = {
      as: { user: 'olu.officer', roles: ['payments-officer'] as const },
      query: { due: '2026-07-28' },
    };
    expect((await records.refusal('listAgreements', asked)).status).toBe(403);
  });
});

describe('papers that came', () => {
  it('are kept with their period, which is received, and accepted once somebody says so', async () => {
    expect(await recordReturn('FR3', { papers: [payslip] })).toMatchObject({ unchanged: false });
    const [, , first] = await returnsOf('FR3');
    expect(first).toMatchObject({
      ...{ state: 'received', missing: [] },
      received: [{ from: '2026-04-01', to: '2026-06-30', papers: [{ ...payslip, uploadId: null }] }],
    });
    await recordReturn('FR3', { accepted: true });
    expect((await returnsOf('FR3')).at(-1)).toMatchObject({ state: 'accepted' });
    expect(await dueOf('FR3', '2026-07-28')).toBeUndefined();
  });

  it('sent again under the same key change nothing', async () => {
    const papers = [payslip, { ...payslip, date: '2026-05-31' }];
    const first = await recordReturn('FR4', { papers }, 'a-key');
    expect(await recordReturn('FR4', { papers }, 'a-key')).toEqual({ ...first, unchanged: true });
    expect(await recordReturn('FR4', {}, 'b-key')).toMatchObject({ unchanged: false });
    expect(await recordReturn('FR4', {}, 'b-key')).toMatchObject({ unchanged: true });
    const { received } = (await returnsOf('FR4')).at(-1) ?? { received: [] };
    expect(received.map((each) => each.papers.length)).toEqual([2, 0]);
  });

  it('are all kept where several officers record at once', async () => {
    const days = ['2026-04-10', '2026-04-17', '2026-04-24'];
    await Promise.all(days.map((date) => recordReturn('FR5', { papers: [{ ...payslip, date }] }, date)));
    const { received } = (await returnsOf('FR5')).at(-1) ?? { received: [] };
    expect(received.flatMap(({ papers }) => papers.map(({ date }) => date)).toSorted()).toEqual(days);
  });

  it('are refused in sentences for days before the agreement, still to come, or the wrong way round', async () => {
    const rulesOf = async (more: object) => {
      const { status, errors } = await refusal('FR6', more);
      return [status, errors?.map(({ field, rule }) => `${field ?? ''} ${rule}`)];
    };
    expect(await rulesOf({ periodFrom: '2026-03-31' })).toEqual([
      422,
      ['periodFrom period-before-agreement'],
    ]);
    expect(await rulesOf({ periodTo: '2030-01-01' })).toEqual([422, ['periodTo period-in-the-future']]);
    expect(await rulesOf({ periodTo: '2026-04-01', periodFrom: '2026-04-02' })).toEqual([
      ...[422, ['periodTo end-before-start']],
    ]);
    const papers = [payslip, { ...payslip, date: '2030-01-01', uploadId: 'nobody' }];
    expect(await rulesOf({ papers })).toEqual([
      ...[422, ['papers.1.date paper-in-the-future', 'papers.1.uploadId paper-file-unknown']],
    ]);
    expect((await refusal('nobody', {})).status).toBe(404);
    expect((await returnsOf('FR6')).flatMap(({ received }) => received)).toEqual([]);
  });

  it('for which no return is asked are shown beside the others, with why none is', async () => {
    await recordReturn('FR7', { papers: [payslip] });
    expect(await desk.api.ask('listFinancialReturns', { as, id: 'FR7' })).toMatchObject({
      ...{ items: [], noReturns: expect.stringContaining('how often') as string },
      otherDays: [{ from: '2026-04-01' }],
    });
  });
});

describe('a bank statement', () => {
  it('that is taken in counts as received for its days, once, and what is missing stays missing', async () => {
    await desk.agree('FR8', { startDate: '2026-04-01', returnFrequency: 'monthly' });
    const file = lloyds([
      { on: '2026-04-03', text: 'JO PARK WAGES', pence: -90_00 },
      { on: '2026-05-12', text: 'JO PARK WAGES', pence: -90_00 },
    ]);
    const { upload } = await desk.send(file, { agreement: 'FR8' });
    const [may, april] = (await returnsOf('FR8')).slice(-2);
    expect(april).toMatchObject({ state: 'received', received: [{ uploadId: upload.uploadId, papers: [] }] });
    expect(may).toMatchObject({ missing: [{ from: '2026-05-18', to: '2026-05-31' }] });
    const [version] = await desk.facts.versionsOf('financial-returns', 'FR8');
    expect(version).toMatchObject({
      ...{ version: 1, recordedBy: 'careledger', source: { kind: 'file', uploadId: upload.uploadId } },
    });
  });
});

describe('the returns of somebody whose record is closed', () => {
  it('are not there', async () => {
    await desk.drop('people/closed.csv', 'personId,name,dateOfBirth,restricted\nSEC1,S,1950-01-01,yes\n');
    await desk.agree('FRS', { personId: 'SEC1', startDate: '2026-04-01' });
    expect((await desk.api.refusal('listFinancialReturns', { as, id: 'FRS' })).status).toBe(404);
    expect((await refusal('FRS', {})).status).toBe(404);
    expect(await dueOf('FRS', '2026-07-28')).toBeUndefined();
  });
});
