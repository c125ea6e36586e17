import { messageFor, type FieldError } from '../parts/error-summary.tsx';
import { SelectField, TextField } from '../parts/fields.tsx';
import type { Draft } from './columns-draft.ts';
import { orderChoices } from './columns-words.ts';

type HabitsProps = {
  draft: Draft;
  /** By which date the order was told, or that nothing tells it. */
  dateNote: string | null;
  errors: readonly FieldError[];
  onChange: (changed: Partial<Draft>) => void;
};

/** How a bank writes days, and which way money went. */
export function ColumnsHabits({ draft, dateNote, errors, onChange }: HabitsProps) {
  const { fields, dateOrder, isPaidOutPositive, isPaidOutNegative, markIn, markOut } = draft;
  const isMarked = fields.includes('mark');
  return (
    <>
      <SelectField
        id="date-order"
        label="How its dates are written"
        hint={dateNote ?? undefined}
        value={dateOrder}
        choices={orderChoices}
        onValue={(value) => {
          onChange({ dateOrder: orderChoices.find((each) => each.value === value)?.value ?? dateOrder });
        }}
      />
      {isMarked && (
        <>
          <TextField
            id="mark-in"
            label="The word for paid in"
            value={markIn}
            error={messageFor(errors, 'mark-in')}
            width="govuk-input--width-10"
            onValue={(value) => {
              onChange({ markIn: value });
            }}
          />
          <TextField
            id="mark-out"
            label="The word for paid out"
            value={markOut}
            error={messageFor(errors, 'mark-out')}
            width="govuk-input--width-10"
            onValue={(value) => {
              onChange({ markOut: value });
            }}
          />
        </>
      )}
      {!isMarked && fields.includes('amount') && (
        <SelectField
          id="sign"
          label="How money that was spent is written"
          value={isPaidOutPositive ? 'plain' : 'minus'}
          choices={[
            { value: 'minus', text: 'With a minus, as in −12.50' },
            { value: 'plain', text: 'Without a sign, and what was paid in with a minus, as on cards' },
          ]}
          onValue={(value) => {
            onChange({ isPaidOutPositive: value === 'plain' });
          }}
        />
      )}
      {fields.includes('paidOut') && (
        <SelectField
          id="sign-out"
          label="How money in the column “Paid out” is written"
          value={isPaidOutNegative ? 'minus' : 'plain'}
          choices={[
            { value: 'plain', text: 'Without a sign, as in 12.50' },
            { value: 'minus', text: 'With a minus, as in −12.50' },
          ]}
          onValue={(value) => {
            onChange({ isPaidOutNegative: value === 'minus' });
          }}
        />
      )}
    </>
  );
}
