import { messageFor, type FieldError } from '../parts/error-summary.tsx';
import { SelectField, TextField } from '../parts/fields.tsx';
import { Tag } from '../parts/tag.tsx';
import { counted, formatDays } from '../words/format.ts';
import { inWords } from '../words/labels.ts';
import {
  changed,
  hoursInWords,
  type Choice,
  type EntryLine,
  type EntryPackage,
  type Said,
} from './entered-week.ts';
import { dayInWords } from './day-words.ts';

type EntryPackageProps = {
  of: EntryPackage;
  errors: readonly FieldError[];
  change: (after: EntryPackage) => void;
};

/** One package of a week: confirmed at once, or line by line where something was different. */
export function EntryPackagePart({ of, errors, change }: EntryPackageProps) {
  const { packageId, personName, personId, serviceType, choice, isClaimed, later, lines } = of;
  const heading = `package-${packageId}`;
  return (
    <fieldset class="govuk-fieldset app-set-row" aria-describedby={`${heading}-plan`}>
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">
        {personName} ({personId}), {inWords(serviceType)}, {packageId}
      </legend>
      <p class="govuk-body" id={`${heading}-plan`}>
        {isClaimed && (
          <>
            <Tag of={{ word: 'Accepted before', tone: 'green' }} /> Care of this week was accepted already.
            Leave it out, unless something is missing.{' '}
          </>
        )}
        {planInWords(of)}
        {later > 0 &&
          ` ${counted(later, 'more line')} of days still to come can be entered once they are over.`}
      </p>
      {lines.length > 0 && (
        <Choices
          of={of}
          choose={(said) => {
            change({ ...of, choice: said });
          }}
        />
      )}
      {choice === 'line-by-line' &&
        lines.map((line) => (
          <EntryLineFields
            key={line.id}
            line={line}
            errors={errors}
            change={(values) => {
              change({
                ...of,
                lines: lines.map((each) => (each.id === line.id ? changed(each, values) : each)),
              });
            }}
          />
        ))}
    </fieldset>
  );
}

function planInWords({ layout, lines, unit }: EntryPackage): string {
  if (lines.length === 0) return 'Nothing of it is over yet.';
  if (layout === 'visits') {
    const minutes = lines.reduce((sum, { plan }) => sum + Number(plan.quantity) * plan.carers, 0);
    return `Planned: ${counted(lines.length, 'visit')}, ${hoursInWords(minutes)}.`;
  }
  return lines
    .map(({ plan }) => `Planned: ${plan.quantity} ${unit}${plan.quantity === '1' ? '' : 's'}.`)
    .join(' ');
}

const choices: readonly { value: Choice; text: string }[] = [
  { value: 'as-planned', text: 'All as planned' },
  { value: 'line-by-line', text: 'Something was different' },
  { value: 'left-out', text: 'Leave out for now' },
];

function Choices({
  of: { packageId, choice },
  choose,
}: {
  of: EntryPackage;
  choose: (choice: Choice) => void;
}) {
  return (
    <div class="govuk-radios govuk-radios--inline govuk-radios--small" data-module="govuk-radios">
      {choices.map(({ value, text }) => {
        const id = `choice-${packageId}-${value}`;
        return (
          <div class="govuk-radios__item" key={value}>
            <input
              class="govuk-radios__input"
              id={id}
              name={`choice-${packageId}`}
              type="radio"
              value={value}
              checked={choice === value}
              onChange={() => {
                choose(value);
              }}
            />
            <label class="govuk-label govuk-radios__label" for={id}>
              {text}
            </label>
          </div>
        );
      })}
    </div>
  );
}

const saids: readonly { value: Said; text: string }[] = [
  { value: 'as-planned', text: 'As planned' },
  { value: 'changed', text: 'Changed' },
  { value: 'not-delivered', text: 'Not delivered' },
];

type EntryLineProps = {
  line: EntryLine;
  errors: readonly FieldError[];
  change: (values: Partial<EntryLine>) => void;
};

/** What became of one planned line. The labels say the day too, for whoever hears one field after the other. */
function EntryLineFields({ line, errors, change }: EntryLineProps) {
  const { id, plan, said } = line;
  const isVisit = plan.layout === 'visits';
  const day = isVisit ? dayInWords(plan.date) : formatDays(plan.date, plan.to);
  const isGiven = said !== 'not-delivered';
  return (
    <div class="app-entry" role="group" aria-label={`${plan.personName}, ${day}`}>
      <p class="govuk-body app-entry__day">{day}</p>
      <SelectField
        id={`said-${id}`}
        label="What happened"
        value={said}
        choices={saids}
        onValue={(value) => {
          change({ said: saids.find((each) => each.value === value)?.value ?? 'as-planned' });
        }}
      />
      {isGiven && isVisit && (
        <TextField
          id={`start-${id}`}
          label="Start (optional)"
          width="govuk-input--width-4"
          value={line.startTime}
          error={messageFor(errors, `start-${id}`)}
          onValue={(startTime) => {
            change({ startTime });
          }}
        />
      )}
      {isGiven && (
        <TextField
          id={`quantity-${id}`}
          label={isVisit ? 'Minutes' : `Units (${plan.unit})`}
          width="govuk-input--width-4"
          inputMode={isVisit ? 'numeric' : 'decimal'}
          value={line.quantity}
          error={messageFor(errors, `quantity-${id}`)}
          onValue={(quantity) => {
            change({ quantity });
          }}
        />
      )}
      {isGiven && isVisit && (
        <TextField
          id={`carers-${id}`}
          label="Carers"
          width="govuk-input--width-2"
          inputMode="numeric"
          value={line.carers}
          error={messageFor(errors, `carers-${id}`)}
          onValue={(carers) => {
            change({ carers });
          }}
        />
      )}
      {said !== 'as-planned' && (
        <TextField
          id={`note-${id}`}
          label={said === 'changed' ? 'Why (optional)' : 'Why it was not delivered'}
          value={line.note}
          error={messageFor(errors, `note-${id}`)}
          onValue={(note) => {
            change({ note });
          }}
        />
      )}
    </div>
  );
}
