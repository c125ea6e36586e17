import { write } from '../api/client.ts';
import { FoldedForm } from '../audits/act-form.tsx';
import { formatDate } from '../words/format.ts';
import type { ActProps } from './act-props.ts';
import { FieldedForm, penceIn, type FormField } from './fielded-form.tsx';

const PATH = '/v1/deferred-agreements/{id}/valuations';

/** A valuation is asked for; while one is awaited it is asked for again; and one comes in. */
export function RecordValuation({ shown, today, onDone }: ActProps) {
  const { agreementId: id, version, valuations } = shown;
  const awaited = valuations.find(({ received }) => received === null);
  const asked: readonly FormField[] = [
    { name: 'on', label: 'Day it was asked for', kind: 'date', initial: today },
  ];
  const came: readonly FormField[] = [
    { name: 'valuePence', label: 'Value of the property, in pounds', kind: 'pounds' },
    { name: 'encumbrancesPence', label: 'Owed to others first, in pounds', kind: 'pounds', initial: '0' },
    { name: 'valuedOn', label: 'Day whose value it says', kind: 'date' },
    { name: 'on', label: 'Day it came', kind: 'date', initial: today },
    { name: 'valuer', label: 'Who valued it', kind: 'text' },
  ];
  return (
    <>
      <FoldedForm
        button={awaited === undefined ? 'Ask for a valuation' : 'Ask for the valuation again'}
        title={
          awaited === undefined
            ? 'When was a valuation asked for?'
            : `When was it asked for again? It was asked for on ${formatDate(awaited.requestedOn)}`
        }
      >
        {(close) => (
          <FieldedForm
            id="asked"
            button="Record it"
            fields={asked}
            send={({ on = '' }, reason, key) =>
              write('POST', PATH, {
                ...{ id, key },
                body:
                  awaited === undefined
                    ? { kind: 'request', requestedOn: on, version, reason }
                    : {
                        ...{ kind: 'reminder', valuationId: awaited.valuationId, remindedOn: on },
                        ...{ version, reason },
                      },
              })
            }
            onDone={() => {
              close();
              onDone('That a valuation was asked for is recorded.');
            }}
            onCancel={close}
          />
        )}
      </FoldedForm>
      <FoldedForm button="Record a valuation" title="What is the property worth?">
        {(close) => (
          <FieldedForm
            id="valuation"
            button="Record the valuation"
            fields={came}
            send={(values, reason, key) => {
              const { valuedOn = '', on = '', valuer = '' } = values;
              const amounts = {
                valuePence: penceIn(values, 'valuePence'),
                encumbrancesPence: penceIn(values, 'encumbrancesPence'),
              };
              const valuationId = awaited?.valuationId ?? null;
              return write('POST', PATH, {
                ...{ id, key },
                body: { kind: 'received', valuationId, ...amounts, valuedOn, on, valuer, version, reason },
              });
            }}
            onDone={() => {
              close();
              onDone('The valuation is recorded, and the equity limit follows it from its day on.');
            }}
            onCancel={close}
          />
        )}
      </FoldedForm>
    </>
  );
}
