import { PutObjectCommand } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { londonDate } from '../../domain/calendar.ts';
import { nextStep } from '../../domain/direct-payments/return-ladder.ts';
import type { ChasingStep, FinancialReturn } from '../../domain/direct-payments/returns-calendar.ts';
import { latePapersLetter } from '../../domain/managed-accounts/late-papers-letter.ts';
import type { Provider } from '../../domain/records/provider.ts';
import { letterPdf, letterText } from '../files/letters/letter-pdf.ts';
import { addSeconds } from '../platform/clock.ts';
import { letterFileKey } from '../platform/letters/letter-file.ts';
import { MailNotTaken } from '../platform/send-mail.ts';
import type { LetterClaim } from '../store/letter-store.ts';
import { inTurns } from '../store/table.ts';
import type { PaperDeps } from './deps.ts';
import type { OwedPapers } from './owed-papers.ts';
import type { PaperTerms } from './paper-terms.ts';
import { recordDone } from './take-step.ts';
import { askForProviderAddress, tellOfStep } from './tell-social-care.ts';

/** Longer than any function that sends may run, so that whoever finds a claim that is over knows its owner is gone. */
const CLAIM_SECONDS = 15 * 60;
/** The name under which the letters of an agreement show it. */
const PURPOSE = 'papers-of-managed-accounts';

type Late = {
  owed: OwedPapers;
  financialReturn: FinancialReturn;
  step: ChasingStep;
  tellsSocialCare: boolean;
};
type Claimed = Late & { claim: LetterClaim };

/**
 * Asks an account provider in one mail for the papers of all its clients that are late. What is asked about each return is
 * claimed before the mail goes out and recorded last, as in a letter to a person: whoever is killed in between is followed
 * by one who asks for what was not asked for. Says whether a mail went out.
 */
export async function askAccountProvider(
  providerId: string,
  clients: readonly OwedPapers[],
  terms: PaperTerms,
  deps: PaperDeps,
): Promise<boolean> {
  const late = clients.flatMap((owed) => lateOf(owed, terms));
  if (late.length === 0) return false;
  const provider = (await deps.facts.currentFacts('provider', [providerId])).get(providerId)?.body;
  const to = z.email().safeParse(provider?.remittanceEmail?.trim()).data;
  if (provider === undefined || to === undefined) {
    await askForProviderAddress({ providerId, because: 'no e-mail address for remittances is known' }, deps);
    return false;
  }
  const claims = await inTurns(late, (each) => claimed(each, deps));
  const ours = claims.flatMap((each) => each ?? []);
  return ours.length > 0 && (await sendTo({ provider, to }, ours, terms, deps));
}

/** As the ladder has it for a person, but that the provider is who is asked: it has an e-mail address and nobody acts for it. */
function lateOf(owed: OwedPapers, { ladder, today }: PaperTerms): Late[] {
  const { returns, done, arrangement } = owed;
  const asked = { representatives: [], lacksCapacity: null, address: null, email: 'on record' };
  const facts = { person: { name: '', diedOn: null }, arrangement: { ...arrangement, ...asked }, done };
  return returns.flatMap((financialReturn) => {
    const next = nextStep({ ...facts, financialReturn }, ladder, today);
    if (next.outcome !== 'send') return [];
    const { step, tellsSocialCare } = next;
    return [{ owed, financialReturn, step, tellsSocialCare }];
  });
}

/** Null where somebody else is asking; where it was asked for and not written down, that is made up for. */
async function claimed(late: Late, deps: PaperDeps): Promise<Claimed | null> {
  const { agreementId, personId } = late.owed.agreement;
  const letterId = `${agreementId}:${late.financialReturn.period.from}:${late.step}`;
  const now = deps.clock();
  const claim: LetterClaim = {
    ...{ letterId, agreementId, personId, purpose: PURPOSE, title: TITLE, isRestricted: false },
    ...{ sentOn: londonDate(now), by: ['e-mail'], claimedUntil: addSeconds(now, CLAIM_SECONDS) },
  };
  if (await deps.letters.claimLetter(claim, now)) return { ...late, claim };
  const before = (await deps.letters.lettersOf(agreementId)).find((each) => each.letterId === letterId);
  if (before?.state === 'sent') await writeDown({ ...late, claim: before }, deps);
  return null;
}

const TITLE = 'Statements of a managed account were asked for from its holder';

async function sendTo(
  { provider, to }: { provider: Provider; to: string },
  late: readonly Claimed[],
  { letters: { contact }, council: from, today }: PaperTerms,
  deps: PaperDeps,
): Promise<boolean> {
  const papers = late.map(({ owed, financialReturn: { period, dueOn }, step }) => ({
    ...{ agreementId: owed.agreement.agreementId, period, dueOn, step },
  }));
  const letter = latePapersLetter({ provider, papers, from, contact, today });
  const pages = await letterPdf(letter, new Date(deps.clock()));
  await inTurns(late, ({ claim }) => keepPages(claim, pages, deps));
  const settle = (state: 'sent' | 'failed') =>
    inTurns(late, ({ claim }) => deps.letters.settleLetter(claim, state));
  const outcome = await deps
    .sendMail({ to, subject: letter.title, text: letterText(letter), tag: PURPOSE })
    .catch(async (error: unknown) => {
      if (error instanceof MailNotTaken) await settle('failed');
      throw error;
    });
  if (outcome === 'refused') {
    // The question first: after a death in between it is put again, since nothing is settled yet.
    const { providerId } = provider;
    await askForProviderAddress({ providerId, because: 'its e-mail address was not taken' }, deps);
    await settle('failed');
    return false;
  }
  await settle('sent');
  for (const each of late) await writeDown(each, deps);
  return true;
}

async function keepPages(
  claim: LetterClaim,
  pages: Uint8Array,
  { buckets, evidenceBucket }: PaperDeps,
): Promise<void> {
  await buckets.send(
    new PutObjectCommand({
      Bucket: evidenceBucket,
      Key: letterFileKey(claim),
      Body: pages,
      ContentType: 'application/pdf',
    }),
  );
}

/** Tells adult social care, and records the step last. */
async function writeDown(
  { owed, financialReturn: { period }, step, tellsSocialCare, claim: { letterId, sentOn: on } }: Claimed,
  deps: PaperDeps,
): Promise<void> {
  const { agreementId } = owed.agreement;
  if (tellsSocialCare) await tellOfStep({ agreementId, period, step, on }, deps);
  await recordDone(agreementId, [{ periodFrom: period.from, step, on, letterId }], deps);
}
