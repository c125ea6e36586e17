import { GetObjectCommand } from '@aws-sdk/client-s3';
import { extractText, getDocumentProxy } from 'unpdf';
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
import { testBuckets } from './test-buckets.ts';
import { testTable } from './test-table.ts';

const EVIDENCE = 'evidence';

/** Deferred payment agreements on the real engine, each of a person of its own. */
export async function deferredDesk() {
  const table = await testTable();
  const facts = factStore(table);
  const buckets = await testBuckets([EVIDENCE]);
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
    ...{ buckets, evidenceBucket: EVIDENCE },
    linkTo: (key, fileName) => Promise.resolve(`https://evidence.example/${key}?as=${fileName}`),
  });

  return {
    api: apiOf(deferredRoutes, routeArea(deferredRoutes, handlers, always)),
    table,
    facts,
    /** The text of pages that a link leads to, as another program reads it. */
    async pagesAt(url: string): Promise<string> {
      const Key = decodeURIComponent(new URL(url).pathname.slice(1));
      const stored = await buckets.send(new GetObjectCommand({ Bucket: EVIDENCE, Key }));
      const document = await getDocumentProxy(new Uint8Array(await stored.Body!.transformToByteArray()));
      const { text } = await extractText(document, { mergePages: true });
      return text.replaceAll(/\s+/g, ' ');
    },
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
