import { instant, type Instant } from '../../domain/calendar.ts';
import type { FactKind } from '../../domain/facts/fact.ts';
import type { RowKind } from '../../domain/records/kinds.ts';
import { rowKinds } from '../../domain/records/kinds.ts';
import { matchHeading, readRow, type Layout } from '../../domain/records/layout.ts';
import { applyRow } from '../../domain/packages/care-package.ts';
import { modulusTables } from '../../functions/platform/modulus-tables.ts';
import { factStore } from '../../functions/store/fact-store.ts';
import type { Bodies } from '../../functions/store/items.ts';
import { listStore } from '../../functions/store/list-store.ts';
import { restrictedPeople } from '../../functions/store/restricted-people.ts';
import type { Table } from '../../functions/store/table.ts';
import type { Someone } from './call-api.ts';
import type * as z from 'zod';

/** People who ask, as they sign in. */
export const users = {
  officer: { user: 'olu.officer', roles: ['payments-officer'] },
  charging: { user: 'cara.charging', roles: ['charging-officer'] },
  assessor: { user: 'fin.assessor', roles: ['assessment-officer'] },
  inspector: { user: 'ivy.inspector', roles: ['read-only'] },
  admin: { user: 'ada.admin', roles: ['system-admin'] },
  otherAdmin: { user: 'art.admin', roles: ['system-admin'] },
  safeguarder: { user: 'sue.safeguarder', roles: ['social-worker', 'payments-officer'] },
  p001: { user: 'pat.p001', roles: ['provider'], providerId: 'P001' },
  p002: { user: 'pip.p002', roles: ['provider'], providerId: 'P002' },
  managed: { user: 'max.managed', roles: ['managed-account-provider'], accountProviderId: 'M001' },
} as const satisfies Record<string, Someone>;

/** The row of an extract with these fields. */
export function rowOf<S extends z.ZodObject>(
  rows: RowKind<z.infer<S>> & { layout: Layout<S> },
  fields: Record<string, string>,
): z.infer<S> {
  const names = Object.keys(fields);
  const cells = Object.values(fields);
  const { record, findings } = readRow(rows.layout, matchHeading(rows.layout, names), { line: 1, cells });
  if (record === null) throw new Error(`${JSON.stringify(fields)}: ${JSON.stringify(findings)}`);
  return record;
}

export const personOf = (fields: Record<string, string>) =>
  rowOf(rowKinds.people, { name: 'Edith Marlow', dateOfBirth: '1941-05-06', ...fields });
export const packageOf = (fields: Record<string, string>) =>
  applyRow(
    null,
    rowOf(rowKinds['care-packages'], {
      ...{ personId: 'A1', providerId: 'P001', serviceType: 'home-care' },
      ...{ startDate: '2026-04-06', unitsPerWeek: '10', rate: '20.00', ...fields },
    }),
  );

/** Facts in a table, recorded one after another, and a clock that stands where it is put. */
export function aCouncil(table: Table) {
  const facts = factStore(table);
  let now = instant('2026-06-01T09:00:00Z');
  let woken = 0;
  let cannotWake = false;
  async function record<K extends FactKind>(kind: K, id: string, body: Bodies[K], by = 'loader') {
    const seen = (await facts.currentFacts(kind, [id])).get(id) ?? null;
    const recording = { recordedAt: now, recordedBy: by, source: { kind: 'hand' as const }, reason: null };
    const [recorded] = await facts.recordVersions([
      { subject: { kind, id }, body, handFields: [], recording, seen },
    ]);
    if (recorded?.outcome !== 'recorded') throw new Error(`${kind} ${id} was not recorded`);
  }
  return {
    deps: {
      facts,
      lists: listStore(table),
      restricted: restrictedPeople(facts),
      modulusTables,
      clock: (): Instant => now,
      wakeWaiting: () => {
        if (cannotWake) {
          cannotWake = false;
          return Promise.reject(new Error('killed'));
        }
        woken += 1;
        return Promise.resolve();
      },
    },
    /** Lets the next call for waiting rows fail, as if the function died there. */
    failToWake: () => {
      cannotWake = true;
    },
    /** How often waiting rows were called for. */
    woken: () => woken,
    at: (text: string) => {
      now = instant(text);
    },
    record,
    person: (personId: string, fields: Record<string, string> = {}) =>
      record('person', personId, personOf({ personId, ...fields })),
    provider: (providerId: string, name: string) =>
      record('provider', providerId, rowOf(rowKinds.providers, { providerId, name })),
    serviceType: (serviceType: string) =>
      record(
        'service-type',
        serviceType,
        rowOf(rowKinds['service-types'], {
          ...{ serviceType, unit: 'hour', basis: 'actuals', costSign: '1', paymentSign: '1' },
        }),
      ),
    carePackage: (packageId: string, fields: Record<string, string> = {}) =>
      record('package', packageId, packageOf({ packageId, ...fields })),
  };
}
