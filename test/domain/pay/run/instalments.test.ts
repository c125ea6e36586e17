import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, calendarDate as day } from '../../../../domain/calendar.ts';
import { pence, sumPence } from '../../../../domain/money.ts';
import { bringForward } from '../../../../domain/pay/run/brought-forward.ts';
import { decideRecovery, type RecoveryAct } from '../../../../domain/pay/run/decide-recovery.ts';
import { dueBy } from '../../../../domain/pay/run/instalments.ts';
import {
  leftToRecover,
  makeGood,
  nothingDone,
  takenOffByStrand,
  type Recovery,
} from '../../../../domain/pay/run/recovery.ts';

const today = day('2026-11-23');
const asked: Recovery = {
  ...{ ...nothingDone, recoveryId: 'AC-1-1', payRunId: null, caseId: 'AC-1', method: 'netting' },
  ...{ runKind: 'direct-payments', payeeId: 'agreement:DP1', packageId: 'DP1', personId: 'P1' },
  ...{ key: 'K1', lineId: null, from: day('2026-04-06'), to: day('2026-07-05'), cause: [] },
  ...{ amountPence: pence(120_00), state: 'notified', offsetAgreed: true },
};
const items = [
  { dueOn: day('2027-01-01'), amountPence: pence(40_00) },
  { dueOn: day('2026-12-01'), amountPence: pence(40_00) },
  { dueOn: day('2027-02-01'), amountPence: pence(40_00) },
];
type Agreed = Extract<RecoveryAct, { act: 'agree-instalments' }>;
const agree = (more: Partial<Agreed> = {}): Agreed => ({
  ...{ act: 'agree-instalments', version: 0, agreedOn: today, items, today },
  ...more,
});
const decide = (recovery: Recovery, act: RecoveryAct, by = 'audrey') => decideRecovery(recovery, act, by);
function after(recovery: Recovery, act: RecoveryAct, by = 'audrey'): Recovery {
  const decision = decide(recovery, act, by);
  if (decision.outcome === 'refused') throw new Error(decision.message);
  return decision.recovery;
}
const takenThrough = (recovery: Recovery, throughDate: string) =>
  bringForward({
    run: { kind: 'direct-payments', scope: null, throughDate: day(throughDate) },
    due: new Map([['agreement:DP1', pence(1000_00)]]),
    ...{ returned: [], outside: [], holds: [], recoveries: [recovery], personOf: () => null },
  }).takenOff.map(({ amountPence }) => amountPence);

describe('instalments of a recovery', () => {
  it('are kept by their days, and changed by who saw the last of them', () => {
    const first = after(asked, agree());
    expect(first.instalments).toMatchObject({ version: 1, agreedOn: today });
    expect(first.instalments?.items.map(({ dueOn }) => dueOn)).toEqual([
      ...['2026-12-01', '2027-01-01', '2027-02-01'],
    ]);
    expect(decide(first, agree())).toMatchObject({ rule: 'instalments-changed' });
    const one = [{ dueOn: today, amountPence: pence(120_00) }];
    expect(after(first, agree({ version: 1, items: one })).instalments).toMatchObject({ version: 2 });
  });

  it.each<[string, Partial<Recovery>, Partial<Agreed>, string]>([
    ['before it is approved', { state: 'proposed' }, {}, 'wrong-state'],
    ['while it is disputed', { state: 'disputed' }, {}, 'wrong-state'],
    ['once it is written off', { state: 'written-off' }, {}, 'wrong-state'],
    ['for another sum than is outstanding', { amountPence: pence(120_01) }, {}, 'instalments-not-the-sum'],
    ['with two on one day', {}, { items: items.map((each) => ({ ...each, dueOn: today })) }, 'same-day'],
    ['in the past', {}, { today: day('2026-12-02') }, 'day-in-the-past'],
  ])('are refused %s', (_what, more, plan, rule) => {
    expect(decide({ ...asked, ...more }, agree(plan))).toMatchObject({
      ...{ outcome: 'refused', rule: expect.stringContaining(rule) as unknown },
    });
  });

  it('let a run take no more than is due by its last day, and all at once without them', () => {
    const planned = after(asked, agree());
    expect(takenThrough(asked, '2026-11-30')).toEqual([120_00]);
    expect(takenThrough(planned, '2026-11-30')).toEqual([]);
    expect(takenThrough(planned, '2026-12-01')).toEqual([40_00]);
    const [some] = makeGood([planned], {
      ...{ payRunId: 'R1', cancelled: [] },
      takenOff: [{ id: 'AC-1-1', amountPence: pence(40_00) }],
    });
    expect(takenThrough(some!, '2026-12-31')).toEqual([]);
    expect(takenThrough(some!, '2027-02-28')).toEqual([80_00]);
  });

  it('never come to more than is left, nor to less as the days go by, and to all of it in the end', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 500_00 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(amounts, fc.nat(), (each, came) => {
        const plan = each.map((amount, place) => ({
          ...{ dueOn: addDays(today, place * 28), amountPence: pence(amount) },
        }));
        const total = sumPence(plan.map(({ amountPence }) => amountPence));
        const planned = after({ ...asked, amountPence: total }, agree({ items: plan }));
        const repaid = [{ reference: 'R', receivedOn: today, amountPence: pence(came % (total + 1)) }];
        const some = { ...planned, repaid };
        const due = plan.map(({ dueOn }) => dueBy(some, dueOn));
        expect(due).toEqual(due.toSorted((one, other) => one - other));
        expect(due.at(-1)).toBe(leftToRecover(some));
      }),
    );
  });
});

