import type { CalendarDate } from '../../domain/calendar.ts';
import type { DirectPaymentLetters } from '../../domain/direct-payments/letter-texts.ts';
import type { ReturnLadder } from '../../domain/direct-payments/return-ladder.ts';
import type { FinancialReturnTerms } from '../../domain/direct-payments/returns-calendar.ts';
import { valueOn } from '../../domain/settings/setting-definition.ts';
import { settings } from '../../domain/settings/settings.ts';
import type { PaperDeps } from './deps.ts';

/** What the council’s settings say about chasing papers on a day. */
export type PaperTerms = {
  today: CalendarDate;
  terms: FinancialReturnTerms;
  ladder: ReturnLadder;
  letters: DirectPaymentLetters;
  /** Who writes. */
  council: string;
  goLive: CalendarDate | null;
};

export async function loadPaperTerms(
  today: CalendarDate,
  facts: Pick<PaperDeps['facts'], 'currentFacts'>,
): Promise<PaperTerms> {
  const { financialReturns, returnLadder, directPaymentLetters, outputs, goLive } = settings;
  const names = [financialReturns, returnLadder, directPaymentLetters, outputs, goLive].map(
    ({ name }) => name,
  );
  const stored = await facts.currentFacts('setting', names);
  const entriesOf = ({ name }: { name: string }) => stored.get(name)?.body.entries ?? [];
  return {
    today,
    terms: valueOn(financialReturns, entriesOf(financialReturns), today),
    ladder: valueOn(returnLadder, entriesOf(returnLadder), today),
    letters: valueOn(directPaymentLetters, entriesOf(directPaymentLetters), today),
    council: valueOn(outputs, entriesOf(outputs), today).payerName,
    goLive: valueOn(goLive, entriesOf(goLive), today),
  };
}
