import type { ProviderReturn, ReturnDetail, ShownDecision } from '../../events/api/return-shapes.ts';
import type { portalReturnRoutes } from '../../events/api/portal-returns.ts';
import type { Upload } from '../../events/api/uploads.ts';
import { isOpen, standingOf } from '../../domain/returns/return-decision.ts';
import { linesReferred } from '../../domain/returns/decide-lines.ts';
import { providerOfViewer, type Viewer } from '../platform/identity.ts';
import { Conflict, NotFound, Unacceptable } from '../platform/problem-responses.ts';
import type { OpenedReturn } from '../platform/returns/return-lines.ts';
import type { Asked } from '../platform/route-area.ts';
import { startUpload } from '../platform/start-upload.ts';
import { keepDecision, plain } from './decide.ts';
import type { ReturnsDeps } from './deps.ts';
import { knownReturn, providerOf } from './known-return.ts';
import { linesOf, listReturns, readReturn } from './show-returns.ts';

type Routes = typeof portalReturnRoutes;

/** A return of the viewer’s own provider; another provider’s is answered as if it were not there. */
export async function ownReturn(
  { id, viewer }: { id: string; viewer: Viewer },
  { uploads }: Pick<ReturnsDeps, 'uploads'>,
): Promise<Upload> {
  const providerId = providerOfViewer(viewer);
  const upload = await knownReturn(id, uploads);
  if (providerOf(upload) === providerId) return upload;
  throw new NotFound('No return has arrived under this id. It may still be on its way.', {
    ids: { uploadId: id },
  });
}

export function listOwnReturns(
  { query, viewer }: Asked<Routes['listPortalReturns']>,
  deps: ReturnsDeps,
): Promise<{ items: ProviderReturn[]; nextCursor: string | null }> {
  return listReturns({ query: { ...query, providerId: providerOfViewer(viewer) } }, deps);
}

/** Findings that are the council’s own affair: what a social worker is told of, and what only adds weight. */
const OWN_AFFAIR: readonly string[] = [
  'commissioned-not-delivered',
  'monitoring-edited-beyond-rate',
  'visits-exactly-as-planned-beyond-rate',
];

/** One return as its provider sees it: without who decided, and without what is no affair of the provider. */
export async function readOwnReturn(
  asked: Asked<Routes['readPortalReturn']>,
  deps: ReturnsDeps,
): Promise<ReturnDetail> {
  const detail = await readReturn(await ownReturn(asked, deps), deps);
  return {
    ...detail,
    general: detail.general.filter(({ effect, rule }) => effect !== 'weigh' && !OWN_AFFAIR.includes(rule)),
    decisions: detail.decisions.filter(({ state }) => state === 'made').map(withoutOfficer),
  };
}

function withoutOfficer(decision: ShownDecision): ShownDecision {
  const isOwn = decision.decision === 'disputed' || decision.decision === 'withdrawn';
  return { ...decision, answer: null, decidedBy: isOwn ? decision.decidedBy : 'the council' };
}

export async function listOwnLines(asked: Asked<Routes['listPortalReturnLines']>, deps: ReturnsDeps) {
  const page = await linesOf(await ownReturn(asked, deps), asked.query, deps);
  return {
    ...page,
    items: page.items.map((line) => ({
      ...line,
      decisions: line.decisions.map((each) => ({
        ...each,
        decidedBy:
          each.decision === 'disputed' || each.decision === 'withdrawn' ? each.decidedBy : 'the council',
      })),
    })),
  };
}

/** Takes a file back, as long as nobody has accepted all of it. */
export async function withdraw(
  { id, viewer, body, actId }: Asked<Routes['withdrawReturn']>,
  deps: ReturnsDeps,
): Promise<{ decision: ShownDecision }> {
  const upload = await ownReturn({ id, viewer }, deps);
  return keepDecision(upload, { viewer, actId, reason: body.reason }, deps, ({ taken }) => {
    if (upload.state !== 'checked' || taken.isWithdrawn)
      throw notFrom(
        upload,
        `This file is ${upload.state}; to take it back, it has to be checked, with lines that wait for a decision. Ask the council to change what was accepted.`,
      );
    return Promise.resolve({ ...plain, decision: 'withdrawn', lines: [] });
  });
}

/** Says why a line should be paid that was not accepted, or not as it was claimed. */
export async function dispute(
  { id, part, viewer, body, actId }: Asked<Routes['disputeReturnLine']>,
  deps: ReturnsDeps,
): Promise<{ decision: ShownDecision }> {
  const upload = await ownReturn({ id, viewer }, deps);
  const evidenceUploadId = body.evidenceUploadId ?? null;
  if (evidenceUploadId !== null) await requireOwnEvidence(evidenceUploadId, viewer, deps);
  return keepDecision(upload, { viewer, actId, reason: body.reason }, deps, (opened) =>
    Promise.resolve({
      ...plain,
      decision: 'disputed',
      lines: disputedLines(part ?? '', upload, opened),
      evidenceUploadId,
    }),
  );
}

function disputedLines(lineRef: string, upload: Upload, opened: OpenedReturn): number[] {
  const { exceptions, decisionsOf } = opened;
  const lines = linesReferred([lineRef], opened).lines.filter((line) => {
    const exception = exceptions.get(line);
    if (exception === undefined) return false;
    const decisions = decisionsOf(line);
    const { standing } = standingOf(exception, decisions);
    const last = decisions.at(-1)?.decision;
    if (last === 'refuse')
      throw notFrom(
        upload,
        'The council refused this line for good. Ask for its written reasons, and complain to the council if they are wrong.',
      );
    const isLess = standing === 'accepted' && (last === 'pay-commissioned' || last === 'amend');
    return isLess || isOpen(standing) || standing === 'refused' || standing === 'rejected';
  });
  if (lines.length > 0) return lines;
  throw notFrom(upload, `There is no line ${lineRef} in this file that was not accepted as it was claimed.`);
}

function notFrom({ uploadId }: Upload, message: string): Conflict {
  return new Conflict(message, { ids: { uploadId } });
}

async function requireOwnEvidence(
  uploadId: string,
  { userId }: Viewer,
  { uploads }: ReturnsDeps,
): Promise<void> {
  const evidence = await uploads.readUpload(uploadId);
  if (evidence?.kind === 'invoice-images' && evidence.uploadedBy === userId) return;
  // What was sent a moment ago is announced and not received yet.
  if (evidence === null && (await uploads.announcementOf(uploadId))?.userId === userId) return;
  const message = 'The evidence is not a file that you sent. Send it first, then dispute the line.';
  throw new Unacceptable(message, {
    errors: [{ field: 'evidenceUploadId', rule: 'evidence-unknown', message }],
  });
}

/** Announces a return, or evidence for a dispute; a return goes into the viewer’s own folder. */
export function startOwnUpload(
  { viewer, body }: Asked<Routes['startPortalUpload']>,
  deps: ReturnsDeps,
): Promise<{ uploadId: string; url: string; fields: Record<string, string> }> {
  const providerId = providerOfViewer(viewer);
  return startUpload({ viewer, body: { ...body, context: { providerId } } }, deps);
}
