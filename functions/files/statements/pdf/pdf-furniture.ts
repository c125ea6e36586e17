import { compareDates, daysBetween, yearMonthDay, type CalendarDate } from '../../../../domain/calendar.ts';
import type { StatementAccount } from '../../../../domain/statements/statement.ts';
import { accountAt, accountOf, unknownAccount } from '../account-text.ts';
import { labelled, labelledMoney } from './labelled.ts';
import { dateInYear, dateWithYear, writtenDay, type StatedPeriod } from './pdf-days.ts';
import { textOfLine, type PdfLine, type PdfWord } from './pdf-lines.ts';

/** What is printed around the tables of a statement. */
export type Furniture = {
  account: StatementAccount;
  period: StatedPeriod | null;
  /** The day on which the statement was made. */
  madeOn: CalendarDate | null;
  opening: PdfWord | null;
  closing: PdfWord | null;
  paidIn: PdfWord | null;
  paidOut: PdfWord | null;
};

export function furnitureOf(lines: readonly PdfLine[]): Furniture {
  const texts = lines.map(textOfLine);
  return {
    account: accountIn(lines, texts),
    period: periodIn(texts),
    madeOn: madeOnIn(lines),
    ...balancesIn(lines),
    paidIn: labelledMoney(
      lines,
      /\b(?:total )?(?:paid|money|payments) in(?:to)?\b|\btotal (?:credits|receipts|deposits)\b/i,
    ),
    paidOut: labelledMoney(
      lines,
      /\b(?:total )?(?:paid|money|payments) out\b|\btotal (?:debits|withdrawals|payments)\b|\bwithdrawn\b/i,
    ),
  };
}

const sortCodeForm = /^[:\s]*(\d{2}[ -]\d{2}[ -]\d{2}|\d{6})\b/;
const accountForm = /^[:.\s]*(\d{8}|\d{4} \d{4}|[*Xx•][*Xx• \d-]*\d{3,4})(?!\S)/;
const cardForm = /^[:.\s]*((?:[*Xx•\d]{4}[ -]?){1,4}\d{1,4})(?!\S)/;
const nameForm =
  /^:?\s*(?!(?:account|sort|statement|sheet|card|number|date|balance|page|iban|bic)\b)([A-Z][\w'’.&-]*(?: [\w'’.&-]+){1,8})$/i;
