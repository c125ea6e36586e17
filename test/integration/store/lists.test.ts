import { beforeAll, describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { usualAuditTarget } from '../../../domain/direct-payments/audit-case-acts.ts';
import { openCase } from '../../../domain/direct-payments/audit-case.ts';
import type { KeptCase } from '../../../domain/direct-payments/kept-case.ts';
import type { FactKind } from '../../../domain/facts/fact.ts';
import { pence } from '../../../domain/money.ts';
import { nothingDone } from '../../../domain/pay/run/recovery.ts';
import { factStore } from '../../../functions/store/fact-store.ts';
import type { Bodies } from '../../../functions/store/items.ts';
import { listStore, type Page } from '../../../functions/store/list-store.ts';
import {
  aContribution,
  aDeferredAgreement,
  aDirectPayment,
  anAssessment,
  anOpeningPosition,
  aPackage,
  aPerson,
  aProvider,
  aRateCardLine,
  aServiceType,
  aWrite,
} from '../../support/sample-facts.ts';
import { testTable } from '../../support/test-table.ts';

const table = await testTable();
const facts = factStore(table);
const lists = listStore(table);

async function record<K extends FactKind>(kind: K, bodies: Readonly<Record<string, Bodies[K]>>) {
  const writes = Object.entries(bodies).map(([id, body]) => aWrite(kind, id, body));
  const outcomes = await facts.recordVersions(writes);
  if (outcomes.some(({ outcome }) => outcome !== 'recorded')) throw new Error('Not all was recorded.');
}

/** Turns the pages of a list until there are no more. */
async function pagesOf<T>(ask: (cursor: string | undefined) => Promise<Page<T>>): Promise<T[][]> {
  const pages: T[][] = [];
  let cursor: string | undefined;
  do {
    const page = await ask(cursor);
    pages.push(page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return pages;
}

const names = [
  'Zoë Åkerman',
  'Ada Ashdown',
  'Bo Ashdown',
  'Ashley Ash',
  "Siân O'Neill",
  'Mary Ann Smith',
  'Mary Smith',
  'Cher',
  'Émile Zola',
  'Tom Smithson',
  'Ann Smith',
  'José María de la Cruz',
];

beforeAll(async () => {
  const people = names.map((name, index) => aPerson({ personId: `P-${index}`, name }));
  await record('person', Object.fromEntries(people.map((person) => [person.personId, person])));
});

describe('AP4 what a person has of a kind', () => {
  it('lists the packages of that person alone, by start', async () => {
    await record('package', {
      'PK-late': aPackage({ packageId: 'PK-late', startDate: calendarDate('2026-09-01') }),
      'PK-early': aPackage({ packageId: 'PK-early', startDate: calendarDate('2025-01-01') }),
      'PK-other': aPackage({ packageId: 'PK-other', personId: 'P-10' }),
    });
    const packages = await lists.ofPerson('package', 'P-1');
    expect(packages.map(({ subject }) => subject.id)).toEqual(['PK-early', 'PK-late']);
    expect(packages[0]?.body).toEqual(
      aPackage({ packageId: 'PK-early', startDate: calendarDate('2025-01-01') }),
    );
  });

  it('keeps packages, assessments and agreements of a person apart', async () => {
    await record('assessment', { 'AS-1': anAssessment() });
    await record('direct-payment-agreement', { 'DP-1': aDirectPayment() });
    await record('deferred-agreement', { 'DA-1': aDeferredAgreement() });
    const kinds = ['assessment', 'direct-payment-agreement', 'deferred-agreement'] as const;
    const found = await Promise.all(kinds.map((kind) => lists.ofPerson<(typeof kinds)[number]>(kind, 'P-1')));
    expect(found.map((each) => each.map(({ subject }) => subject.id))).toEqual([
      ['AS-1'],
      ['DP-1'],
      ['DA-1'],
    ]);
    expect(await lists.ofPerson('assessment', 'P-2')).toEqual([]);
  });

  it('shows the current version of a package, once', async () => {
    const [seen] = (await facts.currentFacts('package', ['PK-late'])).values();
    if (seen === undefined) throw new Error('PK-late is there.');
    const startDate = calendarDate('2024-02-29');
    await facts.recordVersions([aWrite('package', 'PK-late', { ...seen.body, startDate }, { seen })]);
    const packages = await lists.ofPerson('package', 'P-1');
    expect(packages.map(({ subject, body }) => [subject.id, body.startDate])).toEqual([
      ['PK-late', '2024-02-29'],
      ['PK-early', '2025-01-01'],
    ]);
  });
});

describe('AP5 the packages of a provider', () => {
  it('turns pages by person, without a gap, a repetition or an empty last page', async () => {
    const packages = Array.from({ length: 9 }, (_, index) =>
      aPackage({ packageId: `PK-5-${index}`, personId: `P-${9 - index}`, providerId: 'PR-5' }),
    );
    await record('package', Object.fromEntries(packages.map((each) => [each.packageId, each])));
    await record('package', { 'PK-5-x': aPackage({ packageId: 'PK-5-x', providerId: 'PR-50' }) });
    const pages = await pagesOf((cursor) => lists.packagesOfProvider('PR-5', { limit: 3, cursor }));
    expect(pages.map((page) => page.map(({ body }) => body.personId))).toEqual([
      ['P-1', 'P-2', 'P-3'],
      ['P-4', 'P-5', 'P-6'],
      ['P-7', 'P-8', 'P-9'],
    ]);
  });

  it('has an empty page after a cursor that no package follows', async () => {
    const page = await lists.packagesOfProvider('PR-5', { limit: 3, cursor: 'zzz' });
    expect(page).toEqual({ items: [], nextCursor: null });
  });

  it('lists the first packages for a cursor that lies before all of them', async () => {
    const page = await lists.packagesOfProvider('PR-5', { limit: 1, cursor: 'A' });
    expect(page.items.map(({ body }) => body.personId)).toEqual(['P-1']);
  });
});

describe('AP6 facts of a kind by name', () => {
  const bySurname = [
    'Zoë Åkerman',
    'Ashley Ash',
    'Ada Ashdown',
    'Bo Ashdown',
    'Cher',
    'José María de la Cruz',
    "Siân O'Neill",
    'Ann Smith',
    'Mary Ann Smith',
    'Mary Smith',
    'Tom Smithson',
    'Émile Zola',
  ];

  it.each([1, 4, 5, 12, 50])('lists all people by surname over pages of %i', async (limit) => {
    const pages = await pagesOf((cursor) => lists.byName('person', { limit, cursor }));
    expect(pages.flat().map(({ body }) => body.name)).toEqual(bySurname);
    expect(pages).toHaveLength(Math.ceil(bySurname.length / limit));
  });

  it.each([
    ['smith', ['Ann Smith', 'Mary Ann Smith', 'Mary Smith', 'Tom Smithson']],
    ['ASHD', ['Ada Ashdown', 'Bo Ashdown']],
    ['akerman', ['Zoë Åkerman']],
    ['o’neill', ["Siân O'Neill"]],
    ['Mary Smith', ['Mary Ann Smith', 'Mary Smith']],
    ['nobody', []],
  ])('finds people whose surname begins with “%s”', async (q, expected) => {
    const pages = await pagesOf((cursor) => lists.byName('person', { limit: 2, cursor, q }));
    expect(pages.flat().map(({ body }) => body.name)).toEqual(expected);
  });

  it('has an empty page for a cursor of another search that lies beyond this one', async () => {
    const { nextCursor } = await lists.byName('person', { limit: 1, q: 'smith' });
    if (nextCursor === null) throw new Error('There is more than one Smith.');
    const page = await lists.byName('person', { limit: 1, q: 'ash', cursor: nextCursor });
    expect(page).toEqual({ items: [], nextCursor: null });
  });

  it('lists a person by the new name alone after a change of name', async () => {
    const [seen] = (await facts.currentFacts('person', ['P-7'])).values();
    if (seen === undefined) throw new Error('Cher is there.');
    const renamed = { ...seen.body, name: 'Cher Zwicky' };
    const [outcome] = await facts.recordVersions([aWrite('person', 'P-7', renamed, { seen })]);
    const found = await Promise.all(['cher', 'zwicky'].map((q) => lists.byName('person', { limit: 5, q })));
    expect(found.map(({ items }) => items.map(({ body }) => body.name))).toEqual([[], ['Cher Zwicky']]);
    if (outcome?.outcome !== 'recorded') throw new Error('The new name was not recorded.');
    await facts.recordVersions([aWrite('person', 'P-7', seen.body, { seen: outcome.fact })]);
  });

  it('lists providers by name whatever their case, and by the beginning of it', async () => {
    await record('provider', {
      'PR-b': aProvider({ providerId: 'PR-b', name: 'birch House' }),
      'PR-a': aProvider({ providerId: 'PR-a', name: 'Birch Court' }),
      'PR-c': aProvider({ providerId: 'PR-c', name: 'ALDER LODGE' }),
    });
    const all = await lists.byName('provider', { limit: 10 });
    expect(all.items.map(({ subject }) => subject.id)).toEqual(['PR-c', 'PR-a', 'PR-b']);
    const birches = await lists.byName('provider', { limit: 10, q: 'BIRCH' });
    expect(birches.items.map(({ subject }) => subject.id)).toEqual(['PR-a', 'PR-b']);
  });

  it('lists service types, rate cards and opening positions by id', async () => {
    await record('service-type', {
      nursing: aServiceType({ serviceType: 'nursing' }),
      'day-care': aServiceType({ serviceType: 'day-care' }),
    });
    const lines = [aRateCardLine()];
    await record('rate-card', {
      'RC-2': { rateCardId: 'RC-2', lines },
      'RC-1': { rateCardId: 'RC-1', lines },
    });
    await record('opening-position', {
      'paid-to:PK-1': anOpeningPosition(),
      'hold:PK-1': anOpeningPosition({ kind: 'hold' }),
    });
    const paging = { limit: 10 };
    const found = await Promise.all([
      lists.byName('service-type', paging),
      lists.byName('rate-card', paging),
      lists.byName('opening-position', paging),
    ]);
    expect(found.map(({ items }) => items.map(({ subject }) => subject.id))).toEqual([
      ['day-care', 'nursing'],
      ['RC-1', 'RC-2'],
      ['hold:PK-1', 'paid-to:PK-1'],
    ]);
  });
});

describe('AP7 agreements and assessments of the whole council', () => {
  it('turns pages by id over every person', async () => {
    const agreements = ['DP-73', 'DP-71', 'DP-72'].map((agreementId, index) =>
      aDirectPayment({ agreementId, personId: `P-${index}` }),
    );
    await record(
      'direct-payment-agreement',
      Object.fromEntries(agreements.map((each) => [each.agreementId, each])),
    );
    await record('assessment', { 'AS-71': anAssessment({ assessmentId: 'AS-71', personId: 'P-3' }) });
    const pages = await pagesOf((cursor) => lists.all('direct-payment-agreement', { limit: 2, cursor }));
    expect(pages.map((page) => page.map(({ subject }) => subject.id))).toEqual([
      ['DP-1', 'DP-71'],
      ['DP-72', 'DP-73'],
    ]);
    const assessments = await lists.all('assessment', { limit: 10 });
    expect(assessments.items.map(({ subject }) => subject.id)).toEqual(['AS-1', 'AS-71']);
  });
});

describe('AP8 the ids of every fact of a kind', () => {
  it('names people of every shard, agreements and contributions', async () => {
    await record('contributions', { 'P-1': { personId: 'P-1', items: [aContribution()] } });
    expect((await lists.everyId('person')).toSorted()).toEqual(
      names.map((_, index) => `P-${index}`).toSorted(),
    );
    expect(await lists.everyId('deferred-agreement')).toEqual(['DA-1']);
    expect(await lists.everyId('contributions')).toEqual(['P-1']);
  });

  it('names more than the megabyte of keys one answer of the table may hold', async () => {
    const name = (index: number) => `${String(index).padStart(4, '0')} ${'Care '.repeat(90)}`.trim();
    const ids = Array.from({ length: 2200 }, (_, index) => `PR-8-${index}`);
    await record(
      'provider',
      Object.fromEntries(
        ids.map((providerId, index) => [providerId, aProvider({ providerId, name: name(index) })]),
      ),
    );
    const found = await lists.everyId('provider');
    expect(found.filter((id) => id.startsWith('PR-8-'))).toEqual(ids);
  });
});

describe('AP9 the ids of every package of some providers', () => {
  it('names those of the providers asked about and of no other', async () => {
    await record('package', {
      'PK-91': aPackage({ packageId: 'PK-91', providerId: 'PR-91' }),
      'PK-92': aPackage({ packageId: 'PK-92', providerId: 'PR-92' }),
      'PK-93': aPackage({ packageId: 'PK-93', providerId: 'PR-93' }),
    });
    expect(await lists.everyPackageId(['PR-91', 'PR-93', 'PR-none'])).toEqual(['PK-91', 'PK-93']);
  });
});

const payment = (paymentId: string, payOn: string, payeeId = 'provider:P029') => ({
  ...{ paymentId, payeeId, payeeName: 'Beechwood House Ltd', payRunId: 'R000001', lineCount: 1 },
  ...{ amountPence: pence(100), status: 'sent' as const, attempt: 1, reference: null },
  ...{ route: 'bacs' as const, method: 'bacs' as const, payOn: calendarDate(payOn) },
  ...{ sentOn: calendarDate('2026-05-01'), returnedOn: null, runKind: 'providers' as const, takenOff: [] },
});
const recovery = {
  ...{ recoveryId: 'R000002-1', payRunId: 'R000002', payeeId: 'provider:P029', packageId: 'PK-1' },
  ...{ ...nothingDone, caseId: null, method: 'netting' as const },
  ...{ personId: null, key: 'PK-1|cost', lineId: 'abc', cause: [], state: 'proposed' as const },
  ...{ from: calendarDate('2026-04-06'), to: calendarDate('2026-05-03') },
  ...{
    amountPence: pence(50),
    offsetAgreed: true,
    runKind: 'providers' as const,
  },
};

describe('AP29 the payments to a payee', () => {
  it('are listed by the day they are paid on, apart from what the payee was overpaid and from other payees', async () => {
    await record('payment', {
      'R000002-00001': payment('R000002-00001', '2026-06-05'),
      'R000001-00001': payment('R000001-00001', '2026-05-08'),
      'R000001-00002': payment('R000001-00002', '2026-05-08', 'provider:P030'),
    });
    await record('recovery', { 'R000002-1': recovery });
    const payments = await lists.ofPayee('payment', 'provider:P029');
    expect(payments.map(({ body }) => body.paymentId)).toEqual(['R000001-00001', 'R000002-00001']);
    const recoveries = await lists.ofPayee('recovery', 'provider:P029');
    expect(recoveries.map(({ body }) => body)).toEqual([recovery]);
    expect(await lists.ofPayee('payment', 'provider:P-none')).toEqual([]);
  });
});

describe('AP32 payments and recoveries that something is left to do about', () => {
  const outside = { ...{ route: 'outside' as const, status: 'settled' as const }, payRunId: null };

  it('are those that came back, and those made outside that runs have not wholly taken off', async () => {
    const taken = (amount: number) => [{ payRunId: 'R000009', amountPence: pence(amount) }];
    await record('payment', {
      'R000032-00001': { ...payment('R000032-00001', '2026-06-05'), status: 'returned' as const },
      'R000032-00002': payment('R000032-00002', '2026-06-05'),
      X32: { ...payment('X32', '2026-06-05'), ...outside, takenOff: taken(99) },
      X33: { ...payment('X33', '2026-06-05'), ...outside, takenOff: taken(100) },
    });
    const idsOf = async (state: string) =>
      (await lists.inState('payment', state)).map(({ body }) => body.paymentId);
    expect(await idsOf('returned')).toEqual(['R000032-00001']);
    expect(await idsOf('to-take-off')).toEqual(['X32']);
  });

  it('are recoveries in a state', async () => {
    await record('recovery', {
      'R000032-1': { ...recovery, recoveryId: 'R000032-1', state: 'notified' as const },
    });
    expect(await lists.inState('recovery', 'notified')).toMatchObject([
      { body: { recoveryId: 'R000032-1' } },
    ]);
  });
});

describe('AP46 the audits an agreement had', () => {
  const kept = (caseId: string, agreementId: string, [from, to]: [string, string]): KeptCase => ({
    auditCase: openCase({
      ...{ caseId, agreementId, findings: [], target: usualAuditTarget },
      period: { from: calendarDate(from), to: calendarDate(to) },
      openedOn: calendarDate('2026-06-01'),
    }),
    ...{ personId: 'P-1', uploadIds: [], risk: { score: 0, band: 'low', parts: [] } },
    ...{ lastAct: 'Opened', sampleWhy: null, recoveryIds: [] },
  });

  it('are those of that agreement alone, the earliest period first, and are found by their state', async () => {
    await record('audit-case', {
      'AC-46-2': kept('AC-46-2', 'DP-46', ['2026-04-01', '2026-06-30']),
      'AC-46-1': kept('AC-46-1', 'DP-46', ['2026-01-01', '2026-03-31']),
      'AC-47-1': kept('AC-47-1', 'DP-47', ['2026-01-01', '2026-03-31']),
    });
    const idsOf = (found: { body: KeptCase }[]) => found.map(({ body }) => body.auditCase.caseId);
    expect(idsOf(await lists.casesOf('DP-46'))).toEqual(['AC-46-1', 'AC-46-2']);
    expect(idsOf(await lists.inState('audit-case', 'open'))).toEqual(['AC-46-1', 'AC-46-2', 'AC-47-1']);
    expect(await lists.inState('audit-case', 'concluded')).toEqual([]);
  });
});
