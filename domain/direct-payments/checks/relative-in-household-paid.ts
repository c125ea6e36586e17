import type { AuditCheck, ClassifiedFacts } from '../audited.ts';
import { readingsOf } from '../bank-words.ts';
import {
  auditFinding,
  byPayee,
  isHeldByAnother,
  payeeOf,
  paymentsOf,
  unplanned,
  type FoundTogether,
} from '../found.ts';
import { mayName, namedIn, personNameOf } from '../person-names.ts';

/** What a payment to a relative may be taken for; what goes to the person themselves is said by another check. */
const ASKED = ['wages', 'care', 'other'] as const;

/**
 * Relatives of the same household may only be paid where the council thinks it necessary (SI 2014/2871 reg 3), and then
 * the plan names them. Who is known to live there is an error; the person’s own family name only asks to be looked at.
 */
export const relativeInHouseholdPaid: AuditCheck = (facts) =>
  byPayee(unplanned(facts, ...ASKED)).flatMap((found) => {
    const kin = kinOf(found, facts);
    if (kin === null || found.some(({ told }) => told.by === 'confirmed')) return [];
    return auditFinding('relative-in-household-paid', {
      severity: kin.isKnown ? 'error' : 'warning',
      found,
      sentence: `${payeeOf(found)}, ${kin.isKnown ? 'a relative in the person’s household' : 'who has the person’s family name'}, was paid ${paymentsOf(found)}. Ask who it is, where they live and whether the council agreed to it.`,
      evidence: [kin.why],
      isSensitive: isHeldByAnother(facts),
    });
  });

type Kin = { isKnown: boolean; why: string };

function kinOf([first]: FoundTogether, { household, person }: ClassifiedFacts): Kin | null {
  const readings = readingsOf(first.transaction.text);
  const relative = household.find((name) => readings.some((words) => mayName(words, personNameOf(name))));
  if (relative !== undefined)
    return { isKnown: true, why: `The text names ${relative}, who is on record as of the household.` };
  const own = personNameOf(person.name);
  if (!readings.some((words) => ['initial', 'same-family'].includes(namedIn(words, own) ?? ''))) return null;
  return {
    isKnown: false,
    why: `The text has the family name of ${person.name} with another first name, or with an initial only.`,
  };
}
