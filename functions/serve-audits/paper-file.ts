import type * as z from 'zod';
import type { financialReturnRoutes } from '../../events/api/financial-returns.ts';
import { NotFound } from '../platform/problem-responses.ts';
import type { Asked } from '../platform/route-area.ts';
import { knownAgreement } from '../platform/statements/open-agreement.ts';
import { factStore } from '../store/fact-store.ts';
import type { AuditsDeps } from './deps.ts';

type Route = typeof financialReturnRoutes.readPaperFile;

/** A link to the image or PDF of a paper of an agreement: of one that came with a return, or of the signed agreement. */
export async function readPaperFile(
  { viewer, id, query: { uploadId } }: Asked<Route>,
  deps: AuditsDeps,
): Promise<z.output<Route['answer']>> {
  const { agreementId } = await knownAgreement(id, viewer, deps);
  const isItsOwn = (await filesOf(agreementId, deps)).includes(uploadId);
  const original = isItsOwn ? await originalOf(uploadId, deps) : null;
  if (original?.kind !== 'invoice-images' || original.mediaType === undefined)
    throw new NotFound('No paper of this agreement has an image or PDF of this number.', {
      ids: { agreementId, uploadId },
    });
  const { key, objectVersion, mediaType, sizeBytes } = original;
  const fileName = `paper-${uploadId}.${mediaType.slice(mediaType.indexOf('/') + 1)}`;
  const url = await deps.linkToImage(key, { mediaType, versionId: objectVersion ?? undefined, fileName });
  return { url, mediaType, sizeBytes };
}

async function filesOf(agreementId: string, { table }: Pick<AuditsDeps, 'table'>): Promise<string[]> {
  const facts = factStore(table);
  const [returns, arrangements] = await Promise.all([
    facts.currentFacts('financial-returns', [agreementId]),
    facts.currentFacts('arrangement', [agreementId]),
  ]);
  const papers = (returns.get(agreementId)?.body.received ?? []).flatMap((came) => came.papers);
  const named = papers.flatMap(({ uploadId }) => uploadId ?? []);
  return [...named, ...[arrangements.get(agreementId)?.body.signedUploadId ?? []].flat()];
}

/** The same bytes sent twice are the image that came first. */
async function originalOf(uploadId: string, { uploads }: Pick<AuditsDeps, 'uploads'>) {
  const upload = await uploads.readUpload(uploadId);
  const first = upload?.duplicateOf ?? null;
  return first === null ? upload : uploads.readUpload(first);
}
