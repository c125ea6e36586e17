import { agreementComponents } from '../../../domain/pay/entitlement/agreement-components.ts';
import { agreementPayee, lackOf } from '../../../domain/pay/payee-on-record.ts';
import type { Coding } from '../../../domain/pay/payment.ts';
import { dueInAdvance } from '../../../domain/pay/run/own-dates.ts';
import type { ServiceType } from '../../../domain/records/service-type.ts';
import {
  known,
  knownOrNull,
  notBefore,
  paidToId,
  refs,
  unique,
  type FactReader,
  type LoadedPayable,
  type LoadTerms,
} from './known-facts.ts';
import { thinkAgreements, thinkPeople, thoughtChanges } from './think-facts.ts';

/** The service type whose ledger code agreements are booked to; an agreement bears no coding of its own. */
export const DIRECT_PAYMENT = 'direct-payment';

const uncoded = {
  costCentre: null,
  costElement: null,
  taxCode: null,
  purchaseOrder: null,
  purchaseOrderLine: null,
};

/** Where what agreements cost, and what of it comes back, is booked. */
export function agreementCoding(serviceType: Pick<ServiceType, 'subjectiveCode'> | undefined): Coding {
  return { ...uncoded, subjectiveCode: serviceType?.subjectiveCode ?? null };
}

/** What some direct payment agreements are worth. */
export async function loadAgreements(
  ids: readonly string[],
  facts: FactReader,
  { rules, thoughts, throughDate }: LoadTerms,
): Promise<LoadedPayable[]> {
  if (ids.length === 0) return [];
  const agreements = thinkAgreements(await facts.factsOf('direct-payment-agreement', ids), thoughts);
  const personIds = unique([...agreements.values()].map(({ body }) => body.personId));
  const [changes, people, paidTo, serviceTypes] = await Promise.all([
    facts.factsOf('agreement-changes', ids),
    facts.factsOf('person', personIds).then((found) => thinkPeople(found, thoughts)),
    facts.factsOf('opening-position', ids.map(paidToId)),
    facts.factsOf('service-type', [DIRECT_PAYMENT]),
  ]);
  const serviceType = knownOrNull(serviceTypes, DIRECT_PAYMENT);
  const coding = agreementCoding(serviceType?.body);
  const codedBy = serviceType?.ref ?? null;
  return [...agreements.values()].map((fact) => {
    const { agreementId, personId, endDate } = fact.body;
    const person = knownOrNull(people, personId);
    const changed = thoughtChanges(agreementId, knownOrNull(changes, agreementId), thoughts);
    return {
      subject: `agreement:${agreementId}`,
      payable: {
        packageId: agreementId,
        personId,
        serviceType: DIRECT_PAYMENT,
        endDate,
        dateOfDeath: person?.body.dateOfDeath ?? null,
        components: agreementComponents({
          ...{ agreement: known(fact), changes: changed, person, coding, codedBy, rules },
        }),
        gaps: [],
        blocked: false,
        notBefore: notBefore(rules, paidTo.get(paidToId(agreementId))),
        ownHolds: [],
        payeeLacks: lackOf(agreementPayee(fact.body)),
        order: null,
      },
      due: dueInAdvance(fact.body, { ...rules, throughDate }),
      inputs: [
        known(fact).ref,
        ...refs(changes, agreementId),
        ...refs(people, personId),
        ...refs(paidTo, paidToId(agreementId)),
        ...refs(serviceTypes, DIRECT_PAYMENT),
      ],
    };
  });
}
