import { write } from '../api/client.ts';
import { FoldedForm } from '../audits/act-form.tsx';
import { formatDate, formatMoney } from '../words/format.ts';
import type { ActProps } from './act-props.ts';
import { chargeKinds } from './deferred-words.ts';
import { FieldedForm, penceIn, type FormField, type Values } from './fielded-form.tsx';
import type { Choice } from '../parts/fields.tsx';
import { RecordValuation } from './record-valuation.tsx';

/** What may be recorded of an account that is open, each form behind its button. */
export function RecordActs(props: ActProps) {
  return (
    <section class="app-section" aria-labelledby="record">
      <h2 class="govuk-heading-m" id="record">
        Record what happened
      </h2>
      <div class="app-actions">
        <RecordRepayment {...props} />
        <RecordValuation {...props} />
        <AddCharge {...props} />
        <ChangeTerms {...props} />
        <ChangeRate {...props} />
        <CloseAccount {...props} />
      </div>
    </section>
  );
}

/** Which of those on record is meant: something new unless one is chosen, and then in its place. */
function whichOne(name: string, onRecord: readonly Choice[]): FormField[] {
  if (onRecord.length === 0) return [];
  return [
    {
      ...{ name, label: 'Which', kind: 'select', mayBeEmpty: true },
      hint: 'To correct one choose it and enter it as it should be; an amount of 0 takes it back',
      choices: [{ value: '', text: 'A new one' }, ...onRecord],
    },
  ];
}

/** The id that was chosen; none where a new one is meant. */
function chosenIn(values: Values, name: string): string | null {
  const id = values[name] ?? '';
  return id === '' ? null : id;
}

function RecordRepayment({ shown, today, onDone }: ActProps) {
  const { agreementId: id, version, repayments } = shown;
  const fields: readonly FormField[] = [
    ...whichOne(
      'repaymentId',
      repayments.map(({ repaymentId, on, amountPence, from }) => ({
        value: repaymentId,
        text: `${formatMoney(amountPence)} on ${formatDate(on)} from ${from}`,
      })),
    ),
    { name: 'amountPence', label: 'Amount in pounds', kind: 'pounds' },
    { name: 'on', label: 'Day it came', kind: 'date', initial: today },
    { name: 'from', label: 'Who paid', kind: 'text' },
  ];
  return (
    <FoldedForm button="Record a repayment" title="What was repaid?">
      {(close) => (
        <FieldedForm
          id="repayment"
          button="Record the repayment"
          fields={fields}
          send={(values, reason, key) => {
            const { on = '', from = '' } = values;
            const repaymentId = chosenIn(values, 'repaymentId');
            const amountPence = penceIn(values, 'amountPence');
            const body = { repaymentId, on, from, amountPence, version, reason };
            return write('POST', '/v1/deferred-agreements/{id}/repayments', { id, key, body });
          }}
          onDone={() => {
            close();
            onDone('The repayment is recorded.');
          }}
          onCancel={close}
        />
      )}
    </FoldedForm>
  );
}

function AddCharge({ shown: { agreementId: id, version, charges }, onDone }: ActProps) {
  const fields: readonly FormField[] = [
    ...whichOne(
      'chargeId',
      charges.map(({ chargeId, from, amountPence, description }) => ({
        value: chargeId,
        text: `${formatMoney(amountPence)} from ${formatDate(from)}: ${description}`,
      })),
    ),
    { name: 'description', label: 'What it is for', kind: 'text' },
    { name: 'amountPence', label: 'Amount each time, in pounds', kind: 'pounds' },
    {
      ...{ name: 'kind', label: 'How often', kind: 'select', initial: 'one-off' },
      choices: Object.entries(chargeKinds).map(([value, text]) => ({ value, text })),
    },
    { name: 'from', label: 'First day it falls', kind: 'date' },
    {
      ...{ name: 'to', label: 'Last day it may fall', kind: 'date', mayBeEmpty: true },
      hint: 'Of one that comes again, where it ends. Such as 1/4/2026',
    },
    {
      ...{ name: 'toldOn', label: 'Day the person was told of it', kind: 'date' },
      hint: 'On or before the first day it falls. Such as 1/4/2026',
    },
    {
      ...{ name: 'isAdded', label: 'How it is paid', kind: 'select', initial: 'yes' },
      choices: [
        { value: 'yes', text: 'It is added to the debt' },
        { value: 'no', text: 'The person pays it separately' },
      ],
    },
  ];
  return (
    <FoldedForm button="Add a charge" title="Which administration charge?">
      {(close) => (
        <FieldedForm
          id="charge"
          button="Add the charge"
          fields={fields}
          send={(
            { description = '', kind, from = '', to = '', toldOn = '', isAdded, ...values },
            reason,
            key,
          ) =>
            write('POST', '/v1/deferred-agreements/{id}/charges', {
              ...{ id, key },
              body: {
                ...{ description, kind: chargeKindOf(kind), from, to: to === '' ? null : to, toldOn },
                ...{ isAdded: isAdded === 'yes', amountPence: penceIn(values, 'amountPence') },
                ...{ chargeId: chosenIn(values, 'chargeId'), version, reason },
              },
            })
          }
          onDone={() => {
            close();
            onDone('The charge is added.');
          }}
          onCancel={close}
        />
      )}
    </FoldedForm>
  );
}

