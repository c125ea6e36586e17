import { addDays, formatDate } from '../../../domain/calendar.ts';
import type { Provider } from '../../../domain/records/provider.ts';
import { monthOfReturns } from '../../../domain/returns/missing-returns.ts';
import type { Mail } from '../send-mail.ts';
import type { ChaseTerms } from './chase-terms.ts';

/** What a provider reads that sent no return for a month: which, how to send it, by when, whom to ask. */
export function reminderMail(
  { name }: Pick<Provider, 'name'>,
  month: string,
  terms: ChaseTerms,
): Omit<Mail, 'to'> {
  const { council, contact, portalAddress, claimWindowDays } = terms;
  const days = monthOfReturns(month);
  const words = monthInWords(month);
  const portal = portalAddress === null ? 'the provider portal' : `the provider portal, ${portalAddress}`;
  return {
    tag: 'return-reminder',
    subject: `Please send us your return for ${words}`,
    text: [
      `Dear ${name}`,
      '',
      `We have no return from you for ${words} yet. Care that is paid by what was delivered cannot be paid until you tell us what you delivered.`,
      '',
      'How to send it',
      `- Sign in to ${portal}, and send your file there or enter the lines one by one.`,
      '- Or send the file the way you usually send your files to us.',
      '',
      'If you have sent it, the portal shows what became of it. A file that waits or was not taken says why, and what you can do.',
      '',
      'By when',
      `The sooner we have it, the sooner you are paid. Send it by ${formatDate(addDays(days.from, claimWindowDays))}: care that is claimed more than ${claimWindowDays} days after it was given is not paid without an officer’s decision.`,
      '',
      'Whom to ask',
      `${contact}. You can also answer this e-mail.`,
      '',
      council,
      '',
    ].join('\n'),
  };
}

/** `2026-10` as people read it: October 2026. */
export function monthInWords(month: string): string {
  return formatDate(monthOfReturns(month).from).replace(/^1 /, '');
}
