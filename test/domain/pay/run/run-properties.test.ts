import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../../domain/calendar.ts';
import {
  heldEntry,
  issuedEntry,
  movedEntry,
  nhsShareEntry,
} from '../../../../domain/ledger/entries-of-payments.ts';
import type { Entry } from '../../../../domain/ledger/journal-entry.ts';
import { negatePence } from '../../../../domain/money.ts';
import { readKey } from '../../../../domain/pay/component.ts';
import { packageEntitlement } from '../../../../domain/pay/entitlement/package-components.ts';
import type { Hold } from '../../../../domain/pay/run/hold.ts';
import { payPackage, type PackagePay } from '../../../../domain/pay/run/pay-package.ts';
import { partsOfRun, paymentsOf } from '../../../../domain/pay/run/payments-of-run.ts';
import {
  emptyPosition,
  readPosition,
  storedPositionSchema,
  storePosition,
  type PayPosition,
} from '../../../../domain/pay/run/position.ts';
import { factsOf, type Told } from '../../../support/pay-case.ts';
import { facts, START } from '../../../support/random-pay.ts';

/** What holds of whole runs whatever the facts, the holds and releases, and the runs that were cancelled. */

const DAY = calendarDate('2025-06-01');
const STEPS = 4;

const heldOn = fc.constantFrom<Hold['on']>(
  { packageId: 'PK1' },
  { personId: 'PE1' },
  { providerId: 'P001' },
  { providerId: 'P002' },
);
/** A hold is placed at one step of a history and released at a later one. */
const hold = fc.record({
  on: heldOn,
  placed: fc.integer({ min: 0, max: STEPS - 1 }),
  steps: fc.integer({ min: 1, max: STEPS }),
});
const run = fc.record({ through: fc.integer({ min: 0, max: 150 }), counts: fc.boolean() });
const history = fc.record({
  steps: fc.array(fc.tuple(facts, fc.array(run, { minLength: 1, maxLength: 2 })), {
    minLength: 1,
    maxLength: STEPS,
  }),
  holds: fc.array(hold, { maxLength: 3 }),
});
type History = typeof history extends fc.Arbitrary<infer H> ? H : never;

type Asked = { payRunId: string; told: Told; through: number; holds: Hold[]; before: PayPosition };

function pay({ payRunId, told, through, holds, before }: Asked): PackagePay {
  const known = factsOf(told);
  const entitlement = packageEntitlement(known);
  return payPackage(
    {
      ...{ packageId: 'PK1', personId: 'PE1', serviceType: 'residential', notBefore: 0 },
      ...{ endDate: null, dateOfDeath: known.person?.body.dateOfDeath ?? null },
      components: entitlement.blocked ? [] : entitlement.components,
      ...{ gaps: entitlement.gaps, blocked: entitlement.blocked, ownHolds: [] },
      ...{ payeeLacks: null, order: null },
    },
    before,
    { payRunId, holds, through: START + through, periodStarts: () => [], hash: (text) => text },
  );
}

function holdsAt(step: number, holds: History['holds']): Hold[] {
  return holds.flatMap(({ on, placed, steps }, place): Hold[] => {
    if (step < placed) return [];
    const state = step < placed + steps ? 'active' : 'released';
    return [
      {
        ...{ holdId: `H${place}`, category: 'disputed', on, state, placedBy: 'olu.officer' },
        ...{ placedOn: DAY, releasedOn: state === 'active' ? null : DAY },
      },
    ];
  });
}

type Made = Asked & { made: PackagePay };

/** Plays a history, and at its end one more run in which every hold is released. */
function play({ steps, holds }: History): { runs: Made[]; after: PayPosition } {
  let before = emptyPosition;
  const runs: Made[] = [];
  let number = 0;
  const make = (asked: Omit<Asked, 'payRunId' | 'before'>, counts: boolean): void => {
    number += 1;
    const whole = { ...asked, payRunId: `R${String(number).padStart(6, '0')}`, before };
    const made = pay(whole);
    if (!counts) return;
    runs.push({ ...whole, made });
    before = made.after;
  };
  let last: Told = {};
  for (const [step, [told, asked]] of steps.entries()) {
    last = told;
    for (const { through, counts } of asked) make({ told, through, holds: holdsAt(step, holds) }, counts);
  }
  make({ told: last, through: 150, holds: holdsAt(2 * STEPS, holds) }, true);
  return { runs, after: before };
}

