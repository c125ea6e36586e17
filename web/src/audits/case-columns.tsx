import type { CaseRow } from '../../../events/api/audit-cases.ts';
import { countColumn, dateColumn, penceColumn, textColumn, type Column } from '../parts/columns.ts';
import { Tag } from '../parts/tag.tsx';
import { counted, formatDate, formatDays } from '../words/format.ts';
import {
  caseAddress,
  caseOutcomes,
  caseStates,
  officerInWords,
  restrictedTag,
  riskBands,
  sampleTag,
  titleOfRiskPart,
} from './audit-words.ts';
import { RiskDetails } from './risk-details.tsx';
import { TakeCase } from './take-case.tsx';

type Row = CaseRow;
export type CaseColumnTerms = {
  me: string;
  /** Reads the list again after a case was taken; null for whoever may take none. */
  onTaken: (() => void) | null;
};

export function whoseCase({ personName, personId }: Pick<Row, 'personName' | 'personId'>): string {
  return personName === '' ? personId : personName;
}

/** A case in the queue: what belongs to a figure stands beneath it, so that all of it is seen at once. */
export function caseColumns(terms: CaseColumnTerms): readonly Column<Row>[] {
  return [
    caseColumn,
    periodColumn,
    riskColumn,
    inQuestion,
    undecided,
    openFor,
    dueColumn,
    officerColumn(terms),
    stateColumn,
  ];
}

/** The cases of one agreement: whose they are is said above. */
export function casesOfAgreementColumns(terms: CaseColumnTerms): readonly Column<Row>[] {
  return [
    {
      ...periodColumn,
      cell: ({ caseId, period }) => <a href={caseAddress(caseId)}>{formatDays(period.from, period.to)}</a>,
    },
    ...[stateColumn, riskColumn, inQuestion, undecided, dueColumn, officerColumn(terms)],
  ];
}

const caseColumn: Column<Row> = {
  ...textColumn<Row>('Audit of', whoseCase),
  cell: (row) => (
    <>
      <a href={caseAddress(row.caseId)} class="govuk-!-font-weight-bold">
        {whoseCase(row)}
        <span class="govuk-visually-hidden">, {formatDays(row.period.from, row.period.to)}</span>
      </a>
      <span class="app-note">
        <a href={`/direct-payments/${encodeURIComponent(row.agreementId)}`}>{row.agreementId}</a>
      </span>
      {row.isRestricted && <Tag of={restrictedTag} />}
      {row.sampleWhy !== null && <Tag of={sampleTag} />}
    </>
  ),
};

const periodColumn: Column<Row> = {
  heading: 'Period',
  text: ({ period }) => formatDays(period.from, period.to),
  order: ({ period }) => period.from,
};

const riskColumn: Column<Row> = {
  heading: 'Risk',
  text: ({ risk }) => String(risk.score),
  cell: (row) => <RiskDetails risk={row.risk} of={whoseCase(row)} />,
  order: ({ risk }) => risk.score,
  wide: true,
};

const inQuestion: Column<Row> = penceColumn('In question', ({ inQuestionPence }) => inQuestionPence);
const undecided: Column<Row> = countColumn('Undecided', (row) => row.undecided);

const openFor: Column<Row> = {
  heading: 'Open for',
  text: ({ ageDays }) => counted(ageDays, 'day'),
  order: ({ ageDays }) => ageDays,
};

const dueColumn: Column<Row> = {
  ...dateColumn<Row>('Due', ({ dueOn }) => dueOn),
  cell: ({ dueOn, daysLate }) => (
    <>
      {formatDate(dueOn)}
      {daysLate > 0 && (
        <span class="app-late">
          <Tag of={{ word: `${counted(daysLate, 'day')} late`, tone: 'red' }} />
        </span>
      )}
    </>
  ),
};

function officerColumn({ me, onTaken }: CaseColumnTerms): Column<Row> {
  return {
    ...textColumn<Row>('Officer', ({ assignee }) => assignee),
    cell: (row) => (
      <>
        {officerInWords(row.assignee, me)}
        {onTaken !== null && row.assignee !== me && row.state !== 'concluded' && (
          <span class="app-note">
            <TakeCase caseId={row.caseId} of={whoseCase(row)} onTaken={onTaken} />
          </span>
        )}
      </>
    ),
  };
}

const stateColumn: Column<Row> = {
  ...textColumn<Row>('State', ({ state }) => caseStates[state].word),
  cell: ({ state, outcome }) => (
    <>
      <Tag of={caseStates[state]} />
      {outcome !== null && <span class="app-note">{caseOutcomes[outcome].choice}</span>}
    </>
  ),
};

/** The same with every field in a column of its own, as a spreadsheet wants it. */
export const exportedCaseColumns: readonly Column<Row>[] = [
  textColumn('Case', ({ caseId }) => caseId),
  textColumn('Person', ({ personName }) => personName),
  textColumn('Person number', ({ personId }) => personId),
  textColumn('Agreement', ({ agreementId }) => agreementId),
  dateColumn('From', ({ period }) => period.from),
  dateColumn('To', ({ period }) => period.to),
  textColumn('Risk', ({ risk }) => riskBands[risk.band].word),
  countColumn('Points', ({ risk }) => risk.score),
  textColumn('Why', ({ risk }) =>
    risk.parts.map((part) => `+${part.points} ${titleOfRiskPart(part)}`).join('; '),
  ),
  inQuestion,
  undecided,
  countColumn('Days open', ({ ageDays }) => ageDays),
  dateColumn('Due', ({ dueOn }) => dueOn),
  countColumn('Days late', ({ daysLate }) => daysLate),
  textColumn('Officer', ({ assignee }) => assignee),
  textColumn('State', ({ state }) => caseStates[state].word),
  textColumn('Outcome', ({ outcome }) => (outcome === null ? null : caseOutcomes[outcome].choice)),
  textColumn('Restricted', ({ isRestricted }) => (isRestricted ? 'Yes' : 'No')),
  textColumn('Sample check', ({ sampleWhy }) => sampleWhy),
];
