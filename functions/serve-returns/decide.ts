import type { Instant } from '../../domain/calendar.ts';
import { pence } from '../../domain/money.ts';
import {
  decideLines,
  linesReferred,
  needsSecondPerson,
  openLinesOf,
  type AskedDecision,
} from '../../domain/returns/decide-lines.ts';
import type { ExceptionLine } from '../../domain/returns/exception.ts';
import type { ReturnDecision } from '../../domain/returns/return-decision.ts';
import type { returnRoutes } from '../../events/api/returns.ts';
import type { ShownDecision } from '../../events/api/return-shapes.ts';
import type { Upload } from '../../events/api/uploads.ts';
import type { Viewer } from '../platform/identity.ts';
import { Conflict, Forbidden, NotFound, Unacceptable } from '../platform/problem-responses.ts';
import { recordedByHand } from '../platform/recorded-by-hand.ts';
import { openTaken, type OpenedReturn } from '../platform/returns/return-lines.ts';
import type { Asked } from '../platform/route-area.ts';
import { cleanLines } from './clean-lines.ts';
import type { ReturnsDeps } from './deps.ts';
import { fourEyesAbove } from './four-eyes.ts';
import { knownReturn } from './known-return.ts';
import { shownDecision } from './show-returns.ts';

type Decided = { decision: ShownDecision };

/** Officers who decide at the same moment look again this often. */
const TRIES = 5;

/** Decides what of some lines is paid; above the limit it is a proposal until a second person agrees. */
export async function decide(
  { id, viewer, body, actId }: Asked<typeof returnRoutes.decideReturnLines>,
  deps: ReturnsDeps,
): Promise<Decided> {
  const upload = await knownReturn(id, deps.uploads);
  const limit = await fourEyesAbove(deps);
  return keepDecision(upload, { viewer, actId, reason: body.reason }, deps, async (opened) => {
    const lines = wantedLines(body, opened);
    const clean = await cleanLines(
      lines.filter((line) => !opened.exceptions.has(line)),
      { upload, taken: opened.taken },
      deps,
    );
    const asked: AskedDecision = { lines, decision: body.decision, units: body.units ?? null };
    const exceptions = new Map([...opened.exceptions, ...clean.map((each) => [each.line, each] as const)]);
    const said = decideLines(asked, { exceptions, decisionsOf: opened.decisionsOf });
    if (said.outcome === 'refused') throw conflict(id, said.rule, said.message);
    const state = needsSecondPerson(said.morePence, limit) ? 'proposed' : 'made';
    return { ...plain, decision: body.decision, ...withoutOutcome(said), clean, state };
  });
}

function withoutOutcome({
  lines,
  quantities,
  morePence,
}: Pick<ReturnDecision, 'lines' | 'quantities' | 'morePence'>) {
  return { lines, quantities, morePence };
}

function wantedLines(
  { lineRefs, lines, finding }: Asked<typeof returnRoutes.decideReturnLines>['body'],
  opened: OpenedReturn,
): number[] {
  const referred = linesReferred(lineRefs ?? [], opened);
  if (referred.unknown.length > 0)
    throw new Unacceptable(
      `The return has no line ${referred.unknown.slice(0, 5).join(', ')} to decide of. Name lines that nobody asks about by their numbers.`,
      { errors: referred.unknown.slice(0, 100).map((ref) => unknownLine(ref)) },
    );
  const asked = finding === undefined ? [] : openLinesOf(finding, opened);
  if (finding !== undefined && asked.length === 0)
    throw new Conflict(`No line waits for a decision for ${finding}.`);
  return [...new Set([...referred.lines, ...(lines ?? []), ...asked])];
}

function unknownLine(ref: string) {
  return { field: 'lineRefs', rule: 'line-unknown', message: `There is no line ${ref} to decide of.` };
}

/** What every decision has that is no more than said. */
export const plain = {
  ...{ quantities: null, clean: [], evidenceUploadId: null, morePence: pence(0) },
  state: 'made',
} as const satisfies Partial<ReturnDecision>;

