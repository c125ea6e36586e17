import { beforeAll, describe, expect, it } from 'vitest';
import { calendarDate } from '../../domain/calendar.ts';
import { pence } from '../../domain/money.ts';
import { recordRouteTable } from '../../events/api/records.ts';
import { routeArea } from '../../functions/platform/route-area.ts';
import { serveRecords } from '../../functions/serve-records/serve-records.ts';
import { aCouncil, users } from '../support/a-council.ts';
import { always, apiOf } from '../support/call-api.ts';
import { testTable } from '../support/test-table.ts';

const council = aCouncil(await testTable());
const api = apiOf(recordRouteTable, routeArea(recordRouteTable, serveRecords(council.deps), always));
const { officer, charging, inspector, admin, safeguarder, p001, p002, managed } = users;
const reason = 'As the social worker wrote.';

beforeAll(async () => {
  await council.serviceType('home-care');
  await council.provider('P001', 'Willow Care');
  await council.provider('P002', 'Ash Homes');
  await council.person('A1');
  await council.person('A2', { name: 'Ned Osgood' });
  await council.person('SECRET', { name: 'Iris Quill', restricted: 'sue.safeguarder' });
  await council.carePackage('PK-1');
  await council.carePackage('PK-2', { personId: 'A2', providerId: 'P002' });
  await council.carePackage('PK-S', { personId: 'SECRET' });
});

describe('a record that is read', () => {
  it('shows the fields of its extract, amounts in pounds and in pence, and who recorded it', async () => {
    const agreement = {
      personId: 'A1',
      frequency: 'four-weekly',
      startDate: '2026-04-06',
      weeklyBudget: '312.5',
    };
    await api.ask('putAgreement', { as: officer, id: 'DP-1', body: { ...agreement, reason } });
    const shown = await api.ask('readAgreement', { as: inspector, id: 'DP-1' });
    expect(shown).toMatchObject({
      agreementId: 'DP-1',
      weeklyBudget: '312.50',
      weeklyBudgetPence: 31_250,
      version: 1,
      recordedBy: 'olu.officer',
      reason,
      source: { kind: 'hand' },
    });
  });

  it('is the one that was known then, and the one that is known now', async () => {
    council.at('2026-06-02T09:00:00Z');
    await council.person('KNOWN', { town: 'Larkham' });
    council.at('2026-06-10T09:00:00Z');
    await council.person('KNOWN', { town: 'Finchley Green' });
    const asKnown = (knownAt: string) =>
      api.ask('readPerson', { as: inspector, id: 'KNOWN', query: { knownAt } });
    expect((await asKnown('2026-06-05T00:00:00Z'))['town']).toBe('Larkham');
    expect((await asKnown('2026-06-11T00:00:00Z'))['town']).toBe('Finchley Green');
    const before = await api.refusal('readPerson', {
      as: inspector,
      id: 'KNOWN',
      query: { knownAt: '2026-06-01T00:00:00Z' },
    });
    expect(before.status).toBe(404);
  });

  it('shows every version, newest first, each as it was', async () => {
    const { items } = await api.ask('listPersonVersions', { as: inspector, id: 'KNOWN' });
    expect(items.map(({ version, body }) => [version, body['town']])).toEqual([
      [2, 'Finchley Green'],
      [1, 'Larkham'],
    ]);
  });

  it('is not found under an id that is none, or that nobody has', async () => {
    for (const id of ['NOBODY', 'Mrs Smith', 'a#b']) {
      expect((await api.refusal('readPerson', { as: inspector, id })).status).toBe(404);
    }
  });
});

