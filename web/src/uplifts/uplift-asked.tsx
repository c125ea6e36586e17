import type { UpliftDetail } from '../../../events/api/uplifts.ts';
import { Section } from '../audits/section.tsx';
import { SummaryList } from '../parts/summary-list.tsx';
import { useMe } from '../session/me.ts';
import { formatDate, formatInstant, formatMoney } from '../words/format.ts';
import { isChangeable } from './acts.ts';
import { ruleInWords } from './uplift-words.ts';

/** The rules in sentences, the file of rates, what is set aside, who asked. */
export function UpliftAsked({ uplift }: { uplift: UpliftDetail }) {
  const me = useMe();
  const { asked, upliftId, madeBy } = uplift;
  const file = asked.ratesUploadId ?? null;
  return (
    <Section id="asked" title="What was asked">
      <SummaryList
        rows={[
          { name: 'First day of the new rates', value: formatDate(asked.effectiveDate) },
          ...asked.rules.map((rule, place) => ({ name: `Rule ${place + 1}`, value: ruleInWords(rule) })),
          ...(file === null
            ? []
            : [
                {
                  name: 'File of new rates',
                  value: <a href={`/files/${encodeURIComponent(file)}`}>The file and its rows</a>,
                },
              ]),
          ...budgetRow('Budget of this year', asked.budgetThisYearPence),
          ...budgetRow('Budget of a full year', asked.budgetFullYearPence),
          {
            name: 'Asked for',
            value: `${formatInstant(uplift.proposedAt)}, by ${uplift.proposedBy}`,
          },
          { name: 'Made or submitted by', value: `${madeBy.join(', ')}, who may not check or approve it` },
        ]}
      />
      {isChangeable(uplift, me) && (
        <a
          href={`/uplifts/${encodeURIComponent(upliftId)}/change`}
          class="govuk-button govuk-button--secondary"
        >
          Change it, or reckon it again
        </a>
      )}
    </Section>
  );
}

function budgetRow(name: string, pence: number | null) {
  return pence === null ? [] : [{ name, value: formatMoney(pence) }];
}
