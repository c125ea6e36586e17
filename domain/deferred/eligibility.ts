import { formatDate } from '../calendar.ts';
import { formatPounds } from '../money.ts';
import { finding, type Finding } from '../records/finding.ts';
import type { CouncilRow } from '../reference/reference-row.ts';
import { referencePenceOn } from '../reference/reference-value.ts';
import { deferredAccountSchema, type EligibilityRecord } from './account-record.ts';
import type { Changed, Changing } from './changed-account.ts';

export const eligibilityActSchema = deferredAccountSchema.shape.eligibility.unwrap().unwrap();

/** Whether the council has to offer an agreement, may offer one, or may not. */
export type Eligibility = {
  outcome: 'duty' | 'power' | 'refused';
  /** Why it is no duty, each reason a sentence; an error where it is refused. */
  findings: Finding[];
};

/**
 * Whether an agreement has to be offered: to whoever has needs met in a care home, capital up to the upper limit without the home, and
 * a home that counts, secured by a first charge. Otherwise the council may offer it, with other security too, for supported
 * living and for a top-up (Care Act 2014 s.34; SI 2014/2671). Without security, in one’s own home, or without being told of the
 * interest there is none.
 */
export function eligibilityOf(facts: EligibilityRecord, councilRows: readonly CouncilRow[]): Eligibility {
  const findings = [...refusalsOf(facts), ...reasonsForPower(facts, councilRows)];
  if (findings.some(({ severity }) => severity === 'error')) return { outcome: 'refused', findings };
  return { outcome: findings.length === 0 ? 'duty' : 'power', findings };
}

/** Records what an agreement was decided on. What was decided stays on record where the council may not offer one, too. */
export function recordEligibility(
  facts: EligibilityRecord,
  { known: { record, councilRows } }: Changing,
): Changed {
  const { findings } = eligibilityOf(facts, councilRows);
  const told = findings.map((each) => ({ ...each, severity: 'warning' as const }));
  return { record: { ...record, eligibility: facts }, findings: told };
}

/** Why there may be no agreement, whatever the capital is. */
export function refusalsOf({
  needsMetIn,
  security,
  toldOfInterestOn,
  decidedOn,
}: EligibilityRecord): Finding[] {
  const refuse = (rule: string, field: string, message: string): Finding =>
    finding('error', rule, message, { field });
  return [
    ...(needsMetIn === 'own-home'
      ? [refuse('needs-met-at-home', 'needsMetIn', 'Care in the person’s own home is not deferred.')]
      : []),
    ...(security === 'none'
      ? [refuse('no-security', 'security', 'Nothing secures the debt, so it may not be deferred.')]
      : []),
    ...(toldOfInterestOn === null || toldOfInterestOn > decidedOn
      ? [
          refuse(
            'not-told-of-interest',
            'toldOfInterestOn',
            'Interest may be charged only where the person was told before that it is, and at what rate.',
          ),
        ]
      : []),
  ];
}

function reasonsForPower(facts: EligibilityRecord, councilRows: readonly CouncilRow[]): Finding[] {
  const { decidedOn, needsMetIn, otherCapitalPence, isHomeDisregarded, security, defersTopUp } = facts;
  const upper = referencePenceOn({ kind: 'capital-limit', category: 'upper', date: decidedOn }, councilRows);
  const reason = (rule: string, field: string, message: string): Finding =>
    finding('information', rule, message, { field });
  return [
    ...(upper.outcome === 'missing'
      ? [finding('error', 'capital-limit-unknown', upper.message, { field: 'decidedOn' })]
      : otherCapitalPence > upper.valuePence
        ? [
            reason(
              'capital-above-limit',
              'otherCapitalPence',
              `Other capital of ${formatPounds(otherCapitalPence)} is above the limit of ${formatPounds(upper.valuePence)} on ${formatDate(decidedOn)}.`,
            ),
          ]
        : []),
    ...(needsMetIn === 'supported-living'
      ? [reason('supported-living', 'needsMetIn', 'Needs are met in supported living, not in a care home.')]
      : []),
    ...(isHomeDisregarded
      ? [reason('home-disregarded', 'isHomeDisregarded', 'The home does not count in the means test now.')]
      : []),
    ...(security === 'other'
      ? [reason('other-security', 'security', 'The debt is secured otherwise than by a first charge.')]
      : []),
    ...(defersTopUp ? [reason('top-up-deferred', 'defersTopUp', 'A top-up is deferred as well.')] : []),
  ];
}
