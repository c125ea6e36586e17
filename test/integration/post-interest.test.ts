import { beforeEach, describe, expect, it } from 'vitest';
import { calendarDate, instant, type CalendarDate } from '../../domain/calendar.ts';
import { accountFactsOf } from '../../domain/deferred/account-facts.ts';
import { nothingRecordedYet, type DeferredAccountRecord } from '../../domain/deferred/account-record.ts';
import { reckonAccount } from '../../domain/deferred/account.ts';
import { owedAfter } from '../../domain/deferred/statement.ts';
import type { FactKind } from '../../domain/facts/fact.ts';
import { deferredParty } from '../../domain/ledger/deferred-entries.ts';
import { pence, rateText } from '../../domain/money.ts';
import { referenceSettingName } from '../../domain/settings/reference-settings.ts';
import { settings } from '../../domain/settings/settings.ts';
import { interestDeps } from '../../functions/post-interest/deps.ts';
import { postInterest } from '../../functions/post-interest/post-interest.ts';
import { deferredFactsOf } from '../../functions/platform/deferred/known-account.ts';
import { factStore } from '../../functions/store/fact-store.ts';
import type { Bodies } from '../../functions/store/items.ts';
import { ledgerStore } from '../../functions/store/ledger-store.ts';
import { workStore } from '../../functions/store/work-store.ts';
import { aDeferredAgreement } from '../support/a-deferred-agreement.ts';
import { dyingClients, type Moment } from '../support/dying-function.ts';
import { testTable } from '../support/test-table.ts';

const table = await testTable();
const facts = factStore(table);
const ledger = ledgerStore(table);
const work = workStore(table);
let now = '2024-02-01T01:00:00.000Z';
const clock = () => instant(now);
let agreements = 0;
let agreementId = '';

async function record<K extends FactKind>(kind: K, id: string, body: Bodies[K]): Promise<void> {
  const seen = (await facts.currentFacts(kind, [id])).get(id) ?? null;
  const recording = {
    ...{ recordedAt: clock(), recordedBy: 'cara.charging', source: { kind: 'hand' as const } },
    reason: 'As the test says',
  };
  await facts.recordVersions([{ subject: { kind, id }, body, handFields: [], recording, seen }]);
}
const enter = (changes: Partial<DeferredAccountRecord>) =>
  record('deferred-account', agreementId, { ...nothingRecordedYet(agreementId), ...changes });

async function night(day: string): Promise<{ posted: number; unchanged: number; notReckoned: number }> {
  now = `${day}T01:00:00.000Z`;
  return postInterest(interestDeps(table, clock));
}
const inLedger = async () => (await ledger.balancesOf(deferredParty(agreementId)))['deferred-debt'];
const entries = async () =>
  (await ledger.entriesOf(deferredParty(agreementId), { limit: 100 })).items.map(({ entryId, postings }) => [
    ...[entryId.replace(`deferred:${agreementId}:`, ''), postings[0]?.amountPence],
  ]);

/** What the account comes to by itself. */
async function owed(through: CalendarDate) {
  const known = (await deferredFactsOf([agreementId], facts)).get(agreementId)!;
  return owedAfter(reckonAccount(accountFactsOf(known, through).facts, through), through);
}

/** What two administrators decided. */
async function set(name: string, value: unknown): Promise<void> {
  const by = { proposedBy: 'ada.admin', approvedBy: 'art.admin' };
  await record('setting', name, {
    name,
    entries: [{ effectiveFrom: calendarDate('2023-01-01'), value, ...by }],
  });
}

beforeEach(async () => {
  await set(settings.goLive.name, '2024-01-01');
  agreements += 1;
  agreementId = `DA-${agreements}`;
  await record('deferred-agreement', agreementId, aDeferredAgreement({ agreementId, personId: 'P-1' }));
});

