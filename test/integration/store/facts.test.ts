import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { calendarDate, instant } from '../../../domain/calendar.ts';
import { verifyChain } from '../../../domain/facts/audit-chain.ts';
import { pence } from '../../../domain/money.ts';
import { nothingDone, type Recovery } from '../../../domain/pay/run/recovery.ts';
import { asKnownAt, type FactKind, type Subject } from '../../../domain/facts/fact.ts';
import { factStore } from '../../../functions/store/fact-store.ts';
import { nextVersion, type VersionWrite } from '../../../functions/store/versions.ts';
import { hashText } from '../../../functions/store/hash-text.ts';
import {
  actContent,
  factItem,
  versionContent,
  type SettingHistory,
  type StoredFact,
} from '../../../functions/store/items.ts';
import { auditKey, currentKey, versionKey } from '../../../functions/store/keys.ts';
import { aPackage, aPerson, aRecording, aWrite } from '../../support/sample-facts.ts';
import { testTable } from '../../support/test-table.ts';

const table = await testTable();
const facts = factStore(table);

/** A setting whose value is a text of so many characters. */
function longSetting(name: string, length: number): SettingHistory {
  const effectiveFrom = calendarDate('2026-04-01');
  return {
    name,
    entries: [{ effectiveFrom, value: 'x'.repeat(length), proposedBy: 'ann.admin', approvedBy: 'bo.admin' }],
  };
}

function lengthOf(setting: SettingHistory): number {
  return String(setting.entries[0]?.value).length;
}

async function recordPerson(personId: string, more = {}): Promise<StoredFact<'person'>> {
  return recorded(aWrite('person', personId, aPerson({ personId }), more));
}

async function recorded<K extends FactKind>(write: VersionWrite<K>): Promise<StoredFact<K>> {
  const [outcome] = await facts.recordVersions([write]);
  if (outcome?.outcome !== 'recorded') throw new Error('The version was not recorded.');
  return outcome.fact;
}

async function current(personId: string): Promise<StoredFact<'person'> | undefined> {
  return (await facts.currentFacts('person', [personId])).get(personId);
}

/** A person whose name changed: one version for each name. */
async function recordNames(personId: string, names: readonly string[]): Promise<StoredFact<'person'> | null> {
  let seen: StoredFact<'person'> | null = null;
  for (const [index, name] of names.entries()) {
    const recording = { recordedAt: instant(`2026-06-0${index + 1}T09:00:00Z`) };
    seen = await recorded(aWrite('person', personId, aPerson({ personId, name }), { seen, recording }));
  }
  return seen;
}

async function chainOf(subject: Subject) {
  const versions = await facts.versionsOf('person', subject.id);
  const acts = await facts.actsAbout(subject);
  return [
    ...versions.map((version) => ({ entry: version.entry, content: versionContent(version) })),
    ...acts.map((act) => ({ entry: act.entry, content: actContent(subject, act) })),
  ];
}

const ourRecovery: Recovery = {
  ...nothingDone,
  ...{ recoveryId: 'RC-OLD', payRunId: 'PR1', caseId: null, method: 'netting', runKind: 'providers' },
  ...{ payeeId: 'provider:P001', packageId: 'PK1', personId: null, key: 'PK1', lineId: 'L1' },
  ...{ from: calendarDate('2026-05-04'), to: calendarDate('2026-05-10'), amountPence: pence(10_00) },
  ...{ cause: [], state: 'proposed', offsetAgreed: false },
};

describe('a fact that was written before its kind had a field of today', () => {
  it('is read with that field, and its chain goes on proving what was written', async () => {
    const { recoveryId } = ourRecovery;
    const subject = { kind: 'recovery', id: recoveryId } as const;
    const { instalments: _later, ...written } = ourRecovery;
    const first = nextVersion(aWrite('recovery', recoveryId, written as Recovery));
    await table.client.send(
      new PutCommand({ TableName: table.name, Item: { ...currentKey(subject), ...factItem(first) } }),
    );
    const proves = async () => {
      const versions = await facts.versionsOf('recovery', recoveryId);
      const chain = versions.map((version) => ({ entry: version.entry, content: versionContent(version) }));
      return { versions, breaks: verifyChain(chain, hashText, versions[0]?.chain) };
    };
    const before = await proves();
    expect(before.breaks).toEqual([]);
    expect(before.versions[0]?.body.instalments).toBeNull();

    const [seen = null] = before.versions;
    await recorded(aWrite('recovery', recoveryId, { ...ourRecovery, state: 'approved' }, { seen }));
    const after = await proves();
    expect(after.versions.map(({ version }) => version)).toEqual([2, 1]);
    expect(after.breaks).toEqual([]);
  });
});

