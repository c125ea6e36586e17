import {
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allRoutes } from '../../events/api/all-routes.ts';
import { calendarDate } from '../../domain/calendar.ts';
import { settingRoutes } from '../../events/api/settings.ts';
import { routeArea } from '../../functions/platform/route-area.ts';
import { serveSettings } from '../../functions/serve-settings/serve-settings.ts';
import { currentKey } from '../../functions/store/keys.ts';
import { settingStore } from '../../functions/store/setting-store.ts';
import { workStore } from '../../functions/store/work-store.ts';
import { aCouncil, users } from '../support/a-council.ts';
import { always, apiOf } from '../support/call-api.ts';
import { testTable } from '../support/test-table.ts';

const table = await testTable();
const council = aCouncil(table);
const queues = mockClient(SQSClient);
let ids = 0;
const handlers = serveSettings({
  ...council.deps,
  settings: settingStore(table),
  work: workStore(table),
  queues: new SQSClient({}),
  deadLetterQueues: {
    Extracts: { deadLetterQueueUrl: 'https://q/ExtractsDead', queueUrl: 'https://q/Extracts' },
  },
  newId: () => `proposal-${++ids}`,
});
const api = apiOf(settingRoutes, routeArea(settingRoutes, handlers, always));
const { admin, otherAdmin, officer, inspector, p001 } = users;
const reason = 'Agreed by the finance board.';
const put = (as: typeof admin | typeof otherAdmin, id: string, value: unknown, effectiveFrom?: string) => ({
  as,
  id,
  body: { value, reason, ...(effectiveFrom && { effectiveFrom }) },
});

beforeAll(async () => {
  await council.person('A1');
  await council.person('SECRET', { restricted: 'sue.safeguarder' });
});
beforeEach(() => {
  queues.reset();
});

describe('me', () => {
  it('is who the token names, with today in London', async () => {
    expect(await api.ask('readMe', { as: p001 })).toEqual({
      userId: 'pat.p001',
      roles: ['provider'],
      providerId: 'P001',
      accountProviderId: null,
      today: '2026-06-01',
    });
  });
});

