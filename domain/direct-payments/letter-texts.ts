import * as z from 'zod';
import { formatDate, type CalendarDate } from '../calendar.ts';
import type { ClosedRange } from '../date-range.ts';
import { formatPounds, sumPence, type Pence } from '../money.ts';
import type { Instalment } from '../pay/run/recovery.ts';
import type { SumPart } from './recovery-sum.ts';

/** What may stand for itself in the words of any letter, and what the facts put in its place. */
const usualPlaceholders = ['name', 'person', 'council', 'contact', 'reference', 'period', 'dueOn'] as const;
/** Letters about money have also its amount. */
const placeholdersOfMoney = [...usualPlaceholders, 'amount'] as const;
type Placeholder = (typeof placeholdersOfMoney)[number];

const PLACEHOLDER = /\{([^{}]*)\}/g;

function wordsWith(placeholders: readonly string[], most: number) {
  const known = placeholders.map((each) => `{${each}}`).join(', ');
  return z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine(
      (words) =>
        [...words.matchAll(PLACEHOLDER)].every(([, name = '']) => placeholders.includes(name)) &&
        !/[{}]/.test(words.replaceAll(PLACEHOLDER, '')),
      `What stands in braces is one of ${known}.`,
    );
}

function partsWith(placeholders: readonly string[]) {
  return {
    title: wordsWith(placeholders, 150).describe('The heading of the letter, and the subject of its e-mail.'),
    paragraphs: z.array(wordsWith(placeholders, 1500)).min(1).max(20).describe('What it says, in order.'),
  };
}

function textWith(placeholders: readonly string[]) {
  return z.strictObject({
    ...partsWith(placeholders),
    afterDeath: z
      .strictObject(partsWith(placeholders))
      .describe('What is said instead to the personal representatives of somebody who has died.'),
  });
}

const text = textWith(usualPlaceholders);
const textOfMoney = textWith(placeholdersOfMoney);
export type LetterText = z.infer<typeof text>;

/**
 * The words of letters about direct payments, by name. A council may add texts of its own for its ladder. What fairness
 * asks for (each payment, the evidence, errors of the council, review and Ombudsman) is in no text: every letter has it.
 */
export const directPaymentLettersSchema = z.strictObject({
  contact: z.string().trim().min(1).max(300).describe('Whom people may ask about their direct payment.'),
  texts: z
    .object({
      'papers-first-reminder': text,
      'papers-second-reminder': text,
      'papers-escalation': text,
      'request-for-information': text,
      findings: textOfMoney,
      'recovery-notice': textOfMoney,
      'invoice-of-surplus': textOfMoney,
    })
    .catchall(text)
    .describe('The texts by name.'),
});
export type DirectPaymentLetters = z.infer<typeof directPaymentLettersSchema>;

export type LetterTable = { headings: readonly string[]; rows: readonly (readonly string[])[] };

/** A letter as it is printed or mailed. */
export type Letter = {
  title: string;
  to: { name: string; address: string | null };
  from: string;
  date: CalendarDate;
  reference: string;
  salutation: string;
  paragraphs: readonly string[];
  /** Tables under headings of their own, in their order. */
  sections: readonly { heading: string; table: LetterTable }[];
  table?: LetterTable;
  /** What can be done about it, and whom to ask. */
  closing: readonly { heading: string; text: string }[];
  /** Whether its reader needs large print. */
  isLargePrint: boolean;
};

/** A payment from the account that is asked about. */
export type QuestionedPayment = {
  date: CalendarDate;
  paidTo: string;
  amountPence: Pence;
  /** What is asked or was found. */
  why: string;
  /** What shows it: the line of the statement, the plan. */
  evidence: readonly string[];
};

export type LetterFacts = {
  to: { name: string; address: string | null };
  /** Whose direct payment it is. */
  person: { name: string; diedOn: CalendarDate | null; formatNeeds: string | null };
  /** The council. */
  from: string;
  /** Whom to ask: after a death the one officer whom the family deals with (practice.md 5). */
  contact: string;
  date: CalendarDate;
  reference: string;
  period: ClosedRange;
  /** The day by which an answer, papers or money are, or were, to be here. */
  dueOn: CalendarDate;
  /** What it is about, in pence; null for what the payments asked about come to. */
  amountPence: Pence | null;
  payments: readonly QuestionedPayment[];
  /** How the amount is reached, part by part; none where a letter asks for no money. */
  sum?: readonly SumPart[];
  /** By when how much of it is to come; none where all of it is asked for at once. */
  instalments?: readonly Instalment[];
  /** What is asked for: the payslips of May. */
  items: readonly string[];
  /** What the council itself did wrong in the matter, a sentence each. */
  councilErrors: readonly string[];
};

/**
 * A letter from its text and the facts. Whatever the text says, the letter names each payment asked about with its
 * evidence, what the council did wrong, whom to ask, and the right to a review and to the Ombudsman; after a death it
 * goes to “The personal representatives of …” (practice.md 5).
 */
