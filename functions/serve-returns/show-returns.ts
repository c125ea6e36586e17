import { londonDate } from '../../domain/calendar.ts';
import { pence } from '../../domain/money.ts';
import { dateOfDay } from '../../domain/pay/span.ts';
import { exceptionSchema } from '../../domain/returns/exception.ts';
import { isOpen, standingOf, worthOf, type ReturnDecision } from '../../domain/returns/return-decision.ts';
import type { returnRoutes } from '../../events/api/returns.ts';
import type {
  ProviderReturn,
  ReturnDetail,
  ShownDecision,
  ShownReturnLine,
} from '../../events/api/return-shapes.ts';
import type { Upload } from '../../events/api/uploads.ts';
import { findingsPartKey, readPart } from '../platform/checked-parts.ts';
import type { Viewer } from '../platform/identity.ts';
import {
  openTaken,
  pageOfLines,
  type OpenedReturn,
  type SeenLine,
} from '../platform/returns/return-lines.ts';
import type { Asked } from '../platform/route-area.ts';
import type { TakenReturn } from '../store/return-store.ts';
import { inTurns } from '../store/table.ts';
import type { ReturnsDeps } from './deps.ts';
import { knownReturn, providerOf } from './known-return.ts';
import { nextPaymentOf } from './next-payment.ts';
import { fourEyesAbove } from './four-eyes.ts';

const findingsSchema = exceptionSchema.shape.findings.element;

type ReturnPage = { items: ProviderReturn[]; nextCursor: string | null };

/** Returns of one provider, of a month, or of all, newest first. */
export async function listReturns(
  { query }: Pick<Asked<typeof returnRoutes.listProviderReturns>, 'query'>,
  deps: ReturnsDeps,
): Promise<ReturnPage> {
  const { providerId, period, state, ...paging } = query;
  if (providerId === undefined && period !== undefined) return ofMonth(period, state, deps);
  const page =
    providerId === undefined
      ? await deps.uploads.listUploads({ ...paging, kind: 'provider-returns', state })
      : await deps.uploads.listOfProvider(providerId, paging);
  const items = (await withTaken(page.items, deps)).filter(
    (each) =>
      (period === undefined || each.taken?.month === period) && (state === undefined || each.state === state),
  );
  return { items, nextCursor: page.nextCursor };
}

/** Those that were taken of a month; nobody knows of which month a file tells that was not taken. */
async function ofMonth(
  month: string,
  state: Upload['state'] | undefined,
  deps: ReturnsDeps,
): Promise<ReturnPage> {
  const taken = await deps.returns.ofMonth(month);
  const found = await inTurns(taken, async (each) => {
    const upload = await deps.uploads.readUpload(each.uploadId);
    return upload === null ? [] : [shownReturn(upload, each)];
  });
  const items = found
    .flat()
    .filter((each) => state === undefined || each.state === state)
    .sort((a, b) => (a.receivedAt < b.receivedAt ? 1 : -1));
  return { items, nextCursor: null };
}

async function withTaken(uploads: readonly Upload[], deps: ReturnsDeps): Promise<ProviderReturn[]> {
  const providers = [...new Set(uploads.map(providerOf))];
  const taken = (await inTurns(providers, (id) => deps.returns.takenOf(id))).flat();
  const byUpload = new Map(taken.map((each) => [each.uploadId, each]));
  return uploads.map((upload) => shownReturn(upload, byUpload.get(upload.uploadId) ?? null));
}

export function shownReturn(upload: Upload, taken: TakenReturn | null): ProviderReturn {
  const { uploadId, fileName, state, receivedAt, problem } = upload;
  return {
    ...{ uploadId, providerId: providerOf(upload), fileName, state, receivedAt, problem },
    taken: taken === null ? null : shownTaken(taken),
  };
}

function shownTaken(taken: TakenReturn): NonNullable<ProviderReturn['taken']> {
  const { number, layout, reference, sequence, month, days, columns, sums, isWithdrawn } = taken;
  return {
    ...{ number, layout, reference, sequence, month, columns, sums, isWithdrawn },
    from: days === null ? null : dateOfDay(days.first),
    to: days === null ? null : dateOfDay(days.last),
  };
}

