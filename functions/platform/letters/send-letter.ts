import { PutObjectCommand } from '@aws-sdk/client-s3';
import { londonDate, type CalendarDate } from '../../../domain/calendar.ts';
import type { Letter } from '../../../domain/direct-payments/letter-texts.ts';
import { letterPdf, letterText } from '../../files/letters/letter-pdf.ts';
import type { LetterClaim } from '../../store/letter-store.ts';
import { addSeconds } from '../clock.ts';
import { MailNotTaken } from '../send-mail.ts';
import type { LetterDeps } from './letter-deps.ts';
import { letterFileKey } from './letter-file.ts';

/** Longer than any function that sends may run, so that whoever finds a claim that is over knows its owner is gone. */
const CLAIM_SECONDS = 15 * 60;

export type LetterToSend = {
  /** From what it is for, and the same whenever it is for that: `<agreementId>:<periodFrom>:<step>`. */
  letterId: string;
  agreementId: string;
  personId: string;
  /** The name of its text. */
  purpose: string;
  letter: Letter;
  by: readonly ('letter' | 'e-mail')[];
  email: string | null;
  /** Whether only those who audit may see it, since it may be about abuse. */
  restricted?: boolean;
};

/**
 * What became of a letter. `address-refused`: its e-mail was not taken, so an officer is asked to post it; it counts as
 * sent. `sentOn` is the day it went out, however long ago.
 */
export type LetterSent =
  { outcome: 'sent' | 'sent-before' | 'address-refused'; sentOn: CalendarDate } | { outcome: 'under-way' };

/**
 * Sends a letter once, however often it is asked for: its pages are kept, officers are asked to post it where it goes by
 * post, and its e-mail is sent. Whether it may go out is decided before: this sends what it is given.
 */
export async function sendLetter(asked: LetterToSend, deps: LetterDeps): Promise<LetterSent> {
  const { letterId, agreementId, personId, purpose, letter, restricted = false } = asked;
  const now = deps.clock();
  const claim: LetterClaim = {
    ...{ letterId, agreementId, personId, purpose, title: letter.title, isRestricted: restricted },
    ...{ sentOn: londonDate(now), by: [...asked.by], claimedUntil: addSeconds(now, CLAIM_SECONDS) },
  };
  if (!(await deps.letters.claimLetter(claim, now))) return before(claim, deps);
  await keepPages(asked, deps);
  // The question before the mail: nothing but the mark follows the mail, so that it is sent twice as rarely as can be.
  if (asked.by.includes('letter') || asked.email === null) await askToPost(asked, deps);
  const mailed = await mail(asked, deps).catch(async (error: unknown) => {
    if (error instanceof MailNotTaken) await deps.letters.settleLetter(claim, 'failed');
    throw error;
  });
  if (mailed === 'refused') await askToPost(asked, deps);
  const by = [
    ...(asked.by.includes('letter') || mailed !== 'sent' ? ['letter' as const] : []),
    ...(mailed === 'sent' ? ['e-mail' as const] : []),
  ];
  await deps.letters.settleLetter({ ...claim, by }, 'sent');
  return { outcome: mailed === 'refused' ? 'address-refused' : 'sent', sentOn: claim.sentOn };
}

async function before({ agreementId, letterId }: LetterClaim, { letters }: LetterDeps): Promise<LetterSent> {
  const found = (await letters.lettersOf(agreementId)).find((each) => each.letterId === letterId);
  return found?.state === 'sent'
    ? { outcome: 'sent-before', sentOn: found.sentOn }
    : { outcome: 'under-way' };
}

async function keepPages(asked: LetterToSend, deps: LetterDeps): Promise<void> {
  await deps.buckets.send(
    new PutObjectCommand({
      Bucket: deps.evidenceBucket,
      Key: letterFileKey(asked),
      Body: await letterPdf(asked.letter, new Date(deps.clock())),
      ContentType: 'application/pdf',
    }),
  );
}

async function mail(
  { by, email, letter, purpose }: LetterToSend,
  { sendMail }: LetterDeps,
): Promise<'sent' | 'refused' | 'none'> {
  if (email === null || !by.includes('e-mail')) return 'none';
  return sendMail({ to: email, subject: letter.title, text: letterText(letter), tag: purpose });
}

/** Asks officers once to print and post a letter. What it is about stands in the letter only. */
async function askToPost(
  { letterId, agreementId, letter }: LetterToSend,
  { work, clock }: LetterDeps,
): Promise<void> {
  const workId = `letter:${letterId}`;
  if ((await work.readWork(workId)) !== null) return;
  const address = letter.to.address === null ? ' No address is on record: find it first.' : '';
  await work.open({
    workId,
    area: 'audits',
    title: `Post a letter about direct payment ${agreementId}: print it and send it to the address it bears.${address}`,
    link: `/direct-payments/${encodeURIComponent(agreementId)}/letters`,
    risk: 'medium',
    openedAt: clock(),
    dueOn: letter.date,
  });
}
