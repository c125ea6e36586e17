import type { CalendarDate } from '../../domain/calendar.ts';
import { valueOn } from '../../domain/settings/setting-definition.ts';
import { settings } from '../../domain/settings/settings.ts';
import type { FactStore } from '../store/fact-store.ts';

/** The first day careledger pays, as it is set on a day; null before anybody set it. */
export async function goLiveOn(
  day: CalendarDate,
  facts: Pick<FactStore, 'currentFacts'>,
): Promise<CalendarDate | null> {
  const { goLive } = settings;
  const stored = await facts.currentFacts('setting', [goLive.name]);
  return valueOn(goLive, stored.get(goLive.name)?.body.entries ?? [], day);
}
