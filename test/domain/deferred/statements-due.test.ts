import { describe, expect, it } from 'vitest';
import { calendarDate, type CalendarDate } from '../../../domain/calendar.ts';
import type { SentStatement } from '../../../domain/deferred/account-record.ts';
import { usualDeferredTerms, type TermsByDay } from '../../../domain/deferred/deferred-terms.ts';
import { statementsDue } from '../../../domain/deferred/statements-due.ts';
import { sinceEver } from '../../support/a-deferred-agreement.ts';

const day = calendarDate;
const begins = day('2024-01-01');
const statement = (changes: Partial<SentStatement>): SentStatement => ({
  ...{ statementId: 'S1', kind: 'regular', from: begins, to: day('2024-06-30') },
  ...{ askedOn: null, sentOn: null },
  ...changes,
});
const due = (
  statements: SentStatement[],
  today: string,
  closedOn: string | null = null,
  { terms = sinceEver(), diedOn = null }: { terms?: TermsByDay; diedOn?: CalendarDate | null } = {},
) =>
  statementsDue(
    { begins, closedOn: closedOn === null ? null : day(closedOn), diedOn, statements },
    terms,
    day(today),
  );

describe('Statements', () => {
  it('are due each six months, 28 days after they end', () => {
    expect(due([], '2024-06-30')).toEqual([]);
    expect(due([], '2024-07-01')).toEqual([
      {
        ...{ kind: 'regular', statementId: null, from: '2024-01-01', to: '2024-06-30' },
        ...{ dueOn: '2024-07-28', daysLate: 0 },
      },
    ]);
    expect(due([], '2025-01-30').map(({ to, daysLate }) => [to, daysLate])).toEqual([
      ['2024-06-30', 186],
      ['2024-12-31', 2],
    ]);
  });

  it('that were sent are due no more, and one that is only written still is', () => {
    expect(due([statement({ sentOn: day('2024-07-05') })], '2024-08-30')).toEqual([]);
    expect(due([statement({})], '2024-08-30')).toHaveLength(1);
  });

  it('are due within 28 days of being asked for', () => {
    const asked = statement({ kind: 'requested', to: day('2024-03-10'), askedOn: day('2024-03-11') });
    expect(due([asked], '2024-04-10')).toMatchObject([
      { statementId: 'S1', dueOn: '2024-04-08', daysLate: 2 },
    ]);
    const redemption = statement({ kind: 'redemption', to: day('2024-03-10') });
    expect(due([redemption], '2024-04-01')).toMatchObject([{ kind: 'redemption', dueOn: '2024-04-07' }]);
    expect(due([statement({ ...redemption, sentOn: day('2024-03-12') })], '2024-04-01')).toEqual([]);
  });

  it('are due more often from the first period that begins after a setting says so, and never for those that ended', () => {
    const oftener = { from: day('2024-09-01'), value: { ...usualDeferredTerms, statementMonths: 3 } };
    const terms = [...sinceEver({ statementMonths: 6 }), oftener];
    expect(due([], '2025-07-10', null, { terms }).map(({ to }) => to)).toEqual([
      ...['2024-06-30', '2024-12-31', '2025-03-31', '2025-06-30'],
    ]);
  });

  it('that nobody asked for wait until the family was left alone for 28 days after a death', () => {
    const diedOn = day('2024-07-10');
    const asked = statement({ kind: 'requested', to: day('2024-07-01'), askedOn: day('2024-07-12') });
    expect(due([asked], '2024-08-07', null, { diedOn })).toMatchObject([{ kind: 'requested' }]);
    expect(due([], '2024-08-08', null, { diedOn })).toMatchObject([
      { to: '2024-06-30', dueOn: '2024-09-04', daysLate: 0 },
    ]);
    expect(due([], '2025-01-30', null, { diedOn }).map(({ dueOn }) => dueOn)).toEqual([
      '2024-09-04',
      '2025-01-28',
    ]);
  });

  it('end with the period in which the account was closed', () => {
    expect(due([], '2026-03-01', '2024-09-01').map(({ to }) => to)).toEqual(['2024-06-30', '2024-12-31']);
  });
});
