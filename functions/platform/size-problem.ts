import { mostBytes } from '../../events/inbox.ts';
import type { Upload } from '../../events/api/uploads.ts';

/** Why a file is too large to be read at all; null when it is not. */
export function sizeProblem({ kind, sizeBytes }: Pick<Upload, 'kind' | 'sizeBytes'>): Upload['problem'] {
  const most = mostBytes(kind);
  if (sizeBytes <= most) return null;
  return {
    rule: 'file-too-large',
    message: `The file is larger than ${Math.floor(most / (1024 * 1024))} MB, the most that is read. Nothing was taken; split it and send the parts.`,
  };
}
