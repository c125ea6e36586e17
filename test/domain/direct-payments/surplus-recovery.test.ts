import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { mayRecover, type RecoveryFacts } from '../../../domain/direct-payments/surplus-recovery.ts';

const day = calendarDate;
const today = day('2026-06-10');
const ready: RecoveryFacts = {
  ...{ needs: { checkedOn: day('2026-06-01'), areMet: true }, isSafeguardingOpen: false },
  ...{ capacity: 'has', representative: null, breathingSpace: null, diedOn: null },
  ...{ affordability: { checkedOn: day('2026-06-01'), isAffordable: true } },
  ...{ areFinalCostsPaid: false, quietDaysAfterDeath: 28, today },
};
function against(fields: Partial<RecoveryFacts>): string[] {
  const answer = mayRecover({ ...ready, ...fields }, 'at-once');
  return answer.ok ? [] : answer.blocks.map(({ rule }) => rule);
}

describe('a surplus may be asked back', () => {
  it.each<[string, Partial<RecoveryFacts>]>([
    ['once needs and means were looked at', {}],
    ['of an attorney', { capacity: 'lacks', representative: { role: 'attorney' } }],
    [
      'of a deputy, though nobody recorded capacity',
      { capacity: 'not-recorded', representative: { role: 'deputy' } },
    ],
    ['after a Breathing Space', { breathingSpace: { from: day('2026-04-01'), to: day('2026-06-09') } }],
    [
      'of an estate after 28 days, once final costs are paid',
      { diedOn: day('2026-05-12'), areFinalCostsPaid: true },
    ],
    [
      'of an estate without a look at needs, means or capacity',
      {
        diedOn: day('2026-05-12'),
        areFinalCostsPaid: true,
        needs: null,
        affordability: null,
        capacity: 'lacks',
      },
    ],
  ])('%s', (_, fields) => {
    expect(mayRecover({ ...ready, ...fields }, 'at-once')).toEqual({ ok: true });
  });
});

it('is decided where giving it back at once is a hardship, so that instalments or a write-off can follow', () => {
  const affordability = { checkedOn: today, isAffordable: false };
  expect(mayRecover({ ...ready, affordability }, 'decided')).toEqual({ ok: true });
  expect(mayRecover({ ...ready, affordability: null }, 'decided').ok).toBe(false);
});

describe('nothing is asked back', () => {
  it.each<[string, Partial<RecoveryFacts>, string[]]>([
    ['before needs were checked', { needs: null }, ['needs-not-checked']],
    ['while needs are not met', { needs: { checkedOn: today, areMet: false } }, ['needs-not-met']],
    ['while safeguarding is open', { isSafeguardingOpen: true }, ['safeguarding-open']],
    ['of a person without capacity', { capacity: 'lacks' }, ['nobody-with-authority']],
    [
      'of whom the person only nominated',
      { capacity: 'lacks', representative: { role: 'nominated-person' } },
      ['nobody-with-authority'],
    ],
    ['before capacity is recorded', { capacity: 'not-recorded' }, ['capacity-not-recorded']],
    ['before means were looked at', { affordability: null }, ['affordability-not-checked']],
    [
      'at once where it is a hardship',
      { affordability: { checkedOn: today, isAffordable: false } },
      ['not-affordable'],
    ],
    ['in a Breathing Space', { breathingSpace: { from: today, to: today } }, ['breathing-space']],
    [
      'in a Breathing Space without an end',
      { breathingSpace: { from: today, to: null } },
      ['breathing-space'],
    ],
    [
      'for 28 days after a death, and before final costs are paid',
      { diedOn: day('2026-05-13') },
      ['recently-bereaved', 'final-costs-open'],
    ],
    ['of an estate before final costs are paid', { diedOn: day('2026-05-12') }, ['final-costs-open']],
  ])('%s', (_, fields, rules) => {
    expect(against(fields)).toEqual(rules);
  });

  it('and all that stands against it is said at once, the gravest first', () => {
    expect(
      against({ isSafeguardingOpen: true, needs: null, affordability: null, capacity: 'lacks' }),
    ).toEqual([
      'safeguarding-open',
      'nobody-with-authority',
      'needs-not-checked',
      'affordability-not-checked',
    ]);
  });

  it('without saying what to do next', () => {
    expect(mayRecover({ ...ready, diedOn: day('2026-05-20'), areFinalCostsPaid: true }, 'decided')).toEqual({
      ok: false,
      blocks: [
        {
          rule: 'recently-bereaved',
          why: 'The person died on 20 May 2026.',
          next: 'Write to the personal representatives after 17 June 2026.',
        },
      ],
    });
    const breathing = mayRecover(
      { ...ready, breathingSpace: { from: today, to: day('2026-07-01') } },
      'decided',
    );
    expect(breathing).toMatchObject({
      blocks: [{ next: 'Contact nobody about the money until after 1 July 2026.' }],
    });
  });
});
