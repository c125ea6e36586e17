import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import type { Paper } from '../../../domain/direct-payments/match-papers-paper.ts';
import { usualPaperTerms } from '../../../domain/direct-payments/match-papers-terms.ts';
import { mayBePaidOnOtherDays, papersOfDays } from '../../../domain/direct-payments/papers-of-days.ts';
import { pence } from '../../../domain/money.ts';

const april = { from: calendarDate('2026-04-01'), to: calendarDate('2026-04-30') };
const paper = (kind: Paper['kind'], day: string): Paper => ({
  ...{ paperId: `${kind} ${day}`, uploadId: null, kind, date: calendarDate(day) },
  ...{ amountPence: pence(50_00), payee: 'Elm Club' },
});
const kept = (...papers: Paper[]) =>
  papersOfDays(papers, april, usualPaperTerms).map(({ paperId }) => paperId);

describe('papers whose payment may lie on some days', () => {
  it('are those of before that are paid later, and of after that were paid ahead, to the day', () => {
    // An invoice is paid from 7 days before it to 60 after, a receipt from 2 before to 7 after.
    expect(
      kept(
        ...[paper('invoice', '2026-01-30'), paper('invoice', '2026-01-31'), paper('receipt', '2026-03-24')],
        ...[paper('receipt', '2026-03-25'), paper('receipt', '2026-05-02'), paper('receipt', '2026-05-03')],
        ...[paper('invoice', '2026-05-07'), paper('invoice', '2026-05-08')],
      ),
    ).toEqual(['invoice 2026-01-31', 'receipt 2026-03-25', 'receipt 2026-05-02', 'invoice 2026-05-07']);
  });

  it('may have theirs in another statement, unless every day on which they are paid is here', () => {
    const other = (kind: Paper['kind'], day: string) =>
      mayBePaidOnOtherDays(paper(kind, day), april, usualPaperTerms);
    expect(other('receipt', '2026-04-03')).toBe(false);
    expect(other('receipt', '2026-04-23')).toBe(false);
    expect(other('receipt', '2026-04-02')).toBe(true);
    expect(other('receipt', '2026-04-24')).toBe(true);
    expect(other('invoice', '2026-04-10')).toBe(true);
  });
});
