import { calendarDate, instant } from '../../domain/calendar.ts';
import type { DeferredAccountRecord } from '../../domain/deferred/account-record.ts';
import { pence } from '../../domain/money.ts';
import type { FactKind } from '../../domain/facts/fact.ts';
import type { DeferredAgreement } from '../../domain/records/deferred-agreement.ts';
import type { Person } from '../../domain/records/person.ts';
import type { Bodies } from '../../functions/store/items.ts';
import { deferredRoutes } from '../../events/api/deferred.ts';
import { routeArea } from '../../functions/platform/route-area.ts';
import { serveDeferred } from '../../functions/serve-deferred/serve-deferred.ts';
import { listStore } from '../../functions/store/list-store.ts';
import { restrictedPeople } from '../../functions/store/restricted-people.ts';
import { always, apiOf } from './call-api.ts';
import { factStore } from '../../functions/store/fact-store.ts';
import { aDeferredAgreement } from './a-deferred-agreement.ts';
import { anOpeningPosition, aPerson, aWrite } from './sample-facts.ts';
import { testTable } from './test-table.ts';

/** Deferred payment agreements on the real engine, each of a person of its own. */
export async function deferredDesk() {
  const table = await testTable();
  const facts = factStore(table);
  let now = instant('2026-11-22T09:00:00.000Z');

  async function record<K extends FactKind>(kind: K, id: string, body: Bodies[K]): Promise<void> {
    const seen = (await facts.currentFacts(kind, [id])).get(id) ?? null;
    await facts.recordVersions([aWrite(kind, id, body, { seen })]);
  }

  async function set(name: string, effectiveFrom: string, value: unknown): Promise<void> {
    const before = (await facts.currentFacts('setting', [name])).get(name)?.body.entries ?? [];
    const entry = { effectiveFrom: calendarDate(effectiveFrom), value };
    const entries = [...before, { ...entry, proposedBy: 'ada.admin', approvedBy: 'art.admin' }];
    await record('setting', name, { name, entries });
  }

  const handlers = serveDeferred({
    ...{ facts, lists: listStore(table), restricted: restrictedPeople(facts), clock: () => now },
  });

  return {
    api: apiOf(deferredRoutes, routeArea(deferredRoutes, handlers, always)),
    table,
    facts,
    clock: () => now,
    /** Sets the clock. */
    at(time: string) {
      now = instant(time);
    },
    set,
    /** Records an agreement and the person it is of. */
    async agree(
      agreementId: string,
      changes: Partial<DeferredAgreement> = {},
      person: Partial<Person> = {},
    ): Promise<void> {
      const personId = `P-${agreementId}`;
      await record('person', personId, aPerson({ personId, ...person }));
      await record(
        'deferred-agreement',
        agreementId,
        aDeferredAgreement({ agreementId, personId, ...changes }),
      );
    },
    /** What was owed when the council moved. */
    async open(id: string, date: string, amount: number): Promise<void> {
      const kind = 'deferred-balance' as const;
      await record(
        'opening-position',
        `${kind}:${id}`,
        anOpeningPosition({ kind, id, date: calendarDate(date), amountPence: pence(amount) }),
      );
    },
    /** What officers entered, whole. */
    enter: (body: DeferredAccountRecord) => record('deferred-account', body.agreementId, body),
    /** The highest rates the council entered for half-years that none was published of. */
    setCeilings: (rows: readonly { from: string; to: string; percent: string }[]) =>
      set(
        'reference-deferred-rate-ceiling',
        '2015-04-01',
        rows.map(({ percent, ...days }) => ({
          ...{ category: 'standard', value: percent, source: 'A decision in a test' },
          ...days,
        })),
      ),
  };
}