describe('a record that is changed by hand', () => {
  const person = { name: 'Tom Field', dateOfBirth: '1950-01-02', postcode: 'LK1 2AB', reason };

  it('makes a first version, then one more for each change', async () => {
    const first = await api.ask('putPerson', { as: officer, id: 'H1', body: person });
    const second = await api.ask('putPerson', {
      as: officer,
      id: 'H1',
      body: { ...person, postcode: 'LK9 9ZZ' },
    });
    expect([first.version, second.version]).toEqual([1, 2]);
    expect((await api.ask('readPerson', { as: officer, id: 'H1' })).handFields).toEqual(['postcode']);
  });

  it('writes nothing when nothing would change', async () => {
    const again = await api.ask('putPerson', {
      as: officer,
      id: 'H1',
      body: { ...person, postcode: 'LK9 9ZZ' },
    });
    expect(again).toMatchObject({ version: 2, unchanged: true });
  });

  it('restates the record: a field that is not given is empty', async () => {
    const { postcode: _postcode, ...without } = person;
    await api.ask('putPerson', { as: officer, id: 'H1', body: without });
    expect((await api.ask('readPerson', { as: officer, id: 'H1' }))['postcode']).toBeNull();
  });

  it('is refused with every field that cannot be true, and nothing is written', async () => {
    const body = { name: '', dateOfBirth: '31/02/1950', shoeSize: 9, personId: 'H9', reason };
    const { status, errors } = await api.refusal('putPerson', { as: officer, id: 'H2', body });
    expect(status).toBe(422);
    expect(errors?.map(({ field, rule }) => `${field ?? ''} ${rule}`).sort()).toEqual([
      'dateOfBirth date-not-in-calendar',
      'name mandatory-field-empty',
      'personId id-differs',
      'shoeSize field-unknown',
    ]);
    expect((await api.refusal('readPerson', { as: officer, id: 'H2' })).status).toBe(404);
  });

  it('gives what deserves a second look back with the answer', async () => {
    const body = { ...person, nhsNumber: '1234567890' };
    const { findings } = await api.ask('putPerson', { as: officer, id: 'H3', body });
    expect(findings.map(({ rule, line }) => [rule, line])).toEqual([['nhs-number-check-digit', null]]);
  });

  it('is refused without a reason', async () => {
    const { reason: _reason, ...body } = person;
    const { status, errors } = await api.refusal('putPerson', { as: officer, id: 'H4', body });
    expect([status, errors?.[0]?.field]).toEqual([400, 'reason']);
  });

  it('is decided anew when another change came first', async () => {
    const bodies = ['LK1 1AA', 'LK1 1AB', 'LK1 1AC'].map((postcode) => ({ ...person, postcode }));
    const written = await Promise.all(
      bodies.map((body) => api.ask('putPerson', { as: officer, id: 'RACE', body })),
    );
    expect(written.map(({ version }) => version).sort()).toEqual([1, 2, 3]);
  });
});

