import { formatDate, minDate, type CalendarDate } from '../../calendar.ts';
import { inOrderOf } from '../../in-order-of.ts';
import { formatPounds, pence, sumPence, type Pence } from '../../money.ts';
import { refuse, type Reading } from '../../outcome.ts';
import { leftToRecover, type Amounts, type Instalment, type Recovery } from './recovery.ts';

/** A plan as somebody agreed it with the payee; `version` is that of the plan they saw, 0 where there was none. */
export type AgreedInstalments = {
  version: number;
  agreedOn: CalendarDate;
  items: readonly Instalment[];
  today: CalendarDate;
};

type Planned = Amounts & Pick<Recovery, 'instalments'>;

/**
 * What of a recovery is to have come back by a day and has not: all that is left where no instalments are agreed. Of £120.00 in
 * three instalments of £40.00 of which £50.00 came, £30.00 is due once the second is, and £70.00 once the third is.
 */
export function dueBy(recovery: Planned, day: CalendarDate): Pence {
  const left = leftToRecover(recovery);
  if (recovery.instalments === null) return left;
  const notYet = recovery.instalments.items.filter(({ dueOn }) => dueOn > day);
  return pence(Math.max(0, left - totalOf(notYet)));
}

/** A recovery with instalments instead of those it had, or why they do not do. */
export function withInstalments(
  recovery: Recovery,
  { version, agreedOn, items, today }: AgreedInstalments,
): Reading<Recovery> {
  const seen = recovery.instalments?.version ?? 0;
  if (version !== seen)
    return refuse('instalments-changed', 'The instalments were changed meanwhile. Look at them again.');
  const left = leftToRecover(recovery);
  const total = totalOf(items);
  if (total !== left)
    return refuse(
      'instalments-not-the-sum',
      `The instalments come to ${formatPounds(total)}, and ${formatPounds(left)} is outstanding. They have to be the same.`,
    );
  const days = items.map(({ dueOn }) => dueOn);
  if (new Set(days).size < days.length)
    return refuse('instalments-same-day', 'Two instalments fall on the same day. Make one of them.');
  const first = days.reduce((one, other) => minDate(one, other));
  if (first < today)
    return refuse(
      'day-in-the-past',
      `${formatDate(first)} is over. The first instalment is due today or later.`,
    );
  const inOrder = inOrderOf(items, ({ dueOn }) => dueOn);
  return {
    ok: true,
    value: { ...recovery, instalments: { version: version + 1, agreedOn, items: inOrder } },
  };
}

/** The instalments once so much less is owed: what would have come last comes no more. */
export function withoutLast(instalments: Recovery['instalments'], less: Pence): Recovery['instalments'] {
  if (instalments === null) return null;
  let gone: number = less;
  const items = instalments.items.toReversed().flatMap((item) => {
    const kept = pence(Math.max(0, item.amountPence - gone));
    gone -= item.amountPence - kept;
    return kept === 0 ? [] : [{ ...item, amountPence: kept }];
  });
  return items.length === 0
    ? null
    : { ...instalments, version: instalments.version + 1, items: items.toReversed() };
}

function totalOf(items: readonly Instalment[]): Pence {
  return sumPence(items.map(({ amountPence }) => amountPence));
}
