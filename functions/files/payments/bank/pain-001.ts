import { compareDates, type CalendarDate } from '../../../../domain/calendar.ts';
import { poundsText, sumPence } from '../../../../domain/money.ts';
import { invariant } from '../../../../domain/outcome.ts';
import type { OutputSettings } from '../../../../domain/settings/output-settings.ts';
import { bacsCredits, type BacsCredit } from './bacs-credits.ts';
import { refused, runOf, written, type PaymentFileInput, type PaymentFileResult } from '../payment-file.ts';
import { plainLetters } from '../plain-letters.ts';
import { amountElement, element, xmlDocument, type Element } from './xml-text.ts';

/**
 * The same credits as ISO 20022 pain.001.001.09, for a bank that takes them so: one payment information block for each
 * day of execution, which is the day of entry, when our account is debited. Names and references keep the widths of
 * Standard 18, since the bank carries them on to Bacs.
 */
export function pain001(input: PaymentFileInput): PaymentFileResult {
  const { credits, reasons } = bacsCredits(input);
  if (reasons.length > 0) return refused(reasons);
  const { payments, outputs, madeAt, fileNumber } = input;
  const run = runOf(payments);
  const days = [...Map.groupBy(credits, ({ dates }) => dates.entryDate)].sort(([left], [right]) =>
    compareDates(left, right),
  );
  const total = sumPence(payments.map(({ amountPence }) => amountPence));
  const writtenTotal = sumPence(days.flatMap(([, those]) => those.map(({ amountPence }) => amountPence)));
  invariant(writtenTotal === total, 'the blocks of a payment initiation are the sum of its payments');
  const initiation = element(
    'CstmrCdtTrfInitn',
    element(
      'GrpHdr',
      element('MsgId', `${run}-${String(fileNumber).padStart(3, '0')}`),
      element('CreDtTm', madeAt),
      element('NbOfTxs', String(payments.length)),
      element('CtrlSum', poundsText(total)),
      element('InitgPty', element('Nm', isoText(outputs.payerName))),
    ),
    ...days.map(([day, those]) => paymentInformation(run, day, those, outputs)),
  );
  const text = xmlDocument('Document', 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09', initiation);
  return written(`${run}-pain-001.xml`, 'application/xml', Buffer.from(text));
}

function paymentInformation(
  run: string,
  day: CalendarDate,
  credits: readonly BacsCredit[],
  outputs: OutputSettings,
): Element {
  const { debtorAccount, bic } = outputs.iso20022;
  const hasIban = 'iban' in debtorAccount;
  // Of an IBAN of this country characters 9 to 14 are the sort code.
  const sortCode = hasIban ? debtorAccount.iban.slice(8, 14) : debtorAccount.sortCode;
  return element(
    'PmtInf',
    element('PmtInfId', `${run}-${day.replaceAll('-', '')}`),
    element('PmtMtd', 'TRF'),
    element('BtchBookg', 'true'),
    element('NbOfTxs', String(credits.length)),
    element('CtrlSum', poundsText(sumPence(credits.map(({ amountPence }) => amountPence)))),
    // Not urgent: by Bacs.
    element('PmtTpInf', element('SvcLvl', element('Cd', 'NURG'))),
    element('ReqdExctnDt', element('Dt', day)),
    element('Dbtr', element('Nm', isoText(outputs.payerName))),
    element(
      'DbtrAcct',
      hasIban ? element('Id', element('IBAN', debtorAccount.iban)) : ownForm(debtorAccount.accountNumber),
      element('Ccy', 'GBP'),
    ),
    element('DbtrAgt', bank(sortCode, bic)),
    ...credits.map(creditTransfer),
  );
}

function creditTransfer(credit: BacsCredit): Element {
  return element(
    'CdtTrfTxInf',
    element('PmtId', element('InstrId', credit.paymentId), element('EndToEndId', credit.paymentId)),
    element('Amt', amountElement('InstdAmt', 'GBP', poundsText(credit.amountPence))),
    element('CdtrAgt', bank(credit.sortCode, null)),
    element('Cdtr', element('Nm', isoText(credit.accountName))),
    element('CdtrAcct', ownForm(credit.accountNumber)),
    element('RmtInf', element('Ustrd', isoText(credit.reference))),
  );
}

/** GBDSC is the scheme of British sort codes in the list of clearing systems of ISO 20022. */
function bank(sortCode: string, bic: string | null): Element {
  const scheme = element('ClrSysId', element('Cd', 'GBDSC'));
  return element(
    'FinInstnId',
    ...(bic === null ? [] : [element('BICFI', bic)]),
    element('ClrSysMmbId', scheme, element('MmbId', sortCode)),
    element('PstlAdr', element('Ctry', 'GB')),
  );
}

function ownForm(accountNumber: string): Element {
  const scheme = element('SchmeNm', element('Cd', 'BBAN'));
  return element('Id', element('Othr', element('Id', accountNumber), scheme));
}

/** The characters that every bank takes in ISO 20022 (EPC217-08): an ampersand is a plus there, other signs are spaces. */
function isoText(text: string): string {
  return plainLetters(text)
    .replaceAll('&', '+')
    .replace(/[^A-Za-z0-9/?:().,'+ -]+/g, ' ')
    .trim();
}