describe('a package', () => {
  const row = {
    personId: 'A1',
    providerId: 'P001',
    serviceType: 'home-care',
    startDate: '2026-04-06',
    reason,
  };

  it('gains a term from a day, and shows the one of the day asked about', async () => {
    await api.ask('putPackage', { as: officer, id: 'T1', body: { ...row, unitsPerWeek: 10, rate: '20' } });
    await api.ask('putPackage', {
      as: officer,
      id: 'T1',
      body: { ...row, unitsPerWeek: 12, rate: '21.5', effectiveFrom: '2026-05-01' },
    });
    const on = async (day: string) =>
      (await api.ask('readPackage', { as: officer, id: 'T1', query: { on: day } }))['unitsPerWeek'];
    expect([await on('2026-04-30'), await on('2026-05-01')]).toEqual(['10', '12']);
  });

  it('is refused for a person, provider or service type nobody knows', async () => {
    const body = { ...row, personId: 'X', providerId: 'Y', serviceType: 'Z', unitsPerWeek: 1, rate: 1 };
    const { status, errors } = await api.refusal('putPackage', { as: officer, id: 'T2', body });
    expect([status, errors?.map(({ field }) => field)]).toEqual([
      422,
      ['personId', 'providerId', 'serviceType'],
    ]);
  });

  it('never changes its person', async () => {
    const body = { ...row, personId: 'A2', unitsPerWeek: 10, rate: 20 };
    const { errors } = await api.refusal('putPackage', { as: officer, id: 'T1', body });
    expect(errors?.[0]?.rule).toBe('package-of-another-person');
  });

  it('is suspended within its days only, and apart', async () => {
    const put = (items: unknown[]) => ({ as: officer, id: 'T1', body: { items, reason } });
    const hospital = { from: '2026-05-04', to: '2026-05-10', kind: 'hospital' };
    await api.ask('putSuspensions', put([hospital]));
    const listed = await api.ask('listPackages', {
      as: officer,
      query: { personId: 'A1', on: '2026-05-05' },
    });
    expect(listed.items.find(({ packageId }) => packageId === 'T1')?.state).toBe('suspended');
    const tooEarly = await api.refusal('putSuspensions', put([{ ...hospital, from: '2026-01-01' }]));
    const twice = await api.refusal(
      'putSuspensions',
      put([hospital, { ...hospital, from: '2026-05-10', to: null }]),
    );
    expect([tooEarly.errors?.[0]?.rule, twice.errors?.[0]?.rule]).toEqual([
      'suspension-outside-package',
      'suspensions-overlap',
    ]);
  });

  it('is listed by provider, and through every provider in turn', async () => {
    const own = await api.ask('listPackages', { as: officer, query: { providerId: 'P002' } });
    expect(
      own.items.map(({ packageId, providerName, personName }) => [packageId, providerName, personName]),
    ).toEqual([['PK-2', 'Ash Homes', 'Ned Osgood']]);
    const found: string[] = [];
    let cursor: string | null = null;
    do {
      const query: Record<string, string> = { limit: '1', ...(cursor === null ? {} : { cursor }) };
      const page = await api.ask('listPackages', { as: officer, query });
      found.push(...page.items.map(({ packageId }) => packageId));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(found.toSorted()).toEqual(['PK-1', 'PK-2', 'T1']);
  });
});

describe('the contributions of a package', () => {
  const item = {
    contributionId: 'C1',
    kind: 'non-residential',
    startDate: '2026-04-06',
    endDate: '2026-05-31',
  };
  const next = { ...item, contributionId: 'C2', startDate: '2026-06-01', endDate: null };
  const put = (items: unknown[], id = 'PK-1') => ({ as: charging, id, body: { items, reason } });

  it('are replaced as a whole, so that a boundary moves without gap or overlap', async () => {
    const items = [
      { ...item, weeklyAmount: '40', collector: 'council' },
      { ...next, weeklyAmount: '45.5', collector: 'provider' },
    ];
    await api.ask('putContributions', put(items));
    const moved = [
      { ...items[0], endDate: '2026-05-24' },
      { ...items[1], startDate: '2026-05-25' },
    ];
    const written = await api.ask('putContributions', put(moved));
    expect(written).toMatchObject({ version: 2, findings: [] });
    const shown = await api.ask('readContributions', { as: inspector, id: 'PK-1' });
    expect(
      shown.items.map((each) => [each['contributionId'], each['endDate'], each['weeklyAmountPence']]),
    ).toEqual([
      ['C1', '2026-05-24', 4_000],
      ['C2', null, 4_550],
    ]);
  });

  it('are refused where two overlap, and let in with a finding where days are left out', async () => {
    const cells = { weeklyAmount: '40', collector: 'council' };
    const overlap = await api.refusal(
      'putContributions',
      put([
        { ...item, ...cells },
        { ...next, ...cells, startDate: '2026-05-31' },
      ]),
    );
    expect(overlap.errors?.[0]?.rule).toBe('contributions-overlap');
    const gap = await api.ask(
      'putContributions',
      put([
        { ...item, ...cells },
        { ...next, ...cells, startDate: '2026-06-08' },
      ]),
    );
    expect(gap.findings.map(({ rule }) => rule)).toEqual(['contributions-gap']);
  });

  it('name the item and the field at fault', async () => {
    const { errors } = await api.refusal(
      'putContributions',
      put([{ ...item, weeklyAmount: '1e3', collector: 'council' }]),
    );
    expect(errors?.map(({ field }) => field)).toEqual(['items.0.weeklyAmount']);
  });

  it('cannot take over a contribution of another package', async () => {
    await council.carePackage('PK-1B');
    const { errors } = await api.refusal(
      'putContributions',
      put([{ ...item, weeklyAmount: '1', collector: 'council' }], 'PK-1B'),
    );
    expect(errors?.[0]?.rule).toBe('contribution-of-another-package');
  });
});

describe('a rate card', () => {
  const line = {
    serviceType: 'home-care',
    visitMinutes: 30,
    dayType: 'weekday',
    rate: '13.59',
    from: '2026-04-01',
  };

  it('is written line by line, and shown with its lines', async () => {
    await api.ask('putRateCard', { as: admin, id: 'RC1', body: { ...line, reason } });
    await api.ask('putRateCard', {
      as: admin,
      id: 'RC1',
      body: { ...line, visitMinutes: 60, rate: '27.18', reason },
    });
    await api.ask('putRateCard', { as: admin, id: 'RC1', body: { ...line, rate: '13.6', reason } });
    expect(await api.ask('readRateCard', { as: inspector, id: 'RC1' })).toMatchObject({
      version: 3,
      lines: [
        { visitMinutes: 30, rate: '13.6' },
        { visitMinutes: 60, rate: '27.18' },
      ],
    });
  });

  it('is replaced as a whole by its lines', async () => {
    await api.ask('putRateCard', { as: admin, id: 'RC1', body: { lines: [line], reason } });
    expect(await api.ask('readRateCard', { as: inspector, id: 'RC1' })).toMatchObject({
      lines: [{ rate: '13.59' }],
    });
  });

  it('never has two rates for the same thing on one day', async () => {
    const lines = [
      { ...line, to: '2026-05-31' },
      { ...line, from: '2026-05-31', rate: '14' },
    ];
    const { errors } = await api.refusal('putRateCard', { as: admin, id: 'RC1', body: { lines, reason } });
    expect(errors?.[0]?.rule).toBe('rates-overlap');
  });
});

describe('a search', () => {
  it('finds people by the beginning of a name, or by their id', async () => {
    const byName = await api.ask('listPeople', { as: inspector, query: { q: 'osg' } });
    const byId = await api.ask('listPeople', { as: inspector, query: { q: 'a2' } });
    expect([byName.items[0]?.personId, byId.items[0]?.personId]).toEqual(['A2', 'A2']);
  });

  it('goes on page by page to the last', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: Record<string, string> = { limit: '2', ...(cursor === null ? {} : { cursor }) };
      const page = await api.ask('listPeople', { as: safeguarder, query });
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map(({ personId }) => personId));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen.toSorted()).toEqual([...new Set(seen)].toSorted());
    expect(seen).toContain('SECRET');
  });
});

