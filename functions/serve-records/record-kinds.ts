import type { CalendarDate } from '../../domain/calendar.ts';
import type { FactKind } from '../../domain/facts/fact.ts';
import { rowOn } from '../../domain/packages/care-package.ts';
import { rowKinds } from '../../domain/records/kinds.ts';
import { publicFields, type Layout } from '../../domain/records/layout.ts';
import { payeeKinds, type PayeeKind } from '../platform/pay/account-guard.ts';
import type { Bodies } from '../store/items.ts';

/** How facts of a kind are shown, and whose they are. */
export type RecordKind<K extends FactKind> = {
  factKind: K;
  /** The word for one of them in a sentence. */
  noun: string;
  fields: (body: Bodies[K], on: CalendarDate) => Record<string, unknown>;
  /** The person whose record it is part of; null where it is about nobody. */
  personOf: (body: Bodies[K]) => string | null;
  /** Whom it pays, where it says into which account: a change of it is held. */
  payee?: PayeeKind<K>;
};

export const recordKinds = {
  people: {
    factKind: 'person',
    noun: 'person',
    fields: (body) => publicFields(rowKinds.people.layout, body),
    personOf: (body) => body.personId,
  } satisfies RecordKind<'person'>,
  providers: {
    factKind: 'provider',
    noun: 'provider',
    fields: (body) => publicFields(rowKinds.providers.layout, body),
    personOf: () => null,
    payee: payeeKinds.provider,
  } satisfies RecordKind<'provider'>,
  serviceTypes: {
    factKind: 'service-type',
    noun: 'service type',
    fields: (body) => publicFields(rowKinds['service-types'].layout, body),
    personOf: () => null,
  } satisfies RecordKind<'service-type'>,
  rateCards: {
    factKind: 'rate-card',
    noun: 'rate card',
    fields: (body) => ({
      rateCardId: body.rateCardId,
      lines: body.lines.map((line) => publicFields(rowKinds['rate-cards'].layout, line)),
    }),
    personOf: () => null,
  } satisfies RecordKind<'rate-card'>,
  packages: {
    factKind: 'package',
    noun: 'package',
    // The units and price of the day asked about, and every term beside them.
    fields: (body, on) => ({
      ...publicFields(rowKinds['care-packages'].layout, rowOn(body, on)),
      terms: body.terms,
      suspensions: body.suspensions,
    }),
    personOf: (body) => body.personId,
  } satisfies RecordKind<'package'>,
  contributions: {
    factKind: 'contributions',
    noun: 'set of contributions',
    fields: (body) => ({
      personId: body.personId,
      items: body.items.map((item) => publicFields(rowKinds.contributions.layout, item)),
    }),
    personOf: (body) => body.personId,
  } satisfies RecordKind<'contributions'>,
  assessments: ofPerson('assessment', 'assessment', rowKinds.assessments.layout),
  agreements: {
    ...ofPerson(
      'direct-payment-agreement',
      'direct payment agreement',
      rowKinds['direct-payment-agreements'].layout,
    ),
    payee: payeeKinds.agreement,
  },
  deferredAgreements: ofPerson(
    'deferred-agreement',
    'deferred payment agreement',
    rowKinds['deferred-agreements'].layout,
  ),
  openingPositions: {
    factKind: 'opening-position',
    noun: 'opening position',
    fields: (body) => publicFields(rowKinds['opening-positions'].layout, body),
    personOf: () => null,
  } satisfies RecordKind<'opening-position'>,
};

function ofPerson<K extends 'assessment' | 'direct-payment-agreement' | 'deferred-agreement'>(
  factKind: K,
  noun: string,
  layout: Layout,
): RecordKind<K> {
  return {
    factKind,
    noun,
    fields: (body) => publicFields(layout, body),
    personOf: (body) => body.personId,
  };
}
