import type { CalendarDate } from '../calendar.ts';
import type { Person } from '../records/person.ts';
import { writeLetter, type DirectPaymentLetters, type Letter, type LetterText } from './letter-texts.ts';
import type { NextStep } from './return-ladder.ts';
import type { ChasingStep, FinancialReturn } from './returns-calendar.ts';
import { usualDirectPaymentLetters } from './usual-letter-texts.ts';

type PaperLetterFacts = {
  agreementId: string;
  person: Pick<Person, 'name' | 'dateOfDeath' | 'formatNeeds'>;
  financialReturn: Pick<FinancialReturn, 'period' | 'dueOn'>;
  /** The council. */
  from: string;
  letters: DirectPaymentLetters;
  today: CalendarDate;
};

/** The letter that a step of the ladder sends about papers that are late. */
export function paperLetter(
  { step, template, addressee, contact }: Extract<NextStep, { outcome: 'send' }>,
  { agreementId, person, financialReturn, from, letters, today }: PaperLetterFacts,
): Letter {
  const { period, dueOn } = financialReturn;
  // What is on record is how the person reads, not whoever acts for them.
  const formatNeeds = addressee.role === 'person' ? person.formatNeeds : null;
  return writeLetter(letters.texts[template] ?? usualTextOf(step), {
    to: { name: addressee.name, address: addressee.address },
    person: { name: person.name, diedOn: person.dateOfDeath, formatNeeds },
    ...{ from, contact: contact ?? letters.contact, date: today, reference: agreementId, period, dueOn },
    ...{ amountPence: null, payments: [], items: [], councilErrors: [] },
  });
}

/** A ladder may name a text that the council has taken away since: nobody goes without a letter for it. */
function usualTextOf(step: ChasingStep): LetterText {
  const { texts } = usualDirectPaymentLetters;
  switch (step) {
    case 'reminder-1':
      return texts['papers-first-reminder'];
    case 'reminder-2':
      return texts['papers-second-reminder'];
    case 'escalation':
      return texts['papers-escalation'];
  }
}

/** Where the person’s post goes by the case system, a line each; null where it has none. */
export function addressOnRecord(
  person: Pick<Person, 'addressLine1' | 'addressLine2' | 'town' | 'postcode'>,
): string | null {
  const { addressLine1, addressLine2, town, postcode } = person;
  const lines = [addressLine1, addressLine2, town, postcode].filter((line) => line !== null);
  return addressLine1 === null ? null : lines.join('\n');
}