type ChargeKind = keyof typeof chargeKinds;

function chargeKindOf(text: string | undefined): ChargeKind {
  const known = (kind: string): kind is ChargeKind => Object.hasOwn(chargeKinds, kind);
  return text !== undefined && known(text) ? text : 'one-off';
}

function ChangeTerms({ shown: { agreementId: id, version, weeklyDrawdownPence }, onDone }: ActProps) {
  const fields: readonly FormField[] = [
    { name: 'from', label: 'First day they hold', kind: 'date' },
    { name: 'weeklyCostPence', label: 'Cost of care a week, in pounds', kind: 'pounds' },
    { name: 'topUpPence', label: 'Top-up that is deferred, a week', kind: 'pounds', initial: '0' },
    { name: 'incomePence', label: 'Income of the person a week', kind: 'pounds' },
    { name: 'allowancePence', label: 'What the person keeps of it a week', kind: 'pounds' },
  ];
  return (
    <FoldedForm button="Change the weekly terms" title="What does a week cost from now on?">
      {(close) => (
        <>
          {weeklyDrawdownPence !== null && (
            <p class="govuk-body">{formatMoney(weeklyDrawdownPence)} a week is deferred now.</p>
          )}
          <FieldedForm
            id="terms"
            button="Change the terms"
            fields={fields}
            send={(values, reason, key) => {
              const pence = (name: string): number => penceIn(values, name);
              const body = {
                ...{ from: values['from'] ?? '', weeklyCostPence: pence('weeklyCostPence') },
                ...{ topUpPence: pence('topUpPence'), incomePence: pence('incomePence') },
                ...{ allowancePence: pence('allowancePence'), version, reason },
              };
              return write('POST', '/v1/deferred-agreements/{id}/terms', { id, key, body });
            }}
            onDone={() => {
              close();
              onDone('The weekly terms are recorded, and what is owed is reckoned anew.');
            }}
            onCancel={close}
          />
        </>
      )}
    </FoldedForm>
  );
}

function ChangeRate({ shown: { agreementId: id, version }, onDone }: ActProps) {
  const fields: readonly FormField[] = [
    { name: 'from', label: 'First day it holds', kind: 'date' },
    {
      ...{ name: 'percent', label: 'Rate a year, in percent', kind: 'percent' },
      hint: 'At most what the law allows on that day. Such as 4.25',
    },
  ];
  return (
    <FoldedForm button="Change the rate" title="Which rate of interest was agreed?">
      {(close) => (
        <FieldedForm
          id="rate"
          button="Change the rate"
          fields={fields}
          send={({ from = '', percent = '' }, reason, key) =>
            write('POST', '/v1/deferred-agreements/{id}/rates', {
              ...{ id, key, body: { from, percent, version, reason } },
            })
          }
          onDone={() => {
            close();
            onDone('The rate is recorded, and interest is reckoned anew from its first day.');
          }}
          onCancel={close}
        />
      )}
    </FoldedForm>
  );
}

function CloseAccount({ shown: { agreementId: id, version, owedPence, through }, today, onDone }: ActProps) {
  const fields: readonly FormField[] = [
    { name: 'closedOn', label: 'Last day of the account', kind: 'date', initial: today },
  ];
  return (
    <FoldedForm button="Close the account" title="Is all repaid?">
      {(close) => (
        <>
          <p class="govuk-body">
            At the end of {formatDate(through)} {formatMoney(owedPence)} is owed. An account closes once
            nothing is, with the care until the day before it closes. Nothing is added to it afterwards.
          </p>
          <FieldedForm
            id="close"
            button="Close it"
            fields={fields}
            send={({ closedOn = '' }, reason, key) =>
              write('POST', '/v1/deferred-agreements/{id}/close', {
                ...{ id, key, body: { closedOn, version, reason } },
              })
            }
            onDone={() => {
              close();
              onDone('The account is closed. Have the charge taken off the property.');
            }}
            onCancel={close}
          />
        </>
      )}
    </FoldedForm>
  );
}
