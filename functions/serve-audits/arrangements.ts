import { londonDate, type CalendarDate } from '../../domain/calendar.ts';
import { agreedPlan, stillOfExtract } from '../../domain/direct-payments/agreed-plan.ts';
import { checkArrangement } from '../../domain/direct-payments/arrangement-findings.ts';
import { reviewsDue, type ReviewTerms } from '../../domain/direct-payments/arrangement-reviews.ts';
import type { Arrangement } from '../../domain/direct-payments/arrangement.ts';
import { readSpendingPlan } from '../../domain/direct-payments/read-spending-plan.ts';
import { sameValue } from '../../domain/facts/canonical-json.ts';
import type { DirectPaymentAgreement } from '../../domain/records/direct-payment-agreement.ts';
import { finding, type Finding } from '../../domain/records/finding.ts';
import { valueOn } from '../../domain/settings/setting-definition.ts';
import { settings } from '../../domain/settings/settings.ts';
import type { arrangementRoutes, ShownArrangement } from '../../events/api/arrangements.ts';
import { arrangementIn, arrangementsOf } from '../platform/direct-payments/known-arrangement.ts';
import { Conflict } from '../platform/problem-responses.ts';
import { recordedByHand } from '../platform/recorded-by-hand.ts';
import { refuseErrors } from '../platform/refuse-errors.ts';
import type { Asked } from '../platform/route-area.ts';
import { factStore, type FactStore } from '../store/fact-store.ts';
import type { AuditsDeps } from './deps.ts';
import { knownAgreement } from '../platform/statements/open-agreement.ts';

/** What was agreed about a direct payment, what is still missing of it, and which reviews are to be held. */
export async function readArrangement(
  { viewer, id }: Asked<typeof arrangementRoutes.readArrangement>,
  deps: AuditsDeps,
): Promise<ShownArrangement> {
  const agreement = await knownAgreement(id, viewer, deps);
  const { agreementId, personId, startDate, endDate } = agreement;
  const today = londonDate(deps.clock());
  const facts = factStore(deps.table);
  const [arrangements, people, terms] = await Promise.all([
    arrangementsOf([agreementId], facts),
    facts.currentFacts('person', [personId]),
    reviewTermsOn(today, facts),
  ]);
  const fact = arrangements.get(agreementId) ?? null;
  const person = people.get(personId)?.body;
  const diedOn = person?.dateOfDeath ?? null;
  const arrangement = arrangementIn(fact);
  const still = stillOfExtract(readSpendingPlan(agreement.planItems).plan, arrangement);
  return {
    ...{ agreementId, personId, personName: person?.name ?? '', startDate, endDate, diedOn, arrangement },
    ...{ version: fact?.version ?? null, recordedAt: fact?.recordedAt ?? null },
    ...{ recordedBy: fact?.recordedBy ?? null, reason: fact?.reason ?? null },
    fromExtract: { items: [...still.items], earmarked: [...still.earmarked] },
    findings: findingsOf(agreement, arrangement, today),
    reviewsDue: reviewsDue({ agreement, arrangement, diedOn, terms, today }),
  };
}

/** Records the whole arrangement, as long as nobody changed it since it was read. */
export async function putArrangement(
  { viewer, id, body }: Asked<typeof arrangementRoutes.putArrangement>,
  deps: AuditsDeps,
): Promise<{ version: number; unchanged: boolean; findings: Finding[] }> {
  const agreement = await knownAgreement(id, viewer, deps);
  const { agreementId } = agreement;
  const { arrangement, version, reason } = body;
  const facts = factStore(deps.table);
  const seen = (await arrangementsOf([agreementId], facts)).get(agreementId) ?? null;
  const findings = findingsOf(agreement, arrangement, londonDate(deps.clock()));
  refuseErrors([...findings, ...(await signedPaperUnknown(arrangement, deps))]);
  // A first try may have recorded it and its answer was lost.
  if (seen !== null && sameValue(arrangement, arrangementIn(seen)))
    return { version: seen.version, unchanged: true, findings };
  if ((seen?.version ?? null) !== version) throw changedMeanwhile(agreementId);
  const [recorded] = await facts.recordVersions([
    {
      subject: { kind: 'arrangement', id: agreementId },
      body: { ...arrangement, agreementId },
      handFields: [],
      recording: recordedByHand(viewer, reason, deps.clock),
      seen,
    },
  ]);
  if (recorded?.outcome !== 'recorded') throw changedMeanwhile(agreementId);
  return { version: recorded.fact.version, unchanged: false, findings };
}

/** Who employs somebody by the extract’s plan needs an insurance as well as one who does by what was entered. */
function findingsOf(
  agreement: DirectPaymentAgreement,
  arrangement: Arrangement,
  today: CalendarDate,
): Finding[] {
  const { items } = agreedPlan(readSpendingPlan(agreement.planItems).plan, arrangement);
  return checkArrangement({ ...arrangement, planItems: [...items] }, { agreement, today });
}

async function signedPaperUnknown(
  { signedUploadId }: Arrangement,
  { uploads }: Pick<AuditsDeps, 'uploads'>,
): Promise<Finding[]> {
  if (signedUploadId === null || (await uploads.readUpload(signedUploadId)) !== null) return [];
  const message = 'No file has come in under this number. Send the signed paper first, then name it here.';
  return [finding('error', 'signed-paper-unknown', message, { field: 'signedUploadId' })];
}

function changedMeanwhile(agreementId: string): Conflict {
  return new Conflict(
    'Somebody else changed this arrangement since you read it. Read it again, see what they did, then send your change.',
    { ids: { agreementId } },
  );
}

async function reviewTermsOn(day: CalendarDate, facts: FactStore): Promise<ReviewTerms> {
  const { agreementReviews } = settings;
  const stored = await facts.currentFacts('setting', [agreementReviews.name]);
  return valueOn(agreementReviews, stored.get(agreementReviews.name)?.body.entries ?? [], day);
}
