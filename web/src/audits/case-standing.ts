import type { ShownCase } from '../../../events/api/audit-cases.ts';
import { counted, formatDate, formatMoney } from '../words/format.ts';
import { caseOutcomes, type CaseOutcome } from './audit-words.ts';

type Finding = ShownCase['findings'][number];

/** Findings that ask for a decision and have none. What only informs asks for none. */
export function undecidedOf({ findings }: Pick<ShownCase, 'findings'>): Finding[] {
  return findings.filter(({ severity, decided }) => severity !== 'information' && decided === null);
}

/** What was asked for and has not come. */
export function awaitedOf({ asked }: Pick<ShownCase, 'asked'>): ShownCase['asked'] {
  return asked.filter(({ settled }) => settled === null);
}

/** How far a case is, in a sentence or two. */
export function standingOf(shown: ShownCase): string {
  const { conclusion, inQuestionPence, dueOn, daysLate } = shown;
  if (conclusion !== null)
    return `Concluded on ${formatDate(conclusion.on)} by ${conclusion.by}: ${caseOutcomes[conclusion.outcome].choice.toLowerCase()}.`;
  const undecided = undecidedOf(shown).length;
  const awaited = awaitedOf(shown).length;
  return [
    undecided === 0
      ? 'No finding waits for a decision.'
      : `${counted(undecided, 'finding')} ${undecided === 1 ? 'waits' : 'wait'} for a decision.`,
    `${formatMoney(inQuestionPence)} is in question.`,
    awaited === 0 ? '' : `${counted(awaited, 'paper')} asked for ${awaited === 1 ? 'has' : 'have'} not come.`,
    daysLate === 0
      ? `It is to be concluded by ${formatDate(dueOn)}.`
      : `It was to be concluded by ${formatDate(dueOn)}, ${counted(daysLate, 'day')} ago.`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** What stands against a conclusion as far as it can be seen beforehand; the server looks at all of it again. */
export function againstConclusion(shown: ShownCase, outcome: CaseOutcome | null): string[] {
  const undecided = undecidedOf(shown).length;
  const awaited = awaitedOf(shown).map(({ what }) => what);
  const isUpheld = (finding: Finding): boolean => finding.decided?.decision === 'upheld';
  const isUnreferred = shown.findings.some((each) => each.isSensitive && isUpheld(each));
  const safeguarding = shown.referrals.filter(({ to }) => to === 'safeguarding');
  return [
    ...(undecided === 0
      ? []
      : [
          `${counted(undecided, 'finding')} ${undecided === 1 ? 'is' : 'are'} undecided. Decide ${undecided === 1 ? 'it' : 'each of them'} first.`,
        ]),
    ...(awaited.length === 0
      ? []
      : [
          `This was asked for and has not come: ${awaited.join(', ')}. Record that it came, or that nobody needs it any more.`,
        ]),
    ...(isUnreferred && safeguarding.length === 0
      ? ['A finding that may show abuse was upheld. Refer the case for safeguarding first.']
      : []),
    ...(outcome === 'satisfactory' && shown.findings.some(isUpheld)
      ? ['A finding was upheld, so that the case is not satisfactory.']
      : []),
    ...(outcome === 'referred' && shown.referrals.length === 0
      ? ['The case was referred to nobody. Refer it first, or choose another outcome.']
      : []),
    ...(outcome === 'recovery-proposed' ? againstRecovery(shown) : []),
  ];
}

/** Needs are checked before money is asked back of a person, and the social worker agrees. */
function againstRecovery({ socialWorker, referrals, recoveryBlocks }: ShownCase): string[] {
  const rules = recoveryBlocks.map(({ rule }) => rule);
  const isOpen = referrals.some(({ to, answeredOn }) => to === 'safeguarding' && answeredOn === null);
  return [
    ...(rules.includes('needs-not-checked')
      ? ['Nobody has checked whether the person’s needs are met. Ask the social worker first.']
      : []),
    ...(rules.includes('needs-not-met')
      ? ['The social worker found that needs are not met: the money is for them.']
      : []),
    ...(socialWorker?.agreesToRecovery === false ? ['The social worker does not agree to a recovery.'] : []),
    ...(isOpen
      ? ['The case was referred for safeguarding, and nothing is asked back before the answer.']
      : []),
  ];
}
