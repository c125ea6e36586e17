import { addDays, formatDate, type CalendarDate } from '../calendar.ts';
import type { DateRange } from '../date-range.ts';
import { mayBeAskedFor, type Representative } from './arrangement.ts';
import { breathingSpaceOn } from './breathing-space.ts';

/** What has to be known before money is asked back of a person or their estate. */
export type RecoveryFacts = {
  /** When somebody looked whether the person’s needs are met, and what they found; null where nobody has. */
  needs: { checkedOn: CalendarDate; areMet: boolean } | null;
  /** Whether there is a safeguarding concern or a finding that may show abuse, and no answer yet. */
  isSafeguardingOpen: boolean;
  /** Whether the person can decide about money, as far as it is recorded. */
  capacity: 'has' | 'lacks' | 'not-recorded';
  /** Who acts for the person; null where nobody does. */
  representative: Pick<Representative, 'role'> | null;
  /** When somebody looked what the person can afford, and what they found; null where nobody has. */
  affordability: { checkedOn: CalendarDate; isAffordable: boolean } | null;
  breathingSpace: DateRange | null;
  diedOn: CalendarDate | null;
  /** Whether final wages, notice, holiday pay and tax were paid from the account. */
  areFinalCostsPaid: boolean;
  /** Days from a death in which the family hears nothing (`quietDaysAfterDeath`). */
  quietDaysAfterDeath: number;
  today: CalendarDate;
};

/** Something that stands against a recovery, and what to do about it. */
export type RecoveryBlock = {
  rule:
    | 'safeguarding-open'
    | 'recently-bereaved'
    | 'final-costs-open'
    | 'breathing-space'
    | 'nobody-with-authority'
    | 'capacity-not-recorded'
    | 'needs-not-checked'
    | 'needs-not-met'
    | 'affordability-not-checked'
    | 'not-affordable';
  why: string;
  next: string;
};

/** Whether it is only decided that money comes back, with the way still open, or all of it is asked for at once. */
export type Asking = 'decided' | 'at-once';

/**
 * Whether money may be asked back, and all that stands against it, the gravest first (practice.md 5): needs are checked
 * before an underspend is recovered, nothing is demanded of a person who lacks capacity unless a deputy, attorney or
 * appointee acts, nothing in a Breathing Space, nothing while safeguarding is open, and of an estate only after 28 days
 * and what the account still owes (practice.md 1). A hardship stands only against asking for all of it at once:
 * instalments and write-offs are of what was approved.
 */
export function mayRecover(
  facts: RecoveryFacts,
  asking: Asking,
): { ok: true } | { ok: false; blocks: readonly RecoveryBlock[] } {
  const blocks = [
    ...(facts.isSafeguardingOpen ? [SAFEGUARDING_OPEN] : []),
    ...(facts.diedOn === null ? blocksOfPerson(facts, asking) : blocksOfEstate(facts, facts.diedOn)),
  ];
  return blocks.length === 0 ? { ok: true } : { ok: false, blocks };
}

const SAFEGUARDING_OPEN: RecoveryBlock = {
  rule: 'safeguarding-open',
  why: 'There is a safeguarding concern that nobody has answered yet.',
  next: 'Wait for the answer of adult social care. Nothing is offset, asked back or suspended before.',
};

function blocksOfEstate(
  { areFinalCostsPaid, quietDaysAfterDeath, today }: RecoveryFacts,
  diedOn: CalendarDate,
): RecoveryBlock[] {
  const blocks: RecoveryBlock[] = [];
  const quietThrough = addDays(diedOn, quietDaysAfterDeath);
  if (today <= quietThrough) {
    blocks.push({
      rule: 'recently-bereaved',
      why: `The person died on ${formatDate(diedOn)}.`,
      next: `Write to the personal representatives after ${formatDate(quietThrough)}.`,
    });
  }
  if (!areFinalCostsPaid) {
    blocks.push({
      rule: 'final-costs-open',
      why: 'Final wages, notice, holiday pay and tax may still be owed from the account.',
      next: 'Ask the personal representatives or the payroll for the final costs, and leave that much in the account.',
    });
  }
  return blocks;
}

function blocksOfPerson(facts: RecoveryFacts, asking: Asking): RecoveryBlock[] {
  const breathingSpace = breathingSpaceOn(facts, facts);
  const breathing: RecoveryBlock[] =
    breathingSpace === null
      ? []
      : [
          {
            rule: 'breathing-space',
            why: 'The person is in a Breathing Space.',
            next:
              breathingSpace.to === null
                ? 'Contact nobody about the money until it has ended.'
                : `Contact nobody about the money until after ${formatDate(breathingSpace.to)}.`,
          },
        ];
  return [...breathing, ...blocksOfCapacity(facts), ...blocksOfNeeds(facts), ...blocksOfMeans(facts, asking)];
}

function blocksOfCapacity({ capacity, representative }: RecoveryFacts): RecoveryBlock[] {
  if (capacity === 'has') return [];
  if (representative !== null && mayBeAskedFor.money.some((role) => role === representative.role)) return [];
  if (capacity === 'not-recorded') {
    const next = 'Ask the social worker whether the person can decide about money, and record it.';
    return [
      { rule: 'capacity-not-recorded', why: 'Nobody has recorded whether the person has capacity.', next },
    ];
  }
  return [
    {
      rule: 'nobody-with-authority',
      why: 'The person lacks capacity, and no deputy, attorney or appointee is on record.',
      next: 'Refer it to adult social care: nothing is demanded until somebody may act for the person.',
    },
  ];
}

function blocksOfNeeds({ needs }: RecoveryFacts): RecoveryBlock[] {
  if (needs === null) {
    return [
      {
        rule: 'needs-not-checked',
        why: 'Money that was not spent may mean that care was not had.',
        next: 'Ask the social worker whether the person’s needs are met.',
      },
    ];
  }
  if (needs.areMet) return [];
  return [
    {
      rule: 'needs-not-met',
      why: `On ${formatDate(needs.checkedOn)} the person’s needs were found not to be met.`,
      next: 'Leave the money, and ask the social worker to review the plan.',
    },
  ];
}

function blocksOfMeans({ affordability }: RecoveryFacts, asking: Asking): RecoveryBlock[] {
  if (affordability === null) {
    return [
      {
        rule: 'affordability-not-checked',
        why: 'Nobody has looked whether the person can afford to give the money back.',
        next: 'Look whether it is still in the account and what the person can afford.',
      },
    ];
  }
  if (affordability.isAffordable || asking === 'decided') return [];
  return [
    {
      rule: 'not-affordable',
      why: `On ${formatDate(affordability.checkedOn)} giving the money back at once was found to be a hardship.`,
      next: 'Propose it and have it approved. Then agree instalments the person can afford before the notice goes out, or write it off without one.',
    },
  ];
}
