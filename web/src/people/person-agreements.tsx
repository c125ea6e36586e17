import { useList } from '../api/use-list.ts';
import { AgreementTable } from '../agreements/agreement-table.tsx';
import { Loaded } from '../parts/loaded.tsx';

/** The direct payments of a person; most people have none, and then nothing is said. */
export function PersonAgreements({ id }: { id: string }) {
  const list = useList('/v1/direct-payments', { query: { personId: id } });
  return (
    <Loaded of={list} what="the direct payments">
      {(agreements) =>
        agreements.items.length > 0 && (
          <section class="app-section" aria-labelledby="agreements">
            <h2 class="govuk-heading-m" id="agreements">
              Direct payments
            </h2>
            <AgreementTable rows={agreements.items} fileName={`direct-payments-${id}`} />
          </section>
        )
      }
    </Loaded>
  );
}
