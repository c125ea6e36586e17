import type { ShownPayLine } from '../../../events/api/pay-runs.ts';
import { formatDays, formatMoney } from '../words/format.ts';
import { FactLinks } from './fact-links.tsx';
import { stepRows, type StepRow } from './steps.ts';

/** How an amount was reached: every step with what it gives, the sum at the foot. */
export function Waterfall({ line }: { line: ShownPayLine }) {
  return (
    <table class="govuk-table app-waterfall">
      <caption class="govuk-table__caption govuk-table__caption--m">Step by step</caption>
      <thead class="govuk-table__head">
        <tr class="govuk-table__row">
          <th scope="col" class="govuk-table__header">
            Step
          </th>
          <th scope="col" class="govuk-table__header govuk-table__header--numeric">
            Gives
          </th>
        </tr>
      </thead>
      <tbody class="govuk-table__body">
        {stepRows(line.explanation).map((row) => (
          <Step key={row.key} row={row} />
        ))}
      </tbody>
      <tfoot>
        <tr class="govuk-table__row">
          <th scope="row" class="govuk-table__header">
            This line, {formatDays(line.from, line.to)}
          </th>
          <td class="govuk-table__cell govuk-table__cell--numeric app-amount">
            <strong>{formatMoney(line.amountPence)}</strong>
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

function Step({ row }: { row: StepRow }) {
  return (
    <tr class="govuk-table__row">
      <td class="govuk-table__cell">
        <strong>
          {row.title}
          {row.days !== '' && `, ${row.days}`}
        </strong>
        {row.words.map((sentence) => (
          <p class="govuk-body-s govuk-!-margin-bottom-1" key={sentence}>
            {sentence}
          </p>
        ))}
        {row.facts.length > 0 && <FactLinks facts={row.facts} />}
      </td>
      <td class="govuk-table__cell govuk-table__cell--numeric app-amount">
        {row.pence === null ? '' : formatMoney(row.pence)}
      </td>
    </tr>
  );
}
