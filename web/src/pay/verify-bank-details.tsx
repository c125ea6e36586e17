import type { ShownHold } from '../../../events/api/payments.ts';
import { useState } from 'preact/hooks';
import { write } from '../api/client.ts';
import { useAction } from '../api/use-action.ts';
import { ErrorSummary, errorsOf, messageFor, type FieldError } from '../parts/error-summary.tsx';
import { DateField, ReasonField } from '../parts/fields.tsx';
import { useMe } from '../session/me.ts';
import { dateProblem } from '../words/date-text.ts';
import { HeldAmount } from './held-amount.tsx';
import type { Payee } from './hold-target.ts';
import { SubmitForm } from '../parts/submit-form.tsx';

type VerifyProps = {
  payee: Payee;
  hold: ShownHold;
  onDone: (title: string, text: string) => void;
};

/** Records that somebody rang the payee on a number known from before, and releases the hold. */
export function VerifyBankDetails({ payee, hold, onDone }: VerifyProps) {
  const { today } = useMe();
  const [calledBackOn, setCalledBackOn] = useState<string>(today);
  const [numberHeldSince, setNumberHeldSince] = useState('');
  const [reason, setReason] = useState('');
  const [gaps, setGaps] = useState<readonly FieldError[]>([]);
  const action = useAction<unknown>();
  const errors = [
    ...gaps,
    ...errorsOf(action.trouble, (field) => (FIELDS.includes(field) ? `verify-${field}` : null)),
  ];

  const verify = async (): Promise<void> => {
    const found: FieldError[] = [];
    const days = {
      calledBackOn: ['The day of the call', calledBackOn],
      numberHeldSince: ['The day since when', numberHeldSince],
    };
    for (const [field, [name = '', date = '']] of Object.entries(days)) {
      const problem = date === '' ? `${name} is missing` : dateProblem(date, name);
      if (problem !== null) found.push({ id: `verify-${field}`, message: problem });
    }
    if (reason.trim().length < 3)
      found.push({ id: 'verify-reason', message: 'Say whom you spoke to and what they confirmed' });
    setGaps(found);
    if (found.length > 0) return;
    const body = { calledBackOn, numberHeldSince, reason };
    const done = await action.run(body, (key) =>
      write('POST', PATHS[payee.kind], { id: payee.id, body, key }),
    );
    if (done !== null)
      onDone(
        'The call back is recorded.',
        'The hold is released. What it kept is paid in the payee’s next run.',
      );
  };

  return (
    <SubmitForm onSubmit={verify}>
      <HeldAmount hold={hold} />
      <ErrorSummary errors={errors} />
      <DateField
        id="verify-calledBackOn"
        label="Called back on"
        value={calledBackOn}
        onValue={setCalledBackOn}
        error={messageFor(errors, 'verify-calledBackOn')}
      />
      <DateField
        id="verify-numberHeldSince"
        label="The number that was called is on our records since"
        hint="Never a number that came with the change itself"
        value={numberHeldSince}
        onValue={setNumberHeldSince}
        error={messageFor(errors, 'verify-numberHeldSince')}
      />
      <ReasonField
        id="verify-reason"
        value={reason}
        onValue={setReason}
        error={messageFor(errors, 'verify-reason')}
      />
      <button type="submit" class="govuk-button" aria-disabled={action.busy}>
        Record the call back and release the hold
      </button>
    </SubmitForm>
  );
}

const PATHS = {
  provider: '/v1/providers/{id}/bank-details/verify',
  agreement: '/v1/direct-payments/{id}/bank-details/verify',
} as const satisfies Record<Payee['kind'], string>;

const FIELDS: readonly string[] = ['calledBackOn', 'numberHeldSince', 'reason'];
