import { createHash } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, describe, expect, it } from 'vitest';
import { addDays, calendarDate, type CalendarDate } from '../../../domain/calendar.ts';
import { pence } from '../../../domain/money.ts';
import { packageEntitlement } from '../../../domain/pay/entitlement/package-components.ts';
import { payPackage, type PackagePay } from '../../../domain/pay/run/pay-package.ts';
import { emptyPosition, type PayPosition } from '../../../domain/pay/run/position.ts';
import { dayNumber } from '../../../domain/pay/span.ts';
import { positionStore } from '../../../functions/store/position-store.ts';
import { factsOf, type Told } from '../../support/pay-case.ts';

// What a run writes about a package, counted as AWS bills it: a unit a KB, rounded up for each item, twice in a transaction.
const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-west-2' }));
const sent = mockClient(client);
const positions = positionStore({ client, name: 'ledger' });
afterEach(() => {
  sent.reset();
});

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const utf8 = (text: string) => Buffer.byteLength(text, 'utf8');

function sizeOf(value: unknown): number {
  if (typeof value === 'string') return utf8(value);
  if (typeof value === 'number') return Math.ceil(String(Math.abs(value)).length / 2) + (value < 0 ? 2 : 1);
  if (value instanceof Uint8Array) return value.length;
  throw new Error(`How large is a ${typeof value}?`);
}

const itemBytes = (item: Record<string, unknown>) =>
  Object.entries(item).reduce((sum, [name, value]) => sum + utf8(name) + sizeOf(value), 0);

type Run = { before: PayPosition; pay: PackagePay };

/** A home for two years, paid every four weeks, with what the person pays the home taken off; prices rise each April. */
const twoYears: Told = {
  from: '2024-04-08',
  to: null,
  terms: [
    { from: '2024-04-08', units: '1', rate: '853.17' },
    { from: '2025-04-07', units: '1', rate: '901.44' },
    { from: '2026-04-06', units: '1', rate: '938.02' },
  ],
  detail: {
    packageId: 'PK-0001234',
    personId: 'PE-0012345',
    providerId: 'PR-00123',
    costCentre: 'CC-410-2207',
    costElement: '431000',
    taxCode: 'EXEMPT',
    purchaseOrder: '4500123456',
    purchaseOrderLine: '00010',
  },
  contributions: [
    { from: '2024-04-08', to: '2025-04-06', weekly: 21_345, packageId: 'PK-0001234', personId: 'PE-0012345' },
    { from: '2025-04-07', to: '2026-04-05', weekly: 22_410, packageId: 'PK-0001234', personId: 'PE-0012345' },
    { from: '2026-04-06', to: null, weekly: 23_155, packageId: 'PK-0001234', personId: 'PE-0012345' },
  ],
};

const firstDay = calendarDate('2024-04-08');
const lastDayOf = (period: number) => addDays(firstDay, 28 * period - 1);

function run(told: Told, position: PayPosition, through: CalendarDate): Run {
  const facts = factsOf(told);
  const entitlement = packageEntitlement(facts);
  const { gaps, blocked } = entitlement;
  const pay = payPackage(
    {
      packageId: facts.carePackage.body.packageId,
      personId: facts.carePackage.body.personId,
      serviceType: 'residential',
      endDate: null,
      dateOfDeath: null,
      components: entitlement.blocked ? [] : entitlement.components,
      gaps,
      blocked,
      notBefore: dayNumber(calendarDate('1900-01-01')),
      ownHolds: [],
      payeeLacks: null,
      order: null,
    },
    position,
    { payRunId: 'R000027', through: dayNumber(through), periodStarts: () => [], holds: [], hash },
  );
  return { before: position, pay };
}

/** Every four weeks a run; what the last of `count` did. */
function runs(told: Told, count: number): Run {
  let last = run(told, emptyPosition, lastDayOf(1));
  for (let number = 2; number <= count; number += 1) {
    last = run(told, last.pay.after, lastDayOf(number));
  }
  return last;
}

/** What the last run writes about the package until it is issued, in units. */
async function written({ before, pay }: Run) {
  sent.on(TransactWriteCommand).resolves({});
  const seen = { revision: 26, payRunId: 'R000026', attempt: 1, before, after: before };
  const { lines, after } = pay;
  const subject = `package:${pay.packageId}`;
  const ofRun = { subject, payRunId: 'R000027', attempt: 1 };
  await positions.writePositions([{ ...ofRun, shard: 12, seen, before, after }]);
  await positions.fileLines([{ ...ofRun, lines: [...lines] }]);
  const items = sent
    .commandCalls(TransactWriteCommand)
    .flatMap(({ args: [{ input }] }) => input.TransactItems ?? [])
    .map(({ Put }) => Put?.Item ?? {});
  const units = items.reduce((sum, item) => sum + 2 * Math.ceil(itemBytes(item) / 1024), 0);
  return { units, lineCount: lines.length };
}

/** The same package, whose price of a year was put up when it was long paid. */
const upliftedLate: Told = {
  ...twoYears,
  version: 2,
  terms: [{ from: '2024-04-08', units: '1', rate: '860.55' }, ...(twoYears.terms ?? []).slice(1)],
};

/** Home care, paid by what was delivered: every visit of four weeks is in the line’s reckoning. */
const visits = (periods: number): Told => ({
  ...twoYears,
  contributions: [],
  serviceType: { basis: 'actuals', unit: 'hour' },
  actuals: Array.from({ length: periods }, (_, period) => ({
    ref: { kind: 'actuals' as const, id: `RT-${2000 + period}`, version: 1 },
    from: addDays(firstDay, 28 * period),
    to: addDays(firstDay, 28 * period + 27),
    lines: Array.from({ length: 28 }, (__, day) => {
      const quarters = 2 + ((period * 7 + day * 5) % 3);
      return {
        lineRef: `RT-${2000 + period}-${day + 1}`,
        date: addDays(firstDay, 28 * period + day),
        quantity: String(quarters / 4),
        rate: '27.18',
        amountPence: pence(Math.round(quarters * 679.5)),
      };
    }),
  })),
});

describe('a package that is paid', () => {
  it.each([
    ['for the first time', runs(twoYears, 1), 2],
    ['after two years of four-weekly lines of cost and contribution', runs(twoYears, 27), 2],
    ['after four years of them', runs(twoYears, 53), 2],
    ['by what was delivered in 28 visits, after two years', runs(visits(27), 27), 1],
  ])('%s takes 4 write units', async (_what, last, lineCount) => {
    expect(await written(last)).toMatchObject({ units: 4, lineCount });
  });

  it('takes 6 when the price of a whole year changed after two years', async () => {
    const late = run(upliftedLate, runs(twoYears, 26).pay.after, lastDayOf(27));
    expect(await written(late)).toMatchObject({ units: 6, lineCount: 15 });
  });
});
