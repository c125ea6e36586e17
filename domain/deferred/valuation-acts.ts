import * as z from 'zod';
import { calendarDateSchema, formatDate, type CalendarDate } from '../calendar.ts';
import { formatPounds } from '../money.ts';
import { finding, type Finding } from '../records/finding.ts';
import { tooLate } from '../records/too-late.ts';
import { deferredAccountSchema, type DeferredAccountRecord, type Valuation } from './account-record.ts';
import type { Changed, Changing } from './changed-account.ts';

const { valuationId } = deferredAccountSchema.shape.valuations.element.shape;
const received = deferredAccountSchema.shape.valuations.element.shape.received.unwrap().shape;

/** A valuation is asked for, asked for again, or comes in; one may come that nobody asked for. */
export const valuationActs = {
  request: z.strictObject({ kind: z.literal('request'), requestedOn: calendarDateSchema }),
  reminder: z.strictObject({ kind: z.literal('reminder'), valuationId, remindedOn: calendarDateSchema }),
  received: z.strictObject({
    kind: z.literal('received'),
    valuationId: valuationId.nullable().default(null).describe('None where nobody had asked for it.'),
    ...received,
  }),
};
export type ValuationAct = z.output<(typeof valuationActs)[keyof typeof valuationActs]>;

/** Records what an officer says of a valuation. */
export function recordValuation(act: ValuationAct, changing: Changing): Changed {
  switch (act.kind) {
    case 'request':
      return requestValuation(act, changing);
    case 'reminder':
      return remindOfValuation(act, changing);
    case 'received':
      return receiveValuation(act, changing);
  }
}

function requestValuation(
  { requestedOn }: Extract<ValuationAct, { kind: 'request' }>,
  { known: { record }, today, newId }: Changing,
): Changed {
  const awaited = record.valuations.find((each) => each.received === null);
  return {
    record: withValuation(record, {
      ...{ valuationId: newId, requestedOn, remindedOn: [], received: null },
    }),
    findings: [
      ...tooLate('requestedOn', requestedOn, today),
      ...(awaited === undefined
        ? []
        : [
            finding(
              'error',
              'valuation-asked-for-already',
              `A valuation was asked for on ${formatDate(awaited.requestedOn)} and has not come. Ask for that one again instead.`,
              { field: 'requestedOn', value: requestedOn },
            ),
          ]),
    ],
  };
}

function remindOfValuation(
  { valuationId: id, remindedOn }: Extract<ValuationAct, { kind: 'reminder' }>,
  { known: { record }, today }: Changing,
): Changed {
  const awaited = awaitedOf(record, id);
  if (awaited === undefined) return { record, findings: [notAwaited(id)] };
  return {
    record: withValuation(record, { ...awaited, remindedOn: [...awaited.remindedOn, remindedOn] }),
    findings: [
      ...tooLate('remindedOn', remindedOn, today),
      ...beforeRequest('remindedOn', remindedOn, awaited),
    ],
  };
}

function receiveValuation(
  { kind: _kind, valuationId: id, ...came }: Extract<ValuationAct, { kind: 'received' }>,
  { known: { record }, today, newId }: Changing,
): Changed {
  const unasked: Valuation = {
    ...{ valuationId: newId, requestedOn: came.on, remindedOn: [], received: null },
  };
  const valuation = id === null ? unasked : awaitedOf(record, id);
  if (valuation === undefined) return { record, findings: [notAwaited(id)] };
  const { on, valuedOn, valuePence, encumbrancesPence } = came;
  return {
    record: withValuation(record, { ...valuation, received: came }),
    findings: [
      ...tooLate('on', on, today),
      ...beforeRequest('on', on, valuation),
      ...(valuedOn <= on
        ? []
        : [
            finding('error', 'valued-after-it-came', 'A valuation says the value of a day before it comes.', {
              ...{ field: 'valuedOn', value: valuedOn },
            }),
          ]),
      ...(encumbrancesPence <= valuePence
        ? []
        : [
            finding(
              'warning',
              'encumbrances-over-value',
              `Others are owed ${formatPounds(encumbrancesPence)} first, more than the property is worth: nothing more can be deferred.`,
              { field: 'encumbrancesPence' },
            ),
          ]),
    ],
  };
}

function awaitedOf({ valuations }: DeferredAccountRecord, id: string): Valuation | undefined {
  return valuations.find((each) => each.valuationId === id && each.received === null);
}

function notAwaited(id: string | null): Finding {
  const message = 'No valuation of this number is awaited. Read the agreement again and see what came.';
  return finding('error', 'valuation-not-awaited', message, { field: 'valuationId', value: id });
}

function beforeRequest(field: string, on: CalendarDate, { requestedOn }: Valuation): Finding[] {
  if (on >= requestedOn) return [];
  const message = `The valuation was asked for on ${formatDate(requestedOn)}, after this day.`;
  return [finding('error', 'before-it-was-asked-for', message, { field, value: on })];
}

function withValuation(record: DeferredAccountRecord, valuation: Valuation): DeferredAccountRecord {
  const others = record.valuations.filter((each) => each.valuationId !== valuation.valuationId);
  return { ...record, valuations: [...others, valuation] };
}
