import * as z from 'zod';
import { calendarDateSchema, formatDate, type CalendarDate } from '../calendar.ts';
import { inOrderOf } from '../in-order-of.ts';
import { formatPounds, negatePence, pence } from '../money.ts';
import { finding, type Finding } from '../records/finding.ts';
import { tooLate } from '../records/too-late.ts';
import { beginningOf } from './account-facts.ts';
import { deferredAccountSchema, type DeferredAccountRecord } from './account-record.ts';
import { tooEarly, type Changed, type Changing } from './changed-account.ts';
import { owedOnMorning, reckonedUntil, redemptionOn } from './reckoned.ts';
import { owedAfter } from './statement.ts';

const charge = deferredAccountSchema.shape.charges.element;
const repayment = deferredAccountSchema.shape.repayments.element;

const amountOrNone = repayment.shape.amountPence
  .or(z.literal(0).transform(() => pence(0)))
  .describe('Nothing takes back one that was recorded and should not have been.');

/** An administration charge, or one as it should have been recorded. */
export const chargeActSchema = charge.extend({
  amountPence: amountOrNone,
  chargeId: charge.shape.chargeId
    .nullable()
    .default(null)
    .describe('The number of one that was recorded wrong, which this replaces; none where it is new.'),
  to: charge.shape.to.default(null),
  isAdded: charge.shape.isAdded.default(true),
});
export type ChargeAct = z.output<typeof chargeActSchema>;

/** Money that came in, or what should have been recorded of it. */
export const repaymentActSchema = repayment.extend({
  amountPence: amountOrNone,
  repaymentId: repayment.shape.repaymentId
    .nullable()
    .default(null)
    .describe('The number of one that was recorded wrong, which this replaces; none where it is new.'),
});
export type RepaymentAct = z.output<typeof repaymentActSchema>;

export const closeActSchema = z.strictObject({
  closedOn: calendarDateSchema.nullable().describe('Null opens a closed account again.'),
});
type CloseAct = z.output<typeof closeActSchema>;

/**
 * Records an administration charge. It may be made only where the person was told of it before (SI 2014/2671 regulation 10): the
 * day of that is on or before the first day it falls.
 */
export function recordCharge({ chargeId, ...terms }: ChargeAct, { known, today, newId }: Changing): Changed {
  const { record, agreement } = known;
  const { kind, from, to, toldOn, amountPence } = terms;
  const isAgain = kind === 'annual' || kind === 'weekly';
  if (chargeId !== null && !record.charges.some((each) => each.chargeId === chargeId))
    return { record, findings: [unknown('chargeId', chargeId, 'charge')] };
  const id = chargeId ?? newId;
  const others = record.charges.filter((each) => each.chargeId !== id);
  if (amountPence === 0) return withdrawn({ ...record, charges: others }, chargeId, 'charge');
  // One that comes again may have begun before the account is kept here: what fell until then was brought forward.
  const begins = isAgain ? agreement.startDate : beginningOf(known);
  return {
    record: { ...record, charges: [...others, { ...terms, chargeId: id }] },
    findings: [
      ...tooLate('toldOn', toldOn, today),
      ...tooEarly('from', from, begins),
      ...when(toldOn > from, () =>
        finding(
          'error',
          'not-told-before',
          `The person was told on ${formatDate(toldOn)}, after the charge falls on ${formatDate(from)}. It may fall on the day they were told at the earliest.`,
          { field: 'toldOn', value: toldOn },
        ),
      ),
      ...when(to !== null && !isAgain, () =>
        finding('error', 'charge-comes-once', 'A charge that comes once has no last day.', {
          field: 'to',
          value: to,
        }),
      ),
      ...when(to !== null && to < from, () =>
        finding('error', 'end-before-start', 'The last day is before the first.', { field: 'to', value: to }),
      ),
    ],
  };
}

/**
 * Records a repayment. It is at most what repays all on its day, and leaves no later repayment above what was owed then: money beyond
 * is somebody else’s and is paid back, not kept here.
 */
