import { write } from '../api/client.ts';
import { FoldedForm } from '../audits/act-form.tsx';
import { formatDays } from '../words/format.ts';
import { nextStatementInWords } from './deferred-words.ts';
import { FieldedForm, type FormField } from './fielded-form.tsx';
import type { ActProps } from './act-props.ts';

const PATH = '/v1/deferred-agreements/{id}/statements';

/** The statements that wait to be sent, and one that somebody asks for. */
export function SendStatements({ shown, today, onDone, mayRecord }: ActProps & { mayRecord: boolean }) {
  const { agreementId: id, version, statementsDue } = shown;
  const sent: readonly FormField[] = [
    { name: 'sentOn', label: 'Day it was sent', kind: 'date', initial: today },
  ];
  return (
    <section class="app-section" aria-labelledby="due">
      <h2 class="govuk-heading-m" id="due">
        Statements to be sent
      </h2>
      {statementsDue.length === 0 ? (
        <p class="govuk-body">None waits. Next: {nextStatementInWords(shown.nextStatement)}.</p>
      ) : (
        <ul class="govuk-list govuk-list--spaced">
          {statementsDue.map((due) => (
            <li key={`${due.kind} ${due.to} ${due.statementId ?? ''}`}>
              <p class="govuk-body">{nextStatementInWords(due)}.</p>
              {mayRecord && (
                <FoldedForm button={`It was sent: ${formatDays(due.from, due.to)}`} title="When was it sent?">
                  {(close) => (
                    <FieldedForm
                      id={`sent-${due.to}`}
                      button="Record it"
                      fields={sent}
                      send={({ sentOn = '' }, reason, key) => {
                        const { statementId, to } = due;
                        const body = { kind: 'sent' as const, statementId, to, sentOn, version, reason };
                        return write('POST', PATH, { id, key, body });
                      }}
                      onDone={() => {
                        close();
                        onDone('That the statement was sent is recorded.');
                      }}
                      onCancel={close}
                    />
                  )}
                </FoldedForm>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayRecord && <AskForOne {...{ shown, today, onDone }} />}
    </section>
  );
}

function AskForOne({ shown: { agreementId: id, version, begins }, today, onDone }: ActProps) {
  const fields: readonly FormField[] = [
    {
      ...{ name: 'statement', label: 'Which', kind: 'select', initial: 'requested' },
      choices: [
        { value: 'requested', text: 'Of some days' },
        { value: 'redemption', text: 'Of what repays all' },
      ],
    },
    { name: 'from', label: 'From', kind: 'date', initial: begins },
    { name: 'to', label: 'To', kind: 'date', initial: today },
    { name: 'askedOn', label: 'Day it was asked for', kind: 'date', initial: today },
  ];
  return (
    <FoldedForm button="Somebody asked for a statement" title="Which statement was asked for?">
      {(close) => (
        <FieldedForm
          id="ask"
          button="Record it"
          fields={fields}
          send={({ statement, from = '', to = '', askedOn = '' }, reason, key) => {
            const which = statement === 'redemption' ? ('redemption' as const) : ('requested' as const);
            const body = { kind: 'asked' as const, statement: which, from, to, askedOn, version, reason };
            return write('POST', PATH, { id, key, body });
          }}
          onDone={() => {
            close();
            onDone('That somebody asked for a statement is recorded.');
          }}
          onCancel={close}
        />
      )}
    </FoldedForm>
  );
}
