import { useList } from '../api/use-list.ts';
import { Loaded } from '../parts/loaded.tsx';
import { formatDate, formatMoney } from '../words/format.ts';

/** The deferred payment agreements of a person; most people have none, and then nothing is said. */
export function PersonDeferred({ id }: { id: string }) {
  const list = useList('/v1/deferred-agreements', { query: { personId: id } });
  return (
    <Loaded of={list} what="the deferred payment agreements">
      {({ items }) =>
        items.length > 0 && (
          <section class="app-section" aria-labelledby="deferred">
            <h2 class="govuk-heading-m" id="deferred">
              Deferred payments
            </h2>
            <ul class="govuk-list">
              {items.map(({ agreementId, owedPence, through }) => (
                <li key={agreementId}>
                  <a href={`/deferred/${encodeURIComponent(agreementId)}`}>{agreementId}</a>:{' '}
                  {formatMoney(owedPence)} owed at the end of {formatDate(through)}
                </li>
              ))}
            </ul>
          </section>
        )
      }
    </Loaded>
  );
}
