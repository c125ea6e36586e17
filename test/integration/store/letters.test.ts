import { describe, expect, it } from 'vitest';
import { calendarDate, instant } from '../../../domain/calendar.ts';
import { letterStore, type LetterClaim } from '../../../functions/store/letter-store.ts';
import { testTable } from '../../support/test-table.ts';

const at = (time: string) => instant(`2026-11-05T${time}:00Z`);
const aClaim = (more: Partial<LetterClaim> = {}): LetterClaim => ({
  ...{ letterId: 'DP-7:2026-04-01:reminder-1', agreementId: 'DP-7', personId: 'U1' },
  ...{ purpose: 'papers-first-reminder', title: 'Please send us your papers', isRestricted: false },
  ...{ sentOn: calendarDate('2026-11-05'), by: ['letter', 'e-mail'], claimedUntil: at('08:15') },
  ...more,
});

describe('AP47 the letters of an agreement', () => {
  it('are all of its own, and none of another', async () => {
    const letters = letterStore(await testTable());
    await letters.claimLetter(aClaim(), at('08:00'));
    await letters.claimLetter(aClaim({ letterId: 'DP-7:2026-04-01:reminder-2' }), at('08:00'));
    await letters.claimLetter(aClaim({ agreementId: 'DP-77' }), at('08:00'));
    const found = await letters.lettersOf('DP-7');
    expect(found.map(({ letterId }) => letterId)).toEqual([
      ...['DP-7:2026-04-01:reminder-1', 'DP-7:2026-04-01:reminder-2'],
    ]);
    expect(found[0]).toEqual({ ...aClaim(), state: 'sending' });
    expect(await letters.lettersOf('DP-8')).toEqual([]);
  });
});

describe('W40 a letter is claimed', () => {
  it('by one of those who try at the same moment, and by nobody until its time is over', async () => {
    const letters = letterStore(await testTable());
    const tries = Array.from({ length: 4 }, () => letters.claimLetter(aClaim(), at('08:00')));
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
    expect(await letters.claimLetter(aClaim(), at('08:14'))).toBe(false);
    expect(await letters.claimLetter(aClaim({ claimedUntil: at('08:30') }), at('08:15'))).toBe(true);
    expect(await letters.claimLetter(aClaim(), at('08:29'))).toBe(false);
  });

  it('never again once it was sent, whatever the day, and at once where it surely was not', async () => {
    const letters = letterStore(await testTable());
    const other = aClaim({ letterId: 'DP-7:2026-04-01:reminder-2' });
    for (const claim of [aClaim(), other]) await letters.claimLetter(claim, at('08:00'));
    await letters.settleLetter(aClaim(), 'sent');
    await letters.settleLetter(other, 'failed');
    expect(await letters.claimLetter(aClaim({ sentOn: calendarDate('2026-11-06') }), at('23:00'))).toBe(
      false,
    );
    expect(await letters.claimLetter(other, at('08:01'))).toBe(true);
  });
});

describe('W41 what became of a letter', () => {
  it('is said once, with how it went, and only by whoever has claimed it', async () => {
    const letters = letterStore(await testTable());
    const later = aClaim({ claimedUntil: at('08:30') });
    await letters.claimLetter(aClaim(), at('08:00'));
    await letters.claimLetter(later, at('08:20'));
    expect(await letters.settleLetter(aClaim(), 'sent')).toBe(false);
    expect(await letters.settleLetter({ ...later, by: ['letter'] }, 'sent')).toBe(true);
    expect(await letters.settleLetter(later, 'failed')).toBe(false);
    expect(await letters.lettersOf('DP-7')).toMatchObject([{ state: 'sent', by: ['letter'] }]);
  });
});
