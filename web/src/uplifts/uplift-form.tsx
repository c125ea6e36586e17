import { useState } from 'preact/hooks';
import type { Answered } from '../api/client.ts';
import type { Answer, Body } from '../api/contract.ts';
import { useAction } from '../api/use-action.ts';
import { ErrorSummary, errorsOf, messageFor, type FieldError } from '../parts/error-summary.tsx';
import { DateField, ReasonField, TextField, type Choice } from '../parts/fields.tsx';
import { SubmitForm } from '../parts/submit-form.tsx';
import { dateProblem } from '../words/date-text.ts';
import { budgetDraftOf, budgetGapsOf, budgetsOf } from './budget-draft.ts';
import { BudgetFields } from './budget-fields.tsx';
import { RatesFile } from './rates-file.tsx';
import { draftOf, emptyRule, gapsOf, idOfProblem, ruleOf, type KeyedRule } from './rule-draft.ts';
import { RuleFields } from './rule-fields.tsx';

export type UpliftBody = Body<'POST', '/v1/uplifts'>;
type Begun = Answer<'POST', '/v1/uplifts'>;

type Props = {
  /** What was asked for before, of an uplift that is changed. */
  asked: Omit<UpliftBody, 'reason'> | null;
  serviceTypes: readonly Choice[];
  back: string;
  send: (body: UpliftBody, key: string) => Promise<Answered<Begun>>;
  onDone: (begun: Begun) => void;
};

/** Asks for an uplift: its name, its first day, its rules, its file of rates, its budget. */
export function UpliftForm({ asked, serviceTypes, back, send, onDone }: Props) {
  const [name, setName] = useState(asked?.name ?? '');
  const [effectiveDate, setEffectiveDate] = useState(asked?.effectiveDate ?? '');
  const [rules, setRules] = useState<readonly KeyedRule[]>(
    (asked?.rules.map(draftOf) ?? [emptyRule]).map((values, key) => ({ key, values })),
  );
  const [nextKey, setNextKey] = useState(rules.length);
  const [ratesUploadId, setRatesUploadId] = useState(asked?.ratesUploadId ?? null);
  const [budget, setBudget] = useState(budgetDraftOf(asked));
  const [reason, setReason] = useState('');
  const [gaps, setGaps] = useState<readonly FieldError[]>([]);
  const action = useAction<Begun>();
  const errors = [...gaps, ...errorsOf(action.trouble, (field) => idOfProblem(field, rules))];

  const submit = async (): Promise<void> => {
    action.clear();
    const problem =
      effectiveDate === ''
        ? 'Enter the first day of the new rates'
        : dateProblem(effectiveDate, 'The first day of the new rates');
    const found = [
      ...(name.trim() === '' ? [{ id: 'name', message: 'Enter a name' }] : []),
      ...(problem === null ? [] : [{ id: 'effectiveDate', message: problem }]),
      ...rules.flatMap(gapsOf),
      ...(rules.length === 0 && ratesUploadId === null
        ? [{ id: 'add-rule', message: 'Add a rule, or send a file of new rates' }]
        : []),
      ...budgetGapsOf(budget),
      ...(reason.trim().length < 3 ? [{ id: 'reason', message: 'Say why' }] : []),
    ];
    setGaps(found);
    if (found.length > 0) return;
    const body: UpliftBody = {
      name: name.trim(),
      effectiveDate,
      rules: rules.map(({ values }) => ruleOf(values)),
      ratesUploadId,
      ...budgetsOf(budget),
      reason,
    };
    const begun = await action.run(body, (key) => send(body, key));
    if (begun !== null) onDone(begun);
  };

  return (
    <SubmitForm onSubmit={submit}>
      <ErrorSummary errors={errors} />
      <TextField
        id="name"
        label="Name"
        hint="What people call it, such as Fees 2027–28"
        width="govuk-input--width-20"
        value={name}
        onValue={setName}
        error={messageFor(errors, 'name')}
      />
      <DateField
        id="effectiveDate"
        label="First day of the new rates"
        hint="Such as 1/4/2027. It may lie behind us: arrears are then paid by the next pay run."
        value={effectiveDate}
        onValue={setEffectiveDate}
        error={messageFor(errors, 'effectiveDate')}
      />
      <h2 class="govuk-heading-m">Rules</h2>
      {rules.length === 0 && <p class="govuk-body">There is no rule: the file of new rates says all.</p>}
      {rules.map((rule, place) => (
        <RuleFields
          key={rule.key}
          rule={rule}
          place={place}
          serviceTypes={serviceTypes}
          errors={errors}
          change={(values) => {
            setRules((all) => all.map((each) => (each.key === rule.key ? { ...each, values } : each)));
          }}
          remove={() => {
            setRules((all) => all.filter(({ key }) => key !== rule.key));
          }}
        />
      ))}
      <button
        type="button"
        class="govuk-button govuk-button--secondary"
        id="add-rule"
        onClick={() => {
          setRules([...rules, { key: nextKey, values: emptyRule }]);
          setNextKey(nextKey + 1);
        }}
      >
        Add a rule
      </button>
      <RatesFile
        uploadId={ratesUploadId}
        error={messageFor(errors, 'ratesUploadId')}
        onSent={setRatesUploadId}
      />
      <BudgetFields draft={budget} errors={errors} onDraft={setBudget} />
      <div class="govuk-inset-text">
        Nothing changes yet: you are shown what each rate becomes and what it costs. Somebody else then checks
        and approves it.
      </div>
      <ReasonField id="reason" value={reason} onValue={setReason} error={messageFor(errors, 'reason')} />
      <div class="app-actions">
        <button type="submit" class="govuk-button" aria-disabled={action.busy}>
          Show what it would change
        </button>
        <a href={back}>Cancel</a>
      </div>
    </SubmitForm>
  );
}