describe('AP1 the current versions of some subjects', () => {
  it('gives back what was recorded, and nothing for what was never recorded', async () => {
    await recordPerson('P-10');
    const found = await facts.currentFacts('person', ['P-10', 'P-none', 'P-10']);
    expect([...found.keys()]).toEqual(['P-10']);
    expect(found.get('P-10')?.body).toEqual(aPerson({ personId: 'P-10' }));
  });

  it('answers for more subjects than one read of the table may name', async () => {
    const ids = Array.from({ length: 230 }, (_, index) => `P-many-${index}`);
    await facts.recordVersions(ids.map((id) => aWrite('person', id, aPerson({ personId: id }))));
    const found = await facts.currentFacts('person', ids);
    expect([...found.keys()].toSorted()).toEqual(ids.toSorted());
  });
});

describe('AP2 every version of a subject', () => {
  it('keeps each version as it was, newest first', async () => {
    await recordNames('P-20', ['Ada Ashdown', 'Ada Birch', 'Ada Cole']);
    const versions = await facts.versionsOf('person', 'P-20');
    expect(versions.map(({ version, body }) => [version, body.name])).toEqual([
      [3, 'Ada Cole'],
      [2, 'Ada Birch'],
      [1, 'Ada Ashdown'],
    ]);
  });

  it('says what we knew at an instant', async () => {
    await recordNames('P-21', ['Ada Ashdown', 'Ada Birch']);
    const versions = await facts.versionsOf('person', 'P-21');
    expect(asKnownAt(versions, '2026-05-31T23:59:59.999Z')).toBeUndefined();
    expect(asKnownAt(versions, '2026-06-01T09:00:00.000Z')?.body.name).toBe('Ada Ashdown');
    expect(asKnownAt(versions, '2026-06-02T08:59:59.999Z')?.body.name).toBe('Ada Ashdown');
    expect(asKnownAt(versions, '2026-06-02T09:00:00.000Z')?.body.name).toBe('Ada Birch');
  });

  it('keeps versions in order when a clock was set back between them', async () => {
    const seen = await recordPerson('P-22');
    const earlier = { recordedAt: instant('2020-01-01T00:00:00Z') };
    const body = aPerson({ personId: 'P-22', town: 'Wending' });
    const second = await recorded(aWrite('person', 'P-22', body, { seen, recording: earlier }));
    expect(second.recordedAt).toBe(seen.recordedAt);
    expect(asKnownAt(await facts.versionsOf('person', 'P-22'), seen.recordedAt)?.version).toBe(2);
  });

  it('has no versions of what nobody recorded', async () => {
    expect(await facts.versionsOf('person', 'P-none')).toEqual([]);
  });

  it('reads a history of more than the megabyte one answer of the table may hold', async () => {
    let seen: StoredFact<'setting'> | null = null;
    for (let version = 1; version <= 8; version += 1) {
      seen = await recorded(aWrite('setting', 'long', longSetting('long', 200_000 + version), { seen }));
    }
    const versions = await facts.versionsOf('setting', 'long');
    expect(versions.map(({ version, body }) => [version, lengthOf(body)])).toEqual(
      [8, 7, 6, 5, 4, 3, 2, 1].map((version) => [version, 200_000 + version]),
    );
  });
});

describe('AP3 acts about a subject', () => {
  it('lists acts in the order they were recorded, and none where there were none', async () => {
    const seen = await recordPerson('P-30');
    expect(await facts.actsAbout(seen.subject)).toEqual([]);
    await facts.recordAct(seen.subject, { act: 'viewed', detail: { page: 1 }, recording: aRecording() });
    await facts.recordAct(seen.subject, { act: 'exported', detail: {}, recording: aRecording() });
    const acts = await facts.actsAbout(seen.subject);
    expect(acts.map(({ act, detail, entry }) => [act, detail, entry.number])).toEqual([
      ['viewed', { page: 1 }, 2],
      ['exported', {}, 3],
    ]);
  });
});

describe('AP17 which of some subjects exist', () => {
  it('names those that were recorded', async () => {
    await recordPerson('P-170');
    expect(await facts.whichExist('person', ['P-170', 'P-none', 'P-170'])).toEqual(new Set(['P-170']));
    expect(await facts.whichExist('provider', ['P-170'])).toEqual(new Set());
    expect(await facts.whichExist('person', [])).toEqual(new Set());
  });
});

