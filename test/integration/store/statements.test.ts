import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { calendarDate, instant } from '../../../domain/calendar.ts';
import { pence } from '../../../domain/money.ts';
import type { Recording } from '../../../domain/facts/fact.ts';
import {
  statementStore,
  type ConfirmedPayee,
  type TakenStatement,
} from '../../../functions/store/statement-store.ts';
import { testTable } from '../../support/test-table.ts';

const aFile = (more: Partial<TakenStatement> = {}): TakenStatement => ({
  ...{ agreementId: 'DP1', uploadId: 'u1', fileName: 'june.csv', format: 'csv', layout: 'lloyds' },
  receivedAt: instant('2026-07-02T09:00:00Z'),
  accounts: [
    {
      ...{ endsIn: '6819', from: calendarDate('2026-06-01'), to: calendarDate('2026-06-30') },
      ...{ openingPence: pence(100_00), closingPence: pence(-5), transactions: 12 },
    },
  ],
  ...more,
});

describe('AP43 the statement files of an agreement', () => {
  it('are all that were read of it, and none of an agreement with a longer number', async () => {
    const statements = statementStore(await testTable());
    const later = aFile({ uploadId: 'u2', format: 'pdf', layout: null, accounts: [] });
    for (const each of [later, aFile(), aFile({ agreementId: 'DP11', uploadId: 'u3' })])
      await statements.takeStatement(each);
    expect(await statements.statementsOf('DP1')).toEqual([aFile(), later]);
    expect(await statements.statementsOf('DP2')).toEqual([]);
  });
});

describe('AP44 whom several agreements pay', () => {
  it('is told by how many, and nobody is named whom only one pays', async () => {
    const statements = statementStore(await testTable());
    await statements.notePaid('DP1', ['quickhelp', 'corner shop']);
    for (const agreementId of ['DP2', 'DP3']) await statements.notePaid(agreementId, ['quickhelp']);
    expect(await statements.sharedBy(['quickhelp', 'corner shop', 'nobody'])).toEqual(
      new Map([['quickhelp', 3]]),
    );
  });

  it('is counted up to fifty agreements', async () => {
    const statements = statementStore(await testTable());
    for (let number = 1; number <= 60; number += 1) await statements.notePaid(`DP${number}`, ['till']);
    expect(await statements.sharedBy(['till'])).toEqual(new Map([['till', 50]]));
  });
});

const said = (
  category: ConfirmedPayee['category'],
  payee = 'j park',
  agreementId = 'DP1',
): ConfirmedPayee => ({
  ...{ agreementId, payee, category },
});
const recording = (at: string): Recording => ({
  ...{ recordedAt: instant(`2026-07-02T${at}:00Z`), recordedBy: 'audrey.auditor' },
  ...{ source: { kind: 'hand' }, reason: 'She told us' },
});

describe('AP45 what payees are, as officers said', () => {
  it('is told of one agreement, and of no other', async () => {
    const statements = statementStore(await testTable());
    await statements.takeStatement(aFile());
    await statements.confirmPayee(said('wages'), recording('09:00'));
    await statements.confirmPayee(said('care', 'larkpay'), recording('09:01'));
    await statements.confirmPayee(said('gambling', 'j park', 'DP2'), recording('09:02'));
    expect(new Set(await statements.confirmedOf('DP1'))).toEqual(
      new Set([said('wages'), said('care', 'larkpay')]),
    );
    expect(await statements.confirmedOf('DP3')).toEqual([]);
  });
});

describe('W39 an officer says what a payee is', () => {
  it('and the last word holds, while the trail of the agreement has every one', async () => {
    const table = await testTable();
    const statements = statementStore(table);
    await statements.confirmPayee(said('wages'), recording('09:00'));
    await statements.confirmPayee(said('travel'), recording('09:05'));
    expect(await statements.confirmedOf('DP1')).toEqual([said('travel')]);
    const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }));
    const acts = Items.filter((item) => item['act'] === 'payee-confirmed');
    expect(acts.map((item) => (item['detail'] as { category: string }).category).toSorted()).toEqual([
      'travel',
      'wages',
    ]);
  });
});

describe('W37 a statement file that was read', () => {
  it('is listed once, however often that is written', async () => {
    const statements = statementStore(await testTable());
    for (let time = 1; time <= 2; time += 1) await statements.takeStatement(aFile());
    expect(await statements.statementsOf('DP1')).toEqual([aFile()]);
  });
});

describe('W38 a payee outside of the plan', () => {
  it('counts once for an agreement, and is kept without a name', async () => {
    const table = await testTable();
    const statements = statementStore(table);
    await statements.notePaid('DP1', ['r quickhelp', 'r quickhelp']);
    await statements.notePaid('DP1', ['r quickhelp']);
    expect(await statements.sharedBy(['r quickhelp'])).toEqual(new Map());
    await statements.notePaid('DP2', ['r quickhelp']);
    expect(await statements.sharedBy(['r quickhelp'])).toEqual(new Map([['r quickhelp', 2]]));
    const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }));
    expect(Items).toHaveLength(2);
    expect(JSON.stringify(Items)).not.toContain('quickhelp');
  });
});

describe('AP49 the statement files of an agreement that could not be read', () => {
  it('are its own, and none of those that were', async () => {
    const statements = statementStore(await testTable());
    await statements.takeStatement(aFile());
    for (const [agreementId, uploadId] of [
      ['DP1', 'u3'],
      ['DP1', 'u2'],
      ['DP11', 'u4'],
    ] as const)
      await statements.noteUnread(agreementId, uploadId);
    expect(await statements.unreadOf('DP1')).toEqual(['u2', 'u3']);
    expect(await statements.statementsOf('DP1')).toEqual([aFile()]);
    expect(await statements.unreadOf('DP2')).toEqual([]);
  });
});

describe('AP50 the statement files under headings that nobody knew', () => {
  it('are told by what is saved about them', async () => {
    const statements = statementStore(await testTable());
    for (const [mappingId, uploadId] of [
      ['m1', 'u2'],
      ['m1', 'u1'],
      ['m10', 'u3'],
    ] as const)
      await statements.noteUnknownHeadings(mappingId, uploadId);
    expect(await statements.unreadUnder('m1')).toEqual(['u1', 'u2']);
    expect(await statements.unreadUnder('m2')).toEqual([]);
  });
});

describe('W43 a statement file that could not be read', () => {
  it('is noted once, however often it is told', async () => {
    const statements = statementStore(await testTable());
    for (let time = 1; time <= 2; time += 1) await statements.noteUnread('DP1', 'u1');
    expect(await statements.unreadOf('DP1')).toEqual(['u1']);
  });
});

describe('W44 a statement file under headings that nobody knows', () => {
  it('waits once, however often it is told', async () => {
    const statements = statementStore(await testTable());
    for (let time = 1; time <= 2; time += 1) await statements.noteUnknownHeadings('m1', 'u1');
    expect(await statements.unreadUnder('m1')).toEqual(['u1']);
  });
});
