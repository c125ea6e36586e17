import { randomUUID } from 'node:crypto';
import { formatDate, londonDate, type CalendarDate } from '../../domain/calendar.ts';
import type { ReceivedRecord } from '../../domain/direct-payments/financial-return-record.ts';
import type { FinancialReturnTerms } from '../../domain/direct-payments/returns-calendar.ts';
import type { DirectPaymentAgreement } from '../../domain/records/direct-payment-agreement.ts';
import { finding, type Finding } from '../../domain/records/finding.ts';
import { invariant } from '../../domain/outcome.ts';
import type { financialReturnRoutes, ReceivedPapers } from '../../events/api/financial-returns.ts';
import type * as z from 'zod';
import { dueTermsOn, knownReturns } from '../platform/direct-payments/due-returns.ts';
import { recordReceived } from '../platform/direct-payments/record-received.ts';
import { Conflict } from '../platform/problem-responses.ts';
import { recordedByHand } from '../platform/recorded-by-hand.ts';
import { refuseErrors } from '../platform/refuse-errors.ts';
import type { Asked } from '../platform/route-area.ts';
import { factStore } from '../store/fact-store.ts';
import { inTurns } from '../store/table.ts';
import type { AuditsDeps } from './deps.ts';
import { knownAgreement } from '../platform/statements/open-agreement.ts';

type Listed = z.output<typeof financialReturnRoutes.listFinancialReturns.answer>;
type Recorded = Asked<typeof financialReturnRoutes.recordReturn>;

/** The financial returns of an agreement, the latest first, each with what came for its days. */
export async function listReturns(
  { viewer, id }: Asked<typeof financialReturnRoutes.listFinancialReturns>,
  deps: AuditsDeps,
): Promise<Listed> {
  const agreement = await knownAgreement(id, viewer, deps);
  const { agreementId, personId } = agreement;
  const facts = factStore(deps.table);
  const terms = await dueTermsOn(londonDate(deps.clock()), facts);
  const known = (await knownReturns([agreement], terms, facts)).get(agreementId);
  invariant(known !== undefined, 'an agreement that is asked for is answered');
  const { personName, returns, record, arrangement } = known;
  return {
    ...{ agreementId, personId, personName, papersAsked: arrangement.papersAsked },
    noReturns: whyNone(agreement, terms.terms),
    items: returns.toReversed().map((each) => ({
      ...each,
      received: record.received.filter((came) => isOf(each.period, came)),
    })),
    otherDays: record.received.filter((came) => !returns.some(({ period }) => isOf(period, came))),
  };
}

function isOf(period: { from: CalendarDate; to: CalendarDate }, { from, to }: ReceivedPapers): boolean {
  return from <= period.to && period.from <= to;
}

function whyNone(
  { returnFrequency, accountType }: DirectPaymentAgreement,
  { accountsWithoutReturns }: FinancialReturnTerms,
): string | null {
  if (returnFrequency === null) return 'The agreement does not say how often papers are sent.';
  return accountType !== null && accountsWithoutReturns.includes(accountType)
    ? 'The account is of a kind whose holder sends no return: its provider shows every transaction.'
    : null;
}

/** Records that the return of some days has come, and the papers with it; the same request twice changes nothing. */
export async function recordReturn(
  { viewer, id, body, actId }: Recorded,
  deps: AuditsDeps,
): Promise<{ version: number; unchanged: boolean }> {
  const agreement = await knownAgreement(id, viewer, deps);
  const { agreementId } = agreement;
  const today = londonDate(deps.clock());
  refuseErrors([...checkPeriod(body, agreement, today), ...(await checkPapers(body, today, deps))]);
  const act = (actId ?? randomUUID()).slice(0, ID_LENGTH);
  const received: ReceivedRecord = {
    ...{ from: body.periodFrom, to: body.periodTo, receivedOn: today, uploadId: null },
    acceptedOn: body.accepted ? today : null,
    papers: body.papers.map((paper, place) => ({ ...paper, paperId: `${act}-${place + 1}` })),
  };
  const recorded = await recordReceived(
    {
      ...{ agreementId, received: [received], isSame: (known) => isSameEntry(known, received) },
      recording: recordedByHand(viewer, body.reason, deps.clock),
    },
    factStore(deps.table),
  );
  switch (recorded.outcome) {
    case 'recorded':
    case 'unchanged':
      return { version: recorded.version, unchanged: recorded.outcome === 'unchanged' };
    case 'full':
      throw new Conflict('The record of this agreement holds as many papers as it can.', {
        ids: { agreementId },
      });
    case 'changed-meanwhile':
      throw new Conflict('Others recorded papers of this agreement at the same time. Send yours again.', {
        ids: { agreementId },
      });
  }
}

/** Long enough to be no other act’s. */
const ID_LENGTH = 16;

/** An entry without papers has no name of its own: the same days, received and accepted on the same days, say the same. */
function isSameEntry(known: ReceivedRecord, entry: ReceivedRecord): boolean {
  const [first] = entry.papers;
  if (first !== undefined) return known.papers.some(({ paperId }) => paperId === first.paperId);
  return (
    known.uploadId === null &&
    known.papers.length === 0 &&
    [known.from, known.to, known.receivedOn, known.acceptedOn].join() ===
      [entry.from, entry.to, entry.receivedOn, entry.acceptedOn].join()
  );
}

function checkPeriod(
  { periodFrom, periodTo }: Recorded['body'],
  { startDate }: DirectPaymentAgreement,
  today: CalendarDate,
): Finding[] {
  return [
    ...(periodTo < periodFrom
      ? [
          finding(
            'error',
            'end-before-start',
            `The last day, ${formatDate(periodTo)}, is before the first, ${formatDate(periodFrom)}.`,
            { field: 'periodTo', value: periodTo },
          ),
        ]
      : []),
    ...(periodFrom < startDate
      ? [
          finding(
            'error',
            'period-before-agreement',
            `The agreement began on ${formatDate(startDate)}: nothing is due for days before it.`,
            { field: 'periodFrom', value: periodFrom },
          ),
        ]
      : []),
    ...(periodTo > today
      ? [
          finding(
            'error',
            'period-in-the-future',
            `${formatDate(periodTo)} is still to come. Record what came for days that are over.`,
            { field: 'periodTo', value: periodTo },
          ),
        ]
      : []),
  ];
}

async function checkPapers(
  { papers }: Recorded['body'],
  today: CalendarDate,
  { uploads }: Pick<AuditsDeps, 'uploads'>,
): Promise<Finding[]> {
  const ids = [...new Set(papers.flatMap(({ uploadId }) => uploadId ?? []))];
  const found = await inTurns(ids, async (id) => ((await uploads.readUpload(id)) === null ? [id] : []));
  const unknown = new Set(found.flat());
  return papers.flatMap(({ date, uploadId }, place) => [
    ...(date > today
      ? [
          finding('error', 'paper-in-the-future', `Paper ${place + 1} bears a day that is still to come.`, {
            ...{ field: `papers.${place}.date`, value: date },
          }),
        ]
      : []),
    ...(uploadId !== null && unknown.has(uploadId)
      ? [
          finding(
            'error',
            'paper-file-unknown',
            `No file has come in under the number of paper ${place + 1}. Send it first, or leave the number out.`,
            { field: `papers.${place}.uploadId`, value: uploadId },
          ),
        ]
      : []),
  ]);
}