describe('a setting', () => {
  it('holds its initial value until two administrators change it', async () => {
    const before = await api.ask('readSetting', { as: inspector, id: 'charge-week-start' });
    expect([before.value, before.isDefault, before.version]).toEqual(['monday', true, 0]);
    const proposed = await api.ask('putSetting', put(admin, 'charge-week-start', 'saturday', '2026-07-01'));
    expect([proposed.state, proposed.setting.value, proposed.setting.proposal?.proposedBy]).toEqual([
      'proposed',
      'monday',
      'ada.admin',
    ]);
    const again = await api.ask('putSetting', put(admin, 'charge-week-start', 'saturday', '2026-07-01'));
    expect(again.state).toBe('proposed');
    const approved = await api.ask('putSetting', put(otherAdmin, 'charge-week-start', 'saturday'));
    expect(approved).toMatchObject({
      state: 'in-force',
      setting: {
        value: 'monday',
        version: 1,
        proposal: null,
        upcoming: [{ value: 'saturday', effectiveFrom: '2026-07-01' }],
      },
    });
    const on = async (day: string) =>
      (await api.ask('readSetting', { as: inspector, id: 'charge-week-start', query: { on: day } })).value;
    expect([await on('2026-06-30'), await on('2026-07-01')]).toEqual(['monday', 'saturday']);
  });

  it('asks for the second administrator in the work queue, until there was one', async () => {
    await api.ask('putSetting', put(admin, 'days-in-month', 'equal-months'));
    const open = await api.ask('listWork', { as: otherAdmin, query: { area: 'settings' } });
    expect(open.items.map(({ workId }) => workId)).toEqual(['setting:days-in-month']);
    await api.ask('putSetting', put(otherAdmin, 'days-in-month', 'equal-months'));
    expect((await api.ask('listWork', { as: otherAdmin, query: { area: 'settings' } })).items).toEqual([]);
  });

  it('takes another value as a proposal of its own', async () => {
    await api.ask('putSetting', put(admin, 'extract-staleness', 9));
    const other = await api.ask('putSetting', put(otherAdmin, 'extract-staleness', 10));
    expect([other.state, other.setting.proposal?.proposedBy]).toEqual(['proposed', 'art.admin']);
    expect((await api.ask('putSetting', put(admin, 'extract-staleness', 10))).setting.value).toBe(10);
  });

  it('is not approved for another day than was proposed', async () => {
    await api.ask('putSetting', put(admin, 'go-live', '2026-09-01', '2026-06-01'));
    const other = await api.ask('putSetting', put(otherAdmin, 'goLive', '2026-09-01', '2026-06-02'));
    expect([other.state, other.setting.name]).toEqual(['proposed', 'go-live']);
  });

  it('lets go of a proposal that is withdrawn', async () => {
    const setting = await api.ask('withdrawProposal', { as: otherAdmin, id: 'go-live', body: { reason } });
    expect(setting.proposal).toBeNull();
    const again = await api.refusal('withdrawProposal', { as: otherAdmin, id: 'go-live', body: { reason } });
    expect(again.status).toBe(409);
  });

  it('refuses a value that is none, naming the part at fault', async () => {
    const row = { category: 'nowhere', from: '2030-04-01', value: '1e3', source: 'A circular.' };
    const wrong = await api.refusal('putSetting', put(admin, 'reference-funded-nursing-care', [row]));
    expect([wrong.status, wrong.errors?.[0]?.field]).toEqual([422, 'value.0.value']);
    expect((await api.refusal('putSetting', put(admin, 'go-live', '31/02/2026'))).status).toBe(422);
    expect((await api.refusal('putSetting', put(admin, 'no-such-thing', 1))).status).toBe(404);
  });

  it('refuses to propose what is in force already', async () => {
    expect((await api.refusal('putSetting', put(admin, 'extract-staleness', 10))).status).toBe(409);
  });

  it('is changed by system administrators only', async () => {
    const { status } = await api.refusal('putSetting', { ...put(admin, 'go-live', null), as: officer });
    expect(status).toBe(403);
  });

  it('keeps every proposal in a chain that can be verified', async () => {
    await api.ask('putSetting', put(admin, 'extract-staleness', 11));
    await api.ask('withdrawProposal', { as: admin, id: 'extract-staleness', body: { reason } });
    const subject = 'setting:extract-staleness';
    const { items } = await api.ask('readAuditTrail', { as: inspector, query: { subject } });
    expect(items.map(({ what, recordedBy }) => [what, recordedBy])).toEqual([
      ['change-proposed', 'ada.admin'],
      ['change-proposed', 'art.admin'],
      ['version 1', 'ada.admin'],
      ['change-proposed', 'ada.admin'],
      ['proposal-withdrawn', 'ada.admin'],
    ]);
    const verified = await api.ask('verifyAuditTrail', { as: inspector, query: { subject } });
    expect(verified).toMatchObject({ holds: true, entries: 5, breaks: [] });
  });

  it('keeps a proposal in the chain also while it was never changed, and the first version after it', async () => {
    const value = '2027-01-04';
    const subject = 'setting:go-live';
    const trail = async () =>
      (await api.ask('readAuditTrail', { as: inspector, query: { subject } })).items.map(
        ({ number, what, recordedBy }) => [number, what, recordedBy],
      );
    const before = await trail();
    expect(before).toEqual([
      [1, 'change-proposed', 'ada.admin'],
      [2, 'change-proposed', 'art.admin'],
      [3, 'proposal-withdrawn', 'art.admin'],
    ]);
    await api.ask('putSetting', put(admin, 'go-live', value));
    await api.ask('putSetting', put(otherAdmin, 'go-live', value));
    expect((await trail()).slice(3)).toEqual([
      [4, 'change-proposed', 'ada.admin'],
      [5, 'version 1', 'art.admin'],
    ]);
    const verified = await api.ask('verifyAuditTrail', { as: inspector, query: { subject } });
    expect(verified).toMatchObject({ holds: true, entries: 5, breaks: [] });
  });

  it('verifies every chain there is, a page at a time', async () => {
    const subjects: number[] = [];
    let cursor: string | null = null;
    do {
      const query: Record<string, string> = { limit: '2', ...(cursor === null ? {} : { cursor }) };
      const page = await api.ask('verifyAuditTrail', { as: inspector, query });
      expect(page.subject).toBeNull();
      subjects.push(page.subjects);
      cursor = page.nextCursor;
    } while (cursor !== null);
    const all = await api.ask('verifyAuditTrail', { as: inspector, query: { limit: '200' } });
    expect(subjects.reduce((sum, each) => sum + each, 0)).toBe(all.subjects);
    expect(all.entries).toBeGreaterThan(3);
  });
});