describe('W1 a first version', () => {
  it('is recorded once when two writers bring the same subject', async () => {
    const writes = [
      aPerson({ personId: 'P-40', name: 'Ada One' }),
      aPerson({ personId: 'P-40', name: 'Ada Two' }),
    ];
    const outcomes = await Promise.all(
      writes.map((body) => facts.recordVersions([aWrite('person', 'P-40', body)])),
    );
    expect(
      outcomes
        .flat()
        .map(({ outcome }) => outcome)
        .toSorted(),
    ).toEqual(['changed-meanwhile', 'recorded']);
    expect(await facts.versionsOf('person', 'P-40')).toHaveLength(1);
  });

  it('is refused when sent again, and what was recorded stays', async () => {
    await recordPerson('P-41');
    const again = await facts.recordVersions([
      aWrite('person', 'P-41', aPerson({ personId: 'P-41', town: 'Wending' })),
    ]);
    expect(again).toEqual([{ outcome: 'changed-meanwhile' }]);
    expect((await current('P-41'))?.body.town).toBe('Larkham');
  });

  it('goes in although another write of the batch meets a subject that is there already', async () => {
    await recordPerson('P-42-b');
    const ids = ['P-42-a', 'P-42-b', 'P-42-c'];
    const outcomes = await facts.recordVersions(
      ids.map((personId) => aWrite('person', personId, aPerson({ personId, town: 'Wending' }))),
    );
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['recorded', 'changed-meanwhile', 'recorded']);
    const towns = await facts.currentFacts('person', ids);
    expect(ids.map((id) => towns.get(id)?.body.town)).toEqual(['Wending', 'Larkham', 'Wending']);
  });

  it('is recorded for each of 250 subjects, more than one transaction takes', async () => {
    const ids = Array.from({ length: 250 }, (_, index) => `P-43-${index}`);
    const outcomes = await facts.recordVersions(
      ids.map((personId) => aWrite('person', personId, aPerson({ personId }))),
    );
    expect(
      outcomes.map((each) => (each.outcome === 'recorded' ? each.fact.subject.id : each.outcome)),
    ).toEqual(ids);
    expect((await facts.whichExist('person', ids)).size).toBe(250);
  });

  it('is recorded for bodies of more than the 4 MB one transaction takes', async () => {
    const names = Array.from({ length: 24 }, (_, index) => `first-${index}`);
    const outcomes = await facts.recordVersions(
      names.map((name) => aWrite('setting', name, longSetting(name, 200_000))),
    );
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(names.map(() => 'recorded'));
    expect((await facts.whichExist('setting', names)).size).toBe(24);
  });

  it('cannot be two for one subject in one batch', async () => {
    const write = aWrite('person', 'P-45', aPerson({ personId: 'P-45' }));
    await expect(facts.recordVersions([write, write])).rejects.toThrow('a subject is written once at a time');
    expect(await current('P-45')).toBeUndefined();
  });

  it('asks nothing of the table when there is nothing to record', async () => {
    expect(await facts.recordVersions([])).toEqual([]);
  });
});

