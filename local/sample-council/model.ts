import { type SampleCalendar } from './days.ts';
import { type Address } from './names.ts';

export type SampleOptions = { seed: number; people: number; /** YYYY-MM */ month: string };
export const defaultOptions: SampleOptions = { seed: 2026, people: 1200, month: '2026-10' };

export type Role =
  | 'home-care'
  | 'nursing'
  | 'residential'
  | 'day-care'
  | 'supported-living'
  | 'extra-care'
  | 'transport'
  | 'shared-lives'
  | 'foster'
  | 'account';

export const serviceTypeCodes = [
  'residential',
  'nursing',
  'home-care',
  'day-care',
  'supported-living',
  'extra-care',
  'shared-lives',
  'foster',
  'respite',
  'sleep-in',
  'direct-payment',
  'one-off',
  'transport',
] as const;
export type ServiceTypeCode = (typeof serviceTypeCodes)[number];

export type Funding = 'care-act' | 's117' | 'chc' | 'joint' | 'reablement';

/** What a person mainly receives; it decides the packages, charges and agreements that person has. */
export type Profile =
  | 'residential'
  | 'nursing'
  | 'home-care'
  | 'extra-care'
  | 'supported-living'
  | 'shared-lives'
  | 'foster'
  | 'direct-payment'
  | 'individual-fund';

export type Provider = { providerId: string; name: string; role: Role; index: number };

export type Person = {
  index: number;
  personId: string;
  name: string;
  bornOn: number;
  diedOn: number | undefined;
  address: Address;
  nhsNumber: string;
  profile: Profile;
  /** Place among the people of the same profile: shares are dealt by it, so they hold at every size. */
  rank: number;
  restricted: string;
};

/** When the visits of a home-care package are planned: the same times on each of its weekdays. */
export type VisitPlan = {
  weekdays: readonly number[];
  startMinutes: readonly number[];
  visitMinutes: number;
  carers: number;
};

export type Price = { ratePence: number; rateCardId?: string };
type Term = Price & { effectiveFrom: number; unitHundredths: number };

export type Package = {
  packageId: string;
  person: Person;
  provider: Provider;
  serviceType: ServiceTypeCode;
  startOn: number;
  endOn: number | undefined;
  unitHundredths: number;
  price: Price;
  terms: readonly Term[];
  rateIncludesFnc: boolean | undefined;
  visitPlan: VisitPlan | undefined;
  weekdays: readonly number[];
  funding: Funding;
  nhsSharePercent: string;
};

type ContributionKind = 'provisional' | 'weeks-1-12' | 'weeks-13-plus' | 'non-residential' | 'top-up' | 'fnc';
export type Contribution = {
  contributionId: string;
  personId: string;
  packageId: string;
  kind: ContributionKind;
  startOn: number;
  endOn: number | undefined;
  /** Undefined: the dated national rate holds (only for `fnc`). */
  weeklyPence: number | undefined;
  collector: 'provider' | 'council';
  status: 'active' | 'cancelled';
};

export type PlanItem = {
  what: string;
  payee: string;
  pence: number;
  frequency: 'weekly' | 'four-weekly' | 'monthly' | 'annually';
};
export type Agreement = {
  index: number;
  agreementId: string;
  person: Person;
  payeeName: string;
  sortCode: string;
  accountNumber: string;
  rollNumber: string;
  frequency: 'weekly' | 'four-weekly' | 'monthly' | 'quarterly';
  startOn: number;
  endOn: number | undefined;
  weeklyBudgetPence: number;
  weeklyContributionPence: number;
  contingencyWeeks: number;
  accountType: 'own' | 'dedicated' | 'prepaid-card' | 'managed' | 'third-party';
  accountProviderId: string;
  returnFrequency: 'monthly' | 'quarterly' | 'six-monthly' | 'annually';
  planItems: readonly PlanItem[];
};

export type DeferredAgreement = {
  index: number;
  agreementId: string;
  personId: string;
  startOn: number;
  propertyPence: number;
  weeklyCostPence: number;
};

export type RateCard = {
  rateCardId: string;
  providerId: string;
  serviceType: ServiceTypeCode;
  visitMinutes: number | undefined;
  dayType: 'weekday' | 'saturday' | 'sunday' | 'bank-holiday' | 'any';
  band: string;
  zone: string;
  ratePence: number;
  from: number;
  to: number | undefined;
};

export type Council = {
  options: SampleOptions;
  calendar: SampleCalendar;
  providers: readonly Provider[];
  rateCards: readonly RateCard[];
  people: readonly Person[];
  packages: readonly Package[];
  contributions: readonly Contribution[];
  agreements: readonly Agreement[];
  deferredAgreements: readonly DeferredAgreement[];
};
