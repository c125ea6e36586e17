import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import type { DeferredPosting } from '../../../domain/deferred/postings.ts';
import { deferredEntries, deferredParty } from '../../../domain/ledger/deferred-entries.ts';
import { pence } from '../../../domain/money.ts';
import { deferredStore } from '../../../functions/store/deferred-store.ts';
import { ledgerStore } from '../../../functions/store/ledger-store.ts';
import { testTable } from '../../support/test-table.ts';

const table = await testTable();
const deferred = deferredStore(table);
const ledger = ledgerStore(table);
const on = calendarDate('2026-04-02');
const posted = { from: calendarDate('2026-04-01'), interestByDay: [12], events: [] };

function night(agreementId: string, number: number, amountPence: number) {
  const day = calendarDate('2026-04-01');
  const interest: DeferredPosting = {
    ...{ kind: 'interest', from: day, to: day, amountPence: pence(amountPence), isReversal: false },
  };
  return { posted, entries: deferredEntries({ agreementId, number, on }, [interest]) };
}
const owed = async (agreementId: string) =>
  (await ledger.balancesOf(deferredParty(agreementId)))['deferred-debt'];

describe('AP52 what of an agreement’s account is posted', () => {
  it('is nothing before the first night, and what the last night left after it', async () => {
    expect(await deferred.postedOf('DA-52')).toBeNull();
    await deferred.postNight('DA-52', null, night('DA-52', 1, 12));
    expect(await deferred.postedOf('DA-52')).toEqual({ number: 1, posted });
  });
});

describe('W45 a night books what is owed more', () => {
  it('moves the ledger and notes what is posted, both or neither', async () => {
    expect(await deferred.postNight('DA-45', null, night('DA-45', 1, 12))).toBe(true);
    expect(await owed('DA-45')).toBe(12);
    const seen = await deferred.postedOf('DA-45');
    expect(await deferred.postNight('DA-45', seen, night('DA-45', 2, 5))).toBe(true);
    expect([await owed('DA-45'), (await deferred.postedOf('DA-45'))?.number]).toEqual([17, 2]);
  });

  it('writes nothing where another night was quicker', async () => {
    const seen = await deferred.postedOf('DA-45');
    await deferred.postNight('DA-45', seen, night('DA-45', 3, 1));
    expect(await deferred.postNight('DA-45', seen, night('DA-45', 4, 1))).toBe(false);
    expect(await deferred.postNight('DA-45', null, night('DA-45', 5, 1))).toBe(false);
    expect([await owed('DA-45'), (await deferred.postedOf('DA-45'))?.number]).toEqual([18, 3]);
  });

  it('leaves the ledger in balance', async () => {
    const { 'deferred-debt': debt, 'deferred-income': income } = await ledger.trialBalance();
    expect(debt + income).toBe(0);
  });
});
