import {
  DynamoDBClient,
  InternalServerError,
  ProvisionedThroughputExceededException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { calendarDate, instant } from '../../../domain/calendar.ts';
import { pence } from '../../../domain/money.ts';
import { factStore } from '../../../functions/store/fact-store.ts';
import { bookingsOf, ledgerStore } from '../../../functions/store/ledger-store.ts';
import { settingStore } from '../../../functions/store/setting-store.ts';
import { batchGet, transact, type Action, type Table } from '../../../functions/store/table.ts';
import { uploadStore } from '../../../functions/store/upload-store.ts';
import { workStore } from '../../../functions/store/work-store.ts';
import { aPerson, aRecording, aWrite } from '../../support/sample-facts.ts';

// Failures that no engine on one machine shows: throttling, clashes of transactions, and what DynamoDB refuses but DynamoDB Local lets pass.
const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-west-2' }));
const table: Table = { client, name: 'ledger' };
const sent = mockClient(client);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  sent.reset();
  vi.useRealTimers();
});

/** Waits for an answer while the pauses between tries pass at once. */
async function hurried<T>(answer: Promise<T>): Promise<T> {
  const settled = Promise.allSettled([answer]);
  await vi.runAllTimersAsync();
  await settled;
  return answer;
}

const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({
    message: 'Transaction cancelled',
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });

const put = (id: string): Action => ({ Put: { TableName: 'ledger', Item: { PK: id, SK: 'CURRENT' } } });
const transactions = () =>
  sent.commandCalls(TransactWriteCommand).map(({ args: [{ input }] }) => input.TransactItems ?? []);

function itemsOf(actions: readonly Action[]): string[] {
  return actions.map(({ Put, Update, Delete, ConditionCheck }) => {
    const key = Put?.Item ?? Update?.Key ?? Delete?.Key ?? ConditionCheck?.Key;
    return `${String(key?.['PK'])} ${String(key?.['SK'])}`;
  });
}

/** The mark that facts changed, which goes in with them. */
const aMark = expect.stringMatching(/^CHANGES#/) as unknown;
const markedBy = (actions: readonly Action[]): unknown[] =>
  actions.flatMap(({ Put }) => (Put?.Item?.['entity'] === 'change-mark' ? [Put.Item['ids'] as unknown] : []));

describe('a transaction', () => {
  it.each([
    ['clashes with another writer', 'TransactionConflict'],
    ['is throttled', 'ThrottlingError'],
  ])('that %s is sent again until it goes through', async (_what, code) => {
    sent
      .on(TransactWriteCommand)
      .rejectsOnce(cancelled('None', code))
      .rejectsOnce(cancelled(code))
      .resolves({});
    expect(await hurried(transact(table, [put('A'), put('B')]))).toEqual({ failed: [] });
    expect(transactions()).toEqual([1, 2, 3].map(() => [put('A'), put('B')]));
  });

  it('that clashes every time is an error after some tries, not an outcome', async () => {
    sent.on(TransactWriteCommand).rejects(cancelled('TransactionConflict'));
    await expect(hurried(transact(table, [put('A')]))).rejects.toThrow(TransactionCanceledException);
    expect(transactions().length).toBeGreaterThan(1);
  });

  it('tells which conditions failed, even when another action clashed', async () => {
    sent
      .on(TransactWriteCommand)
      .rejectsOnce(cancelled('ConditionalCheckFailed', 'TransactionConflict', 'ConditionalCheckFailed'));
    expect(await hurried(transact(table, [put('A'), put('B'), put('C')]))).toEqual({ failed: [0, 2] });
  });

  it.each([
    ['that the table cannot take', cancelled('ValidationError')],
    ['that broke off without reasons', new TransactionCanceledException({ message: 'x', $metadata: {} })],
    ['that the engine failed at', new InternalServerError({ message: 'x', $metadata: {} })],
    ['that never arrived', new Error('socket hang up')],
  ])('%s is an error at once', async (_what, error) => {
    sent.on(TransactWriteCommand).rejects(error);
    await expect(hurried(transact(table, [put('A')]))).rejects.toBe(error);
    expect(transactions()).toHaveLength(1);
  });

  it('has 1 to 100 actions', async () => {
    const many = Array.from({ length: 101 }, (_, index) => put(`P-${index}`));
    await expect(transact(table, many)).rejects.toThrow('a transaction has 1 to 100 actions');
    await expect(transact(table, [])).rejects.toThrow('a transaction has 1 to 100 actions');
  });

  it('that books two entries touches every item once, whichever balances they move', () => {
    const posting = (party: string | null, amount: number) => ({
      ...{ account: party === null ? ('accruals' as const) : ('creditor' as const), party },
      ...{ amountPence: pence(amount), coding: null },
    });
    const entryOf = (entryId: string) => ({
      ...{ entryId, date: calendarDate('2026-03-31'), description: entryId },
      source: { kind: 'year-end', id: '2025-26' },
      postings: [posting('provider:P001', 500), posting(null, -500)],
    });
    const counts = Array.from({ length: 40 }, (_, number) => {
      const items = itemsOf(bookingsOf('ledger', [entryOf('E-first'), entryOf(`E-${number}`)]));
      expect(new Set(items).size).toBe(items.length);
      return items.length;
    });
    // Two markers, two entries, the party; and the totals, which some pairs have in common.
    expect([...new Set(counts)].toSorted()).toEqual([6, 7]);
  });

  it('of versions is sent again without those whose condition failed', async () => {
    sent
      .on(TransactWriteCommand)
      .rejectsOnce(cancelled('None', 'ConditionalCheckFailed', 'None'))
      .resolves({});
    const writes = ['P-1', 'P-2', 'P-3'].map((personId) => aWrite('person', personId, aPerson({ personId })));
    const outcomes = await hurried(factStore(table).recordVersions(writes));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['recorded', 'changed-meanwhile', 'recorded']);
    expect(transactions().map(itemsOf)).toEqual([
      ['PERSON#P-1 CURRENT', 'PERSON#P-2 CURRENT', 'PERSON#P-3 CURRENT', aMark],
      ['PERSON#P-1 CURRENT', 'PERSON#P-3 CURRENT', aMark],
    ]);
    expect(transactions().map(markedBy)).toEqual([[['P-1', 'P-2', 'P-3']], [['P-1', 'P-3']]]);
  });
});