export function writeLetter(template: LetterText, facts: LetterFacts): Letter {
  const { person, from, date, reference } = facts;
  const isAfterDeath = person.diedOn !== null;
  const { title, paragraphs } = isAfterDeath ? template.afterDeath : template;
  const name = isAfterDeath ? `The personal representatives of ${person.name}` : facts.to.name;
  const values = valuesOf(facts, name);
  const money = moneySections(facts);
  const table = tableOf(facts);
  const isAmongSections = money.length > 0 && table !== null;
  const sections = isAmongSections ? [...money, { heading: 'What we asked you about', table }] : money;
  return {
    title: filled(title, values),
    to: { name, address: facts.to.address },
    ...{ from, date, reference },
    salutation: isAfterDeath ? 'Dear personal representatives' : `Dear ${name}`,
    paragraphs: paragraphs.map((words) => filled(words, values)),
    sections,
    ...(table === null || isAmongSections ? {} : { table }),
    closing: closingOf(facts, isAfterDeath),
    isLargePrint: needsLargePrint(person.formatNeeds),
  };
}

function valuesOf(facts: LetterFacts, name: string): Record<Placeholder, string> {
  const { person, from, contact, reference, period, dueOn, payments } = facts;
  const amount = facts.amountPence ?? sumPence(payments.map(({ amountPence }) => amountPence));
  return {
    ...{ name, person: person.name, council: from, contact, reference },
    period: `${formatDate(period.from)} to ${formatDate(period.to)}`,
    dueOn: formatDate(dueOn),
    amount: formatPounds(amount),
  };
}

/** The words with the facts in their places. What a fact says is never read as a placeholder itself. */
function filled(words: string, values: Readonly<Record<string, string>>): string {
  return words.replaceAll(PLACEHOLDER, (placeholder, name: string) => values[name] ?? placeholder);
}

/** How an amount is reached, ending with it, and by when how much of it is to come. */
function moneySections({ sum = [], instalments = [] }: LetterFacts): Letter['sections'] {
  const total = sumPence(sum.map(({ amountPence }) => amountPence));
  const reached = {
    headings: ['Part', 'Amount'],
    rows: [
      ...sum.map(({ what, amountPence }) => [what, formatPounds(amountPence)]),
      ['Together: what we ask for.', formatPounds(total)],
    ],
  };
  const paid = {
    headings: ['To be here by', 'Amount'],
    rows: instalments.map(({ dueOn, amountPence }) => [formatDate(dueOn), formatPounds(amountPence)]),
  };
  return [
    ...(sum.length === 0 ? [] : [{ heading: 'How the sum is reached', table: reached }]),
    ...(instalments.length === 0 ? [] : [{ heading: 'The instalments we agreed', table: paid }]),
  ];
}

function tableOf({ payments, items }: LetterFacts): LetterTable | null {
  if (payments.length > 0) {
    return {
      headings: ['Date', 'Paid to', 'Amount', 'What we ask about', 'What shows it'],
      rows: payments.map(({ date, paidTo, amountPence, why, evidence }) => [
        ...[formatDate(date), paidTo, formatPounds(amountPence), why],
        evidence.join(' '),
      ]),
    };
  }
  return items.length === 0 ? null : { headings: ['What we ask you for'], rows: items.map((item) => [item]) };
}

function closingOf(facts: LetterFacts, isAfterDeath: boolean): Letter['closing'] {
  const { contact, councilErrors, payments, items } = facts;
  const asked = { heading: 'What we ask you for', text: items.join('; ') };
  const errors = { heading: 'What we did wrong ourselves', text: councilErrors.join(' ') };
  return [
    ...(payments.length > 0 && items.length > 0 ? [asked] : []),
    ...(councilErrors.length > 0 ? [errors] : []),
    isAfterDeath
      ? { heading: 'One person to talk to', text: `${contact} deals with all of this and helps you with it.` }
      : { heading: 'Whom to ask', text: `${contact}. Ask also where you need help with any of this.` },
    ...rights,
  ];
}

/** Where somebody can turn who is not content with the council’s answer. */
export const ombudsman =
  'After that you can ask the Local Government and Social Care Ombudsman whether it can look into it: www.lgo.org.uk, telephone 0300 061 0614.';

const rights: Letter['closing'] = [
  {
    heading: 'Your right to a review',
    text: 'If you think that something in this letter is wrong, tell us and send what shows it. Somebody who did not write this letter looks at it again and answers you with reasons.',
  },
  {
    heading: 'How to complain',
    text: `If you are not content with our answer, complain to us: our complaints procedure is open to you. ${ombudsman}`,
  },
];

/** Whether the format needs on record ask for large print, however they are written: `Large print`, `large-print 18pt`. */
function needsLargePrint(formatNeeds: string | null): boolean {
  return (
    formatNeeds !== null &&
    /\blarge[\s-]*(?:print|text|type)|\b(?:1[6-9]|2\d)\s*(?:pt|point)/i.test(formatNeeds)
  );
}
