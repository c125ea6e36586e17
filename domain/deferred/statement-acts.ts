import * as z from 'zod';
import { calendarDateSchema } from '../calendar.ts';
import { finding } from '../records/finding.ts';
import { tooLate } from '../records/too-late.ts';
import { deferredAccountSchema } from './account-record.ts';
import { tooEarly, type Changed, type Changing } from './changed-account.ts';
import { beginningOf } from './account-facts.ts';
import { statementsDue } from './statements-due.ts';

const { statementId, from, to } = deferredAccountSchema.shape.statements.element.shape;

/** Somebody asked for a statement, or one was sent: a regular one by its days, another by its number. */
export const statementActs = {
  asked: z.strictObject({
    kind: z.literal('asked'),
    statement: z.enum(['requested', 'redemption']),
    ...{ from, to, askedOn: calendarDateSchema },
  }),
  sent: z.strictObject({
    kind: z.literal('sent'),
    statementId: statementId.nullable().default(null).describe('None of a regular one.'),
    to: to.describe('The last day it is for.'),
    sentOn: calendarDateSchema,
  }),
};
export type StatementAct = z.output<(typeof statementActs)[keyof typeof statementActs]>;

/** Records that a statement was asked for or sent, so that nobody waits for it longer than the council allows. */
export function recordStatement(act: StatementAct, changing: Changing): Changed {
  return act.kind === 'asked' ? askForStatement(act, changing) : sendStatement(act, changing);
}

function askForStatement(
  { statement, from: first, to: last, askedOn }: Extract<StatementAct, { kind: 'asked' }>,
  { known, today, newId }: Changing,
): Changed {
  const { record } = known;
  const asked = { statementId: newId, kind: statement, from: first, to: last, askedOn, sentOn: null };
  return {
    record: { ...record, statements: [...record.statements, asked] },
    findings: [
      ...tooLate('askedOn', askedOn, today),
      ...tooEarly('from', first, beginningOf(known)),
      ...(last < first
        ? [
            finding('error', 'end-before-start', 'The last day is before the first.', {
              field: 'to',
              value: last,
            }),
          ]
        : []),
    ],
  };
}

function sendStatement(
  { statementId: id, to: last, sentOn }: Extract<StatementAct, { kind: 'sent' }>,
  { known, today, newId }: Changing,
): Changed {
  const { record, diedOn, terms } = known;
  const begins = beginningOf(known);
  const due = statementsDue({ ...record, begins, diedOn }, terms, today).find(
    (each) => each.statementId === id && each.to === last,
  );
  if (due === undefined) {
    const message =
      'No statement for these days waits to be sent. Read the agreement again and see which do.';
    return {
      record,
      findings: [finding('error', 'statement-not-due', message, { field: 'to', value: last })],
    };
  }
  const before = record.statements.find((each) => each.statementId === id);
  const { kind, from: first } = due;
  const sent = { statementId: newId, kind, from: first, to: last, askedOn: null, ...before, sentOn };
  const others = record.statements.filter((each) => each !== before);
  return {
    record: { ...record, statements: [...others, sent] },
    findings: tooLate('sentOn', sentOn, today),
  };
}
