import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { messageFor, type FieldError } from '../parts/error-summary.tsx';
import { LongTextField, SelectField, TextField, type Choice } from '../parts/fields.tsx';
import { changeKinds, fieldId, type KeyedRule, type RuleDraft, type RuleField } from './rule-draft.ts';
import { dayTypes } from './uplift-words.ts';

type Props = {
  rule: KeyedRule;
  place: number;
  serviceTypes: readonly Choice[];
  errors: readonly FieldError[];
  change: (values: RuleDraft) => void;
  remove: () => void;
};

/** One rule of an uplift: which rates it is for, how they change, what it leaves out. */
export function RuleFields({ rule, place, serviceTypes, errors, change, remove }: Props) {
  const { key, values } = rule;
  const field = (name: RuleField) => {
    const id = fieldId(name, key);
    return {
      id,
      value: values[name],
      error: messageFor(errors, id),
      onValue: (value: string) => {
        change({ ...values, [name]: value });
      },
    };
  };
  const folded = (names: readonly RuleField[]) => ({
    isFilled: names.some((name) => values[name] !== ''),
    hasError: names.some((name) => messageFor(errors, fieldId(name, key)) !== undefined),
  });
  return (
    <fieldset class="govuk-fieldset app-set-row" id={`rule-${key}`} tabIndex={-1}>
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">Rule {place + 1}</legend>
      <p class="govuk-hint">
        It is for the rates that fit all that is filled in. A field that is empty fits every rate.
      </p>
      <div class="app-form-grid">
        <SelectField {...field('serviceType')} label="Service type" choices={serviceTypes} />
        <TextField {...field('providerId')} label="Provider id" />
        <TextField {...field('contract')} label="Contract" />
        <SelectField {...field('of')} label="Which rates" choices={ofChoices} />
      </div>
      <More title={`More about which rates rule ${place + 1} is for`} {...folded(MORE)}>
        <div class="app-form-grid">
          <TextField {...field('rateCardId')} label="Rate card id" />
          <TextField {...field('band')} label="Band of the card" />
          <TextField {...field('zone')} label="Zone of the card" />
          <SelectField {...field('dayType')} label="Kind of day" choices={dayChoices} />
          <TextField {...field('visitMinutes')} label="Visit, minutes" inputMode="numeric" />
          <TextField {...field('rateFrom')} label="Lowest rate before, in pounds" inputMode="decimal" />
          <TextField {...field('rateTo')} label="Highest rate before, in pounds" inputMode="decimal" />
        </div>
        <Tick {...field('laterRates')} label="Change other rates too that begin after the effective date" />
      </More>
      <div class="app-form-grid">
        <SelectField {...field('kind')} label="How the rates change" choices={kindChoices} />
        <TextField
          {...field('change')}
          label={changeLabels[values.kind] ?? 'By how much'}
          width="govuk-input--width-10"
          inputMode="decimal"
        />
      </div>
      <More title={`What rule ${place + 1} leaves out`} {...folded(EXCLUDE)}>
        <div class="app-form-grid">
          <TextField
            {...field('weeklyAbovePence')}
            label="Packages that cost more a week than, in pounds"
            inputMode="decimal"
          />
          <TextField
            {...field('negotiatedWithinMonths')}
            label="Rates agreed less than so many months before"
            inputMode="numeric"
          />
        </div>
        <div class="app-form-grid">
          <LongTextField {...field('providers')} label="Provider ids, one a line" />
          <LongTextField {...field('contracts')} label="Contracts, one a line" />
          <LongTextField
            {...field('anniversaryContracts')}
            label="Contracts uplifted on their anniversary, one a line"
          />
        </div>
        <Tick {...field('directPayments')} label="Leave out care that is bought with direct payments" />
        <Tick {...field('atNewRate')} label="Leave out rates that are at the new rate or above it already" />
      </More>
      <button type="button" class="app-link-button" onClick={remove}>
        Remove<span class="govuk-visually-hidden"> rule {place + 1}</span>
      </button>
    </fieldset>
  );
}

const MORE = [
  ...(['rateCardId', 'band', 'zone', 'dayType', 'visitMinutes'] as const),
  ...(['rateFrom', 'rateTo', 'laterRates'] as const),
] as const;
const EXCLUDE = [
  ...(['weeklyAbovePence', 'negotiatedWithinMonths', 'providers', 'contracts'] as const),
  ...(['anniversaryContracts', 'directPayments', 'atNewRate'] as const),
] as const;

const ofChoices = [
  { value: '', text: 'Packages and cards' },
  { value: 'packages', text: 'Packages only' },
  { value: 'rate-cards', text: 'Rate cards only' },
];
const dayChoices = [
  { value: '', text: 'Every kind of day' },
  ...Object.entries(dayTypes).map(([value, text]) => ({
    value,
    text: `${text.charAt(0).toUpperCase()}${text.slice(1)}`,
  })),
];
const kindChoices = Object.entries(changeKinds).map(([value, text]) => ({ value, text }));
const changeLabels: Readonly<Record<string, string>> = {
  percent: 'Percent, such as 4.2',
  amount: 'Pounds a unit, such as 0.65',
  toRate: 'New rate in pounds',
  floor: 'Lowest rate in pounds',
};

type MoreProps = { title: string; isFilled: boolean; hasError: boolean; children: ComponentChildren };

/** Fields that few rules need: open where they say something, or something is wrong with them. */
function More({ title, isFilled, hasError, children }: MoreProps) {
  const [wasFilled] = useState(isFilled);
  return (
    <details class="govuk-details" open={wasFilled || hasError}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{title}</span>
      </summary>
      <div class="govuk-details__text">{children}</div>
    </details>
  );
}

type TickProps = { id: string; label: string; value: string; onValue: (value: string) => void };

function Tick({ id, label, value, onValue }: TickProps) {
  return (
    <div class="govuk-checkboxes govuk-checkboxes--small">
      <div class="govuk-checkboxes__item">
        <input
          class="govuk-checkboxes__input"
          id={id}
          type="checkbox"
          checked={value === 'yes'}
          onChange={({ currentTarget }) => {
            onValue(currentTarget.checked ? 'yes' : '');
          }}
        />
        <label class="govuk-label govuk-checkboxes__label" for={id}>
          {label}
        </label>
      </div>
    </div>
  );
}
