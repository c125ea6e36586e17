import { useEffect, useRef, useState } from 'preact/hooks';
import type { FieldError } from '../parts/error-summary.tsx';
import { TextField } from '../parts/fields.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { ImageField, noImage, type Image } from './image-field.tsx';

/** The values of an image that is no file yet: it is on its way, or was refused. */
const notHere = { sending: 'on its way', refused: 'refused' } as const;

/** What stands against sending a form: a file that is not here is not left out in silence. */
export function fileGap(id: string, value: string | undefined, name: string): FieldError[] {
  if (value === notHere.sending)
    return [{ id, message: `Wait until the file for ${name} has been looked at` }];
  if (value === notHere.refused) return [{ id, message: `Choose another file for ${name}, or remove it` }];
  return [];
}

type Props = {
  id: string;
  label: string;
  value: string;
  error: string | undefined;
  onValue: (value: string) => void;
};

/** An image or PDF whose value is the number of its file: chosen and sent here, or named where it came in before. */
export function ImageValue({ id, label, value, error, onValue }: Props) {
  const maySend = may(useMe(), 'upload');
  const [isNamed, setIsNamed] = useState(!maySend);
  const [image, setImage] = useState<Image>(
    value === '' ? noImage : { stage: 'ready', fileName: `File ${value}`, uploadId: value, problem: null },
  );
  const tell = useLatest(onValue);
  if (isNamed)
    return (
      <TextField
        id={id}
        label="Number of its file (optional)"
        value={value}
        error={error}
        onValue={onValue}
      />
    );
  return (
    <div class="app-form-grid__wide">
      <ImageField
        id={id}
        label={`${label} (optional)`}
        hint="A photograph will do."
        image={image}
        error={error}
        onImage={(changed) => {
          setImage(changed);
          tell(valueOf(changed));
        }}
      />
      {image.stage === 'none' && (
        <button
          type="button"
          class="app-link-button"
          onClick={() => {
            setIsNamed(true);
          }}
        >
          It is here already: enter its number
        </button>
      )}
    </div>
  );
}

function valueOf({ stage, uploadId }: Image): string {
  if (stage === 'refused') return notHere.refused;
  return stage === 'sending' || stage === 'checking' ? notHere.sending : (uploadId ?? '');
}

/** Tells the form as it stands by then: while a file is sent, other fields are typed in, and rows are removed. */
function useLatest(onValue: (value: string) => void): (value: string) => void {
  const latest = useRef<typeof onValue | null>(onValue);
  latest.current = onValue;
  useEffect(
    () => () => {
      latest.current = null;
    },
    [],
  );
  return (value) => {
    latest.current?.(value);
  };
}
