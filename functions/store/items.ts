import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { calendarDateSchema } from '../../domain/calendar.ts';
import {
  agreementChangesSchema,
  type AgreementChanges,
} from '../../domain/direct-payments/agreement-changes.ts';
import { keptArrangementSchema, type KeptArrangement } from '../../domain/direct-payments/arrangement.ts';
import {
  financialReturnsSchema,
  type FinancialReturnsRecord,
} from '../../domain/direct-payments/financial-return-record.ts';
import { keptCaseSchema, type KeptCase } from '../../domain/direct-payments/kept-case.ts';
import {
  chainEntrySchema,
  recordingSchema,
  type FactKind,
  type FactVersion,
} from '../../domain/facts/fact.ts';
import { carePackageSchema, type CarePackage } from '../../domain/packages/care-package.ts';
import { accrualSchema, type Accrual } from '../../domain/pay/run/accrual.ts';
import { expenseSetSchema, type ExpenseSet } from '../../domain/pay/run/expense.ts';
import { holdSchema, type Hold } from '../../domain/pay/run/hold.ts';
import { manualInvoiceSchema, type ManualInvoice } from '../../domain/pay/run/manual-invoice.ts';
import { orderAgreementSchema, type OrderAgreement } from '../../domain/pay/run/order-agreement.ts';
import { payRunSchema, type PayRun } from '../../domain/pay/run/pay-run.ts';
import { paymentRecordSchema, type PaymentRecord } from '../../domain/pay/run/payment-record.ts';
import { recoverySchema, type Recovery } from '../../domain/pay/run/recovery.ts';
import { assessmentSchema, type Assessment } from '../../domain/records/assessment.ts';
import { contributionSetSchema, type ContributionSet } from '../../domain/records/contribution.ts';
import { deferredAccountSchema, type DeferredAccountRecord } from '../../domain/deferred/account-record.ts';
import { deferredAgreementSchema, type DeferredAgreement } from '../../domain/records/deferred-agreement.ts';
import {
  directPaymentAgreementSchema,
  type DirectPaymentAgreement,
} from '../../domain/records/direct-payment-agreement.ts';
import { openingPositionSchema, type OpeningPosition } from '../../domain/records/opening-position.ts';
import { personSchema, type Person } from '../../domain/records/person.ts';
import { providerSchema, type Provider } from '../../domain/records/provider.ts';
import { rateCardSchema, type RateCard } from '../../domain/records/rate-card.ts';
import { serviceTypeSchema, type ServiceType } from '../../domain/records/service-type.ts';
import { keptUpliftSchema, type KeptUplift } from '../../domain/uplift/kept-uplift.ts';
import { careMonthSchema, type CareMonth } from './accepted-care.ts';
import { returnMappingSchema, type ReturnMapping } from '../../domain/returns/return-mapping.ts';
import {
  keptStatementMappingSchema,
  type KeptStatementMapping,
} from '../../domain/statements/statement-mapping.ts';
import type { AuditSubject } from './keys.ts';

/** A setting with every value it was given, each from a day. */
const settingHistorySchema = z.object({
  name: z.string(),
  entries: z.array(
    z.object({
      effectiveFrom: calendarDateSchema,
      value: z.unknown(),
      proposedBy: z.string(),
      approvedBy: z.string(),
    }),
  ),
});
export type SettingHistory = z.infer<typeof settingHistorySchema>;

/** What each kind of fact holds. */
export type Bodies = {
  person: Person;
  provider: Provider;
  'service-type': ServiceType;
  'rate-card': RateCard;
  package: CarePackage;
  contributions: ContributionSet;
  assessment: Assessment;
  'direct-payment-agreement': DirectPaymentAgreement;
  'deferred-agreement': DeferredAgreement;
  'opening-position': OpeningPosition;
  setting: SettingHistory;
  expenses: ExpenseSet;
  'manual-invoice': ManualInvoice;
  'pay-run': PayRun;
  hold: Hold;
  payment: PaymentRecord;
  recovery: Recovery;
  'order-agreement': OrderAgreement;
  accrual: Accrual;
  'return-mapping': ReturnMapping;
  'statement-mapping': KeptStatementMapping;
  actuals: CareMonth;
  'agreement-changes': AgreementChanges;
  arrangement: KeptArrangement;
  'financial-returns': FinancialReturnsRecord;
  'deferred-account': DeferredAccountRecord;
  'audit-case': KeptCase;
  uplift: KeptUplift;
};

