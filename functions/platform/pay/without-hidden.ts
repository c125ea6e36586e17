import type { Recovery } from '../../../domain/pay/run/recovery.ts';
import type { CalendarDate } from '../../../domain/calendar.ts';
import type { RestrictedPeople } from '../../store/restricted-people.ts';
import type { Viewer } from '../identity.ts';

/** Whom a matter of pay is about: a person, and ids of what may be a person’s (a package, an agreement, a paper invoice). */
export type About = { personId?: string | null; ids?: readonly string[] };

type Deps = { restricted: RestrictedPeople; today: () => CalendarDate };
type Asking = Pick<Viewer, 'userId'>;

/** Of some matters, those that are not about people whose records are kept from the viewer: these are not there, as the people are not. */
export async function withoutHidden<T>(
  { userId }: Asking,
  items: readonly T[],
  aboutOf: (item: T) => About,
  { restricted, today }: Deps,
): Promise<T[]> {
  const matters = items.map((item) => {
    const { personId = null, ids = [] } = aboutOf(item);
    return { item, people: personId === null ? [] : [personId], ids };
  });
  const people = [...new Set(matters.flatMap((matter) => matter.people))];
  const ids = [...new Set(matters.flatMap((matter) => matter.ids))];
  const { hidden } = await restricted.seenBy(userId, people, today());
  const closed = ids.length === 0 ? new Set<string>() : await restricted.hiddenIds(userId, ids, today());
  return matters
    .filter(
      (matter) => !matter.people.some((id) => hidden.has(id)) && !matter.ids.some((id) => closed.has(id)),
    )
    .map(({ item }) => item);
}

/** Whether one matter is kept from the viewer. */
export async function isHidden(viewer: Asking, about: About, deps: Deps): Promise<boolean> {
  return (await withoutHidden(viewer, [about], (each) => each, deps)).length === 0;
}

/** Who is paid under an agreement is a person; a provider is nobody whose record is kept from anyone. */
export function aboutPayee(payeeId: string): About {
  const prefix = 'agreement:';
  return payeeId.startsWith(prefix) ? { ids: [payeeId.slice(prefix.length)] } : {};
}

/** A recovery is about the person whose care was overpaid, and about whoever was paid for it. */
export function aboutRecovery({ personId, payeeId, packageId }: Recovery): About {
  const payee = aboutPayee(payeeId);
  return personId === null ? { ids: [packageId, ...(payee.ids ?? [])] } : { personId, ...payee };
}
