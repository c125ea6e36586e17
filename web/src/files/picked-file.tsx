import type { InboxPrefix } from '../../../events/inbox.ts';
import type { Trouble } from '../api/client.ts';
import { messageFor, type FieldError } from '../parts/error-summary.tsx';
import { SelectField, TextField, type Choice } from '../parts/fields.tsx';
import { formatSize } from '../words/format.ts';
import { fileKinds } from '../words/labels.ts';
import { FileFate } from './file-fate.tsx';

export type Picked = {
  key: number;
  file: File;
  kind: InboxPrefix | null;
  owner: string;
  stage: 'picked' | 'sending' | 'sent' | 'failed';
  sentBytes: number;
  uploadId: string | null;
  trouble: Trouble | null;
};

type PickedFileProps = {
  picked: Picked;
  /** Whether the page knows what it is and whose, so that nobody is asked. */
  isKnown: boolean;
  errors: readonly FieldError[];
  change: (values: Partial<Picked>) => void;
  remove: () => void;
  onSettled: () => void;
};

export const kindChoices: readonly Choice[] = Object.entries(fileKinds).map(([value, text]) => ({
  value,
  text,
}));

/** One file on its way: what kind it is, how much is sent, and what became of it. */
export function PickedFile(props: PickedFileProps) {
  const { picked } = props;
  return (
    <li class="app-picked__file">
      <p class="govuk-body govuk-!-font-weight-bold govuk-!-margin-bottom-1">
        {picked.file.name} <span class="app-picked__size">{formatSize(picked.file.size)}</span>
      </p>
      {(picked.stage === 'picked' || picked.stage === 'failed') && <KindFields {...props} />}
      {picked.stage === 'sending' && <Sending picked={picked} />}
      {picked.uploadId !== null && <FileFate id={picked.uploadId} onSettled={props.onSettled} />}
    </li>
  );
}

/** Whose a file is, of the kinds that lie in a folder of somebody’s own. */
const OWNERS: Partial<Record<InboxPrefix, string>> = {
  'provider-returns': 'Provider',
  'managed-statements': 'Account provider',
  'bank-statements': 'Agreement',
};

function KindFields({ picked, isKnown, errors, change, remove }: PickedFileProps) {
  const kindId = `kind-${picked.key}`;
  const ownerId = `owner-${picked.key}`;
  const owner = picked.kind === null ? null : (OWNERS[picked.kind] ?? null);
  return (
    <>
      {picked.trouble !== null && (
        <p class="govuk-error-message" role="alert">
          <span class="govuk-visually-hidden">Error:</span>{' '}
          {[picked.trouble.detail, ...picked.trouble.errors.map(({ message }) => message)].join(' ')}
        </p>
      )}
      <div class="app-picked__fields">
        {!isKnown && (
          <SelectField
            id={kindId}
            label="Kind of file"
            value={picked.kind ?? ''}
            choices={[{ value: '', text: 'Choose a kind' }, ...kindChoices]}
            error={messageFor(errors, kindId)}
            onValue={(value) => {
              change({ kind: kindOf(value) });
            }}
          />
        )}
        {!isKnown && owner !== null && (
          <TextField
            id={ownerId}
            label={owner}
            width="govuk-input--width-10"
            value={picked.owner}
            error={messageFor(errors, ownerId)}
            onValue={(value) => {
              change({ owner: value.trim() });
            }}
          />
        )}
        <button type="button" class="app-link-button app-picked__remove" onClick={remove}>
          Remove<span class="govuk-visually-hidden"> {picked.file.name}</span>
        </button>
      </div>
    </>
  );
}

function kindOf(value: string): Picked['kind'] {
  const kinds = Object.keys(fileKinds) as (keyof typeof fileKinds)[];
  return kinds.find((kind) => kind === value) ?? null;
}

function Sending({ picked }: { picked: Picked }) {
  const size = Math.max(1, picked.file.size);
  return (
    <p class="govuk-body-s">
      <progress
        class="app-progress"
        max={size}
        value={Math.min(picked.sentBytes, size)}
        aria-label={`Sending ${picked.file.name}`}
      />{' '}
      {formatSize(Math.min(picked.sentBytes, size))} of {formatSize(picked.file.size)} sent
    </p>
  );
}
