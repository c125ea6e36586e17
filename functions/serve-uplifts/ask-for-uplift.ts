import type { Finding } from '../../domain/records/finding.ts';
import { finding } from '../../domain/records/finding.ts';
import { valueOn } from '../../domain/settings/setting-definition.ts';
import { settings } from '../../domain/settings/settings.ts';
import { checkUplift } from '../../domain/uplift/check-uplift.ts';
import { newUplift } from '../../domain/uplift/uplift.ts';
import type { UpliftAsked } from '../../domain/uplift/uplift-rules.ts';
import type { UpliftState } from '../../domain/uplift/uplift-state.ts';
import type { upliftRoutes } from '../../events/api/uplifts.ts';
import { refuseErrors } from '../platform/refuse-errors.ts';
import type { Asked } from '../platform/route-area.ts';
import { withWork } from '../platform/uplifts/begin-work.ts';
import { actOnUplift, keep } from './act-on-uplift.ts';
import type { UpliftsDeps } from './deps.ts';

type Begun = { upliftId: string; state: UpliftState; findings: Finding[] };

/** Asks for an uplift, whose preview is reckoned at once. */
export async function proposeUplift(
  { viewer, body: { reason, ...asked } }: Asked<typeof upliftRoutes.proposeUplift>,
  deps: UpliftsDeps,
): Promise<Begun> {
  const findings = await checkAsked(asked, deps);
  refuseErrors(findings);
  const upliftId = await deps.uplifts.nextUpliftId();
  const uplift = newUplift({ upliftId, asked, by: viewer.userId, reason });
  const empty = {
    uplift,
    attempts: 0,
    work: null,
    previewed: null,
    applied: null,
    verified: null,
    problem: null,
  };
  const kept = withWork(empty, { phase: 'preview', by: viewer.userId, asOf: deps.today() });
  await keep(null, kept, { viewer, reason }, deps);
  return { upliftId, state: uplift.state, findings };
}

/** Asks for something else; the same again has its preview reckoned anew. */
export async function editUplift(
  asking: Asked<typeof upliftRoutes.editUplift>,
  deps: UpliftsDeps,
): Promise<Begun> {
  const { reason: _reason, ...asked } = asking.body;
  const findings = await checkAsked(asked, deps);
  refuseErrors(findings);
  const acted = await actOnUplift(asking, (done) => ({ act: 'edit', ...done, asked }), deps);
  return { ...acted, findings };
}

/** What cannot be meant of an uplift, and whether its file of rates is one. */
async function checkAsked(asked: UpliftAsked, deps: UpliftsDeps): Promise<Finding[]> {
  const { name } = settings.upliftTerms;
  const stored = await deps.facts.currentFacts('setting', [name]);
  const today = deps.today();
  const terms = valueOn(settings.upliftTerms, stored.get(name)?.body.entries ?? [], today);
  return [...checkUplift(asked, terms, today), ...(await checkFile(asked, deps))];
}

/** Only a file of the folder `uplifts` whose rows were taken names rates; rows that were refused change nothing. */
async function checkFile({ ratesUploadId = null }: UpliftAsked, deps: UpliftsDeps): Promise<Finding[]> {
  if (ratesUploadId === null) return [];
  const about = { field: 'ratesUploadId', value: ratesUploadId };
  const upload = await deps.uploads.readUpload(ratesUploadId);
  if (upload?.kind !== 'uplifts')
    return [finding('error', 'no-file-of-rates', `There is no file of rates ${ratesUploadId}.`, about)];
  if (upload.state === 'accepted') return [];
  if (upload.state === 'part-accepted') {
    const message = `Only some rows of ${upload.fileName} were taken. The others change nothing: look at the file.`;
    return [finding('warning', 'rates-part-accepted', message, about)];
  }
  const isUnderWay = ['received', 'reading', 'checked'].includes(upload.state);
  const message = isUnderWay
    ? `${upload.fileName} is still being read. Try again in a minute.`
    : `No row of ${upload.fileName} was taken. Look at the file, mend it and send it again.`;
  return [finding('error', isUnderWay ? 'rates-being-read' : 'rates-not-taken', message, about)];
}
