import { addDays, formatDate, londonDate, type CalendarDate } from '../../../domain/calendar.ts';
import type { AuditCase } from '../../../domain/direct-payments/audit-case-state.ts';
import {
  emptyArrangement,
  mayBeAskedFor,
  type RepresentativeRole,
} from '../../../domain/direct-payments/arrangement.ts';
import {
  writeLetter,
  type LetterFacts,
  type QuestionedPayment,
} from '../../../domain/direct-payments/letter-texts.ts';
import { addressOnRecord } from '../../../domain/direct-payments/paper-letter.ts';
import { addresseeOf } from '../../../domain/direct-payments/return-ladder.ts';
import { pauseOf } from '../../../domain/direct-payments/returns-calendar.ts';
import type { Pence } from '../../../domain/money.ts';
import { valueOn } from '../../../domain/settings/setting-definition.ts';
import { settings } from '../../../domain/settings/settings.ts';
import { factStore } from '../../store/fact-store.ts';
import { listStore } from '../../store/list-store.ts';
import type { Table } from '../../store/table.ts';
import { whatSpares } from '../direct-payments/what-spares.ts';
import { letterDeps, type LetterDeps } from '../letters/letter-deps.ts';
import { sendLetter } from '../letters/send-letter.ts';

export type CaseLetterDeps = { table: Table } & Omit<LetterDeps, 'letters' | 'work'>;

export type CaseLetter = {
  /** From what it is for, the same whenever it is for that. */
  letterId: string;
  text: 'request-information' | 'findings' | 'recovery-notice' | 'invoice-of-surplus';
  auditCase: Pick<AuditCase, 'caseId' | 'agreementId' | 'period' | 'isRestricted'>;
  personId: string;
  dueOn: CalendarDate;
  reference: string;
  amountPence: Pence | null;
  payments: readonly QuestionedPayment[];
  items: readonly string[];
  councilErrors: readonly string[];
} & Pick<LetterFacts, 'sum' | 'instalments'>;

/** Whether a letter went out; else why nobody may be written to, for an officer to read. */
export type CaseLetterSent = { outcome: 'sent' } | { outcome: 'not-sent'; why: string };

/** Days within which an answer to what was found, or money, is asked for. */
const ANSWER_DAYS = 28;

export function answerBy(today: CalendarDate): CalendarDate {
  return addDays(today, ANSWER_DAYS);
}

/**
 * Writes to whoever may be written to about a case, once for what the letter is for. Nobody hears from the council in the
 * days after a death or in a Breathing Space, and no demand goes to a person who lacks capacity (practice.md 5).
 */
export async function sendCaseLetter(asked: CaseLetter, deps: CaseLetterDeps): Promise<CaseLetterSent> {
  const known = await knownForLetter(asked, deps);
  if ('why' in known) return { outcome: 'not-sent', why: known.why };
  const { addressee, facts, letters } = known;
  const name = asked.text === 'request-information' ? 'request-for-information' : asked.text;
  const { address, email } = addressee;
  await sendLetter(
    {
      ...{ letterId: asked.letterId, agreementId: asked.auditCase.agreementId, personId: asked.personId },
      ...{ purpose: name, letter: writeLetter(letters.texts[name], facts), email },
      by: [
        ...(address === null && email !== null ? [] : (['letter'] as const)),
        ...(email === null ? [] : (['e-mail'] as const)),
      ],
      restricted: asked.auditCase.isRestricted,
    },
    letterDeps(deps),
  );
  return { outcome: 'sent' };
}

function untilWhen(through: CalendarDate | null): string {
  return through === null ? 'until an officer says so' : `through ${formatDate(through)}`;
}

const ABOUT_MONEY: readonly CaseLetter['text'][] = ['recovery-notice', 'invoice-of-surplus'];

async function knownForLetter(
  { text, auditCase, personId, ...asked }: CaseLetter,
  { table, clock }: Pick<CaseLetterDeps, 'table' | 'clock'>,
) {
  const today = londonDate(clock());
  const store = factStore(table);
  const { directPaymentLetters, financialReturns, outputs } = settings;
  const [people, arrangements, stored] = await Promise.all([
    store.currentFacts('person', [personId]),
    store.currentFacts('arrangement', [auditCase.agreementId]),
    store.currentFacts(
      'setting',
      [directPaymentLetters, financialReturns, outputs].map((each) => each.name),
    ),
  ]);
  const entriesOf = ({ name }: { name: string }) => stored.get(name)?.body.entries ?? [];
  const onRecord = people.get(personId)?.body;
  if (onRecord === undefined) return { why: 'The person is not on record.' };
  const arrangement = arrangements.get(auditCase.agreementId)?.body ?? emptyArrangement;
  const terms = valueOn(financialReturns, entriesOf(financialReturns), today);
  const person = { name: onRecord.name, diedOn: onRecord.dateOfDeath };
  const pause = pauseOf({ arrangement, person, terms, today });
  if (pause !== null) {
    return { why: `There was a death: nobody is written to ${untilWhen(pause.through)}.` };
  }
  const asking = { personId, agreementId: auditCase.agreementId };
  const { breathingSpace } = await whatSpares(asking, today, { facts: store, lists: listStore(table) });
  if (breathingSpace !== null) {
    return {
      why: `The person is in a Breathing Space: nobody is written to ${untilWhen(breathingSpace.to)}.`,
    };
  }
  const roles: readonly RepresentativeRole[] = ABOUT_MONEY.includes(text)
    ? mayBeAskedFor.money
    : mayBeAskedFor.papers;
  const reached = { ...arrangement, address: arrangement.address ?? addressOnRecord(onRecord) };
  const addressee = addresseeOf({ person, arrangement: reached }, today, roles);
  if (addressee === null) {
    return { why: 'The person lacks capacity, and nobody with authority to act for them is on record.' };
  }
  const letters = valueOn(directPaymentLetters, entriesOf(directPaymentLetters), today);
  const facts: LetterFacts = {
    to: { name: addressee.name, address: addressee.address },
    person: { ...person, formatNeeds: addressee.role === 'person' ? onRecord.formatNeeds : null },
    from: valueOn(outputs, entriesOf(outputs), today).payerName,
    contact: arrangement.bereavement?.contact ?? letters.contact,
    ...{ date: today, period: auditCase.period, dueOn: asked.dueOn, reference: asked.reference },
    ...{ amountPence: asked.amountPence, payments: asked.payments, items: asked.items },
    councilErrors: asked.councilErrors,
    ...{ sum: asked.sum ?? [], instalments: asked.instalments ?? [] },
  };
  return { addressee, facts, letters };
}
