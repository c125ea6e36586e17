import * as z from 'zod';
import { londonDate, type CalendarDate } from '../../../domain/calendar.ts';
import type { Provider } from '../../../domain/records/provider.ts';
import { addSeconds } from '../clock.ts';
import { MailNotTaken } from '../send-mail.ts';
import type { ChaseDeps } from './chase-deps.ts';
import type { ChaseTerms } from './chase-terms.ts';
import { monthInWords, reminderMail } from './reminder-mail.ts';

/** Longer than any function that sends may run, so that whoever finds a claim that is over knows its owner is gone. */
const CLAIM_SECONDS = 15 * 60;

type Chase = {
  month: string;
  /** A reminder since then is enough. */
  since: CalendarDate;
  askedBy: string;
  terms: ChaseTerms;
};

export type Reminded = 'sent' | 'sent-before' | 'under-way' | 'no-address' | 'address-refused';

/**
 * Reminds a provider of a month's return, unless it was since a day. The reminder is claimed before its mail goes out: of
 * several who try one sends it, and one whose sender died in between is sent by the next who tries once the claim is over.
 */
export async function remindProvider(
  provider: Provider,
  { month, since, askedBy, terms }: Chase,
  deps: ChaseDeps,
): Promise<Reminded> {
  const { providerId } = provider;
  const to = z.email().safeParse(provider.remittanceEmail?.trim()).data;
  if (to === undefined) {
    await askForAddress(provider, { month, because: 'no e-mail address for remittances is known' }, deps);
    return 'no-address';
  }
  const before = (await deps.reminders.remindersOf(providerId, month)).filter(({ on }) => on >= since);
  if (before.some(({ state }) => state === 'sent')) return 'sent-before';
  const now = deps.clock();
  const on = before.find(({ state }) => state === 'sending')?.on ?? londonDate(now);
  const claim = { providerId, month, on, askedBy, claimedUntil: addSeconds(now, CLAIM_SECONDS) };
  if (!(await deps.reminders.claim(claim, now))) return 'under-way';
  const mail = { to, ...reminderMail(provider, month, terms) };
  const outcome = await deps.sendMail(mail).catch(async (error: unknown) => {
    if (error instanceof MailNotTaken) await deps.reminders.settle(claim, 'failed');
    throw error;
  });
  if (outcome === 'refused') {
    // The question first: after a death in between it is put again, since the claim is not settled yet.
    await askForAddress(provider, { month, because: 'its e-mail address was not taken' }, deps);
    await deps.reminders.settle(claim, 'failed');
    return 'address-refused';
  }
  await deps.reminders.settle(claim, 'sent');
  return 'sent';
}

/** Asks officers once for a month, however often the provider could not be reminded. */
async function askForAddress(
  { providerId }: Provider,
  { month, because }: { month: string; because: string },
  { work, clock }: Pick<ChaseDeps, 'work' | 'clock'>,
): Promise<void> {
  const workId = `return-reminder:${month}:${providerId}`;
  if ((await work.readWork(workId)) !== null) return;
  await work.open({
    workId,
    area: 'payments',
    title: `Provider ${providerId} could not be reminded of its return for ${monthInWords(month)}: ${because}. Reach it another way, and put its address on record.`,
    link: `/providers/${providerId}`,
    risk: 'medium',
    openedAt: clock(),
    dueOn: null,
  });
}
