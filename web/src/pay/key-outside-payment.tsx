import { useState } from 'preact/hooks';
import { write } from '../api/client.ts';
import { useAction } from '../api/use-action.ts';
import { ErrorSummary, errorsOf, messageFor, type FieldError } from '../parts/error-summary.tsx';
import { DateField, ReasonField, SelectField, TextField } from '../parts/fields.tsx';
import { dateProblem } from '../words/date-text.ts';
import { formatMoney, penceOfPounds } from '../words/format.ts';
import { paymentMethods } from './pay-words.ts';
import { SubmitForm } from '../parts/submit-form.tsx';

const empty = { amount: '', method: 'faster-payment', paidOn: '', reference: '', reason: '' };
type Values = typeof empty;
type Method = keyof typeof paymentMethods;

/** A payment that left by another way: without a word of it here, the next run would pay it again. */
export function KeyOutsidePayment({ payee, onDone }: { payee: string; onDone: (text: string) => void }) {
  const [values, setValues] = useState(empty);
  const [gaps, setGaps] = useState<readonly FieldError[]>([]);
  const action = useAction<unknown>();
  const errors = [...gaps, ...errorsOf(action.trouble, (field) => fields[field] ?? null)];
  const set = (name: keyof Values) => (value: string) => {
    setValues({ ...values, [name]: value });
  };
  const keep = async (): Promise<void> => {
    const found = gapsOf(values);
    setGaps(found);
    const amountPence = penceOfPounds(values.amount);
    if (found.length > 0 || amountPence === null) return;
    const { paidOn, reference, reason } = values;
    const method = methods.find((each) => each === values.method) ?? 'faster-payment';
    const body = { payee, amountPence, method, paidOn, reference: reference.trim(), reason };
    const kept = await action.run(body, (key) => write('POST', '/v1/payments/outside', { body, key }));
    if (kept === null) return;
    setValues(empty);
    onDone(`${formatMoney(amountPence)} is recorded as paid. The payee’s next run pays that much less.`);
  };
  return (
    <section class="app-section" aria-labelledby="key-outside">
      <h2 class="govuk-heading-m" id="key-outside">
        Record a payment made outside
      </h2>
      <p class="govuk-body">
        Record what was paid by faster payment, CHAPS or cheque before the next run: the run takes it off, and
        does not pay it again.
      </p>
      <SubmitForm onSubmit={keep}>
        <ErrorSummary errors={errors} />
        <div class="app-form-grid">
          <TextField
            id="outside-amount"
            label="Amount in pounds"
            inputMode="decimal"
            value={values.amount}
            onValue={set('amount')}
            error={messageFor(errors, 'outside-amount')}
          />
          <SelectField
            id="outside-method"
            label="How it was paid"
            value={values.method}
            choices={methods.map((method) => ({ value: method, text: paymentMethods[method] }))}
            onValue={set('method')}
          />
          <DateField
            id="outside-paid-on"
            label="Paid on"
            value={values.paidOn}
            onValue={set('paidOn')}
            error={messageFor(errors, 'outside-paid-on')}
          />
          <TextField
            id="outside-reference"
            label="Reference at the bank"
            value={values.reference}
            onValue={set('reference')}
            error={messageFor(errors, 'outside-reference')}
          />
        </div>
        <ReasonField
          id="outside-reason"
          value={values.reason}
          onValue={set('reason')}
          error={messageFor(errors, 'outside-reason')}
        />
        <button type="submit" class="govuk-button" aria-disabled={action.busy}>
          Record it
        </button>
      </SubmitForm>
    </section>
  );
}

const methods: readonly Method[] = ['faster-payment', 'chaps', 'cheque', 'bacs', 'card'];

const fields: Readonly<Record<string, string>> = {
  amountPence: 'outside-amount',
  paidOn: 'outside-paid-on',
  reference: 'outside-reference',
  reason: 'outside-reason',
};

function gapsOf({ amount, paidOn, reference, reason }: Values): FieldError[] {
  const found: FieldError[] = [];
  const pence = penceOfPounds(amount);
  if (pence === null || pence <= 0)
    found.push({ id: 'outside-amount', message: 'Enter the amount in pounds and pence, such as 120.50' });
  const day = paidOn === '' ? 'Enter the day it was paid' : dateProblem(paidOn, 'The day it was paid');
  if (day !== null) found.push({ id: 'outside-paid-on', message: day });
  if (reference.trim() === '')
    found.push({ id: 'outside-reference', message: 'Enter the reference it has at the bank' });
  if (reason.trim().length < 3)
    found.push({ id: 'outside-reason', message: 'Say why it was paid outside a run' });
  return found;
}
