import type { Recording } from '../../domain/facts/fact.ts';
import type { Clock } from './clock.ts';
import type { Viewer } from './identity.ts';

/** Who did something by hand, when and why. */
export function recordedByHand({ userId }: Viewer, reason: string, clock: Clock): Recording {
  return { recordedAt: clock(), recordedBy: userId, source: { kind: 'hand' }, reason };
}
