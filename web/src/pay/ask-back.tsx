import { useState } from 'preact/hooks';
import { write } from '../api/client.ts';
import { ActForm, FoldedForm } from '../audits/act-form.tsx';
import { RadioField } from '../audits/radio-field.tsx';
import { messageFor } from '../parts/error-summary.tsx';
import { DateField, TextField } from '../parts/fields.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { formatMoney, penceOfPounds } from '../words/format.ts';
import type { Recovery } from './recovery-table.tsx';

type Props = { onDone: (text: string) => void };

/** What was overpaid for a package and no run can find: proposed by one person, approved by another. */
export function AskBack({ onDone }: Props) {
  if (!may(useMe(), 'askBack')) return null;
  return (
    <section aria-labelledby="ask-back-heading">
      <h2 class="govuk-visually-hidden" id="ask-back-heading">
        What no run finds
      </h2>
      <FoldedForm button="Ask for money back" title="What was overpaid, and for which package?">
        {(close) => (
          <AskBackForm
            onDone={(text) => {
              close();
              onDone(text);
            }}
            close={close}
          />
        )}
      </FoldedForm>
    </section>
  );
}

function AskBackForm({ onDone, close }: Props & { close: () => void }) {
  const [packageId, setPackageId] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [amount, setAmount] = useState('');
  const [method, setMethod] = useState<Recovery['method'] | null>(null);
  const pence = penceOfPounds(amount);
  const body = {
    ...{ packageId: packageId.trim(), from, to },
    ...{ amountPence: pence ?? 0, method: method ?? ('netting' as const) },
  };
  const lacks = (field: string, isLacking: boolean, message: string) =>
    isLacking ? [{ id: `ask-back-${field}`, message }] : [];
  return (
    <ActForm
      id="ask-back"
      button={pence === null || pence <= 0 ? 'Propose it' : `Propose to ask ${formatMoney(pence)} back`}
      gaps={[
        ...lacks('packageId', body.packageId === '', 'Enter the id of the package'),
        ...lacks('from', from === '', 'Enter the first day it was overpaid for'),
        ...lacks('to', to === '', 'Enter the last day it was overpaid for'),
        ...lacks('amountPence', pence === null || pence <= 0, 'Say how much was overpaid, such as 120.50'),
        ...lacks('method', method === null, 'Choose how it comes back'),
      ]}
      request={body}
      send={(reason, key) => write('POST', '/v1/recoveries', { body: { ...body, reason }, key })}
      onDone={({ amountPence }) => {
        onDone(`${formatMoney(amountPence)} is proposed to be asked back. Somebody else approves it.`);
      }}
      onCancel={close}
    >
      {(errors) => (
        <>
          <TextField
            id="ask-back-packageId"
            label="Package"
            hint="Money of a direct payment is asked back from its audit."
            width="govuk-input--width-10"
            value={packageId}
            onValue={setPackageId}
            error={messageFor(errors, 'ask-back-packageId')}
          />
          <DateField
            id="ask-back-from"
            label="First day"
            value={from}
            onValue={setFrom}
            error={messageFor(errors, 'ask-back-from')}
          />
          <DateField
            id="ask-back-to"
            label="Last day"
            value={to}
            onValue={setTo}
            error={messageFor(errors, 'ask-back-to')}
          />
          <TextField
            id="ask-back-amountPence"
            label="Amount in pounds"
            width="govuk-input--width-10"
            inputMode="decimal"
            value={amount}
            onValue={setAmount}
            error={messageFor(errors, 'ask-back-amountPence')}
          />
          <RadioField
            id="ask-back-method"
            legend="How does it come back?"
            value={method}
            choices={[
              { value: 'netting', text: 'Taken off later payments' },
              { value: 'invoice', text: 'By an invoice that the provider pays' },
            ]}
            onValue={setMethod}
            error={messageFor(errors, 'ask-back-method')}
          />
          <p class="govuk-inset-text">
            You propose it; another person approves it. Nothing is taken before that, and before the provider
            was told. What a run finds by itself is proposed already: look below first.
          </p>
        </>
      )}
    </ActForm>
  );
}
