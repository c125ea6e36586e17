import { formatDate, type CalendarDate } from '../calendar.ts';
import type { ClosedRange } from '../date-range.ts';
import type { Letter } from '../direct-payments/letter-texts.ts';
import type { ChasingStep } from '../direct-payments/returns-calendar.ts';
import { inOrderOf } from '../in-order-of.ts';

/** The papers of one client that are late, and how often they are asked for by now. */
type LatePapers = { agreementId: string; period: ClosedRange; dueOn: CalendarDate; step: ChasingStep };

type Facts = {
  provider: { providerId: string; name: string };
  papers: readonly LatePapers[];
  /** The council, and whom to ask about a direct payment. */
  from: string;
  contact: string;
  today: CalendarDate;
};

/**
 * What an account provider reads whose clients’ papers are late: one letter for all of them, by agreement and period. It
 * names no person, since it goes by e-mail.
 */
export function latePapersLetter({ provider, papers, from, contact, today }: Facts): Letter {
  const rows = inOrderOf(papers, ({ agreementId, period }) => `${agreementId} ${period.from}`);
  return {
    title: 'Please send us statements of accounts that you manage',
    to: { name: provider.name, address: null },
    ...{ from, date: today, reference: provider.providerId },
    salutation: `Dear ${provider.name}`,
    paragraphs: [
      'You hold the money of direct payments for people. Of the agreements below we do not have the statements of the account for the whole period yet.',
      'Please send them. One file may hold all of them: sign in to the portal, go to Statements and send a ZIP with the files named by the agreement numbers, or a table with the agreement number in every line. The portal also shows which days are missing.',
      'If you sent them in the last days, you need not do anything.',
    ],
    sections: [],
    table: {
      headings: ['Agreement', 'Period', 'Due by', 'Asked for'],
      rows: rows.map(({ agreementId, period, dueOn, step }) => [
        agreementId,
        `${formatDate(period.from)} to ${formatDate(period.to)}`,
        formatDate(dueOn),
        times[step],
      ]),
    },
    closing: [
      { heading: 'Whom to ask', text: `${contact}. Ask also where an agreement is no longer with you.` },
    ],
    isLargePrint: false,
  };
}

const times = {
  'reminder-1': 'For the first time',
  'reminder-2': 'For the second time',
  escalation: 'For the last time: adult social care decides what follows',
} as const satisfies Record<ChasingStep, string>;
