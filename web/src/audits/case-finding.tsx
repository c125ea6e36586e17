import type { ShownCase } from '../../../events/api/audit-cases.ts';
import type { ShownStatement } from '../../../events/api/statements.ts';
import { Tag } from '../parts/tag.tsx';
import { Sentence } from '../statements/sentence.tsx';
import { TransactionLinks, WhyFound } from '../statements/statement-findings.tsx';
import { daysOf, titleOfFinding } from '../statements/statement-words.ts';
import { counted, formatDate, formatMoney } from '../words/format.ts';
import { severities } from '../words/labels.ts';
import { caseAddress, findingDecisions } from './audit-words.ts';
import type { CaseDesk } from './case-desk.ts';
import { placeInCase } from './place-in-case.ts';

/** A finding with its place among those of the case. */
export type Placed = { finding: ShownCase['findings'][number]; index: number };
type StatementPlace = { uploadId: string; account: number };
type Selection = {
  isSelected: boolean;
  select: (id: string, isSelected: boolean) => void;
  only: (id: string) => void;
};
type Props = {
  placed: Placed;
  desk: CaseDesk;
  /** Which statement is shown beside it, and the statement as far as it is loaded. */
  chosen: StatementPlace | null;
  statement: ShownStatement | null;
  /** Null for whoever decides nothing. */
  selection: Selection | null;
};

/** A finding with what it is about, why it was found, and what was said of it. */
export function FindingEntry({ placed: { finding, index }, selection, ...about }: Props) {
  const { severity, amountPence, sentence, evidence, isStillFound, isSensitive } = finding;
  return (
    <li class={`app-found__finding app-found__finding--${severity}`} id={placeInCase(index)} tabIndex={-1}>
      <div class="app-found__title">
        <Title placed={{ finding, index }} selection={selection} />
        {amountPence !== null && <span class="app-found__amount">{formatMoney(amountPence)}</span>}
      </div>
      <p class="app-audit-tags">
        <Tag of={severities[severity]} />
        {isSensitive && <Tag of={{ word: 'May show abuse', tone: 'red' }} />}
        {!isStillFound && <Tag of={{ word: 'No longer found', tone: 'grey' }} />}
      </p>
      <p class="govuk-body govuk-!-margin-bottom-2">
        <Sentence text={sentence} />
      </p>
      {!isStillFound && (
        <p class="govuk-body-s">
          By what is known now it is not found any more: a payee may have been confirmed since. It still asks
          for a decision.
        </p>
      )}
      <About finding={finding} {...about} />
      {evidence.length > 0 && <WhyFound title={titleOf(finding)} evidence={evidence} />}
      <Decided finding={finding} />
      {selection !== null && !(selection.isSelected && finding.decided === null) && (
        <p class="govuk-body-s govuk-!-margin-bottom-2">
          <button
            type="button"
            class="app-link-button"
            onClick={() => {
              selection.only(finding.findingId);
            }}
          >
            {finding.decided === null ? 'Decide this one' : 'Decide otherwise'}
            <span class="govuk-visually-hidden">: {titleOf(finding)}</span>
          </button>
        </p>
      )}
    </li>
  );
}

type Finding = Placed['finding'];

function titleOf(finding: Pick<Finding, 'rule'>): string {
  return finding.rule === 'more-findings' ? 'More findings than fit here' : titleOfFinding(finding);
}

function Title({ placed: { finding, index }, selection }: Pick<Props, 'placed' | 'selection'>) {
  if (selection === null) return <strong>{titleOf(finding)}</strong>;
  const id = `choose-${index + 1}`;
  return (
    <div class="govuk-checkboxes govuk-checkboxes--small app-audit-choose">
      <div class="govuk-checkboxes__item">
        <input
          class="govuk-checkboxes__input"
          id={id}
          type="checkbox"
          checked={selection.isSelected}
          onChange={({ currentTarget }) => {
            selection.select(finding.findingId, currentTarget.checked);
          }}
        />
        <label class="govuk-label govuk-checkboxes__label govuk-!-font-weight-bold" for={id}>
          {titleOf(finding)}
        </label>
      </div>
    </div>
  );
}

type AboutProps = Pick<Props, 'desk' | 'chosen' | 'statement'> & { finding: Finding };

/** The transactions it is about, where they are shown below; the statement, where that is another one. */
function About({ finding, desk, chosen, statement }: AboutProps) {
  const of = finding.statement;
  if (of === null) return null;
  const { statements, caseId } = desk.shown;
  const own = statements.find(({ uploadId, account }) => uploadId === of.uploadId && account === of.account);
  const isShown = chosen?.uploadId === of.uploadId && chosen.account === of.account;
  if (isShown && finding.transactions.length > 0 && statement !== null)
    return (
      <TransactionLinks
        numbers={finding.transactions}
        byNumber={new Map(statement.transactions.map((each) => [each.number, each]))}
      />
    );
  if (isShown || own === undefined) return null;
  const query = new URLSearchParams({ statement: of.uploadId, account: String(of.account) });
  const count = finding.transactions.length;
  return (
    <p class="govuk-body-s govuk-!-margin-bottom-2">
      {count === 0 ? 'Found' : counted(count, 'transaction')} in{' '}
      <a href={`${caseAddress(caseId)}?${query.toString()}`}>the statement of {daysOf(own)}</a>.
    </p>
  );
}

function Decided({ finding: { decided } }: { finding: Finding }) {
  if (decided === null) return null;
  return (
    <p class="govuk-body-s govuk-!-margin-bottom-2">
      <Tag of={findingDecisions[decided.decision].word} /> by {decided.by} on {formatDate(decided.on)}: “
      {decided.reason}”
    </p>
  );
}
