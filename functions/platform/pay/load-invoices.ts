import { invoiceComponents } from '../../../domain/pay/entitlement/invoice-components.ts';
import { dayNumber } from '../../../domain/pay/span.ts';
import {
  known,
  lackOfKnown,
  refs,
  unique,
  type FactReader,
  type LoadedPayable,
  type LoadTerms,
} from './known-facts.ts';

/** What some paper invoices are worth. */
export async function loadInvoices(
  ids: readonly string[],
  facts: FactReader,
  { rules, throughDate }: LoadTerms,
): Promise<LoadedPayable[]> {
  if (ids.length === 0) return [];
  const invoices = await facts.factsOf('manual-invoice', ids);
  const providerIds = unique([...invoices.values()].map(({ body }) => body.providerId));
  const providers = await facts.factsOf('provider', providerIds);
  return [...invoices.values()].map((fact) => ({
    subject: `manual-invoice:${fact.body.invoiceId}`,
    payable: {
      packageId: fact.body.invoiceId,
      personId: fact.body.personId,
      serviceType: null,
      endDate: null,
      dateOfDeath: null,
      components: invoiceComponents(known(fact)),
      gaps: [],
      blocked: false,
      notBefore: rules.goLive,
      ownHolds: [],
      payeeLacks: lackOfKnown(providers.get(fact.body.providerId)?.body),
      order: null,
    },
    due: { through: dayNumber(throughDate), periodStarts: rules.periodStarts },
    inputs: [known(fact).ref, ...refs(providers, fact.body.providerId)],
  }));
}
