import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { pence } from '../../../domain/money.ts';
import type { PayLine } from '../../../domain/pay/run/pay-line.ts';
import { emptyPosition, type PayPosition } from '../../../domain/pay/run/position.ts';
import {
  PositionChanged,
  positionStore,
  type PositionWrite,
} from '../../../functions/store/position-store.ts';
import { testTable } from '../../support/test-table.ts';

const positions = positionStore(await testTable());

const key = 'PK-1|cost|PK-1|provider:P001||||||';
const paid = (...amounts: number[]): PayPosition => ({
  coverage: new Map([
    [
      key,
      {
        ranges: amounts.map((amount, place) => ({
          first: 20_550 + 28 * place,
          last: 20_577 + 28 * place,
          pence: pence(amount),
        })),
        facts: [{ kind: 'package' as const, id: 'PK-1', version: 3 }],
      },
    ],
  ]),
  waiting: [
    {
      ...{ lineId: 'abc', holdId: 'H-1', payRunId: 'R000001', key },
      ...{ first: 20_550, last: 20_577, amountPence: pence(500) },
    },
  ],
  owed: new Map([[key, pence(-250)]]),
});

const aLine = (more: Partial<PayLine> = {}): PayLine => ({
  lineId: '0123456789abcdef0123',
  packageId: 'PK-1',
  personId: 'A1001',
  payeeId: 'provider:P001',
  serviceType: 'residential',
  component: 'cost',
  key,
  coding: {
    ...{ costCentre: 'CC1', costElement: null, subjectiveCode: '41010' },
    ...{ taxCode: null, purchaseOrder: null, purchaseOrderLine: null },
  },
  kind: 'entitlement',
  from: calendarDate('2026-04-06'),
  to: calendarDate('2026-05-03'),
  quantity: '28',
  rate: '700',
  amountPence: pence(280_000),
  heldBy: null,
  facts: [{ kind: 'package', id: 'PK-1', version: 3 }],
  explanation: [
    {
      step: 'once',
      on: calendarDate('2026-04-06'),
      unitsPerWeek: '1',
      rate: '2800',
      percent: '100',
      pence: pence(280_000),
    },
  ],
  ...more,
});

const aWrite = (subject: string, more: Partial<PositionWrite> = {}): PositionWrite => ({
  subject,
  payRunId: 'R000001',
  attempt: 1,
  seen: null,
  before: emptyPosition,
  after: paid(280_000),
  shard: 1,
  ...more,
});
const positionOf = async (subject: string) => (await positions.positionsOf([subject])).get(subject);

