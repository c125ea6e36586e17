import { addDays, type CalendarDate } from '../../../domain/calendar.ts';
import type { RecordKind } from '../../../domain/facts/fact.ts';
import { factRefSchema, type FactRef } from '../../../domain/pay/component.ts';
import type { Known } from '../../../domain/pay/entitlement/package-facts.ts';
import { lackOf, providerPayee, type PayeeLack } from '../../../domain/pay/payee-on-record.ts';
import type { Thought } from '../../../domain/pay/run/hypothetical.ts';
import type { Due } from '../../../domain/pay/run/own-dates.ts';
import type { Payable } from '../../../domain/pay/run/payable.ts';
import { dayNumber } from '../../../domain/pay/span.ts';
import type { Provider } from '../../../domain/records/provider.ts';
import type { Bodies, StoredFact } from '../../store/items.ts';
import type { PayRules } from './council-rules.ts';

/** Reads facts as a run uses them: now, or for a recompute in the versions it used then. */
export type FactReader = {
  factsOf<K extends ReadKind>(kind: K, ids: readonly string[]): Promise<Map<string, StoredFact<K>>>;
};
type ReadKind =
  RecordKind | 'agreement-changes' | 'expenses' | 'manual-invoice' | 'order-agreement' | 'actuals';

export type LoadedPayable = { subject: string; payable: Payable; due: Due; inputs: readonly FactRef[] };

export type LoadTerms = { rules: PayRules; thoughts: readonly Thought[]; throughDate: CalendarDate };

export function known<K extends ReadKind>(fact: StoredFact<K>): Known<Bodies[K]> {
  const { kind, id } = fact.subject;
  return { ref: refOf(kind, id, fact.version), body: fact.body };
}

export function refOf(kind: string, id: string, version: number): FactRef {
  return factRefSchema.parse({ kind, id, version });
}

export function knownOrNull<K extends ReadKind>(
  facts: ReadonlyMap<string, StoredFact<K>>,
  id: string,
): Known<Bodies[K]> | null {
  const fact = facts.get(id);
  return fact === undefined ? null : known(fact);
}

/** Who is not on record yet is asked for otherwise. */
export function lackOfKnown(provider: Provider | undefined): PayeeLack | null {
  return provider === undefined ? null : lackOf(providerPayee(provider));
}

export function paidToId(id: string): string {
  return `paid-to:${id}`;
}

/** The day after the old system had paid to, or go-live, whichever is later. */
export function notBefore({ goLive }: PayRules, opening: StoredFact<'opening-position'> | undefined): number {
  return opening === undefined ? goLive : Math.max(goLive, dayNumber(addDays(opening.body.date, 1)));
}

export function refs<K extends ReadKind>(facts: ReadonlyMap<string, StoredFact<K>>, id: string): FactRef[] {
  const fact = facts.get(id);
  return fact === undefined ? [] : [known(fact).ref];
}

export function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
