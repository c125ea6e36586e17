import type { DirectPaymentLetters } from './letter-texts.ts';

const ABOUT = 'This letter is about the direct payment of {person}.';
const SORRY = 'We are sorry that {person} has died.';
const NO_HURRY =
  'There is no hurry, and nothing is asked of you that you cannot find. {contact} knows about this and helps you.';
const WHAT_PAPERS =
  'Please send us the statements of the bank account for these days, and the papers that show what the money was spent on: payslips, timesheets, invoices or receipts.';
const CROSSED = 'If you have sent them in the last few days, thank you. You need not do anything more.';

const papersAfterDeath = {
  title: 'The last papers of a direct payment',
  paragraphs: [
    SORRY,
    'A direct payment paid for care. To close its account fairly we look at the bank statements for {period}. If you have them, please send them to us when you are able to.',
    'Last wages, notice, holiday pay and tax of those who gave care may be paid from the account first.',
    NO_HURRY,
  ],
};

/** What is said until a council writes its own words: no published letters were found that could be taken over. */
export const usualDirectPaymentLetters: DirectPaymentLetters = {
  contact: 'The direct payments team',
  texts: {
    'papers-first-reminder': {
      title: 'Please send us the papers of the direct payment for {period}',
      paragraphs: [
        `${ABOUT} We do not have all of its papers for {period} yet. They were due by {dueOn}.`,
        WHAT_PAPERS,
        CROSSED,
        'If something is in the way, tell us. We can help you with the papers, or with another way to have the payment looked after.',
      ],
      afterDeath: papersAfterDeath,
    },
    'papers-second-reminder': {
      title: 'A second reminder: papers of the direct payment for {period}',
      paragraphs: [
        `${ABOUT} We wrote to you because papers for {period} are missing. They were due by {dueOn}, and have not all come.`,
        WHAT_PAPERS,
        CROSSED,
        'Please tell us if you cannot send them, and why. We would rather help than write again.',
      ],
      afterDeath: papersAfterDeath,
    },
    'papers-escalation': {
      title: 'Papers of the direct payment for {period} are still missing',
      paragraphs: [
        `${ABOUT} We have written to you before. Papers for {period}, which were due by {dueOn}, have still not all come, so that we cannot see what the money was spent on.`,
        WHAT_PAPERS,
        'An officer now looks at it together with adult social care, and may talk with you about how the care is best arranged from here on. This letter by itself stops no payment and asks for no money back.',
        'If you are ill, have had a loss, or find the papers too much, tell us. It matters for what we do next.',
      ],
      afterDeath: papersAfterDeath,
    },
    'request-for-information': {
      title: 'We ask you for information about the direct payment for {period}',
      paragraphs: [
        `${ABOUT} We are looking at what it was spent on from {period}, and need some more information to understand it.`,
        'Please send us what is named below by {dueOn}. If you do not have something, tell us so: often there is another way to show it.',
        'That we ask does not mean that anything is wrong.',
      ],
      afterDeath: {
        title: 'A question about a direct payment',
        paragraphs: [
          SORRY,
          'We are closing the account of the direct payment for {period}, and could not find what is named below. If you have it, please send it to us, if you can by {dueOn}.',
          NO_HURRY,
        ],
      },
    },
    findings: {
      title: 'What we found in the papers of the direct payment for {period}',
      paragraphs: [
        `${ABOUT} We have looked at what it was spent on from {period}.`,
        'Below is each payment that we have a question about, and what we go by. Together they come to {amount}.',
        'Nothing is decided yet. Please tell us by {dueOn} what each payment was for, or where we are mistaken, and send what shows it. If you need more time, ask for it.',
      ],
      afterDeath: {
        title: 'What we found in the papers of a direct payment',
        paragraphs: [
          SORRY,
          'To close the account of the direct payment we have looked at its papers for {period}. Below is each payment that we have a question about, and what we go by. Together they come to {amount}.',
          'Nothing is decided yet. If you know what a payment was for, please tell us, if you can by {dueOn}.',
          NO_HURRY,
        ],
      },
    },
    'recovery-notice': {
      title: 'We propose that {amount} of the direct payment is paid back',
      paragraphs: [
        `${ABOUT} We have looked at what it was spent on from {period}, and at what you told us.`,
        'We propose to ask for {amount} back. What it is made up of is below, with what we go by.',
        'Nothing is taken by itself. If you do not agree, tell us by {dueOn}, and nothing is asked for until we have answered you.',
        'If it is hard for you to pay, tell us before you pay anything. We look at what you can afford and can agree smaller amounts over time. Care that is needed goes on.',
      ],
      afterDeath: {
        title: 'Money of a direct payment that is to come back to the council',
        paragraphs: [
          SORRY,
          'We have looked at the papers of the direct payment for {period}. We propose that {amount} comes back to the council out of the estate. What it is made up of is below, with what we go by.',
          'Last wages, notice, holiday pay and tax of those who gave care come first. If any of them are still to be paid, tell us, and we reckon again.',
          'If you do not agree, please tell us, if you can by {dueOn}. Nothing is asked for until we have answered you.',
          NO_HURRY,
        ],
      },
    },
    'invoice-of-surplus': {
      title: 'Money left over in the account of the direct payment: {amount}',
      paragraphs: [
        `${ABOUT} At the end of {period} more money lay in its account than is needed for the care that is planned, what is owed and what may be kept for emergencies.`,
        'Please pay {amount} back to the council by {dueOn}, and give the reference {reference}.',
        'If you need the money for care that was put off, or to pay wages, tax or an invoice, tell us before you pay anything. We then reckon again.',
      ],
      afterDeath: {
        title: 'Money left over in the account of a direct payment',
        paragraphs: [
          SORRY,
          'When everything that was owed for {period} is paid, {amount} is left in the account of the direct payment. It belongs to the council. Please pay it back, if you can by {dueOn}, and give the reference {reference}.',
          'Last wages, notice, holiday pay and tax of those who gave care come first. If any of them are still to be paid, tell us, and we reckon again.',
          NO_HURRY,
        ],
      },
    },
  },
};
