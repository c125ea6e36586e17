import type { CalendarDate } from '../../domain/calendar.ts';
import { restrictionOf, type Person } from '../../domain/records/person.ts';
import { valueOn } from '../../domain/settings/setting-definition.ts';
import { settings } from '../../domain/settings/settings.ts';
import type { FactStore } from './fact-store.ts';
import type { StoredFact } from './items.ts';

type Restricted = Pick<Person, 'restricted'>;

/** Of some people: those whose records a user may see, and the ids of those kept from that user. */
export type PeopleSeen = {
  people: ReadonlyMap<string, StoredFact<'person'>>;
  hidden: ReadonlySet<string>;
};

/**
 * Restricted records (safeguarding, relatives of staff) are for named people alone. For everyone else, whatever
 * their role, such a person is not there: not in a list, not by id, and neither is anything that is theirs.
 * What a reader may see is always asked here.
 */
export function restrictedPeople(facts: Pick<FactStore, 'currentFacts'>) {
  async function mayRead(userId: string, today: CalendarDate): Promise<(person: Restricted) => boolean> {
    const { name } = settings.restrictedReaders;
    const history = (await facts.currentFacts('setting', [name])).get(name);
    const readers = valueOn(settings.restrictedReaders, history?.body.entries ?? [], today);
    const isNamed = (names: readonly string[]) =>
      names.some((each) => each.toLowerCase() === userId.toLowerCase());
    return (person) => {
      const restriction = restrictionOf(person);
      if (restriction.kind === 'open') return true;
      return isNamed(restriction.kind === 'named' ? restriction.userIds : readers);
    };
  }

  /** Which of some people a user may see (AP1, for the people and for the setting that names the readers). */
  async function seenBy(userId: string, ids: readonly string[], today: CalendarDate): Promise<PeopleSeen> {
    const found = await facts.currentFacts('person', ids);
    const isOpen = (person: Person) => restrictionOf(person).kind === 'open';
    if ([...found.values()].every(({ body }) => isOpen(body))) return { people: found, hidden: new Set() };
    const may = await mayRead(userId, today);
    const entries = [...found];
    return {
      people: new Map(entries.filter(([, { body }]) => may(body))),
      hidden: new Set(entries.filter(([, { body }]) => !may(body)).map(([id]) => id)),
    };
  }

  /** Whose an id is, where it is a person's own or names something of theirs (AP1 for each kind a person has). */
  async function peopleOf(ids: readonly string[]): Promise<Map<string, string[]>> {
    const found = await Promise.all([
      facts.currentFacts('package', ids),
      facts.currentFacts('assessment', ids),
      facts.currentFacts('direct-payment-agreement', ids),
      facts.currentFacts('deferred-agreement', ids),
      facts.currentFacts('manual-invoice', ids),
    ]);
    const theirs = found.flatMap((byId) =>
      [...byId].map(([id, { body }]) => ({ id, people: body.personId === null ? [] : [body.personId] })),
    );
    const owned = Map.groupBy(theirs, ({ id }) => id);
    return new Map(ids.map((id) => [id, [id, ...(owned.get(id) ?? []).flatMap(({ people }) => people)]]));
  }

  /** Of some ids that do not say what they name, those of people kept from a user and of what is theirs. */
  async function hiddenIds(
    userId: string,
    ids: readonly string[],
    today: CalendarDate,
  ): Promise<ReadonlySet<string>> {
    const owners = await peopleOf([...new Set(ids)]);
    const { hidden } = await seenBy(userId, [...owners.values()].flat(), today);
    const closed = [...owners].filter(([, people]) => people.some((personId) => hidden.has(personId)));
    return new Set(closed.map(([id]) => id));
  }

  return { seenBy, hiddenIds, mayRead };
}
export type RestrictedPeople = ReturnType<typeof restrictedPeople>;
