import { addDays, type CalendarDate } from '../../../domain/calendar.ts';
import type { RecordKind } from '../../../domain/facts/fact.ts';
import { invariant } from '../../../domain/outcome.ts';
import { factRefSchema, type FactRef } from '../../../domain/pay/component.ts';
import { agreementComponents } from '../../../domain/pay/entitlement/agreement-components.ts';
import { invoiceComponents } from '../../../domain/pay/entitlement/invoice-components.ts';
import { packageEntitlement } from '../../../domain/pay/entitlement/package-components.ts';
import type { Known } from '../../../domain/pay/entitlement/package-facts.ts';
import type { Thought } from '../../../domain/pay/run/hypothetical.ts';
import type { Contribution } from '../../../domain/records/contribution.ts';
import type { Provider } from '../../../domain/records/provider.ts';
import { thinkAgreements, thinkPackages, thinkPeople, thoughtContributions } from './think-facts.ts';
import { dueInAdvance, type Due } from '../../../domain/pay/run/own-dates.ts';
import {
  agreementPayee,
  lackOf,
  providerPayee,
  type PayeeLack,
} from '../../../domain/pay/payee-on-record.ts';
import { holdUntilAgreed, orderStanding } from '../../../domain/pay/run/order-agreement.ts';
import type { Payable } from '../../../domain/pay/run/payable.ts';
import { dayNumber } from '../../../domain/pay/span.ts';
import type { Bodies, StoredFact } from '../../store/items.ts';
import type { PayRules } from './council-rules.ts';

/** Reads facts as a run uses them: now, or for a recompute in the versions it used then. */
export type FactReader = {
  factsOf<K extends ReadKind>(kind: K, ids: readonly string[]): Promise<Map<string, StoredFact<K>>>;
};
type ReadKind = RecordKind | 'expenses' | 'manual-invoice' | 'order-agreement';

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

export type LoadedPayable = { subject: string; payable: Payable; due: Due; inputs: readonly FactRef[] };

type Terms = { rules: PayRules; thoughts: readonly Thought[]; throughDate: CalendarDate };

/** A day before everything that is paid: a run through it only corrects what was paid before. */
const NOTHING_NEW = Number.MIN_SAFE_INTEGER;

/** What some packages, agreements or invoices are worth, from everything that is known of them. */
export async function loadPayables(
  subjects: readonly string[],
  { facts, ...terms }: Terms & { facts: FactReader },
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

function known<K extends ReadKind>(fact: StoredFact<K>): Known<Bodies[K]> {
  const { kind, id } = fact.subject;
  return { ref: refOf(kind, id, fact.version), body: fact.body };
}

function refOf(kind: string, id: string, version: number): FactRef {
  return factRefSchema.parse({ kind, id, version });
}

function knownOrNull<K extends ReadKind>(
  facts: ReadonlyMap<string, StoredFact<K>>,
  id: string,
): Known<Bodies[K]> | null {
  const fact = facts.get(id);
  return fact === undefined ? null : known(fact);
}

async function loadPackages(
  ids: readonly string[],
  facts: FactReader,
  { rules, thoughts, throughDate }: Terms,
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
      actuals: [],
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
      ],
    };
  });
}

async function loadAgreements(
  ids: readonly string[],
  facts: FactReader,
  { rules, thoughts, throughDate }: Terms,
): Promise<LoadedPayable[]> {
  if (ids.length === 0) return [];
  const agreements = thinkAgreements(await facts.factsOf('direct-payment-agreement', ids), thoughts);
  const personIds = unique([...agreements.values()].map(({ body }) => body.personId));
  const [people, paidTo] = await Promise.all([
    facts.factsOf('person', personIds).then((found) => thinkPeople(found, thoughts)),
    facts.factsOf('opening-position', ids.map(paidToId)),
  ]);
  return [...agreements.values()].map((fact) => {
    const { agreementId, personId, endDate } = fact.body;
    const person = knownOrNull(people, personId);
    return {
      subject: `agreement:${agreementId}`,
      payable: {
        packageId: agreementId,
        personId,
        serviceType: 'direct-payment',
        endDate,
        dateOfDeath: person?.body.dateOfDeath ?? null,
        components: agreementComponents({ agreement: known(fact), person, coding: uncoded, rules }),
        gaps: [],
        blocked: false,
        notBefore: notBefore(rules, paidTo.get(paidToId(agreementId))),
        ownHolds: [],
        payeeLacks: lackOf(agreementPayee(fact.body)),
        order: null,
      },
      due: dueInAdvance(fact.body, { ...rules, throughDate }),
      inputs: [known(fact).ref, ...refs(people, personId), ...refs(paidTo, paidToId(agreementId))],
    };
  });
}

async function loadInvoices(
  ids: readonly string[],
  facts: FactReader,
  { rules, throughDate }: Terms,
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

/** Direct payments have no coding of their own yet: the service type’s stands for them in the journal. */
const uncoded = {
  costCentre: null,
  costElement: null,
  subjectiveCode: null,
  taxCode: null,
  purchaseOrder: null,
  purchaseOrderLine: null,
};

/** Who is not on record yet is asked for otherwise. */
function lackOfKnown(provider: Provider | undefined): PayeeLack | null {
  return provider === undefined ? null : lackOf(providerPayee(provider));
}

function paidToId(id: string): string {
  return `paid-to:${id}`;
}

/** The day after the old system had paid to, or go-live, whichever is later. */
function notBefore({ goLive }: PayRules, opening: StoredFact<'opening-position'> | undefined): number {
  return opening === undefined ? goLive : Math.max(goLive, dayNumber(dayAfter(opening.body.date)));
}

function dayAfter(date: CalendarDate): CalendarDate {
  return addDays(date, 1);
}

function refs<K extends ReadKind>(facts: ReadonlyMap<string, StoredFact<K>>, id: string): FactRef[] {
  const fact = facts.get(id);
  return fact === undefined ? [] : [known(fact).ref];
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
