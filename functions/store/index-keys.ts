import type { FactKind } from '../../domain/facts/fact.ts';
import { leftToTakeOff } from '../../domain/pay/run/brought-forward.ts';
import type { Bodies } from './items.ts';
import { auditsPk, listPk, nameSortText, payeePk, personPk, providerPk, type IndexKeys } from './keys.ts';

/** By which lists a fact's current version is found. The indexes hold keys only; bodies are read from the table. */
const builders: { [K in FactKind]: (body: Bodies[K]) => IndexKeys } = {
  person: (body) => ({
    GSI1PK: listPk({ kind: 'person', id: body.personId }),
    GSI1SK: `${nameSortText(body.name)}#${body.personId}`,
  }),
  provider: (body) => ({
    GSI1PK: listPk({ kind: 'provider', id: body.providerId }),
    GSI1SK: `${body.name.toLowerCase()}#${body.providerId}`,
  }),
  'service-type': (body) => ({
    GSI1PK: listPk({ kind: 'service-type', id: body.serviceType }),
    GSI1SK: `${body.serviceType}#${body.serviceType}`,
  }),
  'rate-card': (body) => ({
    GSI1PK: listPk({ kind: 'rate-card', id: body.rateCardId }),
    GSI1SK: `${body.rateCardId}#${body.rateCardId}`,
  }),
  package: (body) => ({
    GSI1PK: personPk(body.personId),
    GSI1SK: `PACKAGE#${body.startDate}#${body.packageId}`,
    GSI2PK: providerPk(body.providerId),
    GSI2SK: `PACKAGE#${body.personId}#${body.packageId}`,
  }),
  contributions: (body) => secondList('contributions', body.personId),
  assessment: (body) => ({
    GSI1PK: personPk(body.personId),
    GSI1SK: `ASSESSMENT#${body.startDate}#${body.assessmentId}`,
    ...secondList('assessment', body.assessmentId),
  }),
  'direct-payment-agreement': (body) => ({
    GSI1PK: personPk(body.personId),
    GSI1SK: `DIRECT-PAYMENT-AGREEMENT#${body.startDate}#${body.agreementId}`,
    ...secondList('direct-payment-agreement', body.agreementId),
  }),
  'deferred-agreement': (body) => ({
    GSI1PK: personPk(body.personId),
    GSI1SK: `DEFERRED-AGREEMENT#${body.startDate}#${body.agreementId}`,
    ...secondList('deferred-agreement', body.agreementId),
  }),
  'opening-position': (body) => ({
    GSI1PK: listPk({ kind: 'opening-position', id: body.id }),
    GSI1SK: `${body.kind}:${body.id}#${body.kind}:${body.id}`,
  }),
  setting: () => ({}),
  actuals: () => ({}),
  'agreement-changes': () => ({}),
  arrangement: () => ({}),
  'financial-returns': () => ({}),
  'deferred-account': () => ({}),
  'audit-case': ({ auditCase }) => ({
    GSI1PK: auditsPk(auditCase.agreementId),
    GSI1SK: `AUDIT-CASE#${auditCase.period.from}#${auditCase.caseId}`,
    GSI2PK: listPk({ kind: 'audit-case', id: auditCase.caseId }),
    GSI2SK: `${auditCase.state}#${auditCase.caseId}`,
  }),
  expenses: (body) => secondList('expenses', body.packageId),
  'manual-invoice': (body) => ({
    GSI1PK: listPk({ kind: 'manual-invoice', id: body.invoiceId }),
    GSI1SK: `${body.invoiceId}#${body.invoiceId}`,
    GSI2PK: providerPk(body.providerId),
    GSI2SK: `MANUAL-INVOICE#${body.invoiceId}`,
  }),
  'pay-run': (body) => ({
    GSI1PK: listPk({ kind: 'pay-run', id: body.payRunId }),
    GSI1SK: `${body.payRunId}#${body.payRunId}`,
    ...(body.expiresAt === null ? {} : { expiresAt: Math.floor(Date.parse(body.expiresAt) / 1000) }),
  }),
  uplift: ({ uplift: { upliftId } }) => ({
    GSI1PK: listPk({ kind: 'uplift', id: upliftId }),
    GSI1SK: `${upliftId}#${upliftId}`,
  }),
  hold: (body) => ({
    GSI1PK: listPk({ kind: 'hold', id: body.holdId }),
    GSI1SK: `${body.state}#${body.placedOn}#${body.holdId}`,
  }),
  accrual: (body) => secondList('accrual', body.accrualId),
  'return-mapping': (body) => secondList('return-mapping', body.mappingId),
  'statement-mapping': (body) => secondList('statement-mapping', body.mappingId),
  'order-agreement': (body) => secondList('order-agreement', body.packageId),
  payment: (body) => ({
    GSI1PK: payeePk(body.payeeId),
    GSI1SK: `PAYMENT#${body.payOn}#${body.paymentId}`,
    GSI2PK: listPk({ kind: 'payment', id: body.paymentId }),
    GSI2SK: `${paymentMatter(body)}#${body.paymentId}`,
  }),
  recovery: (body) => ({
    GSI1PK: payeePk(body.payeeId),
    GSI1SK: `RECOVERY#${body.recoveryId}`,
    GSI2PK: listPk({ kind: 'recovery', id: body.recoveryId }),
    GSI2SK: `${body.state}#${body.recoveryId}`,
  }),
};

/** What is left to do about a payment: one made outside is taken off what runs pay. */
function paymentMatter(payment: Bodies['payment']): string {
  if (payment.route !== 'outside') return payment.status;
  return leftToTakeOff(payment) === 0 ? 'taken-off' : 'to-take-off';
}

export function indexKeysOf<K extends FactKind>(kind: K, body: Bodies[K]): IndexKeys {
  return builders[kind](body);
}

function secondList(kind: FactKind, id: string): IndexKeys {
  return { GSI2PK: listPk({ kind, id }), GSI2SK: `${id}#${id}` };
}