describe('reference data', () => {
  it('shows the published values and the gaps, and the council’s own once two administrators agree', async () => {
    const row = { category: 'standard', from: '2031-04-01', value: '300.50', source: 'DHSC circular' };
    await api.ask('putSetting', put(admin, 'reference-funded-nursing-care', [row]));
    await api.ask('putSetting', put(otherAdmin, 'reference-funded-nursing-care', [row]));
    const { items } = await api.ask('listReference', { as: inspector });
    const fnc = items.find(({ kind }) => kind === 'funded-nursing-care');
    expect(fnc?.rows.some(({ value, confidence }) => value === '267.68' && confidence === 'A')).toBe(true);
    expect(fnc?.rows.at(-1)).toMatchObject({ value: '300.5', confidence: 'council', enteredBy: 'ada.admin' });
    expect(items.some(({ emptyRows }) => emptyRows > 0)).toBe(true);
  });

  it('keeps a published value unless the row says that it replaces it', async () => {
    const row = { category: 'standard', from: '2026-04-01', value: '1', source: 'A slip' };
    const { errors } = await api.refusal('putSetting', put(admin, 'reference-funded-nursing-care', [row]));
    expect(errors?.[0]?.field).toBe('value.0.replacesPublished');
  });

  it('works a highest rate out of the rate of gilts, of which only a half-year without a published one is in want', async () => {
    const name = 'reference-deferred-rate-ceiling';
    const gilts = (from: string) => ({
      category: 'gilts-plus-0.15',
      from,
      value: '4.4',
      source: 'OBR, March 2025',
    });
    const { errors } = await api.refusal('putSetting', put(admin, name, [gilts('2024-01-01')]));
    expect(errors?.[0]?.field).toBe('value.0.replacesPublished');
    await api.ask('putSetting', put(admin, name, [gilts('2025-07-01')]));
    await api.ask('putSetting', put(otherAdmin, name, [gilts('2025-07-01')]));
    const { items } = await api.ask('listReference', { as: inspector });
    const highest = items.find(({ kind }) => kind === 'deferred-rate-ceiling');
    expect(highest?.categories).toEqual(['standard', 'gilts-plus-0.15']);
    expect(highest?.rows.at(-1)).toMatchObject({
      ...{ category: 'standard', from: '2025-07-01', to: '2025-12-31', value: '4.55' },
    });
  });
});

describe('work', () => {
  it('is given to someone, found as theirs, and closed', async () => {
    const work = workStore(table);
    await work.open({
      ...{ workId: 'import:u1', area: 'imports', title: 'A file was refused.', link: '/uploads/u1' },
      ...{ risk: 'high', openedAt: council.deps.clock(), dueOn: null },
    });
    const mine = () => api.ask('listWork', { as: officer, query: { mine: 'true' } });
    expect((await mine()).items).toEqual([]);
    const body = { assignee: 'olu.officer', reason };
    await api.ask('assignWork', { as: officer, id: 'import:u1', body });
    expect((await mine()).items.map(({ workId }) => workId)).toEqual(['import:u1']);
    await api.ask('finishWork', { as: officer, id: 'import:u1', body: { reason: 'Sent again.' } });
    expect((await mine()).items).toEqual([]);
    const subject = 'work:import:u1';
    const trail = await api.ask('readAuditTrail', { as: inspector, query: { subject } });
    expect(trail.items.map((each) => [each.what, each.recordedBy, each.reason])).toEqual([
      ['assigned', 'olu.officer', reason],
      ['done', 'olu.officer', 'Sent again.'],
    ]);
    const verified = await api.ask('verifyAuditTrail', { as: inspector, query: { subject } });
    expect(verified).toMatchObject({ subject, holds: true, entries: 2 });
    const other = { as: inspector, query: { subject: 'work:import:u2' } };
    expect((await api.refusal('readAuditTrail', other)).status).toBe(404);
    expect((await api.refusal('finishWork', { as: officer, id: 'import:u1', body: { reason } })).status).toBe(
      409,
    );
    expect((await api.refusal('assignWork', { as: officer, id: 'nothing', body })).status).toBe(404);
  });
});

