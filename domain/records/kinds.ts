import type { CalendarDate } from '../calendar.ts';
import type { FactKind } from '../facts/fact.ts';
import { carePackageRowSchema, checkCarePackageRow, type CarePackageRow } from '../packages/care-package.ts';
import { assessmentSchema, checkAssessment, type Assessment } from './assessment.ts';
import { checkContribution, contributionSchema, type Contribution } from './contribution.ts';
import {
  checkDeferredAgreement,
  deferredAgreementSchema,
  type DeferredAgreement,
} from './deferred-agreement.ts';
import {
  checkDirectPaymentAgreement,
  directPaymentAgreementSchema,
  type DirectPaymentAgreement,
} from './direct-payment-agreement.ts';
import type { Finding } from './finding.ts';
import { layoutOf } from './layout.ts';
import { checkLedgerPayment, ledgerPaymentSchema, type LedgerPayment } from './ledger-payment.ts';
import { checkOpeningPosition, openingPositionSchema, type OpeningPosition } from './opening-position.ts';
import { checkPerson, personSchema, type Person } from './person.ts';
import { checkProvider, providerSchema, type Provider } from './provider.ts';
import { checkRateCardLine, rateCardLineSchema, type RateCardLine } from './rate-card.ts';
import { serviceTypeSchema, type ServiceType } from './service-type.ts';

/** Something a row names that must be known before the row can be true. */
export type Reference = { field: string; kind: FactKind; id: string };

/** How the rows of one kind of extract are checked. */
export type RowRules<R> = {
  /** The word for one of them in a sentence. */
  noun: string;
  check: (row: R, today: CalendarDate) => Finding[];
  references: (row: R) => Reference[];
};

/** How rows that become facts are laid to their subjects beside. */
export type RowKind<R> = RowRules<R> & {
  factKind: FactKind;
  /** The column that names the record a row is of. */
  idColumn: string;
  idOf: (row: R) => string;
};

const person: RowKind<Person> = {
  factKind: 'person',
  noun: 'person',
  idColumn: 'personId',
  idOf: (row) => row.personId,
  check: checkPerson,
  references: () => [],
};

const provider: RowKind<Provider> = {
  factKind: 'provider',
  noun: 'provider',
  idColumn: 'providerId',
  idOf: (row) => row.providerId,
  check: checkProvider,
  references: () => [],
};

const serviceType: RowKind<ServiceType> = {
  factKind: 'service-type',
  noun: 'service type',
  idColumn: 'serviceType',
  idOf: (row) => row.serviceType,
  check: () => [],
  references: () => [],
};

const rateCardLine: RowKind<RateCardLine> = {
  factKind: 'rate-card',
  noun: 'rate card',
  idColumn: 'rateCardId',
  idOf: (row) => row.rateCardId,
  check: checkRateCardLine,
  references: (row) => [
    { field: 'serviceType', kind: 'service-type', id: row.serviceType },
    ...optional('providerId', 'provider', row.providerId),
  ],
};

const carePackage: RowKind<CarePackageRow> = {
  factKind: 'package',
  noun: 'package',
  idColumn: 'packageId',
  idOf: (row) => row.packageId,
  check: checkCarePackageRow,
  references: (row) => [
    { field: 'personId', kind: 'person', id: row.personId },
    { field: 'providerId', kind: 'provider', id: row.providerId },
    { field: 'serviceType', kind: 'service-type', id: row.serviceType },
    ...optional('rateCardId', 'rate-card', row.rateCardId),
  ],
};

const contribution: RowKind<Contribution> = {
  factKind: 'contributions',
  noun: 'person’s contributions',
  idColumn: 'personId',
  idOf: (row) => row.personId,
  check: checkContribution,
  references: (row) => [
    { field: 'personId', kind: 'person', id: row.personId },
    ...optional('packageId', 'package', row.packageId),
  ],
};

const assessment: RowKind<Assessment> = {
  factKind: 'assessment',
  noun: 'assessment',
  idColumn: 'assessmentId',
  idOf: (row) => row.assessmentId,
  check: checkAssessment,
  references: (row) => [{ field: 'personId', kind: 'person', id: row.personId }],
};

const directPaymentAgreement: RowKind<DirectPaymentAgreement> = {
  factKind: 'direct-payment-agreement',
  noun: 'direct payment agreement',
  idColumn: 'agreementId',
  idOf: (row) => row.agreementId,
  check: checkDirectPaymentAgreement,
  references: (row) => [
    { field: 'personId', kind: 'person', id: row.personId },
    ...optional('accountProviderId', 'provider', row.accountProviderId),
  ],
};

const deferredAgreement: RowKind<DeferredAgreement> = {
  factKind: 'deferred-agreement',
  noun: 'deferred payment agreement',
  idColumn: 'agreementId',
  idOf: (row) => row.agreementId,
  check: checkDeferredAgreement,
  references: (row) => [{ field: 'personId', kind: 'person', id: row.personId }],
};

const openingPosition: RowKind<OpeningPosition> = {
  factKind: 'opening-position',
  noun: 'opening position',
  idColumn: 'id',
  idOf: openingPositionId,
  check: checkOpeningPosition,
  references: () => [],
};

const ledgerPayment: RowRules<LedgerPayment> = {
  noun: 'payment',
  check: checkLedgerPayment,
  // A provider of years ago may be known to nobody here; its invoices are looked for all the same.
  references: () => [],
};

/** Payments of the ledger are no facts of ours: they are looked through for duplicates, and nothing is reckoned from them. */
export const ledgerHistoryRows = { ...ledgerPayment, layout: layoutOf(ledgerPaymentSchema) };

/** Opening positions are told apart by what they are and what they are of. */
export function openingPositionId(position: Pick<OpeningPosition, 'kind' | 'id'>): string {
  return `${position.kind}:${position.id}`;
}

/** Every kind of row with its layout, by the folder of the inbox its extracts arrive in. */
export const rowKinds = {
  people: { ...person, layout: layoutOf(personSchema) },
  providers: { ...provider, layout: layoutOf(providerSchema) },
  'service-types': { ...serviceType, layout: layoutOf(serviceTypeSchema) },
  'rate-cards': { ...rateCardLine, layout: layoutOf(rateCardLineSchema) },
  'care-packages': { ...carePackage, layout: layoutOf(carePackageRowSchema) },
  contributions: { ...contribution, layout: layoutOf(contributionSchema, ['weeklyAmountPence']) },
  assessments: { ...assessment, layout: layoutOf(assessmentSchema) },
  'direct-payment-agreements': { ...directPaymentAgreement, layout: layoutOf(directPaymentAgreementSchema) },
  'deferred-agreements': { ...deferredAgreement, layout: layoutOf(deferredAgreementSchema) },
  'opening-positions': { ...openingPosition, layout: layoutOf(openingPositionSchema) },
};

function optional(field: string, kind: FactKind, id: string | null): Reference[] {
  return id === null ? [] : [{ field, kind, id }];
}
