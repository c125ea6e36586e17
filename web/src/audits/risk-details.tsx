import type { CaseRow } from '../../../events/api/audit-cases.ts';
import { Tag } from '../parts/tag.tsx';
import { counted } from '../words/format.ts';
import { riskBands, titleOfRiskPart } from './audit-words.ts';

type Props = {
  risk: CaseRow['risk'];
  /** Whose risk it is, for those who hear one summary after another. */ of: string;
};

/** How urgent a case is, and on opening why: each reason with what it adds. */
export function RiskDetails({ risk: { score, band, parts }, of }: Props) {
  return (
    <>
      <Tag of={riskBands[band]} />
      {parts.length === 0 ? (
        <span class="app-note">No points</span>
      ) : (
        <details class="app-fold app-risk">
          <summary>
            {counted(score, 'point')}
            <span class="govuk-visually-hidden"> of risk, and why: {of}</span>
          </summary>
          <RiskParts parts={parts} />
        </details>
      )}
    </>
  );
}

export function RiskParts({ parts }: Pick<CaseRow['risk'], 'parts'>) {
  return (
    <ul class="app-risk__parts">
      {parts.map((part) => (
        <li key={part.name}>
          <strong class="app-risk__points">+{part.points}</strong>
          <span>
            {titleOfRiskPart(part)}. <span class="app-risk__why">{part.why}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
