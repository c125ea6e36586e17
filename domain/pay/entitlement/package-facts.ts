import type { CarePackage } from '../../packages/care-package.ts';
import type { Contribution } from '../../records/contribution.ts';
import type { Person } from '../../records/person.ts';
import type { Provider } from '../../records/provider.ts';
import type { RateCard } from '../../records/rate-card.ts';
import type { ServiceType } from '../../records/service-type.ts';
import type { CouncilRow } from '../../reference/reference-row.ts';
import type { CalendarDate } from '../../calendar.ts';
import type { Pence } from '../../money.ts';
import type { Expense } from '../run/expense.ts';
import type { FactRef } from '../component.ts';
import type { PlanPrice } from '../price.ts';
import type { EventRule } from './event-rule.ts';

/** A fact in the version that is used. */
export type Known<Body> = { ref: FactRef; body: Body };

/** The council’s own rules that prices depend on, each with the setting that holds it. */
export type CouncilRules = {
  eventRules: readonly EventRule[];
  fncRows: readonly CouncilRow[];
  bankHolidays: ReadonlySet<number>;
  /** What a month is for this payee. */
  months: PlanPrice['months'];
  refs: {
    eventRules: FactRef | null;
    fncRows: FactRef | null;
    /** What says how long a month is, where the payee’s calendar makes a difference. */
    months?: readonly FactRef[];
  };
};

/** Delivered care that was accepted for a period of a return; each line is rounded once by itself. Periods may overlap. */
export type AcceptedActuals = {
  ref: FactRef;
  from: CalendarDate;
  to: CalendarDate;
  lines: readonly {
    lineRef: string;
    date: CalendarDate;
    quantity: string;
    rate: string;
    /** Null where no rate is agreed for the day: nobody knows what it is worth. */
    amountPence: Pence | null;
  }[];
};

/** Everything what a package is worth depends on. */
export type PackageFacts = {
  carePackage: Known<CarePackage>;
  serviceType: Known<ServiceType> | null;
  provider: Known<Provider> | null;
  person: Known<Pick<Person, 'dateOfBirth' | 'dateOfDeath'>> | null;
  /** All contributions of the person, in the one version of their set. */
  contributions: Known<readonly Contribution[]> | null;
  rateCards: ReadonlyMap<string, Known<RateCard>>;
  actuals: readonly AcceptedActuals[];
  expenses: readonly Known<Expense>[];
  rules: CouncilRules;
};

/** Facts that are complete enough to price by. */
export type PriceableFacts = PackageFacts & { serviceType: Known<ServiceType> };

/** What stands in the way of pricing some days, in a sentence for the run’s reviewer. */
export type PriceGap = { rule: string; message: string; from: CalendarDate; to: CalendarDate | null };
