import * as z from 'zod';
import { formatDate, type CalendarDate } from '../calendar.ts';
import { date, identifier, oneOf, signedPounds, text } from './field.ts';
import { finding, type Finding } from './finding.ts';

/** Where the old system stood when the council moved: paid-to dates, balances, holds, recoveries, mandates. */
export const openingPositionSchema = z.object({
  kind: oneOf(['paid-to', 'balance', 'hold', 'recovery', 'deferred-balance', 'mandate']),
  id: identifier,
  date,
  amountPence: signedPounds.nullable(),
  detail: text.nullable(),
});
export type OpeningPosition = z.infer<typeof openingPositionSchema>;

const WITH_AMOUNT: readonly OpeningPosition['kind'][] = ['balance', 'recovery', 'deferred-balance'];

/** A position of money without its amount says nothing. */
export function checkOpeningPosition(position: OpeningPosition, today: CalendarDate): Finding[] {
  const findings: Finding[] = [];
  if (WITH_AMOUNT.includes(position.kind) && position.amountPence === null) {
    findings.push(
      finding('error', 'mandatory-field-empty', `amount is empty; an opening ${position.kind} needs one.`, {
        field: 'amount',
      }),
    );
  }
  if (position.kind !== 'paid-to' && position.date > today) {
    findings.push(
      finding(
        'warning',
        'opening-position-in-the-future',
        `The position is dated ${formatDate(position.date)}, after today.`,
        {
          field: 'date',
        },
      ),
    );
  }
  return findings;
}