const titledName = /^((?:mr|mrs|miss|ms|mx|dr|rev)\b\.? [a-z][\w'’. &-]{1,80})$/i;

function accountIn(lines: readonly PdfLine[], texts: readonly string[]): StatementAccount {
  const [, iban] = firstMatch(texts, /\b([A-Z]{2}\d{2} ?[A-Z]{4}(?: ?\d){14})\b/) ?? [];
  const [, codeBeside, numberBeside] = firstMatch(texts, /\b(\d{2}-\d{2}-\d{2})\s+(\d{8})\b/) ?? [];
  const sortCode = labelled(lines, /\bsort ?code\b:?/i, sortCodeForm) ?? codeBeside ?? null;
  const number =
    labelled(lines, /\b(?:account|a\/c) (?:number|no\b\.?):?/i, accountForm) ??
    numberBeside ??
    labelled(lines, /\bcard (?:number|no\b\.?):?/i, cardForm);
  const byNumber =
    number === null ? unknownAccount : accountAt(sortCode, number.replaceAll(/(?<=\d) (?=\d)/g, ''));
  const byIban = iban === undefined ? unknownAccount : accountOf(iban);
  return {
    sortCode: byNumber.sortCode ?? byIban.sortCode,
    accountNumber: byNumber.accountNumber ?? byIban.accountNumber,
    iban: byIban.iban,
    name: nameIn(lines),
  };
}

function nameIn(lines: readonly PdfLine[]): string | null {
  const named = labelled(
    lines,
    /\b(?:account (?:name|holder)|name of account|customer name|cardholder(?: name)?|card holder)\b:?/i,
    nameForm,
  );
  return named ?? labelled(lines, /^(?=(?:mr|mrs|miss|ms|mx|dr|rev)\b)/i, titledName);
}

function firstMatch(texts: readonly string[], form: RegExp): RegExpExecArray | null {
  for (const text of texts) {
    const match = form.exec(text);
    if (match !== null) return match;
  }
  return null;
}

const dayForm = String.raw`\d{1,2}(?:st|nd|rd|th)?(?:[ /.-]\d{1,2}[/.-]\d{2,4}|[ -]?[A-Za-z]{3,9}\.?(?:[ -]?\d{4}|[ -]\d{2}(?!\S))?)`;
const periodForm = new RegExp(`(${dayForm})\\s*(?:to|until|through|-|–)\\s*(${dayForm})`, 'i');
const LONGEST_PERIOD_DAYS = 366 * 6;

function periodIn(texts: readonly string[]): StatedPeriod | null {
  for (const text of texts) {
    const [, first = '', last = ''] = periodForm.exec(text) ?? [];
    const [begins, ends] = [writtenDay(first), writtenDay(last)];
    if (begins === null || ends?.hasYear !== true) continue;
    const to = dateWithYear(ends, 'dmy');
    if (to === null) continue;
    const { year } = yearMonthDay(to);
    const from = begins.hasYear
      ? dateWithYear(begins, 'dmy')
      : ([year, year - 1]
          .map((each) => dateInYear(begins, each))
          .find((date) => date !== null && date <= to) ?? null);
    if (from !== null && from <= to && daysBetween(from, to) <= LONGEST_PERIOD_DAYS) return { from, to };
  }
  return null;
}

function madeOnIn(lines: readonly PdfLine[]): CalendarDate | null {
  const form = new RegExp(`^:?\\s*(${dayForm})`, 'i');
  const text = labelled(
    lines,
    /\b(?:statement date|date of statement|issued on|date issued|produced on|as at)\b:?/i,
    form,
  );
  const day = text === null ? null : writtenDay(text);
  return day?.hasYear === true ? dateWithYear(day, 'dmy') : null;
}

const dayOnly = new RegExp(`\\bbalance (?:on|at|as at|as of) (${dayForm})`, 'i');

/** Lloyds names the days of both balances, and other banks say which is which. */
function balancesIn(lines: readonly PdfLine[]): Pick<Furniture, 'opening' | 'closing'> {
  const dated = lines
    .flatMap((line) => {
      const [, text = ''] = dayOnly.exec(textOfLine(line)) ?? [];
      const day = writtenDay(text);
      const date = day?.hasYear === true ? dateWithYear(day, 'dmy') : null;
      const word = labelledMoney([line], dayOnly);
      return date === null || word === null ? [] : [{ date, word }];
    })
    .toSorted((left, right) => compareDates(left.date, right.date));
  const [first, last] = dated.length === 2 ? dated : [];
  return {
    opening:
      labelledMoney(lines, /\b(?:opening|start(?:ing)?|previous) balance\b|\bbalance brought forward\b/i) ??
      first?.word ??
      null,
    closing:
      labelledMoney(lines, /\b(?:closing|end(?:ing)?|new|final) balance\b|\bbalance carried forward\b/i) ??
      last?.word ??
      null,
  };
}

const pageNumberForm = /\bpage:?\s*(?:number\s*)?(\d{1,3})\s*(?:of|\/)\s*(\d{1,3})\b/i;

export type PrintedPage = { number: number; of: number };

/** `Page 2 of 5`, where a page prints it. */
export function printedPage(lines: readonly PdfLine[]): PrintedPage | null {
  const [, number, of] = firstMatch(lines.map(textOfLine), pageNumberForm) ?? [];
  return number === undefined || of === undefined ? null : { number: Number(number), of: Number(of) };
}
