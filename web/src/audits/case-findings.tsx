import { useState } from 'preact/hooks';
import type { ShownCase } from '../../../events/api/audit-cases.ts';
import type { Reading } from '../api/use-read.ts';
import { Nothing } from '../parts/loaded.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { severityOrder } from '../statements/statement-words.ts';
import type { StatementSoFar } from '../statements/use-statement.ts';
import { counted } from '../words/format.ts';
import type { CaseDesk } from './case-desk.ts';
import { FindingEntry, type Placed } from './case-finding.tsx';
import { DecideFindings } from './decide-findings.tsx';
import { Said } from './said.tsx';
import { Section } from './section.tsx';

type Finding = ShownCase['findings'][number];

type Props = {
  desk: CaseDesk;
  chosen: ShownCase['statements'][number] | null;
  statement: Reading<StatementSoFar> | null;
};

/** What was found, to be decided one by one or several at once; what waits stands first. */
export function CaseFindings({ desk, chosen: place, statement }: Props) {
  const { shown } = desk;
  const mayDecide = may(useMe(), 'workAudits') && shown.conclusion === null;
  const [picked, setPicked] = useState<readonly string[] | null>(null);
  const chosen = picked ?? usuallyTogether(shown.findings);
  const soFar = statement?.state === 'here' ? statement.value.statement : null;
  const select = (id: string, isSelected: boolean): void => {
    const others = chosen.filter((each) => each !== id);
    setPicked(isSelected ? [...others, id] : others);
  };
  const only = (id: string): void => {
    setPicked([id]);
    requestAnimationFrame(() => document.getElementById('decision')?.focus());
  };
  return (
    <Section id="findings" title="What was found">
      <Said desk={desk} place="findings" />
      {shown.findings.length === 0 && (
        <Nothing>
          Nothing was found.{' '}
          {shown.statements.length === 0 && 'No statement has come for this period: ask for one below.'}
        </Nothing>
      )}
      {groupsOf(shown.findings).map(({ title, placed }) => (
        <div key={title}>
          <h3 class="govuk-heading-s">
            {title}: {counted(placed.length, 'finding')}
          </h3>
          <ul class="app-found">
            {placed.map((each) => (
              <FindingEntry
                key={each.finding.findingId}
                placed={each}
                desk={desk}
                chosen={place}
                statement={soFar}
                selection={
                  mayDecide ? { isSelected: chosen.includes(each.finding.findingId), select, only } : null
                }
              />
            ))}
          </ul>
        </div>
      ))}
      {mayDecide && shown.findings.length > 0 && (
        <DecideFindings
          desk={desk}
          chosen={chosen}
          onChosen={setPicked}
          onDecided={(text, notes) => {
            setPicked(null);
            desk.done('findings', text, notes);
          }}
        />
      )}
    </Section>
  );
}

/**
 * What is usually decided together is chosen from the start: all that is to be looked at. What asks for a decision of its
 * own, or may show abuse, is chosen by hand.
 */
function usuallyTogether(findings: readonly Finding[]): string[] {
  return findings
    .filter(
      ({ severity, isSensitive, decided }) => severity === 'warning' && !isSensitive && decided === null,
    )
    .map(({ findingId }) => findingId);
}

function groupsOf(findings: readonly Finding[]): { title: string; placed: Placed[] }[] {
  const placed = findings.map((finding, index) => ({ finding, index }));
  const waiting = placed.filter(({ finding: { decided } }) => decided === null);
  const of = (severity: Finding['severity']): Placed[] =>
    waiting.filter(({ finding }) => finding.severity === severity);
  return [
    ...severityOrder.map((severity) => ({ title: groupTitles[severity], placed: of(severity) })),
    { title: 'Decided', placed: placed.filter(({ finding: { decided } }) => decided !== null) },
  ].filter((group) => group.placed.length > 0);
}

const groupTitles = {
  error: 'Asks for a decision',
  warning: 'To be looked at',
  information: 'Only adds weight to the others, and needs no decision',
} as const satisfies Record<Finding['severity'], string>;
