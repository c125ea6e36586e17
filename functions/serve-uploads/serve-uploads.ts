import { londonDate } from '../../domain/calendar.ts';
import { findingSchema } from '../../domain/records/finding.ts';
import { uploadLineSchema, type Upload, type uploadRoutes } from '../../events/api/uploads.ts';
import { findingsPartKey, linesPartKey } from '../platform/checked-parts.ts';
import { NotFound } from '../platform/problem-responses.ts';
import type { Handlers } from '../platform/route-area.ts';
import type { UploadStore } from '../store/upload-store.ts';
import { readCheckedPage } from './checked-pages.ts';
import { withoutClosedFindings, withoutClosedLines, type ClosedLinesDeps } from './closed-lines.ts';
import { startUpload, type StartUploadDeps } from './start-upload.ts';

export type ServeUploadsDeps = StartUploadDeps &
  ClosedLinesDeps & { uploads: Pick<UploadStore, 'announce' | 'readUpload' | 'listUploads'> };

/** Files that come in: where to send one, what became of it, line by line. */
export function serveUploads(deps: ServeUploadsDeps): Handlers<typeof uploadRoutes> {
  const { uploads, buckets, evidenceBucket, clock } = deps;

  async function known(uploadId: string): Promise<Upload> {
    const upload = uploadId.includes('#') ? null : await uploads.readUpload(uploadId);
    if (upload === null) {
      throw new NotFound('No file has arrived under this id. It may still be on its way.', {
        ids: { uploadId },
      });
    }
    return upload;
  }

  function partsOf(keyOf: (uploadId: string, part: number) => string, uploadId: string) {
    return { buckets, bucket: evidenceBucket, keyOf: (part: number) => keyOf(uploadId, part) };
  }

  return {
    startUpload: (asked) => startUpload(asked, deps),
    listUploads: ({ query }) => uploads.listUploads(query),
    readUpload: ({ id }) => known(id),
    listUploadFindings: async ({ id, query, viewer }) => {
      await known(id);
      const page = await readCheckedPage(partsOf(findingsPartKey, id), findingSchema, query);
      const reader = { userId: viewer.userId, today: londonDate(clock()) };
      return { ...page, items: await withoutClosedFindings(id, page.items, reader, deps) };
    },
    listUploadLines: async ({ id, query, viewer }) => {
      await known(id);
      const { state, ...paging } = query;
      const keep = (line: { state: string }) => state === undefined || line.state === state;
      const page = await readCheckedPage(partsOf(linesPartKey, id), uploadLineSchema, { ...paging, keep });
      const reader = { userId: viewer.userId, today: londonDate(clock()) };
      return { ...page, items: await withoutClosedLines(page.items, reader, deps) };
    },
  };
}
