import { useEffect, useRef, useState } from 'preact/hooks';
import type { ShownStatement } from '../../../events/api/statements.ts';
import { write } from '../api/client.ts';
import type { Answer } from '../api/contract.ts';
import { useAction } from '../api/use-action.ts';
import { ErrorSummary, errorsOf, messageFor, type FieldError } from '../parts/error-summary.tsx';
import { ReasonField, SelectField } from '../parts/fields.tsx';
import { counted, formatMoney } from '../words/format.ts';
import { inWords } from '../words/labels.ts';
import { payeeCategories, type PayeeCategory } from './statement-words.ts';
import { SubmitForm } from '../parts/submit-form.tsx';

type Props = {
  statement: Pick<ShownStatement, 'uploadId'>;
  account: number;
  transaction: ShownStatement['transactions'][number];
  /** Says what became of it; null where nothing was said. */
  onEnd: (said: string | null) => void;
};

/** An officer says what somebody is paid for: it holds for every statement of the agreement. */
export function ConfirmPayee({ statement: { uploadId }, account, transaction, onEnd }: Props) {
  const [category, setCategory] = useState('');
  const [reason, setReason] = useState('');
  const [gaps, setGaps] = useState<readonly FieldError[]>([]);
  const action = useAction<Answer<'POST', '/v1/statements/{id}/payees'>>();
  const errors = [...gaps, ...errorsOf(action.trouble, (field) => field)];
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    panel.current?.focus();
  }, [transaction.number]);
  const submit = async (): Promise<void> => {
    const chosen = payeeCategories.find((each) => each === category);
    const found = gapsOf(chosen, reason);
    setGaps(found);
    if (found.length > 0 || chosen === undefined) return;
    const body = { account, transaction: transaction.number, category: chosen, reason };
    const done = await action.run({ uploadId, body }, (key) =>
      write('POST', '/v1/statements/{id}/payees', { id: uploadId, body, key }),
    );
    if (done !== null)
      onEnd(
        `“${transaction.text}” is ${inWords(done.category).toLowerCase()}: ${counted(done.transactions, 'transaction')} of this statement, and every other of the agreement.`,
      );
  };
  return (
    <section class="app-panel" aria-labelledby="payee" tabIndex={-1} ref={panel}>
      <h3 class="govuk-heading-s" id="payee">
        What is “{transaction.text}” paid for?
      </h3>
      <p class="govuk-body">
        {formatMoney(transaction.amountPence)}, now taken as {inWords(transaction.category).toLowerCase()}.
        What you say holds for this payee in every statement of the agreement.
      </p>
      <SubmitForm onSubmit={submit}>
        <ErrorSummary errors={errors} />
        <SelectField
          id="category"
          label="It is paid for"
          value={category}
          choices={[
            { value: '', text: 'Choose' },
            ...payeeCategories.map((each) => ({ value: each, text: inWords(each) })),
          ]}
          onValue={setCategory}
          error={messageFor(errors, 'category')}
        />
        <ReasonField id="reason" value={reason} onValue={setReason} error={messageFor(errors, 'reason')} />
        <div class="app-actions">
          <button type="submit" class="govuk-button" aria-disabled={action.busy}>
            Say so
          </button>
          <button
            type="button"
            class="app-link-button"
            onClick={() => {
              onEnd(null);
            }}
          >
            Back to the transactions
          </button>
        </div>
      </SubmitForm>
    </section>
  );
}

function gapsOf(category: PayeeCategory | undefined, reason: string): FieldError[] {
  return [
    ...(category === undefined ? [{ id: 'category', message: 'Choose what it is paid for' }] : []),
    ...(reason.trim().length < 3 ? [{ id: 'reason', message: 'Say why' }] : []),
  ];
}
