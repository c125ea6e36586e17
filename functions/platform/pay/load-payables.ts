import { invariant } from '../../../domain/outcome.ts';
import { packageEntitlement } from '../../../domain/pay/entitlement/package-components.ts';
import type { Known } from '../../../domain/pay/entitlement/package-facts.ts';
import type { Contribution } from '../../../domain/records/contribution.ts';
import { holdUntilAgreed, orderStanding } from '../../../domain/pay/run/order-agreement.ts';
import { dayNumber } from '../../../domain/pay/span.ts';
import type { StoredFact } from '../../store/items.ts';
import {
  known,
  knownOrNull,
  lackOfKnown,
  notBefore,
  paidToId,
  refOf,
  refs,
  unique,
  type FactReader,
  type LoadedPayable,
  type LoadTerms,
} from './known-facts.ts';
import { loadAgreements } from './load-agreements.ts';
import { loadCare } from './load-care.ts';
import { loadInvoices } from './load-invoices.ts';
import { thinkPackages, thinkPeople, thoughtContributions } from './think-facts.ts';

/** What is paid, by kind: `package:PK1`, `agreement:DP1`, `manual-invoice:MI1`. */
type SubjectId = { kind: 'package' | 'agreement' | 'manual-invoice'; id: string };

export function readSubject(text: string): SubjectId {
  const [kind = '', ...id] = text.split(':');
  invariant(
    kind === 'package' || kind === 'agreement' || kind === 'manual-invoice',
    'a subject names its kind',
  );
  return { kind, id: id.join(':') };
}

/** A day before everything that is paid: a run through it only corrects what was paid before. */
const NOTHING_NEW = Number.MIN_SAFE_INTEGER;

/** What some packages, agreements or invoices are worth, from everything that is known of them. */
export async function loadPayables(
  subjects: readonly string[],
  { facts, ...terms }: LoadTerms & { facts: FactReader },
): Promise<LoadedPayable[]> {
  const named = subjects.map((subject) => ({ subject, ...readSubject(subject) }));
  const idsOf = (kind: SubjectId['kind']) => named.filter((each) => each.kind === kind).map(({ id }) => id);
  const [packages, agreements, invoices] = await Promise.all([
    loadPackages(idsOf('package'), facts, terms),
    loadAgreements(idsOf('agreement'), facts, terms),
    loadInvoices(idsOf('manual-invoice'), facts, terms),
  ]);
  return [...packages, ...agreements, ...invoices];
}

/** The contributions of a person; in a preview those that are thought, in the version they would have. */
function contributionsKnown(
  set: StoredFact<'contributions'> | undefined,
  thought: Contribution[] | null,
  personId: string,
): Known<readonly Contribution[]> | null {
  if (thought !== null)
    return { ref: refOf('contributions', personId, (set?.version ?? 0) + 1), body: thought };
  return set === undefined ? null : { ref: known(set).ref, body: set.body.items };
}

async function loadPackages(
  ids: readonly string[],
  facts: FactReader,
  { rules, thoughts, throughDate }: LoadTerms,
): Promise<LoadedPayable[]> {
  if (ids.length === 0) return [];
  const packages = thinkPackages(await facts.factsOf('package', ids), thoughts);
  const bodies = [...packages.values()].map(({ body }) => body);
  const personIds = unique(bodies.map(({ personId }) => personId));
  const cardIds = unique(bodies.flatMap(({ terms }) => terms.flatMap(({ rateCardId }) => rateCardId ?? [])));
  const [people, contributions, expenses, providers, serviceTypes, cards, paidTo, agreed] = await Promise.all(
    [
      facts.factsOf('person', personIds).then((found) => thinkPeople(found, thoughts)),
      facts.factsOf('contributions', personIds),
      facts.factsOf('expenses', ids),
      facts.factsOf('provider', unique(bodies.map(({ providerId }) => providerId))),
      facts.factsOf('service-type', unique(bodies.map(({ serviceType }) => serviceType))),
      facts.factsOf('rate-card', cardIds),
      facts.factsOf('opening-position', ids.map(paidToId)),
      facts.factsOf('order-agreement', ids),
    ],
  );
  const rateCards = new Map([...cards].map(([id, card]) => [id, known(card)]));
  const care = await loadCare(bodies, { facts, rules, throughDate, serviceTypes, rateCards });
  return [...packages.values()].map((fact) => {
    const carePackage = known(fact);
    const { packageId, personId, serviceType, providerId, endDate } = fact.body;
    const set = contributions.get(personId);
    const spent = expenses.get(packageId);
    const person = knownOrNull(people, personId);
    const thought = thoughtContributions(set?.body.items ?? [], { packageId, personId }, thoughts);
    const provider = knownOrNull(providers, providerId);
    const payGroup = provider?.body.payGroup ?? null;
    const entitlement = packageEntitlement({
      carePackage,
      serviceType: knownOrNull(serviceTypes, serviceType),
      provider,
      person,
      contributions: contributionsKnown(set, thought, personId),
      rateCards,
      actuals: care.of(fact.body, person?.body ?? null),
      expenses: spent === undefined ? [] : spent.body.items.map((body) => ({ ref: known(spent).ref, body })),
      rules: rules.forPayGroup(payGroup),
    });
    const opening = paidTo.get(paidToId(packageId));
    const agreement = agreed.get(packageId)?.body ?? null;
    return {
      subject: `package:${packageId}`,
      payable: {
        packageId,
        personId,
        serviceType,
        endDate,
        dateOfDeath: person?.body.dateOfDeath ?? null,
        components: entitlement.blocked ? [] : entitlement.components,
        gaps: entitlement.gaps,
        blocked: entitlement.blocked,
        notBefore: notBefore(rules, opening),
        ownHolds: rules.agreementNeeded ? holdUntilAgreed(fact.body, agreement, rules.on) : [],
        payeeLacks: lackOfKnown(provider?.body),
        order: orderStanding(fact.body, agreement, rules.agreementNeeded),
      },
      due: {
        through: rules.paysGroup(payGroup) ? dayNumber(throughDate) : NOTHING_NEW,
        periodStarts: rules.periodStarts,
      },
      inputs: [
        carePackage.ref,
        ...refs(people, personId),
        ...refs(contributions, personId),
        ...refs(expenses, packageId),
        ...refs(providers, providerId),
        ...refs(serviceTypes, serviceType),
        ...fact.body.terms.flatMap(({ rateCardId }) => (rateCardId === null ? [] : refs(cards, rateCardId))),
        ...refs(paidTo, paidToId(packageId)),
        ...refs(agreed, packageId),
        ...care.refs(packageId),
      ],
    };
  });
}