/** A sum by payee; who gets nothing is left out. */
function byPayee(amounts: readonly (readonly [payeeId: string, pence: number])[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [payeeId, pence] of amounts) sums.set(payeeId, (sums.get(payeeId) ?? 0) + pence);
  return new Map([...sums].filter(([, sum]) => sum !== 0).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

const paid = (runs: readonly Made[]) =>
  runs.flatMap(({ made }) =>
    made.settlements.map(({ payeeId, payablePence }) => [payeeId, payablePence] as const),
  );
const owed = ({ owed: debts }: PayPosition) =>
  [...debts].map(([key, pence]) => [readKey(key).payeeId, pence] as const);
const waiting = (position: PayPosition) =>
  position.waiting.map(({ key, amountPence }) => [readKey(key).payeeId, amountPence] as const);
const negative = (amounts: readonly (readonly [string, number])[]) =>
  amounts.map(([payeeId, pence]) => [payeeId, -pence] as const);

/** What payees have, less what they owe. */
const got = ({ runs, after }: ReturnType<typeof play>) => byPayee([...paid(runs), ...negative(owed(after))]);

describe('over any history of facts, holds, releases and cancelled runs', () => {
  it('a preview shows what the run then pays, and changes nothing that it looked at', () => {
    fc.assert(
      fc.property(history, (told) => {
        for (const { made, ...asked } of play(told).runs) {
          const before = JSON.stringify(storePosition(asked.before));
          const preview = pay({ ...asked, payRunId: 'R999999' });
          expect(preview.lines).toEqual(made.lines);
          expect(preview.settlements).toEqual(made.settlements);
          expect(JSON.stringify(storePosition(asked.before))).toBe(before);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('a run is recomputed to the letter from what was stored of it', () => {
    fc.assert(
      fc.property(history, (told) => {
        for (const { made, before, ...asked } of play(told).runs) {
          const kept = storedPositionSchema.parse(JSON.parse(JSON.stringify(storePosition(before))));
          const again = pay({ ...asked, before: readPosition(kept) });
          expect(JSON.stringify(again.lines)).toBe(JSON.stringify(made.lines));
          expect(again.settlements).toEqual(made.settlements);
          expect(storePosition(again.after)).toEqual(storePosition(made.after));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('nothing is lost and nothing is paid twice: it settles as if nothing had been held or cancelled', () => {
    fc.assert(
      fc.property(history, (told) => {
        const plain = {
          steps: told.steps.map(
            ([of, runs]) => [of, runs.filter(({ counts }) => counts)] as History['steps'][number],
          ),
          holds: [],
        };
        const long = play(told);
        const short = play(plain);
        expect(long.after.waiting).toEqual([]);
        expect(long.after.coverage).toEqual(short.after.coverage);
        expect(got(long)).toEqual(got(short));
        const worth = [...long.after.coverage]
          .filter(([key]) => readKey(key).kind !== 'nhs-share')
          .flatMap(([key, { ranges }]) => ranges.map(({ pence }) => [readKey(key).payeeId, pence] as const));
        expect(got(long)).toEqual(byPayee(worth));
      }),
      { numRuns: 150 },
    );
  });

  it('nothing is paid that a hold concerns, whatever else it waited for before', () => {
    fc.assert(
      fc.property(history, (told) => {
        for (const { made, holds } of play(told).runs) {
          const keeping = holds.filter(({ state }) => state === 'active');
          const isKept = (payeeId: string) =>
            keeping.some(({ on }) => !('providerId' in on) || payeeId === `provider:${on.providerId}`);
          const got = made.settlements.filter(({ payablePence }) => payablePence > 0);
          expect(got.filter(({ payeeId }) => isKept(payeeId))).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('the ledger sums to nothing after each run, and says what each payee is due, is held and owes', () => {
    fc.assert(
      fc.property(history, (told) => {
        const entries: Entry[] = [];
        const sent: [string, number][] = [];
        for (const each of play(told).runs) {
          const booked = bookingsOf(each);
          entries.push(...booked.entries);
          sent.push(...booked.payments);
          const postings = entries.flatMap((entry) => entry.postings);
          for (const entry of entries)
            expect(entry.postings.reduce((sum, { amountPence }) => sum + amountPence, 0)).toBe(0);
          const balanceOf = (account: string) =>
            byPayee(
              postings.flatMap((posting) =>
                posting.account === account ? [[posting.party ?? '', posting.amountPence]] : [],
              ),
            );
          expect(balanceOf('creditor')).toEqual(byPayee(negative(sent)));
          expect(balanceOf('held')).toEqual(byPayee(negative(waiting(each.made.after))));
          expect(balanceOf('recoverable')).toEqual(byPayee(owed(each.made.after)));
        }
        expect(byPayee(sent)).toEqual(byPayee(paid(play(told).runs)));
      }),
      { numRuns: 100 },
    );
  });
});

/** What a run books: what is issued, what is held, what moves without money, what the NHS bears. */
function bookingsOf({ payRunId, made }: Made): { entries: Entry[]; payments: [string, number][] } {
  const parts = partsOfRun({ payRunId, kind: 'providers' }, [made]);
  const payeeOf = (payeeId: string) => ({ payeeId }) as never;
  const payments = paymentsOf(parts, { payRunId, payOn: DAY, payeeOf });
  const accounts = new Map(parts.payees.map(({ payeeId, lineAccounts }) => [payeeId, lineAccounts]));
  const entries = [
    ...payments.map((payment) => {
      const lineAccounts = accounts.get(payment.payee.payeeId);
      return issuedEntry({ payment, on: DAY, ...(lineAccounts && { lineAccounts }) });
    }),
    ...parts.payees.flatMap(({ payeeId, amountPence, lines, held, lineAccounts }) => [
      amountPence === 0 ? movedEntry({ payRunId, payeeId, on: DAY, lines, lineAccounts }) : null,
      heldEntry({ payRunId, payeeId, on: DAY, lines: held, lineAccounts }),
    ]),
    ...parts.shares.map(({ icbId, lines }) =>
      nhsShareEntry({
        ...{ payRunId, icbId, on: DAY },
        shares: lines.map(({ coding, amountPence }) => ({ coding, amountPence: negatePence(amountPence) })),
      }),
    ),
  ];
  return {
    entries: entries.filter((entry) => entry !== null),
    payments: payments.map(({ payee, amountPence }) => [payee.payeeId, amountPence]),
  };
}