// DynamoDB refuses a transaction with two actions on one item; DynamoDB Local does not always.
describe('no transaction has two actions on one item', () => {
  async function recordedPerson(personId: string) {
    const [outcome] = await factStore(table).recordVersions([
      aWrite('person', personId, aPerson({ personId })),
    ]);
    if (outcome?.outcome !== 'recorded') throw new Error('Recorded, since nothing stands in the way.');
    return outcome.fact;
  }

  beforeEach(() => {
    sent.on(TransactWriteCommand).resolves({});
  });

  it.each([1, 50, 51, 130])('when %i first and later versions are recorded', async (count) => {
    const ids = Array.from({ length: count }, (_, index) => `P-${index}`);
    const seen = await Promise.all(ids.map(recordedPerson));
    sent.resetHistory();
    const later = seen.map((fact) => aWrite('person', fact.subject.id, fact.body, { seen: fact }));
    const first = ids.map((id) => aWrite('person', `NEW-${id}`, aPerson({ personId: `NEW-${id}` })));
    await factStore(table).recordVersions([...later, ...first]);
    const versions = transactions().flatMap((actions) => itemsOf(actions).slice(0, -1));
    expect(versions).toHaveLength(count * 3);
    const marked = transactions().flatMap(markedBy);
    expect(marked).toHaveLength(transactions().length);
    expect(marked.flat().toSorted()).toEqual([...ids, ...ids.map((id) => `NEW-${id}`)].toSorted());
    for (const actions of transactions()) {
      expect(actions.length).toBeLessThanOrEqual(100);
      expect(itemsOf(actions)).toEqual([...new Set(itemsOf(actions))]);
    }
  });

  it('when an act is recorded', async () => {
    const seen = await recordedPerson('P-1');
    sent.resetHistory();
    const head = { chainNumber: seen.chain.number, chainHash: seen.chain.hash };
    sent.on(BatchGetCommand).resolves({ Responses: { ledger: [head] } });
    await factStore(table).recordAct(seen.subject, { act: 'viewed', detail: {}, recording: aRecording() });
    expect(transactions().map(itemsOf)).toEqual([['PERSON#P-1 AUDIT#000002', 'PERSON#P-1 CURRENT']]);
  });

  it('when an entry is booked that posts twice to an account of a party', async () => {
    const posted = (amount: number, party: string | null) => ({
      account: party === null ? ('bank' as const) : ('creditor' as const),
      party,
      amountPence: pence(amount),
      coding: null,
    });
    await ledgerStore(table).book({
      entryId: 'E-1',
      date: calendarDate('2026-06-01'),
      description: 'Two cheques',
      source: { kind: 'payment', id: 'P-1' },
      postings: [posted(5, 'provider:P1'), posted(7, 'provider:P1'), posted(-12, null)],
    });
    expect(transactions().map(itemsOf)).toEqual([
      [
        'ENTRY#E-1 BOOKED',
        expect.stringMatching(/^LEDGER#provider:P1 ENTRY#2026-06-01#\S+Z#E-1$/),
        'LEDGER#provider:P1 BALANCE',
        expect.stringMatching(/^LEDGER-TOTAL#\d+ BALANCE$/),
      ],
    ]);
  });

  it('when work is given to someone or closed by hand', async () => {
    sent.on(QueryCommand).resolves({});
    await workStore(table).assign('W-1', 'olu.officer', aRecording());
    await workStore(table).finish('W-1', 'Done', aRecording());
    expect(transactions().map(itemsOf)).toEqual(
      [1, 2].map(() => ['WORK#W-1 CURRENT', 'WORK#W-1 AUDIT#000001']),
    );
  });

  it('when a change of a setting is proposed, withdrawn or brought into force', async () => {
    const settings = settingStore(table);
    const proposal = {
      proposalId: 'PP-1',
      name: 'bacs-sun',
      value: '123456',
      effectiveFrom: calendarDate('2026-07-01'),
      proposedBy: 'ann.admin',
      proposedAt: instant('2026-06-01T09:00:00Z'),
      reason: 'New bank',
    };
    const body = { name: 'bacs-sun', entries: [] };
    sent.on(BatchGetCommand).resolves({}).on(QueryCommand).resolves({});
    await settings.propose(proposal, null);
    await settings.withdraw(proposal, aRecording());
    expect(transactions().map(itemsOf)).toEqual(
      [1, 2].map(() => [
        ...['SETTING#bacs-sun PROPOSAL', 'SETTING#bacs-sun AUDIT#000001', 'SETTING#bacs-sun CURRENT'],
      ]),
    );
    sent.resetHistory();
    await settings.approve(proposal, aWrite('setting', 'bacs-sun', body), 'bo.admin');
    const [outcome] = await factStore(table).recordVersions([aWrite('setting', 'bacs-sun', body)]);
    if (outcome?.outcome !== 'recorded') throw new Error('Recorded, since nothing stands in the way.');
    await settings.approve(proposal, aWrite('setting', 'bacs-sun', body, { seen: outcome.fact }), 'bo.admin');
    expect(transactions().map(itemsOf)).toEqual([
      ['SETTING#bacs-sun CURRENT', 'SETTING#bacs-sun PROPOSAL', aMark],
      ['SETTING#bacs-sun CURRENT', aMark],
      ['SETTING#bacs-sun VERSION#000001', 'SETTING#bacs-sun CURRENT', 'SETTING#bacs-sun PROPOSAL', aMark],
    ]);
  });
});

describe('reading items by key', () => {
  const keys = ['A', 'B', 'C'].map((PK) => ({ PK, SK: 'CURRENT' }));
  const [a, b, c] = keys;

  it('asks again for what the table did not get to', async () => {
    sent
      .on(BatchGetCommand)
      .resolvesOnce({
        Responses: { ledger: [{ ...a }] },
        UnprocessedKeys: { ledger: { Keys: [{ ...b }, { ...c }] } },
      })
      .resolvesOnce({ Responses: {}, UnprocessedKeys: { ledger: { Keys: [{ ...b }, { ...c }] } } })
      .resolvesOnce({ Responses: { ledger: [{ ...c }, { ...b }] } });
    expect(await hurried(batchGet(table, keys))).toEqual([a, c, b]);
    const asked = sent
      .commandCalls(BatchGetCommand)
      .map(({ args: [{ input }] }) => input.RequestItems?.['ledger']);
    expect(asked.map((each) => each?.Keys)).toEqual([keys, [b, c], [b, c]]);
    expect(asked.every((each) => each?.ConsistentRead === true)).toBe(true);
  });

  it('fails rather than giving less than was asked for', async () => {
    sent.on(BatchGetCommand).resolves({ UnprocessedKeys: { ledger: { Keys: [{ ...a }] } } });
    await expect(hurried(batchGet(table, keys))).rejects.toThrow('within a few tries');
  });

  it('lets errors of the table through', async () => {
    const error = new ProvisionedThroughputExceededException({ message: 'x', $metadata: {} });
    sent.on(BatchGetCommand).rejects(error);
    await expect(hurried(batchGet(table, keys))).rejects.toBe(error);
  });
});

describe('a conditional write', () => {
  it('is an error, not a refusal, when the table fails', async () => {
    const error = new InternalServerError({ message: 'x', $metadata: {} });
    sent.on(PutCommand).rejects(error).on(UpdateCommand).rejects(error);
    const claim = uploadStore(table).claimContent({ uploadId: 'UP-1', kind: 'people' }, 'a');
    await expect(claim).rejects.toBe(error);
    await expect(workStore(table).finish('W-1', 'Done')).rejects.toBe(error);
  });
});
