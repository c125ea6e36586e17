import type { UpliftDetail } from '../../../events/api/uplifts.ts';
import { Section } from '../audits/section.tsx';
import { read } from '../api/client.ts';
import { textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { SavePages } from '../parts/save-pages.tsx';
import { counted, formatMoney } from '../words/format.ts';
import { inWords } from '../words/labels.ts';

type Difference = UpliftDetail['differing'][number];

/** What was written, held against what was approved, and the new rates as a file. */
export function UpliftVerification({ uplift }: { uplift: UpliftDetail }) {
  const { upliftId, leftAlone, notUndone, left, differing, hasExport } = uplift;
  if (leftAlone === null) return null;
  const unshown = (uplift.differences ?? 0) - differing.length;
  return (
    <Section id="verification" title="What was written">
      <p class="govuk-body govuk-!-font-weight-bold">{verifiedInWords(uplift)}</p>
      {leftAlone > 0 && (
        <p class="govuk-body">
          {ofThem(leftAlone)} changed after the approval and {leftAlone === 1 ? 'was' : 'were'} left alone.
          Set the new rates by hand, or ask for a second uplift.
        </p>
      )}
      {notUndone !== null && notUndone > 0 && (
        <p class="govuk-body">
          {ofThem(notUndone)} changed while the new rates were in, and {notUndone === 1 ? 'was' : 'were'} not
          given the old rates back. Set them by hand.
        </p>
      )}
      <Left left={left} count={notUndone ?? leftAlone} />
      {differing.length > 0 && (
        <DataTable
          caption="Other than was approved"
          captionClass="govuk-table__caption--s"
          columns={columns}
          rows={differing}
          keyOf={({ id, rule, message }) => `${id} ${rule} ${message}`}
          fileName={`uplift-${upliftId}-differences`}
        />
      )}
      {unshown > 0 && (
        <p class="govuk-body">
          {counted(unshown, 'thing')} more {unshown === 1 ? 'is' : 'are'} not shown here: at most fifty are,
          and none about people whose records are closed to you.
        </p>
      )}
      {hasExport && (
        <SavePages
          label="Save the new rates for the case system (CSV)"
          ask={() => read('/v1/uplifts/{id}/export', { id: upliftId })}
          noteOn={({ leftOut }) =>
            leftOut === 0
              ? null
              : `The file is without ${counted(leftOut, 'rate')} of people whose records are closed to you. Somebody who may see them saves it whole.`
          }
        />
      )}
    </Section>
  );
}

function ofThem(count: number): string {
  return counted(count, 'package or card', 'packages or cards');
}

/** Those that were left alone, by name, and that there are others where some are closed to the reader or too many. */
function Left({ left, count }: { left: UpliftDetail['left']; count: number }) {
  if (count === 0) return null;
  const others = count - left.length;
  return (
    <>
      <ul class="govuk-list govuk-list--bullet">
        {left.map(({ kind, id }) => (
          <li key={`${kind} ${id}`}>
            {kind === 'package' ? (
              <a href={`/packages/${encodeURIComponent(id)}`}>Package {id}</a>
            ) : (
              <a href="/rate-cards">Rate card {id}</a>
            )}
          </li>
        ))}
      </ul>
      {others > 0 && (
        <p class="govuk-body">
          {ofThem(others)} {left.length === 0 ? '' : 'more '}
          {others === 1 ? 'is' : 'are'} not named here: at most fifty are, and none whose person’s record is
          closed to you.
        </p>
      )}
    </>
  );
}

function verifiedInWords({ state, differences, totals }: UpliftDetail): string {
  if (state === 'undone') return 'The new rates were written and then taken back.';
  if (differences === null) return 'The new rates are written. They are not held against the approval yet.';
  const sum = formatMoney(totals?.fullYearPence ?? 0);
  return differences === 0
    ? `Every change was held against the approval: they come to ${sum} in a full year, as was approved, and nothing else moved.`
    : `${counted(differences, 'thing')} ${differences === 1 ? 'is' : 'are'} other than was approved.`;
}

const columns: readonly Column<Difference>[] = [
  textColumn('About', ({ id }) => id),
  textColumn('What is other', ({ rule }) => rule, inWords),
  { ...textColumn<Difference>('In full', ({ message }) => message), wide: true },
];