export function recordRepayment(
  { repaymentId, ...came }: RepaymentAct,
  { known, today, newId }: Changing,
): Changed {
  const { record } = known;
  if (repaymentId !== null && !record.repayments.some((each) => each.repaymentId === repaymentId))
    return { record, findings: [unknown('repaymentId', repaymentId, 'repayment')] };
  const id = repaymentId ?? newId;
  const others = record.repayments.filter((each) => each.repaymentId !== id);
  if (came.amountPence === 0) return withdrawn({ ...record, repayments: others }, repaymentId, 'repayment');
  const changed = { ...record, repayments: [...others, { ...came, repaymentId: id }] };
  const dayFindings = [...tooLate('on', came.on, today), ...tooEarly('on', came.on, beginningOf(known))];
  if (dayFindings.length > 0) return { record: changed, findings: dayFindings };
  return { record: changed, findings: overpaid({ ...known, record: changed }, { came, today }) };
}

type Came = { came: { on: CalendarDate; amountPence: number }; today: CalendarDate };

function overpaid(changed: Changing['known'], { came, today }: Came): Finding[] {
  const { account, missing } = reckonedUntil(changed, today);
  if (account.through < came.on)
    return [
      finding(
        'error',
        'account-not-reckoned',
        `What is owed on ${formatDate(came.on)} is not known. ${missing ?? 'The account is closed.'}`,
        { field: 'on', value: came.on },
      ),
    ];
  const days = changed.record.repayments.map(({ on }) => on).filter((on) => on >= came.on);
  const left = (on: CalendarDate) =>
    Math.max(owedOnMorning(account, on), redemptionOn(changed, on).owedPence);
  const over = inOrderOf([...new Set(days)], (on) => on).find((on) => left(on) < 0);
  if (over === undefined) return [];
  const message =
    over === came.on
      ? `On ${formatDate(over)} ${formatPounds(pence(came.amountPence + left(over)))} are owed, less than was repaid. Record at most that, and pay the rest back.`
      : `With what was repaid on ${formatDate(over)}, this is ${formatPounds(negatePence(pence(left(over))))} more than was owed then. Look at the later repayments first.`;
  const at = { field: 'amountPence', value: String(came.amountPence) };
  return [finding('error', 'repaid-above-balance', message, at)];
}

/** Without what was recorded and should not have been. What never was cannot be taken back. */
function withdrawn(record: DeferredAccountRecord, id: string | null, what: string): Changed {
  if (id !== null) return { record, findings: [] };
  const message = `A ${what} is of some amount. Nothing takes back one that is on record.`;
  return { record, findings: [finding('error', 'amount-missing', message, { field: 'amountPence' })] };
}

/**
 * Closes an account on a day at the end of which nothing is owed, the care until its eve included; or opens it again without
 * a day, where something came out since.
 */
export function closeAccount({ closedOn }: CloseAct, { known, today }: Changing): Changed {
  const { record } = known;
  const closed: DeferredAccountRecord = { ...record, closedOn };
  if (closedOn === null) return { record: closed, findings: [] };
  const { account, missing } = reckonedUntil({ ...known, record: closed }, closedOn);
  const dayFindings = [
    ...tooLate('closedOn', closedOn, today),
    ...tooEarly('closedOn', closedOn, account.from),
  ];
  const later = record.repayments.find(({ on }) => on > closedOn);
  if (later !== undefined) {
    const message = `On ${formatDate(later.on)} something was repaid. Close the account on that day or later.`;
    dayFindings.push(
      finding('error', 'moved-after-closing', message, { field: 'closedOn', value: closedOn }),
    );
  }
  if (dayFindings.length > 0) return { record: closed, findings: dayFindings };
  const owed = owedAfter(account, account.through);
  const at = { field: 'closedOn', value: closedOn };
  if (missing !== null)
    return { record: closed, findings: [finding('error', 'account-not-reckoned', missing, at)] };
  if (owed === 0) return { record: closed, findings: [] };
  const message =
    owed > 0
      ? `At the end of ${formatDate(closedOn)} ${formatPounds(owed)} are owed. Close the account once all is repaid.`
      : `${formatPounds(negatePence(owed))} more was repaid than was owed. Pay it back first.`;
  return { record: closed, findings: [finding('error', 'account-not-settled', message, at)] };
}

function unknown(field: string, value: string, what: string): Finding {
  return finding('error', `${what}-unknown`, `No ${what} of this number is on record.`, { field, value });
}

function when(isSo: boolean, found: () => Finding): Finding[] {
  return isSo ? [found()] : [];
}