/** What a decision says, before it has its number. */
export type Said = Pick<ReturnDecision, 'decision' | 'lines' | 'morePence' | 'evidenceUploadId' | 'state'> & {
  quantities: readonly number[] | null;
  clean: readonly ExceptionLine[];
};
type By = { viewer: Viewer; actId: string | null; reason: string };

/** A file that is still being checked may be checked anew: nothing is decided of it before it is through. */
const UNDER_WAY: readonly Upload['state'][] = ['received', 'reading'];

/** Keeps a decision as the next of its return and has it worked off; the same request again finds it kept. */
export async function keepDecision(
  upload: Upload,
  { viewer, actId, reason }: By,
  deps: ReturnsDeps,
  say: (opened: OpenedReturn) => Promise<Said>,
): Promise<Decided> {
  const decisionId = actId ?? deps.newId();
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const opened = await openTaken(upload, deps);
    if (opened === null || UNDER_WAY.includes(upload.state)) throw nothingTaken(upload);
    const known = opened.decisions.find((each) => each.decisionId === decisionId);
    if (known !== undefined) return workOff(upload.uploadId, known, deps);
    const said = await say(opened);
    const recording = recordedByHand(viewer, reason, deps.clock);
    const decision: ReturnDecision = {
      ...said,
      quantities: said.quantities === null ? null : [...said.quantities],
      clean: [...said.clean],
      ...{ number: opened.decisions.length + 1, decisionId, reason },
      ...{ decidedBy: viewer.userId, decidedAt: recording.recordedAt },
      ...{ answer: null, isApplied: false },
    };
    if (await deps.decisions.decide(opened.taken, decision, recording))
      return workOff(upload.uploadId, decision, deps);
  }
  throw new Conflict('Others decide of this return at the same moment. Look at it again.', {
    ids: { uploadId: upload.uploadId },
  });
}

async function workOff(uploadId: string, decision: ReturnDecision, { send }: ReturnsDeps): Promise<Decided> {
  if (decision.state === 'made' && !decision.isApplied) await send({ decidedUploadId: uploadId });
  return { decision: shownDecision(decision) };
}

function nothingTaken({ uploadId, state }: Upload): Conflict {
  return conflict(
    uploadId,
    'nothing-taken',
    `This return is ${state}; to decide of its lines, it has to be checked and taken.`,
  );
}

function conflict(uploadId: string, rule: string, message: string): Conflict {
  return new Conflict(message, { errors: [{ field: null, rule, message }], ids: { uploadId } });
}

/** Agrees to what another decided above the limit, or declines it. */
export async function answerDecision(
  state: 'made' | 'declined',
  {
    id,
    viewer,
    body: { reason },
  }: Pick<Asked<typeof returnRoutes.approveReturnDecision>, 'id' | 'viewer' | 'body'>,
  deps: ReturnsDeps,
): Promise<Decided> {
  const [, uploadId = '', number = ''] = /^(.+)~(\d+)$/.exec(id) ?? [];
  const upload = await knownReturn(uploadId, deps.uploads);
  const opened = await openTaken(upload, deps);
  const decision = opened?.decisions.find((each) => each.number === Number(number));
  if (opened === null || decision === undefined) throw new NotFound(`There is no decision ${id}.`);
  if (decision.state === state && decision.answer?.by === viewer.userId)
    return workOff(uploadId, decision, deps);
  if (decision.state !== 'proposed')
    throw conflict(
      uploadId,
      'not-proposed',
      `The decision is ${decision.state}; to answer it, it has to be proposed.`,
    );
  if (decision.decidedBy === viewer.userId)
    throw new Forbidden('Nobody answers what they decided themselves. Ask a colleague.', {
      ids: { userId: viewer.userId, uploadId },
    });
  const recording = recordedByHand(viewer, reason, deps.clock);
  const at: Instant = recording.recordedAt;
  const answered: ReturnDecision = { ...decision, state, answer: { by: viewer.userId, at, reason } };
  if (!(await deps.decisions.answer(opened.taken, answered, recording)))
    throw conflict(
      uploadId,
      'answered-meanwhile',
      'Somebody else answered this decision at the same moment.',
    );
  return workOff(uploadId, answered, deps);
}
