import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { write } from '../api/client.ts';
import { useList } from '../api/use-list.ts';
import { DataTable } from '../parts/data-table.tsx';
import { messageFor, type FieldError } from '../parts/error-summary.tsx';
import { DateField } from '../parts/fields.tsx';
import { Listed } from '../parts/listed.tsx';
import { Page } from '../parts/page.tsx';
import { AgreementPlaces } from '../pay/agreement-places.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { dateProblem } from '../words/date-text.ts';
import { formatDays } from '../words/format.ts';
import { ActForm, FoldedForm } from './act-form.tsx';
import { caseAddress } from './audit-words.ts';
import { casesOfAgreementColumns } from './case-columns.tsx';
import { Section } from './section.tsx';

/** The audits of one direct payment: those that wait, and those that were concluded. */
export function AgreementAuditsPage({ id }: { id: string }) {
  const mayWork = may(useMe(), 'workAudits');
  return (
    <Page
      question="Was this direct payment audited?"
      about={id}
      crumbs={[
        { text: 'Direct payments', href: '/direct-payments' },
        { text: id, href: `/direct-payments/${encodeURIComponent(id)}` },
      ]}
    >
      <AgreementPlaces id={id} here="audits" />
      <Section id="waiting" title="Not concluded">
        <Cases
          id={id}
          state="not-concluded"
          empty="No audit of this agreement waits. One is opened by itself when a bank statement comes in."
        />
        {mayWork && (
          <FoldedForm button="Open a case by hand" title="Which days are looked at?">
            {(close) => <OpenForm id={id} close={close} />}
          </FoldedForm>
        )}
      </Section>
      <Section id="concluded" title="Concluded">
        <Cases id={id} state="concluded" empty="No audit of this agreement was concluded yet." />
      </Section>
    </Page>
  );
}

type CasesProps = { id: string; state: 'not-concluded' | 'concluded'; empty: string };

function Cases({ id, state, empty }: CasesProps) {
  const me = useMe();
  const list = useList('/v1/audit-cases', { query: { agreementId: id, state } });
  return (
    <Listed of={list} what="the audits" one="audit" empty={empty}>
      {(cases) => (
        <div class="app-audits">
          <DataTable
            caption={state === 'concluded' ? 'Concluded audits' : 'Audits that wait'}
            captionClass="govuk-visually-hidden"
            columns={casesOfAgreementColumns({
              me: me.userId,
              onTaken: may(me, 'workAudits') ? list.again : null,
            })}
            rows={cases}
            keyOf={({ caseId }) => caseId}
            fileName={`audits-${id}-${state}`}
          />
        </div>
      )}
    </Listed>
  );
}

function OpenForm({ id, close }: { id: string; close: () => void }) {
  const { route } = useLocation();
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const body = { agreementId: id, from, to };
  return (
    <ActForm
      id="open"
      button="Open the case"
      gaps={gapsOf(from, to)}
      request={body}
      send={(reason, key) => write('POST', '/v1/audit-cases', { body: { ...body, reason }, key })}
      onDone={({ caseId }) => {
        route(caseAddress(caseId));
      }}
      onCancel={close}
    >
      {(errors) => (
        <>
          <p class="govuk-body">
            For days of which no papers came, or that somebody wants to be looked at. Where they are the days
            of a return, a statement that comes later is added to the case.
          </p>
          <DateField
            id="open-from"
            label="First day"
            value={from}
            onValue={setFrom}
            error={messageFor(errors, 'open-from')}
          />
          <DateField
            id="open-to"
            label="Last day"
            value={to}
            onValue={setTo}
            error={messageFor(errors, 'open-to')}
          />
          {gapsOf(from, to).length === 0 && (
            <p class="govuk-body" role="status">
              A case of {formatDays(from, to)} is opened, with nobody as its officer.
            </p>
          )}
        </>
      )}
    </ActForm>
  );
}

function gapsOf(from: string, to: string): FieldError[] {
  const days = [
    { id: 'open-from', date: from, name: 'The first day' },
    { id: 'open-to', date: to, name: 'The last day' },
  ];
  const gaps = days.flatMap(({ id, date, name }) => {
    const problem = date === '' ? `Enter ${name.toLowerCase()}` : dateProblem(date, name);
    return problem === null ? [] : [{ id, message: problem }];
  });
  if (gaps.length > 0 || from <= to) return gaps;
  return [{ id: 'open-to', message: 'The last day lies before the first' }];
}
