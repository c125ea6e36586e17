import type { ShownStatement } from '../../../events/api/statements.ts';
import { useList } from '../api/use-list.ts';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { formatDays } from '../words/format.ts';
import { caseAddress, caseStates } from './audit-words.ts';

type Props = { statement: Pick<ShownStatement, 'agreementId' | 'from' | 'to'> };

/** The ways to the audits in whose period the statement ends, for those who may see them. */
export function CasesOfStatement({ statement }: Props) {
  return may(useMe(), 'seeAudits') ? <Ways statement={statement} /> : null;
}

function Ways({ statement: { agreementId, from, to } }: Props) {
  const waiting = useList('/v1/audit-cases', { query: { agreementId } });
  const concluded = useList('/v1/audit-cases', { query: { agreementId, state: 'concluded' } });
  const day = to ?? from;
  const cases = [waiting, concluded]
    .flatMap((list) => (list.state === 'here' ? list.value.items : []))
    .filter(({ period }) => day !== null && period.from <= day && day <= period.to);
  if (cases.length === 0) return null;
  return (
    <ul class="govuk-list">
      {cases.map(({ caseId, period, state }) => (
        <li key={caseId}>
          <a href={caseAddress(caseId)}>The audit of {formatDays(period.from, period.to)}</a> (
          {caseStates[state].word.toLowerCase()})
        </li>
      ))}
    </ul>
  );
}
