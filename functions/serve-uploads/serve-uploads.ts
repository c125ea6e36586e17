import { londonDate } from '../../domain/calendar.ts';
import { findingSchema } from '../../domain/records/finding.ts';
import {
  uploadLineSchema,
  type Upload,
  type UploadLine,
  type uploadRoutes,
} from '../../events/api/uploads.ts';
import { findingsPartKey, linesPartKey } from '../platform/checked-parts.ts';
import { NotFound } from '../platform/problem-responses.ts';
import { asUploadLine } from '../platform/returns/as-upload-line.ts';
import { openTaken, pageOfLines } from '../platform/returns/return-lines.ts';
import type { Asked, Handlers } from '../platform/route-area.ts';
import type { UploadStore } from '../store/upload-store.ts';
import { readCheckedPage } from './checked-pages.ts';
import { withoutClosedFindings, withoutClosedLines, type ClosedLinesDeps } from './closed-lines.ts';
import { startUpload, type StartUploadDeps } from '../platform/start-upload.ts';

export type ServeUploadsDeps = StartUploadDeps &
  ClosedLinesDeps & { uploads: Pick<UploadStore, 'announce' | 'readUpload' | 'listUploads'> };

type ReturnPage = Pick<Asked<typeof uploadRoutes.listUploadLines>, 'viewer'> & {
  limit: number;
  cursor?: string | undefined;
  state?: UploadLine['state'] | undefined;
};

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

  /** Lines of a return are kept as they were sent, and what became of them beside. */
  async function linesOfReturn(
    upload: Upload,
    { state, viewer, ...paging }: ReturnPage,
  ): Promise<{ items: UploadLine[]; nextCursor: string | null }> {
    const opened = await openTaken(upload, deps);
    if (opened === null) return { items: [], nextCursor: null };
    const isWanted = (line: UploadLine) => state === undefined || line.state === state;
    const page = await pageOfLines(opened, paging, deps);
    const items = page.items.map(asUploadLine).filter(isWanted);
    const reader = { userId: viewer.userId, today: londonDate(clock()) };
    return { ...page, items: await withoutClosedLines(items, reader, deps) };
  }

  function partsOf(keyOf: (uploadId: string, part: number) => string, uploadId: string) {
    return { buckets, bucket: evidenceBucket, keyOf: (part: number) => keyOf(uploadId, part) };
  }

  return {
    startUpload: (asked) => startUpload(asked, deps),
    listUploads: ({ query }) => uploads.listUploads(query),
    readUpload: ({ id }) => known(id),
    listUploadFindings: async ({ id, query, viewer }) => {
      const upload = await known(id);
      const page = await readCheckedPage(partsOf(findingsPartKey, id), findingSchema, query);
      const reader = { userId: viewer.userId, today: londonDate(clock()) };
      return { ...page, items: await withoutClosedFindings(upload, page.items, reader, deps) };
    },
    listUploadLines: async ({ id, query, viewer }) => {
      const upload = await known(id);
      const { state, ...paging } = query;
      if (upload.kind === 'provider-returns') return linesOfReturn(upload, { state, ...paging, viewer });
      const keep = (line: { state: string }) => state === undefined || line.state === state;
      const page = await readCheckedPage(partsOf(linesPartKey, id), uploadLineSchema, { ...paging, keep });
      const reader = { userId: viewer.userId, today: londonDate(clock()) };
      return { ...page, items: await withoutClosedLines(page.items, reader, deps) };
    },
  };
}
