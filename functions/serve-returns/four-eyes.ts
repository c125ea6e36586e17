import { londonDate } from '../../domain/calendar.ts';
import type { Pence } from '../../domain/money.ts';
import { valueOn } from '../../domain/settings/setting-definition.ts';
import { settings } from '../../domain/settings/settings.ts';
import type { ReturnsDeps } from './deps.ts';

/** From which amount on what one officer decides needs the agreement of another, today. */
export async function fourEyesAbove({ facts, clock }: Pick<ReturnsDeps, 'facts' | 'clock'>): Promise<Pence> {
  const { name } = settings.returnDecisions;
  const stored = (await facts.currentFacts('setting', [name])).get(name);
  return valueOn(settings.returnDecisions, stored?.body.entries ?? [], londonDate(clock()))
    .fourEyesAbovePence;
}
