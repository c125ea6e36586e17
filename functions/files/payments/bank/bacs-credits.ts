import { bacsDates, type BacsDates } from '../../../../domain/bacs-cycle.ts';
import { addDays, formatDate, londonDate, type CalendarDate } from '../../../../domain/calendar.ts';
import { readStandardAccount } from '../../../../domain/bank-accounts/standard-account.ts';
import { formatPounds, type Pence } from '../../../../domain/money.ts';
import type { BankAccount, Payment } from '../../../../domain/pay/payment.ts';
import { MOST_DAYS_AHEAD } from '../../../../domain/pay/run/pay-day.ts';
import type { Finding } from '../../../../domain/records/finding.ts';
import { checkPayments, paymentRefusal, type PaymentFileInput } from '../payment-file.ts';
import { plainLetters } from '../plain-letters.ts';

/** One credit to a payee as Bacs carries it, whichever file it is written in. */
export type BacsCredit = {
  paymentId: string;
  amountPence: Pence;
  dates: BacsDates;
  sortCode: string;
  accountNumber: string;
  accountName: string;
  reference: string;
};

/** Eleven digits of pence (positions 36 to 46 of a record). */
export const MOST_PENCE_OF_A_RECORD = 99_999_999_999;
/** The width of names and references in Standard 18; it binds whichever file the bank is sent. */
const TEXT_WIDTH = 18;

/** The credits of a run, or every reason why Bacs cannot carry one of them. */
export function bacsCredits({ payments, madeAt }: PaymentFileInput): {
  credits: BacsCredit[];
  reasons: Finding[];
} {
  const reasons = checkPayments(payments);
  const madeOn = londonDate(madeAt);
  const credits = payments.flatMap((payment) => {
    const found = [...checkRoute(payment), ...checkAmount(payment)];
    const dates = datesOf(payment, madeOn, found);
    const party = partyOf(payment, found);
    reasons.push(...found);
    if (dates === null || party === null) return [];
    return { paymentId: payment.paymentId, amountPence: payment.amountPence, dates, ...party };
  });
  return { credits, reasons };
}

function checkRoute(payment: Payment): Finding[] {
  const { route, method } = payment.payee;
  if (route === 'bacs' && method === 'bacs') return [];
  return [
    paymentRefusal(payment, 'not-paid-by-bacs', `goes by ${route} and ${method}, not by Bacs.`, 'method'),
  ];
}

function checkAmount(payment: Payment): Finding[] {
  if (payment.amountPence <= MOST_PENCE_OF_A_RECORD) return [];
  const because = `is ${formatPounds(payment.amountPence)}: Bacs has room for £999,999,999.99.`;
  return [paymentRefusal(payment, 'amount-over-field', because, 'amountPence')];
}

function datesOf(payment: Payment, madeOn: CalendarDate, reasons: Finding[]): BacsDates | null {
  const reading = bacsDates({ entryDate: payment.payOn });
  if (!reading.ok) {
    reasons.push(paymentRefusal(payment, reading.rule, `cannot be dated: ${reading.message}`, 'payOn'));
    return null;
  }
  const { submissionDate, processingDate } = reading.value;
  if (submissionDate < madeOn) {
    const because = `is to be in the bank on ${formatDate(payment.payOn)}, for which Bacs had to have it by ${formatDate(submissionDate)}.`;
    reasons.push(paymentRefusal(payment, 'too-late-for-bacs', because, 'payOn'));
  }
  if (processingDate > addDays(madeOn, MOST_DAYS_AHEAD)) {
    const because = `would be processed on ${formatDate(processingDate)}, more than ${MOST_DAYS_AHEAD} days ahead.`;
    reasons.push(paymentRefusal(payment, 'too-early-for-bacs', because, 'payOn'));
  }
  return reading.value;
}

type Party = Pick<BacsCredit, 'sortCode' | 'accountNumber' | 'accountName' | 'reference'>;

function partyOf(payment: Payment, reasons: Finding[]): Party | null {
  const { bank } = payment.payee;
  const refuse = (rule: string, because: string, field: string) => {
    reasons.push(paymentRefusal(payment, rule, because, field));
    return null;
  };
  if (bank === null) return refuse('no-bank-details', 'has no bank account to go to.', 'accountNumber');
  const account = readStandardAccount(bank);
  if (!account.ok)
    return refuse(account.rule, `has no account to go to: ${account.message}`, 'accountNumber');
  const accountName = bacsText(bank.accountName);
  if (accountName === null) {
    return refuse('name-not-writable', 'has a payee whose name Bacs cannot write.', 'accountName');
  }
  const reference = referenceOf(payment, bank);
  if (reference === null) {
    const because = `has a roll number that does not fit in ${TEXT_WIDTH} characters of Bacs.`;
    return refuse('roll-number-not-writable', because, 'rollNumber');
  }
  return { ...account.value, accountName: accountName.slice(0, TEXT_WIDTH).trimEnd(), reference };
}

/** A building society finds the member by the roll number, so there it takes the place of our reference, and is never cut. */
function referenceOf(payment: Payment, bank: BankAccount): string | null {
  const reference = bacsText(bank.rollNumber ?? payment.paymentId);
  return reference === null || reference.length > TEXT_WIDTH ? null : reference;
}

/**
 * Text in the characters of Bacs: A to Z, 0 to 9, space and `. & / -`. Other signs become spaces; null where a letter
 * has no Latin form, since nobody would know the name again, or where nothing is left.
 */
function bacsText(text: string): string | null {
  const plain = plainLetters(text).toUpperCase();
  if (/(?![A-Z0-9])[\p{L}\p{N}]/u.test(plain)) return null;
  const allowed = plain.replace(/[^A-Z0-9.&/-]+/g, ' ').trim();
  return /[A-Z0-9]/.test(allowed) ? allowed : null;
}
