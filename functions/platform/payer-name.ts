import { londonDate } from '../../domain/calendar.ts';
import { valueOn } from '../../domain/settings/setting-definition.ts';
import { settings } from '../../domain/settings/settings.ts';
import type { FactStore } from '../store/fact-store.ts';
import type { Clock } from './clock.ts';

/** Who a letter is from: the council’s name as its settings have it today. */
export async function payerName({
  facts,
  clock,
}: {
  facts: Pick<FactStore, 'currentFacts'>;
  clock: Clock;
}): Promise<string> {
  const { outputs } = settings;
  const stored = await facts.currentFacts('setting', [outputs.name]);
  return valueOn(outputs, stored.get(outputs.name)?.body.entries ?? [], londonDate(clock())).payerName;
}
