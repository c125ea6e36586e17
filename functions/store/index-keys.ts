import type { FactKind } from '../../domain/facts/fact.ts';
import type { Bodies } from './items.ts';
import { listPk, nameSortText, personPk, providerPk, type IndexKeys } from './keys.ts';

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
};

export function indexKeysOf<K extends FactKind>(kind: K, body: Bodies[K]): IndexKeys {
  return builders[kind](body);
}

function secondList(kind: FactKind, id: string): IndexKeys {
  return { GSI2PK: listPk({ kind, id }), GSI2SK: `${id}#${id}` };
}
