import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { calendarDate, instant } from '../../../domain/calendar.ts';
import { pence } from '../../../domain/money.ts';
import { statementStore, type TakenStatement } from '../../../functions/store/statement-store.ts';
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
