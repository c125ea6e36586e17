import { readDate, type CalendarDate } from '../../../domain/calendar.ts';
import { formatPounds, readPounds, sumPence, type Pence } from '../../../domain/money.ts';
import type { Response } from '../../../domain/pay/response.ts';
import { finding, type Finding } from '../../../domain/records/finding.ts';
import { attribute, childText, descendants, type Element } from '../xml/read-elements.ts';
import type { ResponseFile, ResponseSource } from './response-file.ts';

/** What ARUCS means by a code that it gives without words. Source: help.pt-x.com, “What is an ARUCS report?”. */
const arucsReasons: ReadonlyMap<string, string> = new Map([
  ['0', 'invalid details'],
  ['2', 'beneficiary deceased'],
  ['3', 'account transferred'],
  ['5', 'no account'],
  ['B', 'account closed'],
  ['C', 'requested by remitter'],
]);

const returnedItems = [
  { report: 'ARUCS', item: 'ReturnedCreditItem', kind: 'returned', reasons: arucsReasons },
  { report: 'ARUDD', item: 'ReturnedDebitItem', kind: 'debit-unpaid', reasons: new Map<string, string>() },
] as const satisfies readonly {
  report: ResponseFile['report'];
  item: string;
  kind: Response['kind'];
  reasons: ReadonlyMap<string, string>;
}[];

/** ARUCS (credits that came back) and ARUDD (debits that were not paid): items below accounts with totals. */
export function readReturnedItems(root: Element, source: ResponseSource): ResponseFile | null {
  const form = returnedItems.find(({ report }) => descendants(root, report).length > 0);
  if (form === undefined) return null;
  const file = anEmpty(form.report, serviceUser(root, 'ServiceLicenseInformation', 'userNumber'));
  const processedOn = attribute(descendants(root, 'Header')[0], 'currentProcessingDate');
  for (const account of descendants(root, 'OriginatingAccountRecord')) {
    const amounts: Pence[] = [];
    for (const item of descendants(account, form.item)) {
      const said = saidBy(item, { date: processedOn, amount: attribute(item, 'valueOf') }, source);
      const code = attribute(item, 'returnCode');
      const paid = item.children.find(({ name }) => name.endsWith('Account'));
      add(file, said, {
        kind: form.kind,
        paymentRef: attribute(item, 'ref'),
        code,
        message: attribute(item, 'returnDescription') ?? form.reasons.get(code ?? '') ?? null,
        account: accountOf(attribute(paid, 'sortCode'), attribute(paid, 'number')),
        newAccount: null,
      });
      if (said.amountPence !== null) amounts.push(said.amountPence);
    }
    const totals = account.children.find(({ name }) => name === 'Totals');
    checkTotal(file, attribute(totals, 'valueOf'), amounts, account.line);
  }
  return file;
}

/** ADDACS and AUDDIS tell of mandates; AWACS, read by analogy, of the account a credit was applied to instead. */
export function readMessagingAdvices(root: Element, source: ResponseSource): ResponseFile | null {
  if (descendants(root, 'MessagingAdvices').length === 0) return null;
  const advices = descendants(root, 'MessagingAdvice');
  const isAwacs = /awacs/i.test(source.fileName);
  const isAddacs = advices.some((advice) => attribute(advice, 'record-type') === 'A');
  const report = isAwacs ? 'AWACS' : isAddacs ? 'ADDACS' : 'AUDDIS';
  const file = anEmpty(report, serviceUser(root, 'MessagingHeader', 'user-number'));
  for (const advice of advices) {
    // AUDDIS sums up a file in records of type V (taken) and R (refused), which name no mandate.
    const type = attribute(advice, 'record-type');
    if (type === 'V') continue;
    const said = saidBy(advice, { date: attribute(advice, 'effective-date'), amount: null }, source);
    add(file, said, {
      kind: isAwacs ? 'account-changed' : 'mandate-changed',
      paymentRef: type === 'R' ? 'the whole file' : attribute(advice, 'reference'),
      code: attribute(advice, 'reason-code'),
      message: type === 'R' ? 'the file of instructions was refused' : null,
      account: accountOf(attribute(advice, 'payer-sort-code'), attribute(advice, 'payer-account-number')),
      newAccount: accountOf(
        attribute(advice, 'payer-new-sort-code'),
        attribute(advice, 'payer-new-account-number'),
      ),
    });
  }
  return file;
}

