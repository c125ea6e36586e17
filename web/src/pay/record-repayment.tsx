import { useState } from 'preact/hooks';
import { write } from '../api/client.ts';
import { useAction } from '../api/use-action.ts';
import { ErrorSummary, errorsOf, messageFor, type FieldError } from '../parts/error-summary.tsx';
import { DateField, ReasonField, TextField } from '../parts/fields.tsx';
import { formatMoney, penceOfPounds } from '../words/format.ts';
import { leftToRecover, type Recovery } from './recovery-table.tsx';
import { SubmitForm } from '../parts/submit-form.tsx';

type Props = { recovery: Recovery; onDone: (text: string) => void };

/** What the payee paid of an invoice: once for a reference of the bank. */
export function RecordRepayment({ recovery, onDone }: Props) {
  const [amount, setAmount] = useState('');
  const [receivedOn, setReceivedOn] = useState('');
  const [reference, setReference] = useState('');
  const [reason, setReason] = useState('');
  const [gaps, setGaps] = useState<readonly FieldError[]>([]);
  const action = useAction<unknown>();
  const amountPence = penceOfPounds(amount);
  const errors = [...gaps, ...errorsOf(action.trouble, (field) => `repaid-${field}`)];
  const submit = async (): Promise<void> => {
    const found: FieldError[] = [
      ...(amountPence === null || amountPence <= 0
        ? [{ id: 'repaid-amountPence', message: 'Say how much was paid, such as 120.50' }]
        : []),
      ...(receivedOn === '' ? [{ id: 'repaid-receivedOn', message: 'Enter the day it came' }] : []),
      ...(reference.trim() === ''
        ? [{ id: 'repaid-reference', message: 'Enter the reference in the bank' }]
        : []),
      ...(reason.trim().length < 3 ? [{ id: 'repaid-reason', message: 'Say why' }] : []),
    ];
    setGaps(found);
    if (found.length > 0 || amountPence === null) return;
    const body = { amountPence, receivedOn, reference: reference.trim(), reason };
    const id = recovery.recoveryId;
    const done = await action.run(body, (key) =>
      write('POST', '/v1/recoveries/{id}/repayments', { id, body, key }),
    );
    if (done !== null) onDone(`${formatMoney(amountPence)} that the payee paid back is recorded.`);
  };
  return (
    <SubmitForm onSubmit={submit}>
      <h3 class="govuk-heading-s">What did the payee pay back?</h3>
      <ErrorSummary errors={errors} />
      <TextField
        id="repaid-amountPence"
        label="Amount in pounds"
        hint={`${formatMoney(leftToRecover(recovery))} is left.`}
        width="govuk-input--width-10"
        inputMode="decimal"
        value={amount}
        onValue={setAmount}
        error={messageFor(errors, 'repaid-amountPence')}
      />
      <DateField
        id="repaid-receivedOn"
        label="Day it came"
        value={receivedOn}
        onValue={setReceivedOn}
        error={messageFor(errors, 'repaid-receivedOn')}
      />
      <TextField
        id="repaid-reference"
        label="Reference in the bank"
        width="govuk-input--width-20"
        value={reference}
        onValue={setReference}
        error={messageFor(errors, 'repaid-reference')}
      />
      <ReasonField
        id="repaid-reason"
        value={reason}
        onValue={setReason}
        error={messageFor(errors, 'repaid-reason')}
      />
      <button type="submit" class="govuk-button" aria-disabled={action.busy}>
        Record what was paid back
      </button>
    </SubmitForm>
  );
}
