import { londonDate } from '../../../domain/calendar.ts';
import { pence, type Pence } from '../../../domain/money.ts';
import { valueOn } from '../../../domain/settings/setting-definition.ts';
import { settings } from '../../../domain/settings/settings.ts';
import type { FactStore } from '../../store/fact-store.ts';
import type { Clock } from '../clock.ts';
import type { Viewer } from '../identity.ts';

/** The most somebody may approve at once; null where they may approve nothing. */
export async function limitOf(
  { userId }: Pick<Viewer, 'userId'>,
  { facts, clock }: { facts: Pick<FactStore, 'currentFacts'>; clock: Clock },
): Promise<Pence | null> {
  const { name } = settings.approvalLimits;
  const stored = await facts.currentFacts('setting', [name]);
  const limits = valueOn(settings.approvalLimits, stored.get(name)?.body.entries ?? [], londonDate(clock()));
  const limit = limits[userId];
  return limit === undefined ? null : pence(limit);
}
