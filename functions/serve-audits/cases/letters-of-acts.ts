import { londonDate } from '../../../domain/calendar.ts';
import type { KeptCase } from '../../../domain/direct-payments/kept-case.ts';
import { toldInLetter, type TracedFinding } from '../../../domain/direct-payments/questioned-payments.ts';
import { daysOfStatement } from '../../../domain/direct-payments/statement-days.ts';
import { answerBy, sendCaseLetter, type CaseLetter } from '../../platform/audits/case-letter.ts';
import type { AuditsDeps } from '../deps.ts';
import { filesOf, foundNow, type FileOfCase, type FilesDeps } from './show-case.ts';

const NOTHING = { payments: [], items: [], councilErrors: [], amountPence: null };

/** Asks the payee for what an officer wants to see, once for each time something is asked. */
export async function askPayee(
  { auditCase, personId }: KeptCase,
  items: readonly string[],
  deps: AuditsDeps,
): Promise<string[]> {
  const place = auditCase.asked.findIndex(({ what, settled }) => settled === null && items.includes(what));
  const first = auditCase.asked[place];
  if (first === undefined) return [];
  return told(
    {
      letterId: `${auditCase.caseId}:asked:${place + 1}`,
      text: 'request-information',
      ...{ auditCase, personId, dueOn: first.dueOn, reference: auditCase.caseId },
      ...{ ...NOTHING, items },
    },
    deps,
  );
}

/** Tells the payee what was found and upheld, once for each conclusion; what was referred is told by nobody here. */
export async function tellFindings(kept: KeptCase, deps: AuditsDeps): Promise<string[]> {
  const { auditCase, personId } = kept;
  const outcome = auditCase.conclusion?.outcome;
  if (outcome !== 'advice-given' && outcome !== 'recovery-proposed') return [];
  const { payments, councilErrors } = await toldOfCase(kept, deps);
  return told(
    {
      letterId: `${auditCase.caseId}:findings:${auditCase.earlierConclusions.length + 1}`,
      text: 'findings',
      ...{ auditCase, personId, reference: auditCase.caseId, dueOn: answerBy(londonDate(deps.clock())) },
      ...{ ...NOTHING, payments, councilErrors },
    },
    deps,
  );
}

async function told(letter: CaseLetter, deps: AuditsDeps): Promise<string[]> {
  const sent = await sendCaseLetter(letter, deps);
  return sent.outcome === 'sent' ? ['A letter goes out.'] : [`No letter goes out. ${sent.why}`];
}

/** What a letter says of the findings of a case. */
async function toldOfCase(kept: KeptCase, deps: FilesDeps): Promise<ReturnType<typeof toldInLetter>> {
  return toldOfFiles(kept, await filesOf(kept, deps));
}

/** The same of files that were read. */
export function toldOfFiles(
  { auditCase }: KeptCase,
  files: readonly FileOfCase[],
): ReturnType<typeof toldInLetter> {
  const now = foundNow(files);
  const traced = auditCase.findings.map((finding): TracedFinding => {
    const file = files.find(({ taken }) => taken.uploadId === finding.statement?.uploadId);
    const statement = file?.audited.sent[(finding.statement?.account ?? 1) - 1]?.statement;
    const found = now.get(finding.findingId) ?? null;
    return {
      finding,
      transactions: (found?.transactions ?? []).flatMap((place) => statement?.transactions[place] ?? []),
      evidence: found?.evidence ?? [],
      on: (statement === undefined ? null : daysOfStatement(statement)?.to) ?? auditCase.period.to,
    };
  });
  return toldInLetter(traced);
}
