import { calendarDate, instant } from '../../domain/calendar.ts';
import type { FactKind, Recording, Subject } from '../../domain/facts/fact.ts';
import { pence, rateText } from '../../domain/money.ts';
import type { CarePackage, CarePackageRow } from '../../domain/packages/care-package.ts';
import type { Assessment } from '../../domain/records/assessment.ts';
import type { Contribution } from '../../domain/records/contribution.ts';
import type { DeferredAgreement } from '../../domain/records/deferred-agreement.ts';
import type { DirectPaymentAgreement } from '../../domain/records/direct-payment-agreement.ts';
import type { OpeningPosition } from '../../domain/records/opening-position.ts';
import type { Person } from '../../domain/records/person.ts';
import type { Provider } from '../../domain/records/provider.ts';
import type { RateCardLine } from '../../domain/records/rate-card.ts';
import type { ServiceType } from '../../domain/records/service-type.ts';
import type { VersionWrite } from '../../functions/store/versions.ts';
import type { Bodies, StoredFact } from '../../functions/store/items.ts';

/** Records of an invented council, each true by itself; a test says only what it is about. */

export const aPerson = (more: Partial<Person> = {}): Person => ({
  personId: 'P-1',
  name: 'Ada Ashdown',
  dateOfBirth: calendarDate('1941-05-02'),
  dateOfDeath: null,
  addressLine1: '1 Mill Lane',
  addressLine2: null,
  town: 'Larkham',
  postcode: 'LK1 1AA',
  nhsNumber: null,
  primarySupportReason: null,
  arAccount: null,
  arSite: null,
  billToName: null,
  billToAddress: null,
  billToAuthority: null,
  formatNeeds: null,
  restricted: null,
  ...more,
});

export const aProvider = (more: Partial<Provider> = {}): Provider => ({
  providerId: 'PR-1',
  name: 'Meadow Care',
  kind: null,
  supplierNumber: null,
  supplierSite: null,
  companyCode: null,
  settlementRoute: null,
  paymentMethod: null,
  paymentTerms: null,
  payGroup: null,
  sortCode: null,
  accountNumber: null,
  accountName: null,
  rollNumber: null,
  vatNumber: null,
  vatStatus: null,
  address: null,
  remittanceEmail: null,
  cqcLocationId: null,
  selfBilling: null,
  ...more,
});

export const aServiceType = (more: Partial<ServiceType> = {}): ServiceType => ({
  serviceType: 'home-care',
  description: null,
  unit: 'hour',
  basis: 'scheduled',
  costSign: 1,
  paymentSign: 1,
  subjectiveCode: null,
  toleranceMinutes: null,
  tolerancePercent: null,
  chargeable: null,
  careHome: null,
  ...more,
});

export const aRateCardLine = (more: Partial<RateCardLine> = {}): RateCardLine => ({
  rateCardId: 'RC-1',
  providerId: null,
  serviceType: 'home-care',
  visitMinutes: null,
  dayType: null,
  band: null,
  zone: null,
  rate: rateText('27.18'),
  from: calendarDate('2026-04-01'),
  to: null,
  ...more,
});

export const aPackageRow = (more: Partial<CarePackageRow> = {}): CarePackageRow => ({
  packageId: 'PK-1',
  personId: 'P-1',
  providerId: 'PR-1',
  serviceType: 'home-care',
  startDate: calendarDate('2026-04-06'),
  endDate: null,
  unitsPerWeek: rateText('14'),
  rate: rateText('27.18'),
  rateCardId: null,
  effectiveFrom: null,
  rateIncludesFnc: null,
  weekdays: null,
  carers: null,
  visitMinutes: null,
  funding: null,
  nhsSharePercent: null,
  icbId: null,
  contract: null,
  costCentre: null,
  costElement: null,
  taxCode: null,
  purchaseOrder: null,
  purchaseOrderLine: null,
  ...more,
});

export function aPackage(more: Partial<CarePackage> = {}): CarePackage {
  const { unitsPerWeek, rate, rateCardId, effectiveFrom: _none, ...rest } = aPackageRow();
  const from = more.startDate ?? rest.startDate;
  return { ...rest, terms: [{ from, unitsPerWeek, rate, rateCardId }], suspensions: [], ...more };
}

export const aContribution = (more: Partial<Contribution> = {}): Contribution => ({
  contributionId: 'C-1',
  personId: 'P-1',
  packageId: 'PK-1',
  kind: 'non-residential',
  startDate: calendarDate('2026-04-06'),
  endDate: null,
  weeklyAmountPence: pence(4_520),
  collector: 'council',
  status: null,
  ...more,
});

export const anAssessment = (more: Partial<Assessment> = {}): Assessment => ({
  assessmentId: 'AS-1',
  personId: 'P-1',
  setting: 'community',
  startDate: calendarDate('2026-04-06'),
  endDate: null,
  weeklyIncomePence: null,
  capitalPence: null,
  weeklyHousingPence: null,
  weeklyDisabilityExpenditurePence: null,
  weeklyContributionPence: pence(4_520),
  assessedOn: null,
  letterSentOn: null,
  status: null,
  ...more,
});

export const aDirectPayment = (more: Partial<DirectPaymentAgreement> = {}): DirectPaymentAgreement => ({
  agreementId: 'DP-1',
  personId: 'P-1',
  payeeName: null,
  sortCode: null,
  accountNumber: null,
  rollNumber: null,
  frequency: 'four-weekly',
  startDate: calendarDate('2026-04-06'),
  endDate: null,
  weeklyBudgetPence: pence(30_000),
  weeklyContributionPence: null,
  contingencyWeeks: null,
  accountType: null,
  accountProviderId: null,
  returnFrequency: null,
  planItems: null,
  ...more,
});

export const aDeferredAgreement = (more: Partial<DeferredAgreement> = {}): DeferredAgreement => ({
  agreementId: 'DA-1',
  personId: 'P-1',
  startDate: calendarDate('2026-04-06'),
  endDate: null,
  propertyAddress: null,
  propertyValuePence: pence(25_000_000),
  valuedOn: calendarDate('2026-03-01'),
  encumbrancesPence: null,
  chargeStatus: null,
  weeklyCostPence: null,
  weeklyTopUpPence: null,
  weeklyIncomePence: null,
  weeklyAllowancePence: null,
  annualRatePercent: null,
  compounding: null,
  dayCount: null,
  status: null,
  ...more,
});

export const anOpeningPosition = (more: Partial<OpeningPosition> = {}): OpeningPosition => ({
  kind: 'paid-to',
  id: 'PK-1',
  date: calendarDate('2026-03-29'),
  amountPence: null,
  detail: null,
  ...more,
});

export const aRecording = (more: Partial<Recording> = {}): Recording => ({
  recordedAt: instant('2026-06-01T09:00:00Z'),
  recordedBy: 'olu.officer',
  source: { kind: 'hand' },
  reason: 'A test of the store',
  ...more,
});

/** A write of a subject's next version after what was seen; the first one when nothing was. */
export function aWrite<K extends FactKind>(
  kind: K,
  id: string,
  body: Bodies[K],
  more: { seen?: StoredFact<K> | null; recording?: Partial<Recording>; handFields?: readonly string[] } = {},
): VersionWrite<K> {
  const subject: Subject & { kind: K } = { kind, id };
  const { seen = null, recording = {}, handFields = [] } = more;
  return { subject, body, handFields, recording: aRecording(recording), seen };
}
