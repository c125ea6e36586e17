import { PutObjectCommand } from '@aws-sdk/client-s3';
import { londonDate } from '../../domain/calendar.ts';
import type { ExceptionLine } from '../../domain/returns/exception.ts';
import { isOpen, standingOf, worthOf } from '../../domain/returns/return-decision.ts';
import { claimedWorth } from '../../domain/returns/payable.ts';
import { valueOn } from '../../domain/settings/setting-definition.ts';
import { settings } from '../../domain/settings/settings.ts';
import type { returnRoutes } from '../../events/api/returns.ts';
import type { portalReturnRoutes } from '../../events/api/portal-returns.ts';
import type { Upload } from '../../events/api/uploads.ts';
import { reasonsLetter, type ReasonsAsked } from '../files/letters/reasons-letter.ts';
import { reasonsPdf } from '../files/letters/reasons-pdf.ts';
import { Conflict } from '../platform/problem-responses.ts';
import {
  linesNumbered,
  openTaken,
  seenLine,
  type OpenedReturn,
  type SeenLine,
} from '../platform/returns/return-lines.ts';
import type { Asked } from '../platform/route-area.ts';
import { hashText } from '../store/hash-text.ts';
import type { ReturnsDeps } from './deps.ts';
import { knownReturn, providerOf } from './known-return.ts';
import { ownReturn } from './portal.ts';
import { generalFindings, shownReturn, withoutClosed } from './show-returns.ts';

type Letter = { name: string; url: string };
type See = (lines: readonly SeenLine[]) => Promise<readonly SeenLine[]>;

/** A letter names so many lines; who has more reads them on the page of the file. */
const MOST_LINES = 1_000;

/** Why what of a return is not paid as it was claimed, for staff: nothing of people whose records are kept from the reader. */
export async function reasonsForStaff(
  { id, viewer }: Asked<typeof returnRoutes.readReturnReasons>,
  deps: ReturnsDeps,
): Promise<Letter> {
  const upload = await knownReturn(id, deps.uploads);
  return writeLetter(upload, (lines) => withoutClosed(lines, viewer, deps), deps);
}

/** The same for the provider who sent it. */
export async function reasonsForProvider(
  asked: Asked<typeof portalReturnRoutes.readPortalReturnReasons>,
  deps: ReturnsDeps,
): Promise<Letter> {
  return writeLetter(await ownReturn(asked, deps), (lines) => Promise.resolve(lines), deps);
}

/** Makes the letter and keeps it under what it says, so that the same letter is one file. */
async function writeLetter(upload: Upload, see: See, deps: ReturnsDeps): Promise<Letter> {
  const letter = reasonsLetter(await askedOf(upload, see, deps));
  const bytes = await reasonsPdf(letter, new Date(deps.clock()));
  const name = `reasons-${hashText(JSON.stringify(letter)).slice(0, 16)}.pdf`;
  const key = `returns/${upload.uploadId}/${name}`;
  await deps.buckets.send(
    new PutObjectCommand({
      Bucket: deps.outboxBucket,
      Key: key,
      Body: bytes,
      ContentType: 'application/pdf',
    }),
  );
  return { name, url: await deps.linkTo({ bucket: 'outbox', key, name }) };
}

async function askedOf(upload: Upload, see: See, deps: ReturnsDeps): Promise<ReasonsAsked> {
  const { uploadId, state } = upload;
  if (state === 'received' || state === 'reading')
    throw nothing(uploadId, 'This file is still being checked.');
  const opened = await openTaken(upload, deps);
  const numbers = opened === null ? [] : notAsClaimed(opened);
  const isTaken = opened !== null && !opened.taken.isWithdrawn;
  const isRefused = opened === null && (state === 'rejected' || state === 'quarantined');
  if (!isRefused && !(isTaken && numbers.length > 0))
    throw nothing(
      uploadId,
      'Nothing of this file is paid other than it was claimed, so there are no reasons to give.',
    );
  const found = await linesNumbered(uploadId, numbers.slice(0, MOST_LINES), deps);
  const lines = [...found.values()]
    .flatMap((checked) => (opened === null ? [] : [seenLine(checked, opened)]))
    .sort((a, b) => a.line - b.line);
  return {
    ...(await namesOf(upload, deps)),
    file: shownReturn(upload, opened?.taken ?? null),
    madeAt: deps.clock(),
    wholeFile: isRefused ? await reasonsOfFile(upload, deps) : [],
    lines: [...(await see(lines))],
    allLines: numbers.length,
    acceptedAfterAll: opened === null ? 0 : acceptedAfterAll(opened),
  };
}

function nothing(uploadId: string, message: string): Conflict {
  return new Conflict(message, { ids: { uploadId } });
}

async function namesOf(upload: Upload, { facts, clock }: ReturnsDeps) {
  const providerId = providerOf(upload);
  const { name } = settings.outputs;
  const [stored, providers] = await Promise.all([
    facts.currentFacts('setting', [name]),
    facts.currentFacts('provider', [providerId]),
  ]);
  const outputs = valueOn(settings.outputs, stored.get(name)?.body.entries ?? [], londonDate(clock()));
  return {
    payerName: outputs.payerName,
    providerName: providers.get(providerId)?.body.name ?? providerId,
  };
}

/** Why nothing of a file was taken. */
async function reasonsOfFile({ uploadId, problem }: Upload, deps: ReturnsDeps): Promise<string[]> {
  const found = await generalFindings(uploadId, deps);
  const errors = found.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  return [...new Set([...(problem === null ? [] : [problem.message]), ...errors])];
}

/** The lines of a return of which less is paid than was claimed, or that wait, in the order of the file. */
function notAsClaimed({ exceptions, decisionsOf }: OpenedReturn): number[] {
  return [...exceptions.values()]
    .filter((exception) => isNotAsClaimed(exception, decisionsOf(exception.line)))
    .map(({ line }) => line)
    .sort((a, b) => a - b);
}

function isNotAsClaimed(
  exception: ExceptionLine,
  decisions: ReturnType<OpenedReturn['decisionsOf']>,
): boolean {
  const { claim } = exception;
  const stands = standingOf(exception, decisions);
  const { standing } = stands;
  if (standing === 'refused' || standing === 'rejected' || isOpen(standing)) return true;
  // Quantity times the agreed rate may be a penny off what was claimed: that needs no reason.
  if (standing !== 'accepted' || decisions.length === 0 || claim?.isPaid !== true) return false;
  return worthOf(claim, stands).payablePence < claimedWorth(claim);
}

/** Lines that were asked about and accepted as they were claimed: the council’s own error is told too. */
function acceptedAfterAll({ exceptions, decisionsOf }: OpenedReturn): number {
  return [...exceptions.values()].filter(
    ({ line, state }) => state === 'questioned' && decisionsOf(line).at(-1)?.decision === 'accept',
  ).length;
}
