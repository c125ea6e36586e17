import type { UpliftDetail } from '../../../events/api/uplifts.ts';
import { Section } from '../audits/section.tsx';
import { read } from '../api/client.ts';
import { readAll, useList } from '../api/use-list.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Exports } from '../parts/exports.tsx';
import { SelectField, type Choice } from '../parts/fields.tsx';
import { Listed } from '../parts/listed.tsx';
import { SavePages } from '../parts/save-pages.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { formatCount } from '../words/format.ts';
import { upliftLineColumns } from './line-columns.tsx';

const queries = {
  outliers: { outlier: 'yes' },
  every: {},
  changed: { outcome: 'changed' },
  excluded: { outcome: 'excluded' },
  refused: { outcome: 'refused' },
  sample: { sample: 'yes' },
} as const;
type Shown = keyof typeof queries;

/** Every rate before and after: those far from the others first, unless the address asks for others. */
export function UpliftLines({ uplift }: { uplift: UpliftDetail }) {
  const filters = useFilters();
  const { upliftId, outlierCount, outliersListed } = uplift;
  const show = filters.among('show', queries) ?? (outlierCount === 0 ? 'changed' : 'outliers');
  const providerId = filters.of('providerId');
  const query = { ...queries[show], providerId };
  const list = useList('/v1/uplifts/{id}/preview', { id: upliftId, query });
  return (
    <Section id="lines" title="Before and after">
      <div class="app-filters">
        <SelectField
          id="show"
          label="Show"
          value={show}
          choices={showChoices(uplift)}
          onValue={(value) => {
            filters.set({ show: value });
          }}
        />
        <SelectField
          id="providerId"
          label="Provider"
          value={providerId}
          choices={providerChoices(uplift, providerId)}
          onValue={(value) => {
            filters.set({ providerId: value });
          }}
        />
      </div>
      <LetterTo uplift={uplift} providerId={providerId} />
      {show === 'outliers' && outliersListed < outlierCount && (
        <p class="govuk-body">
          {formatCount(outlierCount)} lines are far from the others; the {formatCount(outliersListed)}{' '}
          farthest of them are listed here. Find the rest among the lines that change, provider by provider.
        </p>
      )}
      <Listed
        of={list}
        what="the lines"
        one="line"
        empty="No line fits all of this. Show every line, or every provider."
      >
        {(lines, { hasMore }) => (
          <>
            <DataTable
              caption="Rates before and after"
              captionClass="govuk-visually-hidden"
              columns={upliftLineColumns}
              rows={lines}
              keyOf={({ lineId }) => lineId}
              fileName={`uplift-${upliftId}`}
            />
            {hasMore && (
              <Exports
                what="all lines that fit"
                caption="Rates before and after"
                fileName={`uplift-${upliftId}-all`}
                columns={upliftLineColumns}
                rowsOf={() => readAll('/v1/uplifts/{id}/preview', { id: upliftId, query })}
              />
            )}
          </>
        )}
      </Listed>
    </Section>
  );
}

/** The letter that tells a provider of its new rates, once they are in force. */
function LetterTo({ uplift, providerId }: { uplift: UpliftDetail; providerId: string }) {
  const { state, upliftId, providers } = uplift;
  if (state !== 'applied' && state !== 'verified') return null;
  const chosen = providers.find(({ name }) => name !== '' && name === providerId);
  if (chosen === undefined)
    return (
      <p class="govuk-body">Choose a provider to save the letter that tells it which of its rates change.</p>
    );
  return (
    <SavePages
      key={providerId}
      label={`Save the letter to ${chosen.providerName ?? providerId} (PDF)`}
      ask={() => read('/v1/uplifts/{id}/letter', { id: upliftId, query: { providerId } })}
    />
  );
}

function showChoices({ totals, outlierCount, sample }: UpliftDetail): Choice[] {
  const { changed = 0, priced = 0, excluded = 0, refused = 0 } = totals ?? {};
  const counts: readonly { value: Shown; text: string; count: number }[] = [
    { value: 'outliers', text: 'Far from the others', count: outlierCount },
    { value: 'every', text: 'Every line', count: changed + priced + excluded + refused },
    { value: 'changed', text: 'Lines that change', count: changed + priced },
    { value: 'excluded', text: 'Rates that stay', count: excluded },
    { value: 'refused', text: 'Rules to be mended', count: refused },
    { value: 'sample', text: 'The sample', count: sample.length },
  ];
  return counts.map(({ value, text, count }) => ({ value, text: `${text} (${formatCount(count)})` }));
}

/** Providers whose rates change; one of the address whose rates all stay is kept among them. */
function providerChoices({ providers }: UpliftDetail, chosen: string): Choice[] {
  const known = providers.flatMap(({ name, providerName }) =>
    name === '' ? [] : [{ value: name, text: providerName ?? name }],
  );
  const isMissing = chosen !== '' && known.every(({ value }) => value !== chosen);
  return [
    { value: '', text: 'Every provider' },
    ...known,
    ...(isMissing ? [{ value: chosen, text: `Provider ${chosen}` }] : []),
  ];
}