describe('W22 what a run does about packages', () => {
  it('is written over what was seen', async () => {
    await positions.writePositions([aWrite('package:220')]);
    const seen = await positionOf('package:220');
    const next = { payRunId: 'R000002', seen: seen!, before: paid(280_000), after: paid(280_000, 281_000) };
    await positions.writePositions([aWrite('package:220', next)]);
    expect(await positionOf('package:220')).toEqual({
      ...{ revision: 2, payRunId: 'R000002', attempt: 1 },
      ...{ before: paid(280_000), after: paid(280_000, 281_000) },
    });
    const { last } = await positions.linesOf('package:220');
    expect(last).toMatchObject({ payRunId: 'R000002', attempt: 1, shard: 1 });
  });

  it('is written by one of two who saw the same; the other is told and writes nothing', async () => {
    await positions.writePositions([aWrite('package:221')]);
    const seen = await positionOf('package:221');
    const both = ['R000002', 'R000003'].map((payRunId) =>
      positions.writePositions([aWrite('package:221', { payRunId, seen: seen! })]),
    );
    const settled = await Promise.allSettled(both);
    const failed = settled.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
    expect(failed).toEqual([expect.any(PositionChanged)]);
    const position = await positionOf('package:221');
    const { last } = await positions.linesOf('package:221');
    expect(last?.payRunId).toEqual(position?.payRunId);
  });

  it('for the first time is written once', async () => {
    await positions.writePositions([aWrite('package:222')]);
    const again = positions.writePositions([aWrite('package:222', { payRunId: 'R000002' })]);
    await expect(again).rejects.toMatchObject({ code: 'position-changed', payRunId: 'R000002' });
    expect(await positionOf('package:222')).toMatchObject({ revision: 1, payRunId: 'R000001' });
  });

  it('is all or nothing for the packages of a transaction', async () => {
    await positions.writePositions([aWrite('package:223-taken')]);
    const together = ['package:223-new', 'package:223-taken'].map((subject) =>
      aWrite(subject, { payRunId: 'R000002' }),
    );
    await expect(positions.writePositions(together)).rejects.toBeInstanceOf(PositionChanged);
    expect(await positionOf('package:223-new')).toBeUndefined();
    expect(await positions.linesOf('package:223-new')).toEqual({ filed: [], last: null });
  });

  it('again by the same run says in which attempt and part its lines lie', async () => {
    await positions.writePositions([aWrite('package:224')]);
    const seen = await positionOf('package:224');
    await positions.writePositions([aWrite('package:224', { seen: seen!, attempt: 2, shard: 7 })]);
    const { last } = await positions.linesOf('package:224');
    expect(last).toMatchObject({ payRunId: 'R000001', attempt: 2, shard: 7 });
  });

  it('holds more packages than a transaction takes', async () => {
    const subjects = Array.from({ length: 120 }, (_, place) => `package:225-${place}`);
    await positions.writePositions(subjects.map((subject) => aWrite(subject)));
    expect([...(await positions.positionsOf(subjects)).keys()].toSorted()).toEqual(subjects.toSorted());
  });
});

describe('AP26 where packages stand', () => {
  it('is read as it was before the last run and as that run leaves it, to the penny', async () => {
    const written = { before: paid(279_999), after: paid(279_999, -1) };
    await positions.writePositions([aWrite('package:260', written)]);
    expect(await positions.positionsOf(['package:260', 'package:none'])).toEqual(
      new Map([['package:260', { revision: 1, payRunId: 'R000001', attempt: 1, ...written }]]),
    );
  });
});

const filed = (subject: string, payRunId = 'R000001') => ({
  ...{ subject, payRunId, attempt: 1, lines: [aLine()] },
});

const filedLines = async (subject: string) => (await positions.linesOf(subject)).filed;

describe('W27 the lines of an issued run', () => {
  it('stay when another run writes the position, and are the same when they are filed again', async () => {
    await positions.writePositions([aWrite('package:271')]);
    await positions.fileLines([filed('package:271')]);
    await positions.fileLines([filed('package:271')]);
    const next = { payRunId: 'R000002', seen: (await positionOf('package:271'))! };
    await positions.writePositions([aWrite('package:271', next)]);
    expect((await filedLines('package:271')).map(({ payRunId }) => payRunId)).toEqual(['R000001']);
  });

  it('are of more packages than a transaction takes', async () => {
    const subjects = Array.from({ length: 120 }, (_, place) => `package:272-${place}`);
    await positions.fileLines(subjects.map((subject) => filed(subject)));
    expect(await filedLines('package:272-119')).toEqual([
      { payRunId: 'R000001', attempt: 1, lines: [aLine()] },
    ]);
  });
});

describe('AP27 the lines of every run about a package', () => {
  it('come back as they were filed, oldest run first', async () => {
    const held = aLine({ heldBy: 'H-1', kind: 'adjustment', amountPence: pence(-55) });
    await positions.fileLines([{ ...filed('package:270', 'R000003'), lines: [aLine(), held] }]);
    await positions.fileLines([filed('package:270')]);
    await positions.writePositions([aWrite('package:270')]);
    expect(await filedLines('package:270')).toEqual([
      { payRunId: 'R000001', attempt: 1, lines: [aLine()] },
      { payRunId: 'R000003', attempt: 1, lines: [aLine(), held] },
    ]);
  });
});