/** One return: where it stands, what was found by check, what was decided, and when what is accepted is paid. */
export async function readReturn(upload: Upload, deps: ReturnsDeps): Promise<ReturnDetail> {
  const [opened, fourEyesAbovePence, nextPayment, general] = await Promise.all([
    openTaken(upload, deps),
    fourEyesAbove(deps),
    nextPaymentOf(providerOf(upload), deps),
    generalFindings(upload.uploadId, deps),
  ]);
  return {
    ...shownReturn(upload, opened?.taken ?? null),
    general,
    rules: opened === null ? [] : rulesOf(opened),
    decisions: (opened?.decisions ?? []).map(shownDecision),
    fourEyesAbovePence,
    nextPayment,
  };
}

export function shownDecision(decision: ReturnDecision): ShownDecision {
  const { clean: _clean, quantities: _quantities, ...shown } = decision;
  return shown;
}

/** What is said of the file as a whole comes before what is said of its lines. */
export async function generalFindings(
  uploadId: string,
  { buckets, evidenceBucket: bucket }: ReturnsDeps,
): Promise<ReturnDetail['general']> {
  const found = await readPart({ buckets, bucket, key: findingsPartKey(uploadId, 1) }, generalSchema);
  return (found ?? []).filter(({ line }) => line === null);
}

const [effects, subjects] = [findingsSchema.shape.effect, findingsSchema.shape.subject];
/** Of a file of which nothing is taken, what is found says no effect. */
const generalSchema = findingsSchema.extend({
  effect: effects.default('tell'),
  subject: subjects.default(null),
});

function rulesOf({ exceptions, decisionsOf, askedAtLine }: OpenedReturn): ReturnDetail['rules'] {
  const rules = new Map<string, ReturnDetail['rules'][number]>();
  for (const exception of exceptions.values()) {
    const stands = standingOf(exception, decisionsOf(exception.line));
    const heldPence = [exception, ...askedAtLine(exception.line)].reduce(
      (sum, each) => sum + worthOf(each.claim, standingOf(each, decisionsOf(each.line))).heldPence,
      0,
    );
    const isWaiting = isOpen(stands.standing);
    for (const { rule, effect } of new Map(exception.findings.map((each) => [each.rule, each])).values()) {
      const own = rules.get(rule) ?? { rule, effect, lines: 0, open: 0, heldPence: pence(0) };
      rules.set(rule, {
        ...own,
        lines: own.lines + 1,
        open: own.open + (isWaiting ? 1 : 0),
        heldPence: pence(own.heldPence + heldPence),
      });
    }
  }
  return [...rules.values()].sort((a, b) => b.open - a.open || b.lines - a.lines);
}

type LinePage = { items: ShownReturnLine[]; nextCursor: string | null };

/** Lines for staff: those about people whose records are kept from the reader say nothing of them. */
export async function listLines(
  { id, query, viewer }: Asked<typeof returnRoutes.listProviderReturnLines>,
  deps: ReturnsDeps,
): Promise<LinePage> {
  const page = await linesOf(await knownReturn(id, deps.uploads), query, deps);
  return { ...page, items: await withoutClosed(page.items, viewer, deps) };
}

/** A page of a return’s lines; none where nothing of it was taken. */
export async function linesOf(
  upload: Upload,
  query: Asked<typeof returnRoutes.listProviderReturnLines>['query'],
  deps: ReturnsDeps,
): Promise<LinePage> {
  const opened = await openTaken(upload, deps);
  return opened === null ? { items: [], nextCursor: null } : pageOfLines(opened, query, deps);
}

/** Lines as a reader may see them: those about people whose records are kept from the reader say nothing of them. */
export async function withoutClosed(
  lines: readonly SeenLine[],
  { userId }: Viewer,
  { restricted, clock }: ReturnsDeps,
): Promise<SeenLine[]> {
  const ids = lines.flatMap(({ personId }) => personId ?? []);
  const { hidden } = await restricted.seenBy(
    userId,
    ids.filter((id) => idForm.test(id)),
    londonDate(clock()),
  );
  return lines.map((line) =>
    line.personId !== null && hidden.has(line.personId)
      ? {
          ...line,
          ...{ personId: null, packageId: null, values: {} },
          findings: line.findings.map((each) => ({
            ...each,
            ...{ value: null, subject: null, message: 'This line is about a restricted record.' },
          })),
          // What the provider says of the line is about the person too.
          decisions: line.decisions.map((each) =>
            each.decision === 'disputed'
              ? { ...each, reason: 'Kept from you.', evidenceUploadId: null }
              : each,
          ),
        }
      : line,
  );
}

const idForm = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,39}$/;
