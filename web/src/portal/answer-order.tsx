import { useEffect, useRef, useState } from 'preact/hooks';
import type { OwnPackage } from '../../../events/api/record-shapes.ts';
import { write, type Answered } from '../api/client.ts';
import type { Answer } from '../api/contract.ts';
import { useAction } from '../api/use-action.ts';
import { ErrorSummary, errorsOf, messageFor, type FieldError } from '../parts/error-summary.tsx';
import { LongTextField } from '../parts/fields.tsx';
import { SummaryList } from '../parts/summary-list.tsx';
import { formatDate } from '../words/format.ts';
import { inWords } from '../words/labels.ts';
import { answerOf, datesInWords, priceInWords } from './order-words.ts';
import { SubmitForm } from '../parts/submit-form.tsx';

type Said = 'agree' | 'reject';
type Kept = Answer<'POST', '/v1/portal/packages/{id}/agree'>;
type AnswerOrderProps = { order: OwnPackage; onDone: (text: string) => void; close: () => void };

/** Agreeing to an order, or saying what is wrong with it: what each means stands before the button. */
export function AnswerOrder({ order, onDone, close }: AnswerOrderProps) {
  const { packageId } = order;
  const [said, setSaid] = useState<Said | null>(null);
  const [reason, setReason] = useState('');
  const [gaps, setGaps] = useState<readonly FieldError[]>([]);
  const action = useAction<Kept>();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  const errors = [...gaps, ...errorsOf(action.trouble, (field) => (field === 'reason' ? 'reason' : null))];
  const answer = async (): Promise<void> => {
    const found = gapsOf(said, reason);
    setGaps(found);
    if (said === null || found.length > 0) return;
    const done = await action.run({ packageId, said, reason }, (key) =>
      send(said, { packageId, reason, key }),
    );
    if (done !== null) onDone(thanks(said, packageId));
  };
  return (
    <section class="app-panel" aria-labelledby="answer">
      <h2 class="govuk-heading-m app-heading" id="answer" tabIndex={-1} ref={heading}>
        Is order {packageId} right?
      </h2>
      <OrderSummary order={order} />
      <SubmitForm onSubmit={answer}>
        <ErrorSummary errors={errors} />
        <Choice order={order} said={said} choose={setSaid} />
        <LongTextField
          id="reason"
          label={
            said === 'agree'
              ? 'Anything you want to say (you may leave this empty)'
              : 'What is wrong, or what you want to say'
          }
          hint="The council’s payments team reads it, with your name."
          rows={2}
          value={reason}
          onValue={setReason}
          error={messageFor(errors, 'reason')}
        />
        <div class="app-actions">
          <button type="submit" class="govuk-button" aria-disabled={action.busy}>
            {said === null
              ? 'Send your answer'
              : said === 'agree'
                ? `Agree to ${priceInWords(order)}`
                : 'Tell the council what is wrong'}
          </button>
          <button type="button" class="app-link-button" onClick={close}>
            Not now
          </button>
        </div>
      </SubmitForm>
    </section>
  );
}

function OrderSummary({ order }: { order: OwnPackage }) {
  const { personId, personName, serviceType, agreement } = order;
  const before = agreement.on === null ? [] : [{ name: 'Your last answer', value: lastAnswer(order) }];
  return (
    <SummaryList
      rows={[
        { name: 'Person', value: personName === null ? personId : `${personName} (${personId})` },
        { name: 'Service', value: inWords(serviceType) },
        { name: 'What it pays', value: priceInWords(order) },
        { name: 'When', value: datesInWords(order) },
        ...before,
      ]}
    />
  );
}

function lastAnswer(order: OwnPackage): string {
  const { on, state, reason } = order.agreement;
  const what = state === 'agreed' ? 'You agreed' : 'You said it is wrong';
  const changed = answerOf(order) === 'changed' ? ' The order was changed since.' : '';
  return `${what} on ${formatDate(on ?? '')}${reason === null ? '' : `: ${reason}`}.${changed}`;
}

type ChoiceProps = { order: OwnPackage; said: Said | null; choose: (said: Said) => void };

function Choice({ order, said, choose }: ChoiceProps) {
  const { needed } = order.agreement;
  const price = `${priceInWords(order)} ${datesInWords(order)}`;
  const choices: { said: Said; text: string; hint: string }[] = [
    {
      said: 'agree',
      text: 'Yes, it is as agreed',
      hint: needed
        ? `The council may pay you ${price}.`
        : `You are paid ${price}, as you would be without an answer.`,
    },
    {
      said: 'reject',
      text: 'No, something is wrong',
      hint: needed
        ? `The council pays nothing new for it until it is put right and you agree. Its payments team is told at once.`
        : 'The council’s payments team is told at once and looks at it. Until then you are paid as ordered.',
    },
  ];
  return (
    <fieldset class="govuk-fieldset app-acts">
      <legend class="govuk-visually-hidden">Your answer</legend>
      <div class="govuk-radios" data-module="govuk-radios">
        {choices.map((each) => (
          <div class="govuk-radios__item" key={each.said}>
            <input
              class="govuk-radios__input"
              id={`said-${each.said}`}
              name="said"
              type="radio"
              value={each.said}
              checked={said === each.said}
              aria-describedby={`said-${each.said}-hint`}
              onChange={() => {
                choose(each.said);
              }}
            />
            <label class="govuk-label govuk-radios__label" for={`said-${each.said}`}>
              {each.text}
            </label>
            <div class="govuk-hint govuk-radios__hint" id={`said-${each.said}-hint`}>
              {each.hint}
            </div>
          </div>
        ))}
      </div>
    </fieldset>
  );
}

/** What is wrong has to be said; that nothing is need not be. */
function gapsOf(said: Said | null, reason: string): FieldError[] {
  if (said === null) return [{ id: 'said-agree', message: 'Say whether it is right' }];
  const length = reason.trim().length;
  if (said === 'reject' && length < 3) return [{ id: 'reason', message: 'Say what is wrong' }];
  if (length > 0 && length < 3)
    return [{ id: 'reason', message: 'Write at least three letters, or nothing' }];
  return [];
}

function send(
  said: Said,
  { packageId, reason, key }: { packageId: string; reason: string; key: string },
): Promise<Answered<Kept>> {
  if (said === 'reject')
    return write('POST', '/v1/portal/packages/{id}/reject', { id: packageId, body: { reason }, key });
  const body = reason.trim() === '' ? {} : { reason };
  return write('POST', '/v1/portal/packages/{id}/agree', { id: packageId, body, key });
}

function thanks(said: Said, packageId: string): string {
  return said === 'agree'
    ? `You agreed to order ${packageId}.`
    : `The council’s payments team knows what is wrong with order ${packageId}.`;
}
