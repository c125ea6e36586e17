import { useState } from 'preact/hooks';
import type { ShownCase } from '../../../events/api/audit-cases.ts';
import { read } from '../api/client.ts';
import { useRead, type Reading } from '../api/use-read.ts';
import { Loaded } from '../parts/loaded.tsx';
import { Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { SavePages } from '../parts/save-pages.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { useStatement, type StatementSoFar } from '../statements/use-statement.ts';
import { formatDays } from '../words/format.ts';
import { CaseBalance } from './case-balance.tsx';
import { whoseCase } from './case-columns.tsx';
import { ConcludeCase } from './conclude-case.tsx';
import type { CaseDesk } from './case-desk.ts';
import { CaseContents } from './case-contents.tsx';
import { CaseFindings } from './case-findings.tsx';
import { CaseHead } from './case-head.tsx';
import { CaseHistory } from './case-history.tsx';
import { CaseLetters } from './case-letters.tsx';
import { CaseMoney } from './case-money.tsx';
import { CasePapers } from './case-papers.tsx';
import { CasePlan } from './case-plan.tsx';
import { CaseReferrals } from './case-referrals.tsx';
import { CaseTransactions } from './case-transactions.tsx';
import { RecoverMoney } from './recover-money.tsx';
import { SocialWorkerView } from './social-worker-view.tsx';

type Statement = ShownCase['statements'][number];

/** One audit: what was found, whether it was spent as planned, what is left over, and what is done about it. */
export function CasePage({ id }: { id: string }) {
  const reading = useRead('/v1/audit-cases/{id}', { id });
  const shown = reading.state === 'here' ? reading.value : null;
  const [said, setSaid] = useState<CaseDesk['said']>(null);
  return (
    <Page
      question="Was it spent as agreed?"
      about={shown === null ? id : `${whoseCase(shown)}, ${formatDays(shown.period.from, shown.period.to)}`}
      crumbs={[{ text: 'Audits', href: '/audits' }]}
    >
      {reading.state === 'failed' && said?.place === 'refer' ? (
        <Gone said={said.text} />
      ) : (
        <Loaded of={reading} what="the case">
          {(value) => (
            <CaseBody
              key={id}
              desk={{
                ...{ shown: value, again: reading.again, said },
                done: (place, text, notes = []) => {
                  setSaid({ place, text: [text, ...notes].join(' ') });
                  reading.again();
                },
              }}
            />
          )}
        </Loaded>
      )}
    </Page>
  );
}

/** A case that is referred for safeguarding may be closed to whoever referred it. */
function Gone({ said }: { said: string }) {
  return (
    <Notice title={said}>
      <p class="govuk-body">
        It is not among those you may see any more. Go on with <a href="/audits">the other cases</a>.
      </p>
    </Notice>
  );
}

function CaseBody({ desk }: { desk: CaseDesk }) {
  const { shown } = desk;
  const filters = useFilters();
  const maySee = may(useMe(), 'seeStatements');
  const asked = shown.statements.find(
    ({ uploadId, account }) =>
      uploadId === filters.of('statement') && String(account) === (filters.of('account') || '1'),
  );
  const chosen = asked ?? shown.statements.at(-1);
  if (chosen === undefined || !maySee) return <CaseParts desk={desk} chosen={null} statement={null} />;
  return <WithStatement desk={desk} chosen={chosen} />;
}

/** The statement is read beside the case, which stands meanwhile. */
function WithStatement({ desk, chosen }: { desk: CaseDesk; chosen: Statement }) {
  const statement = useStatement(chosen.uploadId, String(chosen.account));
  return <CaseParts desk={desk} chosen={chosen} statement={statement} />;
}

type PartsProps = { desk: CaseDesk; chosen: Statement | null; statement: Reading<StatementSoFar> | null };

function CaseParts({ desk, chosen, statement }: PartsProps) {
  return (
    <>
      <CaseHead desk={desk} />
      <SavePages
        label="Report (PDF)"
        ask={() => read('/v1/audit-cases/{id}/report', { id: desk.shown.caseId })}
      />
      <CaseContents desk={desk} />
      <CaseBalance desk={desk} chosen={chosen} statement={statement} />
      <CaseFindings desk={desk} chosen={chosen} statement={statement} />
      <CasePlan desk={desk} />
      <ConcludeCase desk={desk} />
      <RecoverMoney desk={desk} />
      <CaseMoney desk={desk} />
      <CasePapers desk={desk} />
      <SocialWorkerView desk={desk} />
      <CaseReferrals desk={desk} />
      <CaseTransactions desk={desk} statement={statement} />
      <CaseHistory desk={desk} />
      <CaseLetters desk={desk} />
    </>
  );
}