const bodySchemas: { [K in FactKind]: z.ZodType<Bodies[K]> } = {
  person: personSchema,
  provider: providerSchema,
  'service-type': serviceTypeSchema,
  'rate-card': rateCardSchema,
  package: carePackageSchema,
  contributions: contributionSetSchema,
  assessment: assessmentSchema,
  'direct-payment-agreement': directPaymentAgreementSchema,
  'deferred-agreement': deferredAgreementSchema,
  'opening-position': openingPositionSchema,
  setting: settingHistorySchema,
  expenses: expenseSetSchema,
  'manual-invoice': manualInvoiceSchema,
  'pay-run': payRunSchema,
  hold: holdSchema,
  payment: paymentRecordSchema,
  recovery: recoverySchema,
  'order-agreement': orderAgreementSchema,
  accrual: accrualSchema,
  'return-mapping': returnMappingSchema,
  'statement-mapping': keptStatementMappingSchema,
  actuals: careMonthSchema,
  'agreement-changes': agreementChangesSchema,
  arrangement: keptArrangementSchema,
  'financial-returns': financialReturnsSchema,
  'deferred-account': deferredAccountSchema,
  'audit-case': keptCaseSchema,
  uplift: keptUpliftSchema,
};

/** Everything of a version's item but its body, which has a schema of its kind. */
const factItemSchema = recordingSchema.extend({
  entity: z.literal('fact'),
  v: z.literal(1),
  id: z.string(),
  version: z.int().min(1),
  body: z.unknown(),
  handFields: z.array(z.string()),
  entry: chainEntrySchema,
  chainNumber: z.int().min(1),
  chainHash: z.string(),
});

/** A fact as the table keeps it, with the head of its subject's chain (further on when acts followed the version). */
export type StoredFact<K extends FactKind> = FactVersion<Bodies[K]> & {
  chain: { number: number; hash: string };
  /**
   * The body as it was written, where it is read otherwise by now: a field that came later was filled in. The chain proves
   * what was written, so this is what is hashed and kept.
   */
  writtenAs?: unknown;
};

export function parseFact<K extends FactKind>(kind: K, item: unknown): StoredFact<K> {
  const { id, chainNumber, chainHash, entity: _entity, v: _v, body, ...rest } = factItemSchema.parse(item);
  const read = bodySchemas[kind].parse(body);
  return {
    ...rest,
    body: read,
    ...(isDeepStrictEqual(read, body) ? {} : { writtenAs: body }),
    subject: { kind, id },
    chain: { number: chainNumber, hash: chainHash },
  };
}

export function factItem<K extends FactKind>(fact: StoredFact<K>): Record<string, unknown> {
  const { subject, chain, body, writtenAs = body, ...rest } = fact;
  return {
    entity: 'fact',
    v: 1,
    id: subject.id,
    ...rest,
    body: writtenAs,
    chainNumber: chain.number,
    chainHash: chain.hash,
  };
}

/** An act about a subject that makes no version, such as a setting that was proposed. */
const actItemSchema = recordingSchema.extend({
  entity: z.literal('act'),
  v: z.literal(1),
  act: z.string(),
  detail: z.record(z.string(), z.unknown()),
  entry: chainEntrySchema,
});
export type Act = Omit<z.infer<typeof actItemSchema>, 'entity' | 'v'>;

export function parseAct(item: unknown): Act {
  const { entity: _entity, v: _v, ...act } = actItemSchema.parse(item);
  return act;
}

/** What the hash of an entry covers: all that was recorded, in one plain value. */
export function versionContent({
  writtenAs,
  ...fact
}: Omit<FactVersion<unknown>, 'entry'> & { writtenAs?: unknown }): unknown {
  const { subject, version, recordedAt, recordedBy, source, reason, handFields } = fact;
  const body = writtenAs ?? fact.body;
  return { subject, version, body, recordedAt, recordedBy, source, reason, handFields };
}

export function actContent(subject: AuditSubject, act: Omit<Act, 'entry'>): unknown {
  const { act: name, detail, recordedAt, recordedBy, source, reason } = act;
  return { subject, act: name, detail, recordedAt, recordedBy, source, reason };
}
