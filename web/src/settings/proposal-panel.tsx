import { useState } from 'preact/hooks';
import type { Setting } from '../../../events/api/settings.ts';
import { write } from '../api/client.ts';
import { useAction } from '../api/use-action.ts';
import { ErrorSummary, errorsOf, messageFor, type FieldError } from '../parts/error-summary.tsx';
import { ReasonField } from '../parts/fields.tsx';
import { Notice } from '../parts/notice.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { formatDate, formatInstant } from '../words/format.ts';
import { SettingValue } from './setting-value.tsx';

type Proposal = NonNullable<Setting['proposal']>;

/** A change that waits for a second administrator: what will change, and confirming or withdrawing it. */
export function ProposalPanel({ setting, onChange }: { setting: Setting; onChange: () => void }) {
  const me = useMe();
  const [done, setDone] = useState<string | null>(null);
  if (setting.proposal === null) return done === null ? null : <Notice title={done} />;
  const mine = setting.proposal.proposedBy === me.userId;
  return (
    <section class="app-panel" aria-labelledby="proposal">
      <h2 class="govuk-heading-m" id="proposal">
        A change waits for a second administrator
      </h2>
      <Difference setting={setting} proposal={setting.proposal} />
      {!may(me, 'changeSettings') && (
        <p class="govuk-body">A system administrator confirms or withdraws it.</p>
      )}
      {may(me, 'changeSettings') && mine && (
        <p class="govuk-body">You proposed this, so someone else has to confirm it. You can withdraw it.</p>
      )}
      {may(me, 'changeSettings') && (
        <Answer
          setting={setting}
          proposal={setting.proposal}
          mayConfirm={!mine}
          onDone={(text) => {
            setDone(text);
            onChange();
          }}
        />
      )}
    </section>
  );
}

function Difference({ setting, proposal }: { setting: Setting; proposal: Proposal }) {
  return (
    <>
      <dl class="govuk-summary-list">
        <div class="govuk-summary-list__row">
          <dt class="govuk-summary-list__key">Now</dt>
          <dd class="govuk-summary-list__value">
            <SettingValue name={setting.name} value={setting.value} />
          </dd>
        </div>
        <div class="govuk-summary-list__row">
          <dt class="govuk-summary-list__key">From {formatDate(proposal.effectiveFrom)}</dt>
          <dd class="govuk-summary-list__value">
            <SettingValue name={setting.name} value={proposal.value} />
          </dd>
        </div>
      </dl>
      <p class="govuk-body">
        Proposed by {proposal.proposedBy}, {formatInstant(proposal.proposedAt)}. Reason: {proposal.reason}
      </p>
    </>
  );
}

type AnswerProps = {
  setting: Setting;
  proposal: Proposal;
  mayConfirm: boolean;
  onDone: (text: string) => void;
};

function Answer({ setting, proposal, mayConfirm, onDone }: AnswerProps) {
  const [reason, setReason] = useState('');
  const [gap, setGap] = useState<readonly FieldError[]>([]);
  const action = useAction<unknown>();
  const errors = [...gap, ...errorsOf(action.trouble, () => 'answer-reason')];
  const answer = async (act: 'confirm' | 'withdraw'): Promise<void> => {
    const missing = reason.trim().length < 3 ? [{ id: 'answer-reason', message: 'Say why' }] : [];
    setGap(missing);
    if (missing.length > 0) return;
    const { value, effectiveFrom } = proposal;
    const id = setting.name;
    const done = await action.run({ act, reason }, (key) =>
      act === 'confirm'
        ? write('PUT', '/v1/settings/{name}', { id, body: { value, effectiveFrom, reason }, key })
        : write('POST', '/v1/settings/{name}/withdraw', { id, body: { reason }, key }),
    );
    if (done === null) return;
    onDone(
      act === 'confirm'
        ? `The change is confirmed and holds from ${formatDate(effectiveFrom)}.`
        : 'The proposal is withdrawn. Nothing changed.',
    );
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void answer(mayConfirm ? 'confirm' : 'withdraw');
      }}
    >
      <ErrorSummary errors={errors} />
      <ReasonField
        id="answer-reason"
        value={reason}
        onValue={setReason}
        error={messageFor(errors, 'answer-reason')}
      />
      <div class="app-actions">
        {mayConfirm && (
          <button type="submit" class="govuk-button" aria-disabled={action.busy}>
            Confirm this change
          </button>
        )}
        <button
          type={mayConfirm ? 'button' : 'submit'}
          class="govuk-button govuk-button--secondary"
          aria-disabled={action.busy}
          onClick={(event) => {
            event.preventDefault();
            void answer('withdraw');
          }}
        >
          Withdraw the proposal
        </button>
      </div>
    </form>
  );
}