describe('W2 a later version', () => {
  it('goes in with the hold it carries, of two writers once, and never without it', async () => {
    const seen = await recordPerson('P-49');
    const body = {
      holdId: 'H-49',
      category: 'manual' as const,
      on: { personId: 'P-49' },
      state: 'active' as const,
      placedBy: 'olu.officer',
      placedOn: calendarDate('2026-11-22'),
      releasedOn: null,
    };
    const write = (town: string, from: typeof seen) => ({
      ...aWrite('person', 'P-49', aPerson({ personId: 'P-49', town }), { seen: from }),
      hold: { body, reason: 'Somebody has to look.' },
    });
    const outcomes = await Promise.all(
      ['Wending', 'Marsh End'].map((town) => facts.recordVersions([write(town, seen)])),
    );
    const [winner] = outcomes.flat().flatMap((each) => (each.outcome === 'recorded' ? [each.fact] : []));
    expect(await facts.versionsOf('hold', 'H-49')).toMatchObject([{ body, reason: 'Somebody has to look.' }]);
    expect(winner).toBeDefined();
    const again = await facts.recordVersions([write('Larkham', winner!)]);
    expect(again).toEqual([{ outcome: 'changed-meanwhile' }]);
    expect((await current('P-49'))?.body.town).toBe(winner?.body.town);
  });

  it('is recorded by exactly one of two writers who saw the same version, and the other writes nothing', async () => {
    const seen = await recordPerson('P-50');
    const outcomes = await Promise.all(
      ['Wending', 'Marsh End'].map((town) =>
        facts.recordVersions([aWrite('person', 'P-50', aPerson({ personId: 'P-50', town }), { seen })]),
      ),
    );
    const [winner, ...others] = outcomes.flat().filter((each) => each.outcome === 'recorded');
    expect(others).toEqual([]);
    const versions = await facts.versionsOf('person', 'P-50');
    expect(versions.map(({ version, body }) => [version, body.town])).toEqual([
      [2, winner?.fact.body.town],
      [1, 'Larkham'],
    ]);
    expect(verifyChain(await chainOf(seen.subject), hashText, (await current('P-50'))?.chain)).toEqual([]);
  });

  it('is refused when it is decided from a version that is no longer the current one', async () => {
    const stale = await recordPerson('P-51');
    await recorded(aWrite('person', 'P-51', aPerson({ personId: 'P-51', town: 'Wending' }), { seen: stale }));
    const late = aWrite('person', 'P-51', aPerson({ personId: 'P-51', town: 'Marsh End' }), { seen: stale });
    expect(await facts.recordVersions([late])).toEqual([{ outcome: 'changed-meanwhile' }]);
    expect((await facts.versionsOf('person', 'P-51')).map(({ body }) => body.town)).toEqual([
      'Wending',
      'Larkham',
    ]);
  });

  it('goes in for the others when one subject of a batch of a hundred was changed meanwhile', async () => {
    const ids = Array.from({ length: 100 }, (_, index) => `P-52-${index}`);
    await facts.recordVersions(ids.map((personId) => aWrite('person', personId, aPerson({ personId }))));
    const seen = await facts.currentFacts('person', ids);
    const write = (personId: string, town: string) =>
      aWrite('person', personId, aPerson({ personId, town }), { seen: seen.get(personId) ?? null });
    await recorded(write('P-52-7', 'Marsh End'));
    const outcomes = await facts.recordVersions(ids.map((id) => write(id, 'Wending')));
    expect(outcomes.flatMap(({ outcome }, index) => (outcome === 'recorded' ? [] : [ids[index]]))).toEqual([
      'P-52-7',
    ]);
    const after = await facts.currentFacts('person', ids);
    expect(after.get('P-52-7')?.body.town).toBe('Marsh End');
    expect([...after.values()].filter(({ body }) => body.town === 'Wending')).toHaveLength(99);
    expect([...after.values()].every(({ version }) => version === 2)).toBe(true);
  });

  it('is recorded although the versions it keeps are more than the 4 MB one transaction takes', async () => {
    const names = Array.from({ length: 24 }, (_, index) => `later-${index}`);
    await facts.recordVersions(names.map((name) => aWrite('setting', name, longSetting(name, 200_000))));
    const seen = await facts.currentFacts('setting', names);
    const outcomes = await facts.recordVersions(
      names.map((name) => aWrite('setting', name, longSetting(name, 1), { seen: seen.get(name) ?? null })),
    );
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(names.map(() => 'recorded'));
    const versions = await facts.versionsOf('setting', 'later-0');
    expect(versions.map(({ body }) => lengthOf(body))).toEqual([1, 200_000]);
  });

  it('keeps which fields are under a hand, who recorded it, from which line of which file and why', async () => {
    const seen = await recordPerson('P-54');
    const recording = {
      recordedBy: 'asha.officer',
      source: { kind: 'file', uploadId: 'UP-1', line: 17 },
      reason: 'She moved',
    } as const;
    const body = aPerson({ personId: 'P-54', town: 'Wending' });
    await recorded(aWrite('person', 'P-54', body, { seen, recording, handFields: ['town'] }));
    expect(await current('P-54')).toMatchObject({ ...recording, handFields: ['town'], version: 2 });
  });

  it('moves a package to the list of its new provider', async () => {
    const body = aPackage({ packageId: 'PK-55', endDate: calendarDate('2027-03-31') });
    const seen = await recorded(aWrite('package', 'PK-55', body));
    await recorded(aWrite('package', 'PK-55', { ...body, providerId: 'PR-2' }, { seen }));
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key: currentKey({ kind: 'package', id: 'PK-55' }) }),
    );
    expect(Item?.['GSI2PK']).toBe('PROVIDER#PR-2');
    const { Item: kept } = await table.client.send(
      new GetCommand({ TableName: table.name, Key: versionKey({ kind: 'package', id: 'PK-55' }, 1) }),
    );
    expect(kept).toMatchObject({ body: { providerId: 'PR-1' } });
    expect(kept).not.toHaveProperty('GSI2PK');
  });
});

