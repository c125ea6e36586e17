import { childText, descendants, type Element } from '../xml/read-elements.ts';
import type { StatementAccount } from '../../../domain/statements/statement.ts';
import { accountOf, unknownAccount } from './account-text.ts';
import { childAt } from './child-at.ts';
import { joinedText } from './plain-text.ts';

/** A batch of 2,000 payments is one entry; the first few say what it is. */
const SHOWN_PAYMENTS = 3;

/** Who the money came from or went to, and what was written with it. */
export function entryText(entry: Element): string {
  const payments = paymentsOf(entry).slice(0, SHOWN_PAYMENTS);
  const other = otherSide(entry);
  const parts = payments.flatMap((payment) => [
    otherParty(payment, other),
    ...remittance(payment),
    childText(payment, 'AddtlTxInf'),
  ]);
  return joinedText([...parts, childText(entry, 'AddtlNtryInf')]);
}

function otherSide(entry: Element): 'Dbtr' | 'Cdtr' {
  return childText(entry, 'CdtDbtInd') === 'CRDT' ? 'Dbtr' : 'Cdtr';
}

/** The account that the money came from or went to; a batch of payments has many. */
export function entryOtherAccount(entry: Element): StatementAccount {
  const [payment, ...others] = paymentsOf(entry);
  const account =
    payment === undefined || others.length > 0
      ? undefined
      : childAt(payment, 'RltdPties', `${otherSide(entry)}Acct`);
  return account === undefined ? unknownAccount : accountOf(accountId(account));
}

/** An account by its IBAN, else as its bank numbers it. */
export function accountId(account: Element): string {
  return (childAt(account, 'Id', 'IBAN') ?? childAt(account, 'Id', 'Othr', 'Id'))?.text ?? '';
}

function paymentsOf(entry: Element): Element[] {
  const details = entry.children.filter(({ name }) => name === 'NtryDtls');
  return details.flatMap(({ children }) => children.filter(({ name }) => name === 'TxDtls'));
}

/** Newer versions put the name of a party one deeper, into `Pty`. */
function otherParty(payment: Element, role: string): string | null {
  const party = childAt(payment, 'RltdPties', role);
  const name = party === undefined ? undefined : (childAt(party, 'Nm') ?? childAt(party, 'Pty', 'Nm'));
  return name?.text ?? null;
}

function remittance(payment: Element): string[] {
  const lines = childAt(payment, 'RmtInf')?.children ?? [];
  return lines.flatMap((line) =>
    line.name === 'Ustrd' ? [line.text] : descendants(line, 'Ref').map(({ text }) => text),
  );
}

/** The bank’s own code where it has one, else the three parts of ISO’s: `PMNT-RCDT-ESCT`. */
export function entryKind(entry: Element): string | null {
  const own = childAt(entry, 'BkTxCd', 'Prtry', 'Cd')?.text.trim();
  if (own !== undefined) return own;
  const domain = childAt(entry, 'BkTxCd', 'Domn');
  if (domain === undefined) return null;
  const codes = [['Cd'], ['Fmly', 'Cd'], ['Fmly', 'SubFmlyCd']].map((path) =>
    childAt(domain, ...path)?.text.trim(),
  );
  return codes.filter((code) => code !== undefined).join('-');
}

/** What the payer gave the payment, else what the bank did. */
export function entryReference(entry: Element): string | null {
  const [payment] = paymentsOf(entry);
  const given = payment === undefined ? undefined : childAt(payment, 'Refs', 'EndToEndId')?.text.trim();
  const isGiven = given !== undefined && given !== '' && given !== 'NOTPROVIDED';
  return isGiven ? given : (childText(entry, 'AcctSvcrRef') ?? childText(entry, 'NtryRef'));
}
