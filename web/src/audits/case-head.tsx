import { useState } from 'preact/hooks';
import { write } from '../api/client.ts';
import { messageFor } from '../parts/error-summary.tsx';
import { TextField } from '../parts/fields.tsx';
import { SummaryList, type Row } from '../parts/summary-list.tsx';
import { Tag } from '../parts/tag.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { counted, formatDate, formatDays, formatMoney } from '../words/format.ts';
import { inWords } from '../words/labels.ts';
import { ActForm, FoldedForm } from './act-form.tsx';
import { caseStates, officerInWords, restrictedTag, riskBands, sampleTag } from './audit-words.ts';
import { whoseCase } from './case-columns.tsx';
import type { CaseDesk } from './case-desk.ts';
import { standingOf } from './case-standing.ts';
import { RiskParts } from './risk-details.tsx';
import { Said } from './said.tsx';
import { TakeCase } from './take-case.tsx';

/** Whose case it is, of which days, how urgent and whose turn it is; what stands between it and its end. */
export function CaseHead({ desk }: { desk: CaseDesk }) {
  const { shown } = desk;
  return (
    <>
      {shown.isRestricted && (
        <div class="govuk-inset-text">
          <Tag of={restrictedTag} /> Something here may show abuse or fraud. Only named people see this case:
          say nothing of it to the payee, the provider or whoever acts for the person.
        </div>
      )}
      {shown.sampleWhy !== null && (
        <p class="govuk-body">
          <Tag of={sampleTag} /> {shown.sampleWhy}
        </p>
      )}
      <p class="govuk-body govuk-!-font-weight-bold">{standingOf(shown)}</p>
      <SummaryList rows={rowsOf(desk)} />
      <GiveCase desk={desk} />
    </>
  );
}

function rowsOf({ shown, again }: CaseDesk): Row[] {
  const { agreementId, personId, period, agreement, dueOn, daysLate, openedOn, risk } = shown;
  return [
    { name: 'Person', value: <a href={`/people/${encodeURIComponent(personId)}`}>{whoseCase(shown)}</a> },
    {
      name: 'Agreement',
      value: (
        <>
          <a href={`/direct-payments/${encodeURIComponent(agreementId)}`}>{agreementId}</a>,{' '}
          {formatMoney(agreement.weeklyBudgetPence)} a week, paid {inWords(agreement.frequency).toLowerCase()}
          {agreement.payeeName !== null && ` to ${agreement.payeeName}`}
        </>
      ),
    },
    { name: 'Period', value: formatDays(period.from, period.to) },
    { name: 'State', value: <Tag of={caseStates[shown.state]} /> },
    {
      name: 'Due',
      value: (
        <>
          {formatDate(dueOn)}, opened on {formatDate(openedOn)}{' '}
          {daysLate > 0 && <Tag of={{ word: `${counted(daysLate, 'day')} late`, tone: 'red' }} />}
        </>
      ),
    },
    { name: 'Officer', value: <Officer shown={shown} again={again} /> },
    {
      name: 'Risk',
      value: (
        <>
          <Tag of={riskBands[risk.band]} /> {counted(risk.score, 'point')}
          <RiskParts parts={risk.parts} />
        </>
      ),
    },
  ];
}

function Officer({ shown, again }: Pick<CaseDesk, 'shown' | 'again'>) {
  const me = useMe();
  const { assignee, caseId, state } = shown;
  return (
    <>
      {officerInWords(assignee, me.userId)}
      {may(me, 'workAudits') && assignee !== me.userId && state !== 'concluded' && (
        <>
          {' '}
          <TakeCase caseId={caseId} of={whoseCase(shown)} onTaken={again} />
        </>
      )}
    </>
  );
}

function GiveCase({ desk }: { desk: CaseDesk }) {
  const [to, setTo] = useState('');
  const { caseId, state, assignee } = desk.shown;
  if (!may(useMe(), 'workAudits') || state === 'concluded') return null;
  const name = to.trim() === '' ? null : to.trim();
  return (
    <>
      <Said desk={desk} place="officer" />
      <FoldedForm button="Give it to somebody" title="Who takes this case?">
        {(close) => (
          <ActForm
            id="give"
            button="Give the case"
            gaps={
              name === null && assignee === null
                ? [{ id: 'give-to', message: 'Enter the user name of whoever takes it' }]
                : []
            }
            request={{ to: name }}
            send={(reason, key) =>
              write('POST', '/v1/audit-cases/{id}/assign', { id: caseId, body: { to: name, reason }, key })
            }
            onDone={({ notes }) => {
              close();
              desk.done(
                'officer',
                name === null ? 'Nobody has the case now.' : `${name} has the case.`,
                notes,
              );
            }}
            onCancel={close}
          >
            {(errors) => (
              <TextField
                id="give-to"
                label="User name"
                hint="For example audrey.auditor. Leave it empty to give it back to nobody."
                width="govuk-input--width-20"
                value={to}
                onValue={setTo}
                error={messageFor(errors, 'give-to')}
              />
            )}
          </ActForm>
        )}
      </FoldedForm>
    </>
  );
}
