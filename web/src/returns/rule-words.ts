import type { Answer } from '../api/contract.ts';
import { counted, formatCount } from '../words/format.ts';

type Rule = Answer<'GET', '/v1/return-rules'>['items'][number];
type Fared = Pick<Rule, 'agreed' | 'overruled'>;

/** Fewer decisions than these say little of a check. */
const FEWEST_DECISIONS = 10;
const HALF = 50;
const MOSTLY = 90;

export function decidedOf({ agreed, overruled }: Fared): number {
  return agreed + overruled;
}

/** How many in a hundred decisions were with a check; null where there is none. */
export function agreedPercent(fared: Fared): string | null {
  const decided = decidedOf(fared);
  return decided === 0 ? null : String(Math.round((fared.agreed * 100) / decided));
}

export function overallInWords(rules: readonly Fared[]): string {
  const agreed = rules.reduce((sum, rule) => sum + rule.agreed, 0);
  const overruled = rules.reduce((sum, rule) => sum + rule.overruled, 0);
  return `Officers agreed with our checks in ${formatCount(agreed)} of ${counted(agreed + overruled, 'decision')}: ${agreedPercent({ agreed, overruled }) ?? '0'} in a hundred.`;
}

/** What the numbers of a check mean for whoever sets its threshold. */
export function farInWords({ effect, agreed, overruled }: Omit<Rule, 'rule'>): string {
  const decided = agreed + overruled;
  if (decided === 0) {
    return effect === 'refuse' || effect === 'question'
      ? 'Nobody has decided about it yet.'
      : 'There is nothing to decide about it.';
  }
  const said = `Officers agreed in ${formatCount(agreed)} of ${formatCount(decided)}.`;
  if (decided < FEWEST_DECISIONS) return `${said} That is too few to judge it by.`;
  const percent = (agreed * 100) / decided;
  if (percent < HALF) return `${said} It is mostly overruled: look at its threshold.`;
  return percent < MOSTLY ? `${said} It is often right.` : `${said} It is nearly always right.`;
}
