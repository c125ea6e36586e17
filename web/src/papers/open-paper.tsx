import { useState } from 'preact/hooks';
import { read } from '../api/client.ts';
import { follow } from '../parts/follow.ts';

type Props = {
  agreementId: string;
  uploadId: string;
  /** Whose paper it is, for those who hear one link after the other. */
  of: string;
};

/** Saves the image or PDF of a paper. An address holds for five minutes only, so a new one is asked for with every look. */
export function OpenPaper({ agreementId, uploadId, of }: Props) {
  const [problem, setProblem] = useState<string | null>(null);
  const open = async (): Promise<void> => {
    const answered = await read('/v1/direct-payments/{id}/paper-file', {
      ...{ id: agreementId, query: { uploadId } },
    });
    setProblem(answered.ok ? null : answered.trouble.detail);
    if (answered.ok) follow({ url: answered.value.url, name: '' });
  };
  return (
    <>
      <button
        type="button"
        class="app-link-button"
        onClick={() => {
          void open();
        }}
      >
        Download it<span class="govuk-visually-hidden">: {of}</span>
      </button>
      {problem !== null && (
        <span class="govuk-error-message" role="alert">
          {problem}
        </span>
      )}
    </>
  );
}
