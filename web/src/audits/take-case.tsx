import { write } from '../api/client.ts';
import type { Answer } from '../api/contract.ts';
import { useAction } from '../api/use-action.ts';
import { useMe } from '../session/me.ts';

type Props = { caseId: string; /** Whose case it is. */ of: string; onTaken: () => void };

/** Gives a case to whoever presses it, at once: the reason is the queue’s. */
export function TakeCase({ caseId, of, onTaken }: Props) {
  const { userId } = useMe();
  const action = useAction<Answer<'POST', '/v1/audit-cases/{id}/assign'>>();
  const take = async (): Promise<void> => {
    const body = { to: userId, reason: 'Taken from the audit queue by whoever does it' };
    const done = await action.run({ caseId, body }, (key) =>
      write('POST', '/v1/audit-cases/{id}/assign', { id: caseId, body, key }),
    );
    if (done !== null) onTaken();
  };
  return (
    <>
      <button
        type="button"
        class="app-link-button"
        aria-disabled={action.busy}
        onClick={() => {
          void take();
        }}
      >
        Take it<span class="govuk-visually-hidden">: the audit of {of}</span>
      </button>
      {action.trouble !== null && (
        <p class="govuk-error-message" role="alert">
          {action.trouble.detail}
        </p>
      )}
    </>
  );
}
