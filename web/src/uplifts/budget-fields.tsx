import { messageFor, type FieldError } from '../parts/error-summary.tsx';
import { TextField } from '../parts/fields.tsx';
import type { BudgetDraft, BudgetField } from './budget-draft.ts';

type Props = {
  draft: BudgetDraft;
  errors: readonly FieldError[];
  onDraft: (draft: BudgetDraft) => void;
};

/** What is set aside for an uplift, so that what it costs can be held against it. */
export function BudgetFields({ draft, errors, onDraft }: Props) {
  const field = (id: BudgetField) => ({
    id,
    value: draft[id],
    error: messageFor(errors, id),
    width: 'govuk-input--width-10',
    inputMode: 'decimal' as const,
    onValue: (value: string) => {
      onDraft({ ...draft, [id]: value });
    },
  });
  return (
    <>
      <h2 class="govuk-heading-m">Budget</h2>
      <p class="govuk-body">
        What is set aside for this uplift. Its cost is held against it, and whoever approves sees what is left
        or by how much it is over. Nothing is stopped by it.
      </p>
      <TextField
        {...field('budgetThisYearPence')}
        label="Budget of this financial year, in pounds (optional)"
        hint="Such as 250,000. If the new rates begin in a later financial year, the budget of that year."
      />
      <TextField
        {...field('budgetFullYearPence')}
        label="Budget of a full year, in pounds (optional)"
        hint="For the twelve months from the first day of the new rates."
      />
    </>
  );
}