describe('a restricted record', () => {
  it('is not there for anybody but those named, whatever their role', async () => {
    for (const as of [officer, inspector, admin]) {
      const { items } = await api.ask('listPeople', { as, query: { limit: '200' } });
      expect(items.map(({ personId }) => personId)).not.toContain('SECRET');
      for (const name of ['readPerson', 'listPersonVersions', 'readTimeline'] as const) {
        expect((await api.refusal(name, { as, id: 'SECRET' })).status).toBe(404);
      }
      for (const name of ['readPackage', 'listPackageVersions', 'readContributions'] as const) {
        expect((await api.refusal(name, { as, id: 'PK-S' })).status).toBe(404);
      }
      const ofPerson = await api.ask('listPackages', { as, query: { personId: 'SECRET' } });
      const ofProvider = await api.ask('listPackages', { as, query: { providerId: 'P001' } });
      expect([...ofPerson.items, ...ofProvider.items].map(({ packageId }) => packageId)).not.toContain(
        'PK-S',
      );
    }
  });

  it('says the same as a record that does not exist', async () => {
    const restricted = await api.refusal('readPerson', { as: officer, id: 'SECRET' });
    const absent = await api.refusal('readPerson', { as: officer, id: 'ABSENT' });
    expect(restricted.detail.replace('SECRET', 'ABSENT')).toBe(absent.detail);
  });

  it('cannot be written over, nor be given a package, by those it is kept from', async () => {
    const body = { name: 'Iris Quill', dateOfBirth: '1941-05-06', reason };
    expect((await api.refusal('putPerson', { as: officer, id: 'SECRET', body })).status).toBe(404);
    const row = { personId: 'SECRET', providerId: 'P001', serviceType: 'home-care', startDate: '2026-04-06' };
    const refused = await api.refusal('putPackage', {
      as: officer,
      id: 'NEW-S',
      body: { ...row, unitsPerWeek: 1, rate: 1, reason },
    });
    expect(refused.errors?.[0]?.rule).toBe('unknown-person');
    expect(
      (await api.refusal('putSuspensions', { as: officer, id: 'PK-S', body: { items: [], reason } })).status,
    ).toBe(404);
  });

  it('is not told by the opening positions of the person, a package or an agreement of theirs', async () => {
    const position = (kind: 'balance' | 'paid-to', id: string) =>
      council.record('opening-position', `${kind}:${id}`, {
        ...{ kind, id, date: calendarDate('2026-03-31'), amountPence: pence(1200), detail: null },
      });
    for (const id of ['A1', 'SECRET']) await position('balance', id);
    for (const id of ['PK-1', 'PK-S']) await position('paid-to', id);
    const ids = async (as: typeof officer | typeof safeguarder) =>
      (await api.ask('listOpeningPositions', { as })).items.map((each) => each['id']);
    expect(await ids(officer)).toEqual(['A1', 'PK-1']);
    expect(await ids(safeguarder)).toEqual(['A1', 'SECRET', 'PK-1', 'PK-S']);
  });

  it('is seen, marked, by those named', async () => {
    expect((await api.ask('readPerson', { as: safeguarder, id: 'SECRET' }))['name']).toBe('Iris Quill');
    const { items } = await api.ask('listPeople', { as: safeguarder, query: { q: 'quill' } });
    expect(items).toMatchObject([{ personId: 'SECRET', restricted: true }]);
  });

  it('that names nobody is seen by the readers of the setting', async () => {
    await council.person('QUIET', { restricted: 'yes' });
    expect((await api.refusal('readPerson', { as: safeguarder, id: 'QUIET' })).status).toBe(404);
    const entry = {
      effectiveFrom: '2026-01-01',
      value: ['Sue.Safeguarder'],
      proposedBy: 'a',
      approvedBy: 'b',
    };
    await council.record('setting', 'restricted-readers', {
      name: 'restricted-readers',
      entries: [entry],
    } as never);
    expect((await api.ask('readPerson', { as: safeguarder, id: 'QUIET' }))['personId']).toBe('QUIET');
    expect((await api.refusal('readPerson', { as: officer, id: 'QUIET' })).status).toBe(404);
  });
});

