import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { yearEndAccrual } from '../../../domain/ledger/accruals.ts';
import type { Entry } from '../../../domain/ledger/journal-entry.ts';
import { pence } from '../../../domain/money.ts';
import type { Accrual } from '../../../domain/pay/run/accrual.ts';
import { accrualStore } from '../../../functions/store/accrual-store.ts';
import { changeMarks } from '../../../functions/store/change-marks.ts';
import { factStore } from '../../../functions/store/fact-store.ts';
import type { StoredFact } from '../../../functions/store/items.ts';
import { ledgerStore } from '../../../functions/store/ledger-store.ts';
import { aRecording, aWrite } from '../../support/sample-facts.ts';
import { testTable } from '../../support/test-table.ts';

const table = await testTable();
const facts = factStore(table);
const accruals = accrualStore(table);
const ledger = ledgerStore(table);
const recording = aRecording();

const anAccrual = (kind: Accrual['kind'], payRunId: string): Accrual => ({
  ...{ accrualId: `${kind}-2021-22-${payRunId}`, kind, year: '2021-22', payRunId, linesHash: 'hash' },
  issuedSince: [],
  ...{ yearEnd: calendarDate('2022-03-31'), state: 'proposed', madeBy: ['olu.officer'] },
  totals: [
    {
      account: 'expenditure',
      coding: { costCentre: 'CC1', subjectiveCode: null, taxCode: null },
      ...{ amountPence: pence(70_000), lineCount: 1 },
    },
  ],
  totalPence: pence(70_000),
});

function entriesOf({ kind, yearEnd, totals }: Accrual): Entry[] {
  const booked = yearEndAccrual({ of: kind, yearOf: yearEnd, totals });
  return booked === null ? [] : [booked.accrual, booked.reversal];
}

async function proposed(accrual: Accrual): Promise<StoredFact<'accrual'>> {
  const [recorded] = await facts.recordVersions([aWrite('accrual', accrual.accrualId, accrual)]);
  if (recorded?.outcome !== 'recorded') throw new Error('not recorded');
  return recorded.fact;
}

const book = (seen: StoredFact<'accrual'>) =>
  accruals
    .bookAccrual(seen, { ...seen.body, state: 'approved' }, { entries: entriesOf(seen.body), recording })
    .then(({ outcome }) => outcome);
const stateOf = async (id: string) => (await facts.currentFacts('accrual', [id])).get(id)?.body.state;

describe('W26 an accrual is approved', () => {
  it('with both its entries, and the trial balance is as it was', async () => {
    const seen = await proposed(anAccrual('providers', 'R000001'));
    expect(await book(seen)).toBe('booked');
    expect(await stateOf(seen.subject.id)).toBe('approved');
    const { items } = await ledger.entriesOf('year-end:2021-22', { limit: 10 });
    expect(items.map(({ date }) => date)).toEqual(['2022-04-01', '2022-03-31']);
    expect(Object.values(await ledger.trialBalance()).every((balance) => balance === 0)).toBe(true);
  });

  it('once of a version: somebody else acted first, and nothing is booked', async () => {
    const seen = await proposed(anAccrual('carers', 'R000002'));
    const { accrualId } = seen.body;
    await facts.recordVersions([
      { ...aWrite('accrual', accrualId, { ...seen.body, state: 'cancelled' }), seen },
    ]);
    expect(await book(seen)).toBe('changed-meanwhile');
    expect(await stateOf(accrualId)).toBe('cancelled');
  });

  it('once of a kind and year, whoever asks at the same moment', async () => {
    const both = [
      await proposed(anAccrual('manual', 'R000003')),
      await proposed(anAccrual('manual', 'R000004')),
    ];
    const outcomes = await Promise.all(both.map(book));
    expect(outcomes.toSorted()).toEqual(['accrued-before', 'booked']);
    const states = await Promise.all(both.map(({ subject: { id } }) => stateOf(id)));
    expect(states.toSorted()).toEqual(['approved', 'proposed']);
  });

  it('without a mark: no run looks at accruals', async () => {
    const since = new Date(Date.now() - 60_000).toISOString();
    expect((await changeMarks(table).changedSince(since)).filter(({ kind }) => kind === 'accrual')).toEqual(
      [],
    );
  });
});
