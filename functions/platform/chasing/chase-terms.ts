import type { CalendarDate } from '../../../domain/calendar.ts';
import type { ReturnReminders } from '../../../domain/returns/return-reminders.ts';
import { valueOn } from '../../../domain/settings/setting-definition.ts';
import { settings } from '../../../domain/settings/settings.ts';
import type { FactStore } from '../../store/fact-store.ts';

/** What the council's settings say about chasing on a day. */
export type ChaseTerms = ReturnReminders & {
  /** Who writes. */
  council: string;
  /** Care that is claimed later is not paid as a matter of course. */
  claimWindowDays: number;
  goLive: CalendarDate | null;
};

export async function loadChaseTerms(
  on: CalendarDate,
  facts: Pick<FactStore, 'currentFacts'>,
): Promise<ChaseTerms> {
  const { returnReminders, returnChecks, outputs, goLive } = settings;
  const names = [returnReminders, returnChecks, outputs, goLive].map(({ name }) => name);
  const stored = await facts.currentFacts('setting', names);
  const entriesOf = ({ name }: { name: string }) => stored.get(name)?.body.entries ?? [];
  return {
    ...valueOn(returnReminders, entriesOf(returnReminders), on),
    council: valueOn(outputs, entriesOf(outputs), on).payerName,
    claimWindowDays: valueOn(returnChecks, entriesOf(returnChecks), on).claimWindowDays,
    goLive: valueOn(goLive, entriesOf(goLive), on),
  };
}
