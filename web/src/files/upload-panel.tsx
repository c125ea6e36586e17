import { useRef, useState } from 'preact/hooks';
import type { InboxPrefix } from '../../../events/inbox.ts';
import { ErrorSummary, type FieldError } from '../parts/error-summary.tsx';
import { counted } from '../words/format.ts';
import { DropZone } from './drop-zone.tsx';
import { guessKind } from './guess-kind.ts';
import { PickedFile, type Picked } from './picked-file.tsx';
import { sendFile } from './send-file.ts';

type UploadPanelProps = {
  onSettled: () => void;
  /** What is sent here and whose it is, where the page knows: nobody is asked then. */
  known?: { kind: InboxPrefix; owner: string; hint: string };
};

/** Picks files, sends them, and shows what becomes of each. */
export function UploadPanel({ onSettled, known }: UploadPanelProps) {
  const [picked, setPicked] = useState<readonly Picked[]>([]);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [said, setSaid] = useState('');
  const nextKey = useRef(0);

  const add = (files: readonly File[]): void => {
    const added = files.map((file): Picked => {
      nextKey.current += 1;
      return {
        key: nextKey.current,
        file,
        kind: known?.kind ?? guessKind(file.name),
        owner: known?.owner ?? '',
        stage: 'picked',
        sentBytes: 0,
        uploadId: null,
        trouble: null,
      };
    });
    setPicked((before) => [...before, ...added]);
    setErrors([]);
    const next = known === undefined ? 'Check the kind of each, then send.' : 'Send them next.';
    setSaid(`${counted(files.length, 'file')} added. ${next}`);
  };
  const change = (key: number, values: Partial<Picked>): void => {
    setPicked((before) => before.map((each) => (each.key === key ? { ...each, ...values } : each)));
  };
  const remove = (key: number): void => {
    setPicked((before) => before.filter((each) => each.key !== key));
  };

  const send = async (each: Picked & { kind: InboxPrefix }): Promise<void> => {
    change(each.key, { stage: 'sending', trouble: null });
    const onProgress = (sentBytes: number): void => {
      change(each.key, { sentBytes });
    };
    const sent = await sendFile({ ...each, onProgress });
    change(
      each.key,
      sent.ok ? { stage: 'sent', uploadId: sent.value } : { stage: 'failed', trouble: sent.trouble },
    );
  };

  const waiting = picked.filter(({ stage }) => stage === 'picked' || stage === 'failed');
  const sendAll = async (): Promise<void> => {
    const missing = waiting.flatMap(whatIsMissing);
    setErrors(missing);
    if (missing.length > 0) return;
    setSaid(`Sending ${counted(waiting.length, 'file')}.`);
    // One after the other: the bytes share one line anyway, and a list in order is easier to follow.
    for (const each of waiting) if (each.kind !== null) await send({ ...each, kind: each.kind });
    setSaid('All files are sent. Their states are shown below as they are read.');
    onSettled();
  };

  return (
    <section class="app-section" aria-labelledby="send-files">
      <h2 class="govuk-heading-m" id="send-files">
        Send files
      </h2>
      <ErrorSummary errors={errors} />
      <DropZone onFiles={add} hint={known?.hint} />
      <p class="govuk-visually-hidden" role="status" aria-live="polite">
        {said}
      </p>
      {picked.length > 0 && (
        <ul class="app-picked">
          {picked.map((each) => (
            <PickedFile
              key={each.key}
              picked={each}
              isKnown={known !== undefined}
              errors={errors}
              change={(values) => {
                change(each.key, values);
              }}
              remove={() => {
                remove(each.key);
              }}
              onSettled={onSettled}
            />
          ))}
        </ul>
      )}
      {waiting.length > 0 && (
        <button
          type="button"
          class="govuk-button"
          onClick={() => {
            void sendAll();
          }}
        >
          Send {counted(waiting.length, 'file')}
        </button>
      )}
    </section>
  );
}

function whatIsMissing({ key, file, kind, owner }: Picked): FieldError[] {
  if (kind === null) return [{ id: `kind-${key}`, message: `Choose what kind of file ${file.name} is` }];
  if (kind === 'provider-returns' && owner === '') {
    return [{ id: `owner-${key}`, message: `Enter the provider whose return ${file.name} is` }];
  }
  if (kind === 'managed-statements' && owner === '') {
    return [{ id: `owner-${key}`, message: `Enter the account provider whose clients ${file.name} is of` }];
  }
  if (kind === 'bank-statements' && owner === '') {
    return [{ id: `owner-${key}`, message: `Enter the agreement whose statement ${file.name} is` }];
  }
  return [];
}
