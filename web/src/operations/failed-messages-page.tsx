import { useState } from 'preact/hooks';
import type { DeadLetter } from '../../../events/api/settings.ts';
import { write } from '../api/client.ts';
import { useAction } from '../api/use-action.ts';
import { useRead } from '../api/use-read.ts';
import { countColumn, instantColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { ErrorSummary, errorsOf, messageFor } from '../parts/error-summary.tsx';
import { ReasonField } from '../parts/fields.tsx';
import { Loaded, Nothing } from '../parts/loaded.tsx';
import { Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { counted } from '../words/format.ts';

export function FailedMessagesPage() {
  const letters = useRead('/v1/dead-letters');
  const [sent, setSent] = useState<string | null>(null);
  return (
    <Page question="What failed every try?">
      {sent !== null && <Notice title={sent} />}
      <Loaded of={letters} what="the failed messages">
        {({ items }) =>
          items.length === 0 ? (
            <Nothing>
              No message has failed. If one does, it lies here until it is sent again, and nothing of it is
              lost.
            </Nothing>
          ) : (
            <>
              <p class="govuk-body">
                These were tried several times and gave up. Find out why (the log names the same file), then
                send them again: doing so twice does no harm.
              </p>
              {[...Map.groupBy(items, ({ queue }) => queue)].map(([queue, messages]) => (
                <Queue
                  key={queue}
                  queue={queue}
                  messages={messages}
                  onSent={(count) => {
                    setSent(`${counted(count, 'message')} of ${queue} sent again.`);
                    letters.again();
                  }}
                />
              ))}
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

type QueueProps = { queue: string; messages: readonly DeadLetter[]; onSent: (count: number) => void };

function Queue({ queue, messages, onSent }: QueueProps) {
  const [reason, setReason] = useState('');
  const [resting, setResting] = useState(false);
  const action = useAction<{ sent: number }>();
  const reasonId = `reason-${queue}`;
  const errors = errorsOf(action.trouble, () => reasonId);
  const retry = async (): Promise<void> => {
    setResting(false);
    const done = await action.run({ reason }, (key) =>
      write('POST', '/v1/dead-letters/{id}/retry', { id: queue, body: { reason }, key }),
    );
    if (done === null) return;
    setResting(done.sent === 0);
    if (done.sent > 0) onSent(done.sent);
  };
  return (
    <section class="app-section">
      <DataTable
        caption={queue}
        columns={columns}
        rows={messages}
        keyOf={({ messageId }) => messageId}
        fileName={`failed-${queue}`}
      />
      <form
        class="app-panel"
        onSubmit={(event) => {
          event.preventDefault();
          void retry();
        }}
      >
        <ErrorSummary errors={errors} />
        {resting && (
          <p class="govuk-body" role="alert">
            Nothing was sent yet: messages rest for a few seconds after someone has looked at them. Wait a
            moment and press again.
          </p>
        )}
        <ReasonField id={reasonId} value={reason} onValue={setReason} error={messageFor(errors, reasonId)} />
        <button type="submit" class="govuk-button" aria-disabled={action.busy}>
          Send {counted(messages.length, 'message')} again
          <span class="govuk-visually-hidden"> of {queue}</span>
        </button>
      </form>
    </section>
  );
}

const columns: readonly Column<DeadLetter>[] = [
  textColumn('About', ({ summary }) => summary),
  instantColumn('First sent', ({ sentAt }) => sentAt),
  countColumn('Tries', ({ receiveCount }) => receiveCount),
  { heading: 'Message', text: ({ messageId }) => messageId },
];
