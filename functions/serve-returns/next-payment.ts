import { londonDate } from '../../domain/calendar.ts';
import { nextPayment, type NextPayment } from '../../domain/pay/run/next-payment.ts';
import { valueOn } from '../../domain/settings/setting-definition.ts';
import { settings } from '../../domain/settings/settings.ts';
import type { ReturnsDeps } from './deps.ts';

/** When a provider is paid next what is accepted now; null where no calendar pays it. */
export async function nextPaymentOf(
  providerId: string,
  { facts, clock }: Pick<ReturnsDeps, 'facts' | 'clock'>,
): Promise<NextPayment | null> {
  const { name } = settings.calendars;
  const today = londonDate(clock());
  const [stored, providers] = await Promise.all([
    facts.currentFacts('setting', [name]),
    facts.currentFacts('provider', [providerId]),
  ]);
  const calendars = valueOn(settings.calendars, stored.get(name)?.body.entries ?? [], today);
  return nextPayment(providers.get(providerId)?.body.payGroup ?? null, calendars, today);
}
