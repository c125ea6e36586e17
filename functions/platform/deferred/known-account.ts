import {
  valuationOf,
  type DeferredFacts,
  type KnownValuation,
} from '../../../domain/deferred/account-facts.ts';
import { nothingRecordedYet } from '../../../domain/deferred/account-record.ts';
import type { TermsByDay } from '../../../domain/deferred/deferred-terms.ts';
import { openingPositionId } from '../../../domain/records/kinds.ts';
import type { DeferredAgreement } from '../../../domain/records/deferred-agreement.ts';
import type { OpeningPosition } from '../../../domain/records/opening-position.ts';
import type { Person } from '../../../domain/records/person.ts';
import type { CouncilRow } from '../../../domain/reference/reference-row.ts';
import { councilRowsOf, referenceSettingName } from '../../../domain/settings/reference-settings.ts';
import { valuesOf } from '../../../domain/settings/setting-definition.ts';
import { settings } from '../../../domain/settings/settings.ts';
import type { FactStore } from '../../store/fact-store.ts';
import type { StoredFact } from '../../store/items.ts';

type Facts = Pick<FactStore, 'currentFacts' | 'versionsOf'>;

/** All that is on record of an agreement, with the version of what officers entered: a change says which it was made on. */
export type KnownDeferred = DeferredFacts & {
  person: Person | null;
  /** Null where nobody entered anything yet. */
  entered: StoredFact<'deferred-account'> | null;
};

/** The settings and national values that deferred payment agreements are reckoned by. */
type DeferredRules = { terms: TermsByDay; councilRows: CouncilRow[] };

/** All that is on record of some deferred payment agreements; those that there are not are not in the answer. */
export async function deferredFactsOf(
  agreementIds: readonly string[],
  facts: Facts,
): Promise<Map<string, KnownDeferred>> {
  const [agreements, records, openings, rules] = await Promise.all([
    facts.currentFacts('deferred-agreement', agreementIds),
    facts.currentFacts('deferred-account', agreementIds),
    facts.currentFacts('opening-position', agreementIds.map(openingBalanceId)),
    deferredRules(facts),
  ]);
  const people = await facts.currentFacts(
    'person',
    [...agreements.values()].map(({ body }) => body.personId),
  );
  const earlier = await earlierValuationsOf([...agreements.values()], facts);
  return new Map(
    [...agreements].map(([agreementId, { body }]) => [
      agreementId,
      knownOf(body, rules, {
        earlierValuations: earlier.get(agreementId) ?? [],
        person: people.get(body.personId)?.body ?? null,
        entered: records.get(agreementId) ?? null,
        opening: openings.get(openingBalanceId(agreementId))?.body,
      }),
    ]),
  );
}

/** What extracts before the present one said of the value: only where there were any is there something to read. */
async function earlierValuationsOf(
  agreements: readonly StoredFact<'deferred-agreement'>[],
  facts: Facts,
): Promise<ReadonlyMap<string, readonly KnownValuation[]>> {
  const restated = agreements.filter(({ version }) => version > 1);
  const read = restated.map(async ({ subject }) => {
    const versions = await facts.versionsOf('deferred-agreement', subject.id);
    // The newest come first.
    const byDay = new Map(versions.toReversed().map(({ body }) => [body.valuedOn, valuationOf(body)]));
    return [subject.id, [...byDay.values()]] as const;
  });
  return new Map(await Promise.all(read));
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
    earlierValuations,
  }: Pick<KnownDeferred, 'person' | 'entered' | 'earlierValuations'> & {
    opening: OpeningPosition | undefined;
  },
): KnownDeferred {
  const amountPence = opening?.amountPence ?? null;
  return {
    ...rules,
    ...{ agreement, earlierValuations, person, entered },
    record: entered?.body ?? nothingRecordedYet(agreement.agreementId),
    opening: opening === undefined || amountPence === null ? null : { date: opening.date, amountPence },
    diedOn: person?.dateOfDeath ?? null,
  };
}

/** The setting by its days; of national values the newest rows, as they bear their own. */
async function deferredRules(facts: Facts): Promise<DeferredRules> {
  const { deferredPayments } = settings;
  const kinds = ['capital-limit', 'deferred-rate-ceiling'] as const;
  const stored = await facts.currentFacts('setting', [
    deferredPayments.name,
    ...kinds.map(referenceSettingName),
  ]);
  const entriesOf = (name: string) => stored.get(name)?.body.entries ?? [];
  return {
    terms: valuesOf(deferredPayments, entriesOf(deferredPayments.name)),
    councilRows: kinds.flatMap((kind) =>
      councilRowsOf(kind, entriesOf(referenceSettingName(kind)).at(-1)?.value),
    ),
  };
}