describe('W3 an act about a subject', () => {
  const viewed = { act: 'viewed', detail: {}, recording: aRecording() };

  it('is recorded as often as it is done, however many are at once', async () => {
    const { subject } = await recordPerson('P-60');
    await Promise.all([1, 2, 3].map(() => facts.recordAct(subject, viewed)));
    const acts = await facts.actsAbout(subject);
    expect(acts.map(({ entry }) => entry.number)).toEqual([2, 3, 4]);
    expect(verifyChain(await chainOf(subject), hashText, (await current('P-60'))?.chain)).toEqual([]);
  });

  it('is recorded of what has no versions, in a chain of its own', async () => {
    const subject = { kind: 'queue', id: 'Extracts' } as const;
    await Promise.all([1, 2, 3].map(() => facts.recordAct(subject, viewed)));
    const acts = await facts.actsAbout(subject);
    expect(acts.map(({ entry }) => entry.number)).toEqual([1, 2, 3]);
    const chain = acts.map((act) => ({ entry: act.entry, content: actContent(subject, act) }));
    expect(verifyChain(chain, hashText)).toEqual([]);
  });

  it('makes a version that was decided before it be decided again', async () => {
    const seen = await recordPerson('P-61');
    await facts.recordAct(seen.subject, viewed);
    const write = aWrite('person', 'P-61', aPerson({ personId: 'P-61', town: 'Wending' }), { seen });
    expect(await facts.recordVersions([write])).toEqual([{ outcome: 'changed-meanwhile' }]);
    expect(await facts.versionsOf('person', 'P-61')).toHaveLength(1);
  });

  it('stands in one chain with the versions, which holds', async () => {
    await recordHistory('P-62');
    const head = (await current('P-62'))?.chain;
    const chain = await chainOf({ kind: 'person', id: 'P-62' });
    expect(chain.map(({ entry }) => entry.number).toSorted()).toEqual([1, 2, 3, 4]);
    expect(head?.number).toBe(4);
    expect(verifyChain(chain, hashText, head)).toEqual([]);
  });

  it.each([
    ['an earlier version', versionKey({ kind: 'person', id: 'P-63' }, 1), 'body.town', 1],
    ['the current version', currentKey({ kind: 'person', id: 'P-63' }), 'recordedBy', 3],
    ['an act', auditKey({ kind: 'person', id: 'P-63' }, 4), 'act', 4],
  ])(
    'stands in a chain that tells when %s was tampered with in the table',
    async (_what, key, path, number) => {
      if ((await current('P-63')) === undefined) await recordHistory('P-63');
      await tamper(key, path, 'tampered');
      const breaks = verifyChain(
        await chainOf({ kind: 'person', id: 'P-63' }),
        hashText,
        (await current('P-63'))?.chain,
      );
      expect(breaks).toContainEqual({
        number,
        rule: 'entry-altered',
        message: `Entry ${number} is not what was written.`,
      });
    },
  );

  async function recordHistory(personId: string): Promise<void> {
    await recordNames(personId, ['Ada Ashdown', 'Ada Birch', 'Ada Cole']);
    await facts.recordAct({ kind: 'person', id: personId }, viewed);
  }

  async function tamper(key: { PK: string; SK: string }, path: string, value: string): Promise<void> {
    const names = path.split('.').map((part, index) => [`#n${index}`, part] as const);
    await table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: key,
        UpdateExpression: `SET ${names.map(([name]) => name).join('.')} = :value`,
        ExpressionAttributeNames: Object.fromEntries(names),
        ExpressionAttributeValues: { ':value': value },
      }),
    );
  }
});

describe('AP54 facts in the versions they had once', () => {
  it('are the current one where that is asked for, an earlier one where it is, and nothing of what never was', async () => {
    await recordNames('AT1', ['First', 'Second', 'Third']);
    await recordNames('AT2', ['Only']);
    const found = await facts.factsAt(
      'person',
      new Map([
        ['AT1', 2],
        ['AT2', 1],
        ['AT3', 1],
      ]),
    );
    expect([...found].map(([id, { version, body }]) => [id, version, body.name])).toEqual([
      ['AT2', 1, 'Only'],
      ['AT1', 2, 'Second'],
    ]);
    expect([...(await facts.factsAt('person', new Map([['AT2', 7]])))]).toEqual([]);
  });
});
