import { formatDate, type Instant } from '../../../../domain/calendar.ts';
import { formatPounds } from '../../../../domain/money.ts';
import type { Payment } from '../../../../domain/pay/payment.ts';
import type { OutputSettings } from '../../../../domain/settings/output-settings.ts';
import { fonts, openPages, type TaggedTable } from '../../pdf-pages.ts';
import { checkPayments, paymentRefusal, refused, written, type PaymentFileResult } from '../payment-file.ts';
import { linesOf } from './line-columns.ts';
import { pageText } from './page-text.ts';

type Row = [what: string, why: string, days: string, amount: string];
type Remittance = { title: string; facts: [name: string, value: string][]; rows: Row[] };

/**
 * What a payee is told about a payment, on pages: from whom, how much, when, and each line with how it was reached.
 * The document has a title, a language and a structure (heading, paragraphs, table with heading cells) for readers that
 * read aloud. It is not packed, since packing differs from one processor to another and a past remittance must come
 * out the same.
 */
export async function remittancePdf(input: {
  payment: Payment;
  outputs: OutputSettings;
  madeAt: Instant;
}): Promise<PaymentFileResult> {
  const { payment, madeAt } = input;
  const reasons = checkPayments([payment]);
  const remittance = shownRemittance(remittanceOf(payment, input.outputs));
  if (remittance === null) {
    const because = 'has a remittance with letters that its pages cannot show; the CSV has them.';
    reasons.push(paymentRefusal(payment, 'remittance-not-writable', because, 'lines'));
  }
  if (remittance === null || reasons.length > 0) return refused(reasons);
  const bytes = await pagesOf(remittance, new Date(madeAt));
  return written(`${payment.paymentId}-remittance.pdf`, 'application/pdf', bytes);
}

function remittanceOf(payment: Payment, outputs: OutputSettings): Remittance {
  const { payee, payOn, paymentId } = payment;
  const { lines, totalPence } = linesOf([payment]);
  return {
    title: `Remittance advice ${paymentId}`,
    facts: [
      ['From', outputs.payerName],
      ['To', [payee.name, payee.address ?? ''].filter((part) => part !== '').join(', ')],
      ['Payment', paymentId],
      ['Amount', formatPounds(totalPence)],
      ['In your account on', formatDate(payOn)],
      ...(payee.bank === null ? [] : [accountFact(payee.bank.accountNumber)]),
    ],
    rows: lines.map(({ line }) => [
      line.description,
      line.explanation,
      `${formatDate(line.from)} to ${formatDate(line.to)}`,
      formatPounds(line.amountPence),
    ]),
  };
}

/** Enough for the payee to know the account, too little for anybody else to use it. */
function accountFact(accountNumber: string): [string, string] {
  return ['Account', `ending in ${accountNumber.slice(-4)}`];
}

/** The remittance in characters that pages can show; null where that cannot be. */
function shownRemittance({ title, facts, rows }: Remittance): Remittance | null {
  const texts = [title, ...facts.map(([, value]) => value), ...rows.flat()];
  if (texts.some((text) => pageText(text) === null)) return null;
  const show = (text: string) => pageText(text) ?? '';
  return {
    title: show(title),
    facts: facts.map(([name, value]) => [name, show(value)]),
    rows: rows.map(([what, why, days, amount]) => [show(what), show(why), show(days), show(amount)]),
  };
}

function pagesOf({ title, facts, rows }: Remittance, madeAt: Date): Promise<Uint8Array> {
  const { document, structure, bytes } = openPages({ title, madeAt });
  structure.add(document.struct('H1', {}, () => document.font(fonts.bold, 18).text(title).moveDown()));
  for (const [name, value] of facts) {
    structure.add(document.struct('P', {}, () => document.font(fonts.regular, 11).text(`${name}: ${value}`)));
  }
  document.moveDown();
  document.font(fonts.regular, 10).table(tableOf(rows, structure));
  document.end();
  return bytes;
}

function tableOf(rows: readonly Row[], structure: PDFKit.PDFStructureElement): TaggedTable {
  const headings = ['What for', 'Days', 'Amount'];
  return {
    structParent: structure,
    columnStyles: ['*', 130, 80],
    defaultStyle: { border: [0, 0, 0.5, 0], padding: 4 },
    data: [
      headings.map((text) => ({ text, type: 'TH', font: { src: fonts.bold } })),
      ...rows.map(([what, why, days, amount]): PDFKit.Mixins.CellOptions[] => [
        { text: `${what}\n${why}` },
        { text: days },
        { text: amount, align: { x: 'right', y: 'top' } },
      ]),
    ],
  };
}
