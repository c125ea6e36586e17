import type { CalendarDate } from '../../calendar.ts';
import { formatPounds, type Pence } from '../../money.ts';
import { refuse, type Reading, type Refusal } from '../../outcome.ts';
import { withoutLast } from './instalments.ts';
import { leftToRecover, type Recovery } from './recovery.ts';

export type ProposedWriteOff = Pick<NonNullable<Recovery['writeOff']>, 'amountPence' | 'cause'> & {
  by: string;
  today: CalendarDate;
};

/** A recovery of which somebody proposes to give a part or all up; nothing changes before somebody else authorises it. */
export function withWriteOffProposed(
  recovery: Recovery,
  { amountPence, cause, by, today }: ProposedWriteOff,
): Reading<Recovery> {
  if (recovery.writeOff !== null)
    return refuse(
      'write-off-waiting',
      `A write-off of ${formatPounds(recovery.writeOff.amountPence)} waits already. Authorise or refuse it first.`,
    );
  const writeOff = { amountPence, cause, proposedBy: by, proposedOn: today };
  return refuseAmount(recovery, amountPence) ?? { ok: true, value: { ...recovery, writeOff } };
}

export type Authorisation = {
  by: string;
  lastChangedBy: string;
  /** The most somebody may authorise at once; null where they may authorise nothing. */
  limitPence: Pence | null;
  /** What they saw to be written off. */
  amountPence: Pence;
  today: CalendarDate;
};

/**
 * A recovery after the write-off that waited was authorised by somebody who neither proposed it nor last changed the
 * recovery. What is written off is collected no more; instalments that would have come last fall away.
 */
export function withWriteOffAuthorised(recovery: Recovery, authorisation: Authorisation): Reading<Recovery> {
  const { by, lastChangedBy, limitPence, amountPence, today } = authorisation;
  const { writeOff } = recovery;
  if (writeOff === null) return refuse('no-write-off', 'No write-off waits to be authorised.');
  if (writeOff.amountPence !== amountPence)
    return refuse('write-off-changed', 'Another write-off waits than the one you saw. Look at it again.');
  if (writeOff.proposedBy === by || lastChangedBy === by)
    return refuse(
      'maker-is-checker',
      'You proposed this write-off or last changed the recovery. Somebody else has to authorise it.',
    );
  if (limitPence === null || amountPence > limitPence) {
    const may =
      limitPence === null
        ? 'You may not authorise write-offs'
        : `You may authorise up to ${formatPounds(limitPence)}`;
    return refuse('over-limit', `${may}, and this one is of ${formatPounds(amountPence)}.`);
  }
  const refusal = refuseAmount(recovery, amountPence);
  if (refusal !== null) return refusal;
  const after: Recovery = {
    ...recovery,
    writeOff: null,
    writtenOff: [...recovery.writtenOff, { ...writeOff, authorisedBy: by, on: today }],
    instalments: withoutLast(recovery.instalments, amountPence),
  };
  return { ok: true, value: leftToRecover(after) === 0 ? { ...after, state: 'written-off' } : after };
}

/** A recovery of which nothing is written off after all: refused, or taken back by who proposed it. */
export function withoutWriteOff(recovery: Recovery): Reading<Recovery> {
  return recovery.writeOff === null
    ? refuse('no-write-off', 'No write-off waits to be refused.')
    : { ok: true, value: { ...recovery, writeOff: null } };
}

function refuseAmount(recovery: Recovery, amountPence: Pence): Refusal | null {
  const left = leftToRecover(recovery);
  if (amountPence <= left) return null;
  return refuse(
    'more-than-left',
    `${formatPounds(left)} is outstanding, so that ${formatPounds(amountPence)} cannot be written off.`,
  );
}
