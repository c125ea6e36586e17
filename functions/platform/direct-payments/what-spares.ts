import type { CalendarDate } from '../../../domain/calendar.ts';
import type { DateRange } from '../../../domain/date-range.ts';
import { awaitsSafeguarding } from '../../../domain/direct-payments/audit-case-state.ts';
import { breathingSpaceOn } from '../../../domain/direct-payments/breathing-space.ts';
import type { FactStore } from '../../store/fact-store.ts';
import type { ListStore } from '../../store/list-store.ts';
import { inTurns } from '../../store/table.ts';

/** What stands against asking a person for money, or taking it, as long as it lasts. */
type Spared = {
  breathingSpace: DateRange | null;
  /** Whether an audit may show abuse, and adult social care has not answered. */
  isSafeguardingOpen: boolean;
};

type SparedDeps = { facts: Pick<FactStore, 'currentFacts'>; lists: Pick<ListStore, 'ofPerson' | 'casesOf'> };

/** What spares a person on a day, whichever of their direct payments it was entered with. */
export async function whatSpares(
  { personId, agreementId }: { personId: string | null; agreementId: string },
  today: CalendarDate,
  { facts, lists }: SparedDeps,
): Promise<Spared> {
  const own = personId === null ? [] : await lists.ofPerson('direct-payment-agreement', personId);
  const ids = [...new Set([agreementId, ...own.map(({ body }) => body.agreementId)])];
  const [arrangements, people, cases] = await Promise.all([
    facts.currentFacts('arrangement', ids),
    facts.currentFacts('person', personId === null ? [] : [personId]),
    inTurns(ids, (id) => lists.casesOf(id)),
  ]);
  const diedOn = people.get(personId ?? '')?.body.dateOfDeath ?? null;
  const [breathingSpace = null] = [...arrangements.values()].flatMap(
    ({ body }) => breathingSpaceOn(body, { diedOn, today }) ?? [],
  );
  return {
    breathingSpace,
    isSafeguardingOpen: cases.flat().some(({ body }) => awaitsSafeguarding(body.auditCase)),
  };
}
