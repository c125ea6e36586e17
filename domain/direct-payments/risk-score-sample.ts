import type { ClosedRange } from '../date-range.ts';
import type { Risk, WeighedFinding } from './risk-score.ts';

/** Whether a return may be closed without anybody looking at all of it. */
export type Proportionate =
  | { closes: true; why: string }
  /** `isSampled`: nothing speaks against it, but it is one of those looked at nevertheless. */
  | { closes: false; isSampled: boolean; why: string };

/**
 * Whether a return with a low risk and nothing to decide or look at closes by itself (rules.md 3.4), or is one of the
 * share that is looked at nevertheless. Which ones follows from the agreement and the period alone, so that asking
 * again gives the same answer and nobody can try until it suits.
 */
export function isProportionate({
  risk,
  findings,
  samplePercent,
  agreementId,
  period,
}: {
  risk: Pick<Risk, 'band'>;
  findings: readonly Pick<WeighedFinding, 'severity' | 'isSensitive'>[];
  samplePercent: number;
  agreementId: string;
  period: ClosedRange;
}): Proportionate {
  if (risk.band !== 'low') {
    return { closes: false, isSampled: false, why: `The risk is ${risk.band}.` };
  }
  if (findings.some(({ severity, isSensitive }) => severity !== 'information' || isSensitive)) {
    return { closes: false, isSampled: false, why: 'There are findings to look at.' };
  }
  if (percentileOf(`${agreementId} ${period.from} ${period.to}`) < samplePercent) {
    const why = `Nothing was found, and this return is one of the ${samplePercent}% that are looked at nevertheless.`;
    return { closes: false, isSampled: true, why };
  }
  return { closes: true, why: 'The risk is low, and there is nothing to look at.' };
}

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** A text’s place from 0 to below 100, as even as chance: FNV-1a (Fowler, Noll, Vo), mixed as MurmurHash3 ends. */
function percentileOf(text: string): number {
  let hash = FNV_OFFSET;
  for (let place = 0; place < text.length; place += 1)
    hash = Math.imul(hash ^ text.charCodeAt(place), FNV_PRIME);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32) * 100;
}