describe('a recovery that is given up', () => {
  const propose = (amount: number): RecoveryAct => ({
    ...{ act: 'propose-write-off', amountPence: pence(amount), cause: 'hardship', today },
  });
  type Authorise = Extract<RecoveryAct, { act: 'authorise-write-off' }>;
  const authorise = (amount: number, more: Partial<Authorise> = {}): Authorise => ({
    ...{ act: 'authorise-write-off', lastChangedBy: 'audrey', limitPence: pence(100_00), today },
    ...{ amountPence: pence(amount), ...more },
  });
  const waiting = after(asked, propose(50_00));

  it('changes nothing before somebody else authorises it', () => {
    expect(waiting).toMatchObject({
      state: 'notified',
      writeOff: { amountPence: 50_00, cause: 'hardship', proposedBy: 'audrey', proposedOn: today },
    });
    expect(leftToRecover(waiting)).toBe(120_00);
    const written = after(waiting, authorise(50_00), 'leo');
    expect(written).toMatchObject({
      ...{ state: 'notified', writeOff: null },
      writtenOff: [{ amountPence: 50_00, proposedBy: 'audrey', authorisedBy: 'leo', on: today }],
    });
    expect(leftToRecover(written)).toBe(70_00);
    expect(takenThrough(written, '2026-11-30')).toEqual([70_00]);
    expect(takenOffByStrand([written])).toEqual(new Map([['K1', 50_00]]));
  });

  it('is written off once nothing is left, and nothing more comes off payments', () => {
    const all = after(after(asked, propose(120_00)), authorise(120_00, { limitPence: pence(120_00) }), 'leo');
    expect(all.state).toBe('written-off');
    expect(takenThrough(all, '2027-12-31')).toEqual([]);
    expect(decide(all, propose(1))).toMatchObject({ rule: 'wrong-state' });
    const told = { payRunId: 'R1', cancelled: [{ key: 'K1', amountPence: pence(5) }], takenOff: [] };
    expect(makeGood([all], told)).toEqual([]);
  });

  it('takes the last of the instalments with it', () => {
    const planned = after(after(asked, agree()), propose(50_00));
    const written = after(planned, authorise(50_00), 'leo');
    expect(written.instalments).toMatchObject({
      version: 2,
      items: [
        { dueOn: '2026-12-01', amountPence: 40_00 },
        { dueOn: '2027-01-01', amountPence: 30_00 },
      ],
    });
    const rest = after(after(written, propose(70_00)), authorise(70_00), 'leo');
    expect(rest).toMatchObject({ instalments: null, state: 'written-off' });
  });

  it.each<[string, Partial<Recovery>, RecoveryAct, string]>([
    ['before it is approved', { state: 'proposed' }, propose(1), 'wrong-state'],
    ['while it is disputed', { state: 'disputed' }, propose(1), 'wrong-state'],
    ['beyond what is outstanding', {}, propose(120_01), 'more-than-left'],
    ['while another waits', { writeOff: waiting.writeOff }, propose(1), 'write-off-waiting'],
    ['where none was proposed', {}, authorise(1), 'no-write-off'],
    ['where another sum was seen', { writeOff: waiting.writeOff }, authorise(49_99), 'write-off-changed'],
    ['where nothing waits to be refused', {}, { act: 'refuse-write-off' }, 'no-write-off'],
  ])('is refused %s', (_what, more, act, rule) => {
    expect(decide({ ...asked, ...more }, act, 'leo')).toMatchObject({ outcome: 'refused', rule });
  });

  it.each<[string, Partial<Authorise>, string, string]>([
    ['who proposed it', { lastChangedBy: 'leo' }, 'audrey', 'maker-is-checker'],
    ['who changed the recovery last', { lastChangedBy: 'leo' }, 'leo', 'maker-is-checker'],
    ['who may authorise less', { limitPence: pence(49_99) }, 'leo', 'over-limit'],
    ['who may authorise nothing', { limitPence: null }, 'leo', 'over-limit'],
  ])('is not authorised by %s', (_who, more, by, rule) => {
    expect(decide(waiting, authorise(50_00, more), by)).toMatchObject({ outcome: 'refused', rule });
  });

  it('is not authorised for what came back meanwhile, and may be refused', () => {
    const repaid = [{ reference: 'R', receivedOn: today, amountPence: pence(70_01) }];
    expect(decide({ ...waiting, repaid }, authorise(50_00), 'leo')).toMatchObject({ rule: 'more-than-left' });
    expect(after(waiting, { act: 'refuse-write-off' }).writeOff).toBeNull();
  });
});