describe('an audit trail', () => {
  const trail = (subject: string, query = {}) => ({ as: inspector, query: { subject, ...query } });

  it('goes on page by page, in the order of the chain', async () => {
    await council.person('A1', { town: 'Larkham' });
    const first = await api.ask('readAuditTrail', trail('person:A1', { limit: '1' }));
    const second = await api.ask(
      'readAuditTrail',
      trail('person:A1', { limit: '1', cursor: first.nextCursor! }),
    );
    expect([first.items[0]?.what, second.items[0]?.what, second.nextCursor]).toEqual([
      'version 1',
      'version 2',
      null,
    ]);
  });

  it('is closed with the record it is about', async () => {
    await council.record('opening-position', 'balance:SECRET', {
      ...{ kind: 'balance', id: 'SECRET', date: calendarDate('2026-03-31'), amountPence: null, detail: null },
    });
    for (const name of ['readAuditTrail', 'verifyAuditTrail'] as const) {
      expect((await api.refusal(name, trail('person:SECRET'))).status).toBe(404);
      expect((await api.refusal(name, trail('opening-position:balance:SECRET'))).status).toBe(404);
      expect((await api.refusal(name, trail('ghost:A1'))).status).toBe(400);
    }
  });

  it('tells when a version was altered behind our back', async () => {
    await council.person('TAMPERED');
    await table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: currentKey({ kind: 'person', id: 'TAMPERED' }),
        UpdateExpression: 'SET body.town = :town',
        ExpressionAttributeValues: { ':town': 'Elsewhere' },
      }),
    );
    const { holds, breaks } = await api.ask('verifyAuditTrail', trail('person:TAMPERED'));
    expect([holds, breaks[0]?.rule]).toEqual([false, 'entry-altered']);
  });
});

describe('messages that failed every try', () => {
  const message = {
    MessageId: 'm1',
    ReceiptHandle: 'r1',
    Attributes: { SentTimestamp: '1780300800000', ApproximateReceiveCount: '3' },
    Body: JSON.stringify({ detail: { object: { key: 'people/u1/people.csv' }, secret: 'Mrs Example' } }),
  };

  it('are listed by the file they were about and nothing else', async () => {
    queues
      .on(ReceiveMessageCommand)
      .resolvesOnce({ Messages: [message] })
      .resolves({});
    const { items } = await api.ask('listDeadLetters', { as: admin });
    expect(items).toEqual([
      {
        ...{ queue: 'Extracts', messageId: 'm1', receiveCount: 3, sentAt: '2026-06-01T08:00:00.000Z' },
        summary: 'The file people/u1/people.csv',
      },
    ]);
  });

  it('are sent again before they are deleted', async () => {
    queues
      .on(ReceiveMessageCommand)
      .resolvesOnce({ Messages: [message] })
      .resolves({});
    const { sent } = await api.ask('redriveDeadLetters', { as: admin, id: 'Extracts', body: { reason } });
    const acts = queues.calls().map((call) => call.args[0].constructor.name);
    expect(sent).toBe(1);
    expect(acts).toEqual([
      ReceiveMessageCommand.name,
      SendMessageCommand.name,
      DeleteMessageCommand.name,
      ReceiveMessageCommand.name,
    ]);
  });

  it('keep who had them sent again, and why, even when it was in vain', async () => {
    const query = { subject: 'queue:Extracts' };
    const acts = async () => (await api.ask('readAuditTrail', { as: inspector, query })).items;
    const before = (await acts()).length;
    queues.on(ReceiveMessageCommand).rejects(new Error('the queue is gone'));
    const body = { reason: 'The bucket was mended.' };
    await api.refusal('redriveDeadLetters', { as: otherAdmin, id: 'Extracts', body });
    expect((await acts()).slice(before)).toMatchObject([
      { what: 'retry-asked', recordedBy: 'art.admin', reason: 'The bucket was mended.' },
    ]);
  });

  it('stay where they are when they cannot be sent', async () => {
    queues.on(ReceiveMessageCommand).resolves({ Messages: [message] });
    queues.on(SendMessageCommand).rejects(new Error('the queue is gone'));
    expect(
      (await api.refusal('redriveDeadLetters', { as: admin, id: 'Extracts', body: { reason } })).status,
    ).toBe(500);
    expect(queues.commandCalls(DeleteMessageCommand)).toEqual([]);
  });

  it('are no business of anyone but administrators, and of no unknown queue', async () => {
    expect((await api.refusal('listDeadLetters', { as: officer })).status).toBe(403);
    expect(
      (await api.refusal('redriveDeadLetters', { as: admin, id: 'toString', body: { reason } })).status,
    ).toBe(404);
  });
});

describe('the description of the API', () => {
  it('is there for everyone who signs in', async () => {
    const document = await api.ask('readOpenApi', { as: p001 });
    expect(Object.keys(document['paths'] as object).sort()).toEqual(
      [...new Set(Object.values(allRoutes).map(({ path }) => path))].sort(),
    );
  });
});
