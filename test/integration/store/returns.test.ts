import { describe, expect, it } from 'vitest';
import { instant } from '../../../domain/calendar.ts';
import { pence } from '../../../domain/money.ts';
import { returnStore, type TakenReturn } from '../../../functions/store/return-store.ts';
import { testTable } from '../../support/test-table.ts';

const nothing = {
  ...{ accepted: 0, questioned: 0, refused: 0, unchanged: 0 },
  ...{ claimedPence: pence(0), acceptedPence: pence(0), meanwhilePence: pence(0), heldPence: pence(0) },
};

const aReturn = (more: Partial<TakenReturn> = {}): TakenReturn => ({
  ...{ providerId: 'P001', month: '2026-10', columns: ['lineRef', 'personId'], exceptions: 0 },
  ...{ clean: nothing, sums: nothing, isWithdrawn: false, revision: 1 },
  ...{ number: 1, uploadId: 'up-1', fileName: 'week-1.csv', layout: 'visits', reference: 'R#1', sequence: 7 },
  ...{ days: { first: 20_700, last: 20_706 }, takenAt: instant('2026-11-05T09:00:00.000Z') },
  ...more,
});

describe('AP35 which returns of a provider were taken', () => {
  it('gives them in their order, however many there are, and none of another provider', async () => {
    const returns = returnStore(await testTable());
    const numbers = Array.from({ length: 12 }, (_, place) => place + 1);
    for (const number of numbers) await returns.take(aReturn({ number, uploadId: `up-${number}` }));
    await returns.take(aReturn({ providerId: 'P0011' }));
    const taken = await returns.takenOf('P001');
    expect(taken.map(({ number }) => number)).toEqual(numbers);
    expect(taken[0]).toEqual(aReturn());
    expect(await returns.takenOf('P002')).toEqual([]);
  });
});

describe('AP38 the returns that tell of a month', () => {
  it('of every provider, and of that month alone', async () => {
    const returns = returnStore(await testTable());
    await returns.take(aReturn());
    await returns.take(aReturn({ providerId: 'P002', uploadId: 'up-2' }));
    await returns.take(aReturn({ number: 2, uploadId: 'up-3', month: '2026-11' }));
    const found = await returns.ofMonth('2026-10');
    expect(found.map(({ providerId }) => providerId).sort()).toEqual(['P001', 'P002']);
  });
});

describe('AP36 which files wait for a number', () => {
  it('names each upload that left word for it, of that layout and provider alone', async () => {
    const returns = returnStore(await testTable());
    await returns.leaveWord('P001', { layout: 'visits', sequence: 8, uploadId: 'up-8' });
    await returns.leaveWord('P001', { layout: 'visits', sequence: 8, uploadId: 'up-8b' });
    await returns.leaveWord('P001', { layout: 'visits', sequence: 81, uploadId: 'up-81' });
    await returns.leaveWord('P001', { layout: 'stays', sequence: 8, uploadId: 'up-stays' });
    await returns.leaveWord('P002', { layout: 'visits', sequence: 8, uploadId: 'up-other' });
    expect(await returns.waitingFor('P001', { layout: 'visits', sequence: 8 })).toEqual(['up-8', 'up-8b']);
    expect(await returns.waitingFor('P001', { layout: 'visits', sequence: 9 })).toEqual([]);
  });
});

describe('W29 a return is taken', () => {
  it('once under a number: whoever decided beside fewer files is told to look again', async () => {
    const returns = returnStore(await testTable());
    const tries = ['up-1', 'up-2', 'up-3'].map((uploadId) => returns.take(aReturn({ uploadId })));
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
    expect(await returns.takenOf('P001')).toHaveLength(1);
    expect(await returns.take(aReturn({ number: 2, uploadId: 'up-9' }))).toBe(true);
  });
});

describe('W30 a return leaves word that it waits', () => {
  it('which says the same however often it is written', async () => {
    const returns = returnStore(await testTable());
    const waiting = { layout: 'visits', sequence: 8, uploadId: 'up-8' };
    await returns.leaveWord('P001', waiting);
    await returns.leaveWord('P001', waiting);
    expect(await returns.waitingFor('P001', waiting)).toEqual(['up-8']);
  });
});

describe('W36 a return is stated anew', () => {
  it('unless something of it was decided since', async () => {
    const returns = returnStore(await testTable());
    await returns.take(aReturn());
    const [seen] = await returns.takenOf('P001');
    expect(await returns.restate(seen!, { exceptions: 4 })).toBe(true);
    expect((await returns.takenOf('P001'))[0]).toMatchObject({ exceptions: 4, revision: 2 });
    expect(await returns.restate(seen!, { exceptions: 5 })).toBe(false);
  });
});
