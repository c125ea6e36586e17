import type { CalendarDate } from '../../../domain/calendar.ts';
import type { DeferredFacts } from '../../../domain/deferred/account-facts.ts';
import { nothingRecordedYet } from '../../../domain/deferred/account-record.ts';
import type { DeferredTerms } from '../../../domain/deferred/deferred-terms.ts';
import { openingPositionId } from '../../../domain/records/kinds.ts';
import type { DeferredAgreement } from '../../../domain/records/deferred-agreement.ts';
import type { OpeningPosition } from '../../../domain/records/opening-position.ts';
import type { Person } from '../../../domain/records/person.ts';
import type { CouncilRow } from '../../../domain/reference/reference-row.ts';
import { councilRowsOf, referenceSettingName } from '../../../domain/settings/reference-settings.ts';
import { valueOn } from '../../../domain/settings/setting-definition.ts';
import { settings } from '../../../domain/settings/settings.ts';
import type { FactStore } from '../../store/fact-store.ts';
import type { StoredFact } from '../../store/items.ts';

type Facts = Pick<FactStore, 'currentFacts'>;

/** All that is on record of an agreement, with the version of what officers entered: a change says which it was made on. */
export type KnownDeferred = DeferredFacts & {
  person: Person | null;
  /** Null where nobody entered anything yet. */
  entered: StoredFact<'deferred-account'> | null;
};

/** The settings and national values that deferred payment agreements are reckoned by. */
type DeferredRules = { terms: DeferredTerms; councilRows: CouncilRow[] };

/** All that is on record of some deferred payment agreements; those that there are not are not in the answer. */
export async function deferredFactsOf(
  agreementIds: readonly string[],
  today: CalendarDate,
  facts: Facts,
): Promise<Map<string, KnownDeferred>> {
  const [agreements, records, openings, rules] = await Promise.all([
    facts.currentFacts('deferred-agreement', agreementIds),
    facts.currentFacts('deferred-account', agreementIds),
    facts.currentFacts('opening-position', agreementIds.map(openingBalanceId)),
    deferredRulesOn(today, facts),
  ]);
  const people = await facts.currentFacts(
    'person',
    [...agreements.values()].map(({ body }) => body.personId),
  );
  return new Map(
    [...agreements].map(([agreementId, { body }]) => [
      agreementId,
      knownOf(body, rules, {
        person: people.get(body.personId)?.body ?? null,
        entered: records.get(agreementId) ?? null,
        opening: openings.get(openingBalanceId(agreementId))?.body,
      }),
    ]),
  );
}

function openingBalanceId(agreementId: string): string {
  return openingPositionId({ kind: 'deferred-balance', id: agreementId });
}

function knownOf(
  agreement: DeferredAgreement,
  rules: DeferredRules,
  {
    person,
    entered,
    opening,
  }: Pick<KnownDeferred, 'person' | 'entered'> & { opening: OpeningPosition | undefined },
): KnownDeferred {
  const amountPence = opening?.amountPence ?? null;
  return {
    ...rules,
    ...{ agreement, person, entered },
    record: entered?.body ?? nothingRecordedYet(agreement.agreementId),
    opening: opening === undefined || amountPence === null ? null : { date: opening.date, amountPence },
    diedOn: person?.dateOfDeath ?? null,
  };
}

/** The setting as it is on a day; of national values the newest rows, as they bear their own days. */
async function deferredRulesOn(today: CalendarDate, facts: Facts): Promise<DeferredRules> {
  const { deferredPayments } = settings;
  const kinds = ['capital-limit', 'deferred-rate-ceiling'] as const;
  const stored = await facts.currentFacts('setting', [
    deferredPayments.name,
    ...kinds.map(referenceSettingName),
  ]);
  const entriesOf = (name: string) => stored.get(name)?.body.entries ?? [];
  return {
    terms: valueOn(deferredPayments, entriesOf(deferredPayments.name), today),
    councilRows: kinds.flatMap((kind) =>
      councilRowsOf(kind, entriesOf(referenceSettingName(kind)).at(-1)?.value),
    ),
  };
}
