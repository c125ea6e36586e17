import type { StatementAccount } from '../../statements/statement.ts';
import type { AuditCheck } from '../audited.ts';
import { auditFinding } from '../found.ts';

/** A statement of another account than the agreement is paid into. Digits the bank masks are compared as far as they show. */
export const accountNotTheAgreements: AuditCheck = ({ agreement, sent }) => {
  const shown = digitsOf(sent.statement.account);
  const agreed = { sortCode: agreement.sortCode, number: agreement.accountNumber };
  const differs = [
    { what: 'account number', shown: shown.number, agreed: agreed.number },
    { what: 'sort code', shown: shown.sortCode, agreed: agreed.sortCode },
  ].filter((each) => !agrees(each));
  const [first] = differs;
  if (first === undefined) return [];
  return [
    auditFinding('account-not-the-agreements', {
      severity: 'error',
      amountPence: null,
      sentence: `The statement is of an account with another ${first.what} than the agreement names: it ends ${ending(first.shown)}, not ${ending(first.agreed)}. Ask for the statement of the agreed account, or have the new account checked by a call to a number held before.`,
      evidence: differs.map(
        ({ what, ...each }) => `The ${what} ends ${ending(each.shown)}; agreed is ${ending(each.agreed)}.`,
      ),
    }),
  ];
};

const SORT_CODE_DIGITS = 6;

/** An IBAN of this country ends with sort code and account number; some files write them as one number. */
function digitsOf({ sortCode, accountNumber, iban }: StatementAccount): {
  sortCode: string | null;
  number: string | null;
} {
  const whole = wholeOf(accountNumber) ?? (iban?.startsWith('GB') === true ? wholeOf(iban.slice(-14)) : null);
  if (whole === null) return { sortCode, number: accountNumber };
  return { sortCode: whole.slice(0, SORT_CODE_DIGITS), number: whole.slice(SORT_CODE_DIGITS) };
}

function wholeOf(number: string | null): string | null {
  return number !== null && /^\d{14}$/.test(number) ? number : null;
}

/** Whether two numbers may be the same: their last digits are, as far as both show them. */
function agrees({ shown, agreed }: { shown: string | null; agreed: string | null }): boolean {
  const [left, right] = [shownEnd(shown), shownEnd(agreed)];
  const length = Math.min(left.length, right.length);
  return length === 0 || left.slice(-length) === right.slice(-length);
}

/** The digits behind all that is masked, without noughts in front that some files leave out. */
function shownEnd(number: string | null): string {
  return (number ?? '').replaceAll(/[\s-]/g, '').replace(/^.*\D/, '');
}

const SHOWN_DIGITS = 4;

function ending(number: string | null): string {
  return shownEnd(number).slice(-SHOWN_DIGITS);
}
