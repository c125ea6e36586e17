import { useState } from 'preact/hooks';
import type { ShownCase } from '../../../events/api/audit-cases.ts';
import { write } from '../api/client.ts';
import { dateColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { messageFor } from '../parts/error-summary.tsx';
import { DateField, LongTextField } from '../parts/fields.tsx';
import { Nothing } from '../parts/loaded.tsx';
import { SeveralField } from '../parts/several-field.tsx';
import { Tag } from '../parts/tag.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { addDays } from '../timeline/days.ts';
import { dateProblem } from '../words/date-text.ts';
import { counted, formatDate } from '../words/format.ts';
import { ActForm, FoldedForm } from './act-form.tsx';
import type { CaseDesk } from './case-desk.ts';
import { awaitedOf } from './case-standing.ts';
import { RadioField } from './radio-field.tsx';
import { Said } from './said.tsx';
import { Section } from './section.tsx';

type Asked = ShownCase['asked'][number];
type FormProps = { desk: CaseDesk; close: () => void };

/** What the payee was asked for, by when, and what came of it. */
export function CasePapers({ desk }: { desk: CaseDesk }) {
  const { shown } = desk;
  const me = useMe();
  const mayAsk = may(me, 'workAudits') && shown.conclusion === null;
  return (
    <Section id="papers" title="Papers and explanations">
      <Said desk={desk} place="papers" />
      {may(me, 'seePapers') && (
        <p class="govuk-body">
          Payslips, timesheets, invoices and receipts stand with the{' '}
          <a href={`/direct-payments/${encodeURIComponent(shown.agreementId)}/returns`}>
            papers of the agreement
          </a>
          , where each is sent as an image or PDF.
        </p>
      )}
      {shown.asked.length === 0 ? (
        <Nothing>Nothing was asked for.</Nothing>
      ) : (
        <DataTable
          caption="What was asked for"
          captionClass="govuk-visually-hidden"
          columns={columnsOn(me.today)}
          rows={shown.asked}
          keyOf={({ what, askedOn, dueOn }) => [what, askedOn, dueOn].join('|')}
          fileName={`papers-${shown.caseId}`}
        />
      )}
      {mayAsk && awaitedOf(shown).length > 0 && (
        <FoldedForm button="Record what came" title="What came, or is not needed any more?">
          {(close) => <SettleForm desk={desk} close={close} />}
        </FoldedForm>
      )}
      {mayAsk && (
        <FoldedForm button="Ask for papers" title="What is the payee asked for?">
          {(close) => <AskForm desk={desk} close={close} />}
        </FoldedForm>
      )}
    </Section>
  );
}

/** Two weeks are the usual time to find papers. */
const USUAL_DAYS = 14;

function AskForm({ desk, close }: FormProps) {
  const { today } = useMe();
  const [text, setText] = useState('');
  const [dueOn, setDueOn] = useState(addDays(today, USUAL_DAYS));
  const items = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const problem = dueOn === '' ? 'Enter the day by which it is to be here' : dateProblem(dueOn, 'The day');
  const body = { items, dueOn };
  return (
    <ActForm
      id="ask"
      button={items.length === 0 ? 'Ask for them' : `Ask for ${counted(items.length, 'paper')}`}
      gaps={[
        ...(items.length === 0 ? [{ id: 'ask-items', message: 'Say what is asked for' }] : []),
        ...(problem === null ? [] : [{ id: 'ask-dueOn', message: problem }]),
      ]}
      request={body}
      send={(reason, key) =>
        write('POST', '/v1/audit-cases/{id}/request-information', {
          ...{ id: desk.shown.caseId, key },
          body: { ...body, reason },
        })
      }
      onDone={({ notes }) => {
        close();
        desk.done('papers', `Asked for ${counted(items.length, 'paper')} by ${formatDate(dueOn)}.`, notes);
      }}
      onCancel={close}
    >
      {(errors) => (
        <>
          <LongTextField
            id="ask-items"
            label="One a line"
            hint="Such as: the payslips of May"
            rows={4}
            value={text}
            onValue={setText}
            error={messageFor(errors, 'ask-items')}
          />
          <DateField
            id="ask-dueOn"
            label="To be here by"
            value={dueOn}
            onValue={setDueOn}
            error={messageFor(errors, 'ask-dueOn')}
          />
          <p class="govuk-body">
            A letter says what is asked for and by when. The case waits, and cannot be concluded before each
            of them came or is not needed any more.
          </p>
        </>
      )}
    </ActForm>
  );
}

function SettleForm({ desk, close }: FormProps) {
  const awaited = awaitedOf(desk.shown).map(({ what }) => what);
  // Names of choices have no spaces, so each paper goes by its place.
  const [chosen, setChosen] = useState(awaited.map((_, place) => String(place)).join(' '));
  const [how, setHow] = useState<'received' | 'dropped'>('received');
  const places = chosen.split(' ');
  const items = awaited.filter((_, place) => places.includes(String(place)));
  const body = { items, how };
  return (
    <ActForm
      id="settle"
      button="Record it"
      gaps={items.length === 0 ? [{ id: 'settle-items', message: 'Choose at least one' }] : []}
      request={body}
      send={(reason, key) =>
        write('POST', '/v1/audit-cases/{id}/information', {
          ...{ id: desk.shown.caseId, key },
          body: { ...body, reason },
        })
      }
      onDone={({ notes }) => {
        close();
        const what = how === 'received' ? 'came' : 'not needed any more';
        desk.done('papers', `Recorded: ${items.join(', ')}, ${what}.`, notes);
      }}
      onCancel={close}
    >
      {() => (
        <>
          <SeveralField
            id="settle-items"
            label="Which of them"
            value={chosen}
            choices={awaited.map((text, place) => ({ value: String(place), text }))}
            onValue={setChosen}
          />
          <RadioField
            id="settle-how"
            legend="What became of it?"
            value={how}
            choices={[
              { value: 'received', text: 'It came' },
              { value: 'dropped', text: 'Nobody needs it any more' },
            ]}
            onValue={setHow}
            error={undefined}
          />
        </>
      )}
    </ActForm>
  );
}

function columnsOn(today: string): readonly Column<Asked>[] {
  const standing = ({ settled, dueOn }: Asked) => {
    if (settled === null)
      return dueOn < today
        ? ({ word: 'Late', tone: 'red' } as const)
        : ({ word: 'Waited for', tone: 'yellow' } as const);
    return settled.how === 'received'
      ? ({ word: 'Came', tone: 'green' } as const)
      : ({ word: 'Not needed', tone: 'grey' } as const);
  };
  return [
    { ...textColumn<Asked>('What', ({ what }) => what), wide: true },
    dateColumn('Asked on', ({ askedOn }) => askedOn),
    dateColumn('To be here by', ({ dueOn }) => dueOn),
    {
      ...textColumn<Asked>('State', (asked) => standing(asked).word),
      cell: (asked) => <Tag of={standing(asked)} />,
    },
    dateColumn('Since', ({ settled }) => settled?.on ?? null),
  ];
}
