import { useState } from 'preact/hooks';
import type { WorkItem } from '../../../events/api/settings.ts';
import { write } from '../api/client.ts';
import { useAction } from '../api/use-action.ts';
import { ErrorSummary, errorsOf, messageFor } from '../parts/error-summary.tsx';
import { ReasonField, TextField } from '../parts/fields.tsx';
import { Tag } from '../parts/tag.tsx';
import { useMe } from '../session/me.ts';
import { mayWork } from '../session/permissions.ts';
import { formatAge, formatDate } from '../words/format.ts';
import { risks } from '../words/labels.ts';

type Act = 'assign' | 'done';

/** One piece of work: what, how risky, how old, whose, and the acts on it. */
export function WorkEntry({ item, onDone }: { item: WorkItem; onDone: () => void }) {
  const me = useMe();
  const [act, setAct] = useState<Act | null>(null);
  const taking = useAction<WorkItem>();
  const take = async (): Promise<void> => {
    const body = { assignee: me.userId, reason: 'Taken from the work queue by whoever does it' };
    const taken = await taking.run(body, (key) =>
      write('POST', '/v1/work-queue/{id}/assign', { id: item.workId, body, key }),
    );
    if (taken !== null) onDone();
  };
  const about = <span class="govuk-visually-hidden">: {item.title}</span>;
  return (
    <li class={`app-work__item app-work__item--${item.risk}`}>
      <p class="govuk-body govuk-!-margin-bottom-1">
        <a href={item.link} class="govuk-!-font-weight-bold">
          {item.title}
        </a>
      </p>
      <p class="govuk-body-s govuk-!-margin-bottom-1">
        <Tag of={{ ...risks[item.risk], word: `${risks[item.risk].word} risk` }} /> Open for{' '}
        {formatAge(item.openedAt, new Date())}
        {item.dueOn !== null && `, due ${formatDate(item.dueOn)}`}. {ownerInWords(item.assignee, me.userId)}
      </p>
      {taking.trouble !== null && (
        <p class="govuk-error-message" role="alert">
          {taking.trouble.detail}
        </p>
      )}
      {mayWork(me) && act === null && (
        <p class="govuk-body-s app-work__acts">
          {item.assignee !== me.userId && (
            <button
              type="button"
              class="app-link-button"
              onClick={() => {
                void take();
              }}
            >
              Take{about}
            </button>
          )}
          <button
            type="button"
            class="app-link-button"
            onClick={() => {
              setAct('assign');
            }}
          >
            Give to someone{about}
          </button>
          <button
            type="button"
            class="app-link-button"
            onClick={() => {
              setAct('done');
            }}
          >
            Mark as done{about}
          </button>
        </p>
      )}
      {act !== null && (
        <ActForm
          act={act}
          item={item}
          onDone={onDone}
          close={() => {
            setAct(null);
          }}
        />
      )}
    </li>
  );
}

function ownerInWords(assignee: string | null, me: string): string {
  if (assignee === null) return 'Nobody has it yet.';
  return assignee === me ? 'You have it.' : `${assignee} has it.`;
}

function ActForm({
  act,
  item,
  onDone,
  close,
}: {
  act: Act;
  item: WorkItem;
  onDone: () => void;
  close: () => void;
}) {
  const [assignee, setAssignee] = useState('');
  const [reason, setReason] = useState('');
  const action = useAction<WorkItem>();
  const idOf = (field: string): string => `${field}-${item.workId}`;
  const errors = errorsOf(action.trouble, idOf);
  const submit = async (): Promise<void> => {
    const done = await action.run({ act, assignee, reason }, (key) =>
      act === 'assign'
        ? write('POST', '/v1/work-queue/{id}/assign', { id: item.workId, body: { assignee, reason }, key })
        : write('POST', '/v1/work-queue/{id}/done', { id: item.workId, body: { reason }, key }),
    );
    if (done === null) return;
    close();
    onDone();
  };
  return (
    <form
      class="app-panel"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <ErrorSummary errors={errors} />
      {act === 'assign' && (
        <TextField
          id={idOf('assignee')}
          label="User name"
          hint="For example olu.officer"
          width="govuk-input--width-20"
          value={assignee}
          onValue={setAssignee}
          error={messageFor(errors, idOf('assignee'))}
        />
      )}
      <ReasonField
        id={idOf('reason')}
        value={reason}
        onValue={setReason}
        error={messageFor(errors, idOf('reason'))}
      />
      <div class="app-actions">
        <button type="submit" class="govuk-button" aria-disabled={action.busy}>
          {act === 'assign' ? 'Give it to them' : 'Mark as done'}
        </button>
        <button type="button" class="app-link-button" onClick={close}>
          Cancel
        </button>
      </div>
    </form>
  );
}