const claims = [
  {
    part: 'NewAdvices',
    item: 'DDICAdvice',
    kind: 'debit-claimed-back',
    day: 'DateOfDebit',
    total: 'TotalValueOfDebits',
  },
  {
    part: 'Cancellations',
    item: 'DDICCancellation',
    kind: 'debit-claim-withdrawn',
    // Which day it names is not known from any program; the day the report came in stands for it.
    day: null,
    total: 'TotalValueOfCancellations',
  },
] as const;

/** DDICA: direct debits that payers claimed back under the guarantee, and claims that were withdrawn. */
export function readIndemnityClaims(root: Element, source: ResponseSource): ResponseFile | null {
  const parts = claims.flatMap((form) => descendants(root, form.part).map((part) => ({ form, part })));
  if (parts.length === 0) return null;
  const [user] = descendants(root, 'ServiceUserNumber');
  const file = anEmpty('DDICA', user === undefined ? null : user.text.trim());
  for (const { form, part } of parts) {
    const date = form.day === null ? null : childText(part, form.day);
    const amounts: Pence[] = [];
    for (const claim of descendants(part, form.item)) {
      const said = saidBy(claim, { date, amount: childText(claim, 'TotalAmount') }, source);
      add(file, said, {
        kind: form.kind,
        paymentRef: childText(claim, 'SUReference'),
        code: childText(claim, 'ReasonCode'),
        message: childText(claim, 'ReasonCodeMeaning'),
        account: accountOf(childText(claim, 'PayerSortCode'), childText(claim, 'PayerAccount')),
        newAccount: null,
      });
      if (said.amountPence !== null) amounts.push(said.amountPence);
    }
    checkTotal(file, childText(part, form.total), amounts, part.line);
  }
  return file;
}

type Said = { line: number; date: CalendarDate; amountPence: Pence | null; faults: Finding[] };
type Rest = Omit<Response, 'date' | 'amountPence' | 'source' | 'paymentRef'> & { paymentRef: string | null };

/** Date and amount of an item. One that cannot be read keeps the item out, since it would be taken for another day or sum. */
function saidBy(
  { line }: Element,
  text: { date: string | null; amount: string | null },
  { receivedOn }: ResponseSource,
): Said {
  const faults: Finding[] = [];
  const date = text.date === null ? null : readDate(text.date);
  if (date?.ok === false) faults.push(finding('error', date.rule, date.message, { line, field: 'date' }));
  const amount = text.amount === null ? null : readPounds(text.amount);
  if (amount?.ok === false)
    faults.push(finding('error', amount.rule, amount.message, { line, field: 'amount' }));
  return {
    line,
    date: date?.ok === true ? date.value : receivedOn,
    amountPence: amount?.ok === true ? amount.value : null,
    faults,
  };
}

function add(file: ResponseFile, { line, date, amountPence, faults }: Said, rest: Rest): void {
  file.findings.push(...faults);
  const { paymentRef } = rest;
  if (paymentRef === null) {
    const message = `The item on line ${line} names no reference of ours, so nobody can tell what it is about.`;
    file.findings.push(finding('error', 'reference-missing', message, { line, field: 'reference' }));
  } else if (faults.length === 0) {
    file.responses.push({ ...rest, paymentRef, date, amountPence, source: { line } });
  }
}

/** A report whose items do not come to its own total has lost something on the way. */
function checkTotal(
  file: ResponseFile,
  written: string | null,
  amounts: readonly Pence[],
  line: number,
): void {
  if (written === null) return;
  const total = readPounds(written);
  const found = sumPence(amounts);
  if (total.ok && total.value === found) return;
  const message = `The report says that its items come to ${written}, but those that are there come to ${formatPounds(found)}. Fetch it from Bacs again.`;
  file.findings.push(
    finding('error', 'control-total-wrong', message, { line, field: 'total', value: written }),
  );
}

function anEmpty(report: ResponseFile['report'], serviceUserNumber: string | null): ResponseFile {
  return { outcome: 'read', report, serviceUserNumber, responses: [], findings: [] };
}

function serviceUser(root: Element, element: string, name: string): string | null {
  return attribute(descendants(root, element)[0], name);
}

/** Zeros stand where an advice has no account to tell. */
function accountOf(sortCode: string | null, accountNumber: string | null): Response['account'] {
  const digits = { sortCode: digitsOf(sortCode), accountNumber: digitsOf(accountNumber) };
  return /[1-9]/.test(digits.accountNumber) ? digits : null;
}

function digitsOf(text: string | null): string {
  return (text ?? '').replaceAll(/\D/g, '');
}
