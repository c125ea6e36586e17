import type { Upload } from '../../../events/api/uploads.ts';
import { read, type Answered, type Trouble } from '../api/client.ts';
import { usePolled } from '../api/use-polled.ts';
import { isDone } from './is-done.ts';

export type Watched = { upload: Upload | null; trouble: Trouble | null; again: () => void };

/** One file, read again and again until its fate is settled. */
export function useUpload(id: string): Watched {
  const { value, ...rest } = usePolled(id, readUpload, isDone);
  return { upload: value, ...rest };
}

function readUpload(id: string, signal: AbortSignal): Promise<Answered<Upload>> {
  return read('/v1/uploads/{id}', { id, signal });
}