describe('a record that was changed by hand', () => {
  const as = { ...officer, roles: ['contracts-officer'] as const };
  const body = { name: 'Wren House', reason };

  it('wakes the rows of files that may have waited for it, also when the first try died before that', async () => {
    const before = council.woken();
    council.failToWake();
    const killed = await api.refusal('putProvider', { as, id: 'P-NEW', body });
    expect([killed.status, council.woken()]).toEqual([500, before]);
    const again = await api.ask('putProvider', { as, id: 'P-NEW', body });
    expect([again.unchanged, council.woken()]).toEqual([true, before + 1]);
    await api.ask('putProvider', { as, id: 'P-NEW', body: { ...body, name: 'Wren' } });
    expect(council.woken()).toBe(before + 2);
  });
});

describe('the portal', () => {
  it('shows a provider the packages of its own token, whatever it asks for', async () => {
    const asked = { providerId: 'P002', personId: 'A2' };
    const own = await api.ask('listOwnPackages', { as: p001, query: asked });
    const other = await api.ask('listOwnPackages', { as: p002, query: asked });
    expect(own.items.map(({ providerId }) => providerId).every((id) => id === 'P001')).toBe(true);
    const restricted = own.items.find(({ packageId }) => packageId === 'PK-S');
    expect(restricted).toMatchObject({ personId: 'SECRET', personName: null });
    expect(other.items.map(({ packageId }) => packageId)).toEqual(['PK-2']);
  });

  it('shows of each order what it pays a week, and what its provider said of it', async () => {
    const orderOf = async (id: string) => {
      const { items } = await api.ask('listOwnPackages', { as: p001 });
      return items.find(({ packageId }) => packageId === id);
    };
    await council.carePackage('PK-ORDER', { personId: 'A1', rate: '20.55', unitsPerWeek: '3' });
    const waiting = { needed: false, state: 'waiting', on: null, reason: null, changedSince: false };
    expect(await orderOf('PK-ORDER')).toMatchObject({ weeklyPence: 6165, agreement: waiting });
    const said = { packageId: 'PK-ORDER', providerId: 'P001', packageVersion: 1, on: '2026-06-01' as never };
    await council.record('order-agreement', 'PK-ORDER', { ...said, state: 'rejected' });
    const rejected = { ...waiting, state: 'rejected', on: '2026-06-01' };
    expect(await orderOf('PK-ORDER')).toMatchObject({ agreement: rejected });
    await council.carePackage('PK-ORDER', { personId: 'A1', rate: '', rateCardId: 'RC1' });
    expect(await orderOf('PK-ORDER')).toMatchObject({
      weeklyPence: null,
      agreement: { ...rejected, changedSince: true },
    });
    await council.record('order-agreement', 'PK-ORDER', { ...said, providerId: 'P002', state: 'agreed' });
    expect(await orderOf('PK-ORDER')).toMatchObject({ agreement: waiting });
  });

  it('never shows how a package is funded', async () => {
    const { items } = await api.ask('listOwnPackages', { as: p001 });
    expect(items.length).toBeGreaterThan(0);
    expect(items.every((item) => !('funding' in item))).toBe(true);
  });

  it('has nothing for a sign-in that names no provider', async () => {
    expect((await api.refusal('listOwnPackages', { as: managed })).status).toBe(403);
  });
});

describe('who pays what', () => {
  it('is drawn for each package, with what nobody entered said in a sentence', async () => {
    await council.person('TL');
    await council.carePackage('TL-1', {
      personId: 'TL',
      unitsPerWeek: '1',
      rate: '900',
      startDate: '2026-04-06',
    });
    const cells = {
      kind: 'weeks-13-plus',
      startDate: '2026-04-06',
      weeklyAmount: '150',
      collector: 'provider',
    };
    await api.ask('putContributions', {
      as: charging,
      id: 'TL-1',
      body: { items: [{ contributionId: 'TLC', ...cells }], reason },
    });
    const timeline = await api.ask('readTimeline', { as: inspector, id: 'TL' });
    expect(timeline.packages[0]?.stretches).toMatchObject([
      {
        from: '2026-04-06',
        to: null,
        weeklyCostPence: 90_000,
        payers: [
          { payer: 'council', weeklyPence: 75_000 },
          { payer: 'person', collector: 'provider', weeklyPence: 15_000 },
        ],
      },
    ]);
    expect(timeline.missing).toEqual([]);
  });
});
