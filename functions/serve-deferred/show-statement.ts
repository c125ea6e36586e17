import { addDays, formatDate, londonDate, minDate, type CalendarDate } from '../../domain/calendar.ts';
import { accountFactsOf, beginningOf } from '../../domain/deferred/account-facts.ts';
import { accountFlags } from '../../domain/deferred/account-flags.ts';
import { interestOn, limitOn, reckonedUntil, redemptionOn } from '../../domain/deferred/reckoned.ts';
import { statementOver } from '../../domain/deferred/statement.ts';
import { explainLine } from '../../domain/deferred/statement-words.ts';
import { regularPeriodOn } from '../../domain/deferred/statements-due.ts';
import type { ClosedRange } from '../../domain/date-range.ts';
import { pence } from '../../domain/money.ts';
import { finding } from '../../domain/records/finding.ts';
import type { deferredRoutes, ShownDeferredStatement } from '../../events/api/deferred.ts';
import type { KnownDeferred } from '../platform/deferred/known-account.ts';
import { refuseErrors } from '../platform/refuse-errors.ts';
import type { Asked } from '../platform/route-area.ts';
import type { DeferredDeps } from './deps.ts';
import { openAccount } from './open-account.ts';

type AskedStatement = Asked<
  typeof deferredRoutes.readDeferredStatement | typeof deferredRoutes.readDeferredStatementPages
>;

/** A statement of the days that were asked for, each of its lines explained. */
export async function showStatement(
  { viewer, id, query }: AskedStatement,
  deps: DeferredDeps,
): Promise<ShownDeferredStatement> {
  const known = await openAccount(id, viewer, deps);
  return statementOf(known, query, londonDate(deps.clock()));
}

/** Of days that cannot be reckoned there is none: it says which half-year is missing, and never takes it as nothing. */
function statementOf(
  known: KnownDeferred,
  query: AskedStatement['query'],
  today: CalendarDate,
): ShownDeferredStatement {
  const days = daysAsked(known, query, today);
  checkDays(days, known);
  const { redemptionOn: repaidOn } = query;
  const { reckoned, thatMorning } =
    repaidOn === undefined
      ? { reckoned: reckonedUntil(known, days.to), thatMorning: [] }
      : redemptionOn(known, repaidOn);
  const { account, limits, missing } = reckoned;
  if (account.through < days.to && missing !== null)
    refuseErrors([finding('error', 'account-not-reckoned', missing, { field: 'to', value: days.to })]);
  const { interest } = accountFactsOf(known, days.to).facts;
  const { lines, ...statement } = statementOver(account, days, thatMorning);
  return {
    ...{ agreementId: known.agreement.agreementId, personName: known.person?.name ?? '' },
    addressee: addresseeOfStatement(known),
    ...statement,
    redemptionOn: repaidOn ?? null,
    equityLimitPence: limitOn(limits, statement.to) ?? pence(0),
    lines: lines.map(({ description, ...line }) => ({
      ...line,
      explanation: explainLine({ ...line, description }, interestOn(interest, line.from).compounding),
    })),
    flags: accountFlags(known, account, { missing, today: statement.to }),
  };
}

/** After a death it is for the personal representatives (practice.md 5). */
function addresseeOfStatement({ person, diedOn }: KnownDeferred): string {
  const name = person?.name ?? 'the person of this agreement';
  return diedOn === null ? name : `The personal representatives of ${name}`;
}

/** The current regular period until today, or until the eve of a redemption. */
function daysAsked(
  known: KnownDeferred,
  { from, to, redemptionOn }: AskedStatement['query'],
  today: CalendarDate,
): ClosedRange {
  const last = redemptionOn === undefined ? to : addDays(redemptionOn, -1);
  const begins = beginningOf(known);
  const current = regularPeriodOn(begins, known.terms, last ?? today);
  return { from: from ?? current.from, to: last ?? minDate(today, current.to) };
}

function checkDays({ from, to }: ClosedRange, known: KnownDeferred): void {
  const begins = beginningOf(known);
  const { closedOn } = known.record;
  const refuse = (field: 'from' | 'to', rule: string, message: string) =>
    finding('error', rule, message, { field, value: field === 'to' ? to : from });
  refuseErrors([
    ...(to < from
      ? [
          refuse(
            'to',
            'end-before-start',
            `The last day, ${formatDate(to)}, is before the first, ${formatDate(from)}.`,
          ),
        ]
      : []),
    ...(to < begins
      ? [
          refuse(
            'to',
            'before-the-account',
            `The account begins on ${formatDate(begins)}: there is no statement of days before it.`,
          ),
        ]
      : []),
    ...(closedOn !== null && from > closedOn
      ? [
          refuse(
            'from',
            'after-the-account',
            `The account was closed on ${formatDate(closedOn)}: there is no statement of days after it.`,
          ),
        ]
      : []),
  ]);
}