describe('The nightly posting of deferred payment agreements', () => {
  it('brings the ledger to where the account stood at the end of the day before', async () => {
    await night('2024-02-01');
    expect(await inLedger()).toBe(await owed(calendarDate('2024-01-31')));
    expect(await entries()).toEqual([
      ['1:interest', 4_45],
      ['1:drawdown', 2_800_00],
    ]);
  });

  it('posts nothing before the council is live, as what was owed may not be on record yet', async () => {
    for (const goLive of [null, '2024-02-02']) {
      await set(settings.goLive.name, goLive);
      expect(await night('2024-02-01')).toEqual({ posted: 0, unchanged: 0, notReckoned: 0 });
    }
    expect(await entries()).toEqual([]);
    await night('2024-02-02');
    expect(await inLedger()).toBe(await owed(calendarDate('2024-02-01')));
  });

  it('posts a night once, however often it is called', async () => {
    await night('2024-02-01');
    await night('2024-02-01');
    await night('2024-02-02');
    expect((await entries()).slice(0, 1)).toEqual([['2:interest', 31]]);
    expect(await inLedger()).toBe(await owed(calendarDate('2024-02-01')));
  });

  it('catches up the nights that were missed', async () => {
    await night('2024-02-01');
    await night('2024-03-01');
    expect(await inLedger()).toBe(await owed(calendarDate('2024-02-29')));
    expect(await entries()).toHaveLength(4);
  });

  it('takes back and posts anew what a correction changed, and says so', async () => {
    await night('2024-02-01');
    await enter({ rates: [{ from: calendarDate('2024-01-20'), percent: rateText('1') }] });
    await night('2024-02-01');
    expect(await entries()).toEqual(
      expect.arrayContaining([
        ['2:interest:taken-back', -2_99],
        ['2:interest', 75],
      ]),
    );
    expect(await inLedger()).toBe(await owed(calendarDate('2024-01-31')));
  });

  it('posts what was brought forward, charges and repayments', async () => {
    await record('opening-position', `deferred-balance:${agreementId}`, {
      ...{ kind: 'deferred-balance', id: agreementId, date: calendarDate('2024-01-14'), detail: null },
      amountPence: pence(5_000_00),
    });
    const [on, toldOn] = [calendarDate('2024-01-20'), calendarDate('2024-01-01')];
    await enter({
      charges: [
        {
          ...{ chargeId: 'C1', kind: 'one-off', description: 'Setting up', amountPence: pence(670_00) },
          ...{ from: on, to: null, toldOn, isAdded: true },
        },
      ],
      repayments: [{ repaymentId: 'R1', on, amountPence: pence(1_000_00), from: 'Daughter' }],
    });
    await night('2024-02-01');
    expect((await entries()).map(([name]) => name).toSorted()).toEqual([
      ...['1:brought-forward', '1:charge', '1:drawdown', '1:interest', '1:repayment'],
    ]);
    expect(await inLedger()).toBe(await owed(calendarDate('2024-01-31')));
  });

  it('asks once for a rate that nobody knows, posts until then, and goes on when it is entered', async () => {
    const { notReckoned } = await night('2025-07-10');
    expect(notReckoned).toBe(agreements);
    expect(await inLedger()).toBe(await owed(calendarDate('2025-06-30')));
    const asked = (await work.listOpen({ areas: ['charging'], limit: 10 })).items;
    expect(asked.map(({ title }) => title)).toEqual([
      expect.stringContaining('1 July 2025 to 31 December 2025'),
    ]);
    await set(referenceSettingName('deferred-rate-ceiling'), [
      { category: 'standard', from: '2025-07-01', value: '4.15', source: 'OBR' },
    ]);
    await night('2025-07-11');
    expect(await inLedger()).toBe(await owed(calendarDate('2025-07-10')));
    expect((await work.listOpen({ areas: ['charging'], limit: 10 })).items).toEqual([]);
  });

  it('ends the same wherever it is killed, before and after every call', async () => {
    const dying = async (moment?: Moment) => {
      const clients = dyingClients(moment);
      now = '2024-02-01T01:00:00.000Z';
      const attempt = postInterest(interestDeps({ ...table, client: clients.wrap(table.client) }, clock));
      await attempt.catch(() => undefined);
      await clients.settled();
      return clients.calls();
    };
    await night('2024-02-01');
    const calls = await dying();
    for (let call = 1; call <= calls + 1; call += 1)
      for (const when of ['before', 'after'] as const) {
        agreements += 1;
        agreementId = `DA-${agreements}`;
        await record('deferred-agreement', agreementId, aDeferredAgreement({ agreementId, personId: 'P-1' }));
        await dying({ call, when });
        await night('2024-02-01');
        expect(await inLedger()).toBe(await owed(calendarDate('2024-01-31')));
        expect(await entries()).toHaveLength(2);
      }
  });
});
