import { useList } from '../api/use-list.ts';
import { useRead } from '../api/use-read.ts';
import { Loaded, Nothing } from '../parts/loaded.tsx';
import { Page } from '../parts/page.tsx';
import { Tag } from '../parts/tag.tsx';
import { useMe } from '../session/me.ts';
import { counted, formatDate, formatMoney } from '../words/format.ts';
import { clientName, dueInWords, stateOf } from './account-words.ts';

/** What the council waits for from whoever holds the money of many people, and when it pays. */
export function AccountHome() {
  const me = useMe();
  return (
    <Page
      question="What do you want from me, and when will I be paid?"
      about={me.accountProviderId ?? undefined}
    >
      <NextPayment />
      <StatementsDue />
      <LastFiles />
    </Page>
  );
}

function NextPayment() {
  const schedules = useRead('/v1/portal/schedules');
  return (
    <section class="app-section" aria-labelledby="payment">
      <h2 class="govuk-heading-m" id="payment">
        When you are paid
      </h2>
      <Loaded of={schedules} what="your payments">
        {({ items, nextPayment }) => {
          const [last] = items;
          return (
            <>
              <p class="govuk-body">
                <strong>
                  {nextPayment === null
                    ? 'The council has no payment dates on record. Ask its payments team.'
                    : `In your bank on ${formatDate(nextPayment.inBankOn)}, for each client whose payment is due by then.`}
                </strong>
              </p>
              <p class="govuk-body">
                {last === undefined
                  ? 'Nothing was paid to you in the last year. '
                  : `The last payments, of ${formatDate(last.payOn)}, come to ${formatMoney(last.totalPence)} for ${counted(last.clients, 'client')}. `}
                <a href={last === undefined ? '/schedules' : `/schedules/${last.scheduleId}`}>
                  {last === undefined ? 'Payments' : 'What they are for, client by client'}
                </a>
              </p>
            </>
          );
        }}
      </Loaded>
    </section>
  );
}

function StatementsDue() {
  const clients = useList('/v1/portal/clients');
  return (
    <section class="app-section" aria-labelledby="due">
      <h2 class="govuk-heading-m" id="due">
        Statements that are due
      </h2>
      <Loaded of={clients} what="your clients">
        {({ items }) => {
          if (items.length === 0)
            return (
              <Nothing>
                The council has no direct payment on record whose money you hold. If you hold any, tell its
                audit team.
              </Nothing>
            );
          const owing = items.filter(({ papersDue }) => papersDue.length > 0);
          return (
            <>
              <p class="govuk-body">
                {owing.length === 0
                  ? `Nothing is due for your ${counted(items.length, 'client')}. `
                  : `Statements of ${owing.length} of your ${counted(items.length, 'client')} are due. `}
                <a href="/statements">Send statements</a>
              </p>
              <ul class="app-tasks">
                {owing.slice(0, MOST_SHOWN).map((client) => (
                  <li class="app-tasks__task" key={client.agreementId}>
                    <div>
                      <a href={`/clients/${client.agreementId}`}>{clientName(client)}</a>
                      <p class="govuk-hint govuk-!-margin-bottom-0">{dueInWords(client)}</p>
                    </div>
                    <Tag of={client.papersDue.some(({ daysLate }) => daysLate > 0) ? late : dueNow} />
                  </li>
                ))}
              </ul>
              <p class="govuk-body">
                <a href="/clients">All your clients</a>
              </p>
            </>
          );
        }}
      </Loaded>
    </section>
  );
}

const MOST_SHOWN = 10;
const late = { word: 'Late', tone: 'red' } as const;
const dueNow = { word: 'Due', tone: 'yellow' } as const;

function LastFiles() {
  const sent = useList('/v1/portal/statements', { query: { limit: '5' } });
  return (
    <section class="app-section" aria-labelledby="files">
      <h2 class="govuk-heading-m" id="files">
        Your last files
      </h2>
      <Loaded of={sent} what="your files">
        {({ items }) =>
          items.length === 0 ? (
            <p class="govuk-body">
              You have not sent statements yet. <a href="/statements">Send them</a> for all your clients at
              once.
            </p>
          ) : (
            <ul class="app-tasks">
              {items.map((file) => (
                <li class="app-tasks__task" key={file.uploadId}>
                  <a href={`/statements/${file.uploadId}`}>{file.fileName}</a>
                  <Tag of={stateOf(file)} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}
