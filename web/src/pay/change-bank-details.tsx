import { useState } from 'preact/hooks';
import { write } from '../api/client.ts';
import type { Answer } from '../api/contract.ts';
import { useAction } from '../api/use-action.ts';
import { ErrorSummary, errorsOf, messageFor, type FieldError } from '../parts/error-summary.tsx';
import { ReasonField, TextField } from '../parts/fields.tsx';
import { SubmitForm } from '../parts/submit-form.tsx';

const EMPTY = { sortCode: '', accountNumber: '', accountName: '', rollNumber: '', reason: '' };
type Field = keyof typeof EMPTY;
type Changed = Answer<'POST', '/v1/providers/{id}/bank-details'>;

type ChangeProps = { id: string; onDone: (title: string, text: string) => void };

/** A new account: checked against its sort code, and held until somebody else has called back. */
export function ChangeBankDetails({ id, onDone }: ChangeProps) {
  const [values, setValues] = useState(EMPTY);
  const [gaps, setGaps] = useState<readonly FieldError[]>([]);
  const action = useAction<Changed>();
  const errors = [...gaps, ...errorsOf(action.trouble, (field) => (field in EMPTY ? field : null))];
  const field = (name: Field) => ({
    id: name,
    value: values[name],
    error: messageFor(errors, name),
    onValue: (value: string) => {
      setValues({ ...values, [name]: value });
    },
  });

  const change = async (): Promise<void> => {
    const found = gapsOf(values);
    setGaps(found);
    if (found.length > 0) return;
    const { rollNumber, ...rest } = values;
    const body = { ...rest, ...(rollNumber.trim() !== '' && { rollNumber: rollNumber.trim() }) };
    const changed = await action.run(body, (key) =>
      write('POST', '/v1/providers/{id}/bank-details', { id, body, key }),
    );
    if (changed === null) return;
    setValues(EMPTY);
    onDone(`The account is changed, as version ${changed.version}, and held.`, modulusWords[changed.modulus]);
  };

  return (
    <section class="app-section" aria-labelledby="change-account">
      <h2 class="govuk-heading-m" id="change-account">
        Change the account
      </h2>
      <div class="govuk-inset-text">
        From the moment you change it nothing is paid to this provider, until somebody else has called back on
        a number that we knew before.
      </div>
      <SubmitForm onSubmit={change}>
        <ErrorSummary errors={errors} />
        <TextField
          {...field('sortCode')}
          label="Sort code"
          hint="Six digits"
          width="govuk-input--width-5"
          inputMode="numeric"
        />
        <TextField
          {...field('accountNumber')}
          label="Account number"
          hint="Eight digits"
          width="govuk-input--width-10"
          inputMode="numeric"
        />
        <TextField {...field('accountName')} label="Name on the account" width="govuk-input--width-20" />
        <TextField
          {...field('rollNumber')}
          label="Roll number (optional)"
          hint="For some building societies"
          width="govuk-input--width-10"
        />
        <ReasonField {...field('reason')} />
        <button type="submit" class="govuk-button" aria-disabled={action.busy}>
          Change the account and hold payments
        </button>
      </SubmitForm>
    </section>
  );
}

const modulusWords: Readonly<Record<Changed['modulus'], string>> = {
  valid: 'The account number fits its sort code. Somebody else has to call back before anything is paid.',
  unknown:
    'Whether the account number fits its sort code cannot be told from the published table. Somebody else has to call back before anything is paid.',
};

function gapsOf({ sortCode, accountNumber, accountName, reason }: typeof EMPTY): FieldError[] {
  return [
    ...(/^\d{2}[- ]?\d{2}[- ]?\d{2}$/.test(sortCode.trim())
      ? []
      : [{ id: 'sortCode', message: 'Enter the six digits of the sort code' }]),
    ...(/^\d{6,8}$/.test(accountNumber.trim())
      ? []
      : [{ id: 'accountNumber', message: 'Enter the account number' }]),
    ...(accountName.trim() === '' ? [{ id: 'accountName', message: 'Enter the name on the account' }] : []),
    ...(reason.trim().length < 3 ? [{ id: 'reason', message: 'Say why the account changes' }] : []),
  ];
}
