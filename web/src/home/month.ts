import type { FileState, Upload } from '../../../events/api/uploads.ts';

const READ: readonly FileState[] = ['checked', 'accepted', 'part-accepted', 'rejected', 'duplicate'];
const TAKEN: readonly FileState[] = ['accepted', 'part-accepted', 'duplicate'];

export type Month = { received: number; read: number; accepted: number };

/** How far the files of a month have come. Deciding, approving and paying come with later releases, so they are not shown. */
export function monthOf(uploads: readonly Pick<Upload, 'state' | 'receivedAt'>[], month: string): Month {
  const received = uploads.filter(({ receivedAt }) => receivedAt.startsWith(month));
  return {
    received: received.length,
    read: received.filter(({ state }) => READ.includes(state)).length,
    accepted: received.filter(({ state }) => TAKEN.includes(state)).length,
  };
}
