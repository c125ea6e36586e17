import type { Contribution } from '../../records/contribution.ts';
import type { ComponentKey, ComponentKind, FactRef } from '../component.ts';
import type { Coding } from '../payment.ts';
import type { PriceableFacts, PriceGap } from './package-facts.ts';
import type { PayableDays } from './payable-days.ts';
import type { Priced } from './priced-terms.ts';

/** What the strands of a package are made from. */
export type Desk = {
  facts: PriceableFacts;
  payable: readonly PayableDays[];
  /** The price of the package itself, and the days on which nobody knows it. */
  own: Priced;
  payeeId: string;
  coding: Coding;
  gaps: PriceGap[];
};

/** A contribution in the version of its set. */
export type KnownContribution = { body: Contribution; ref: FactRef };

/** What others put towards the package, cancelled ones left out. */
export function contributionsOf({ facts: { contributions, carePackage } }: Desk): KnownContribution[] {
  if (contributions === null) return [];
  return contributions.body
    .filter(({ packageId, status }) => packageId === carePackage.body.packageId && status !== 'cancelled')
    .map((body) => ({ body, ref: contributions.ref }));
}

export function keyOf({ facts, payeeId, coding }: Desk, kind: ComponentKind, sourceId: string): ComponentKey {
  return { packageId: facts.carePackage.body.packageId, kind, sourceId, payeeId, coding };
}

/** The versions every amount of a package depends on, and those of this one. */
export function refsOf({ facts }: Desk, own: readonly FactRef[]): FactRef[] {
  const { carePackage, serviceType, provider, person, rules } = facts;
  const always = [carePackage, serviceType, person].flatMap((known) => (known === null ? [] : [known.ref]));
  const interrupted = carePackage.body.suspensions.length > 0 || person?.body.dateOfDeath != null;
  const eventRules = interrupted && rules.refs.eventRules !== null ? [rules.refs.eventRules] : [];
  // By which calendar a provider is paid is on its record.
  const months = rules.refs.months ?? [];
  const payee = months.length > 0 && provider !== null ? [provider.ref] : [];
  return [...always, ...eventRules, ...payee, ...months, ...own];
}
