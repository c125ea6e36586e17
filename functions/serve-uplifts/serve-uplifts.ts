import type { portalUpliftRoutes } from '../../events/api/portal-uplifts.ts';
import type { upliftRoutes } from '../../events/api/uplifts.ts';
import type { Handlers } from '../platform/route-area.ts';
import { actOnUplift } from './act-on-uplift.ts';
import { editUplift, proposeUplift } from './ask-for-uplift.ts';
import type { UpliftsDeps } from './deps.ts';
import { readExport } from './export.ts';
import { listUpliftLines } from './list-lines.ts';
import { readLetter } from './letter.ts';
import { upliftOf } from './open-uplift.ts';
import { listOwnRates } from './own-rates.ts';
import { retryUplift } from './retry-uplift.ts';
import { listUplifts, showUplift } from './show-uplift.ts';

/** The annual uplift: what is asked for, what it comes to, who checked it, and what was done of it. */
export function serveUplifts(deps: UpliftsDeps): Handlers<typeof upliftRoutes & typeof portalUpliftRoutes> {
  return {
    proposeUplift: (asked) => proposeUplift(asked, deps),
    listUplifts: (asked) => listUplifts(asked, deps),
    readUplift: (asked) => showUplift(asked, deps),
    listUpliftLines: (asked) => listUpliftLines(asked, deps),
    editUplift: (asked) => editUplift(asked, deps),
    submitUplift: (asked) => {
      const { previewHash, confirmed } = asked.body;
      return actOnUplift(asked, (done) => ({ act: 'submit', ...done, previewHash, confirmed }), deps);
    },
    sampleUplift: async (asked) => {
      const { lineIds, isRight } = asked.body;
      const acted = await actOnUplift(asked, (done) => ({ act: 'sample', ...done, lineIds, isRight }), deps);
      const { preview, opened } = (await upliftOf(asked.id, deps)).body.uplift;
      const right = new Set(opened.flatMap((said) => (said.isRight ? said.lineIds : [])));
      const toOpen = (preview?.sample ?? []).filter((lineId) => !right.has(lineId)).length;
      return { ...acted, toOpen };
    },
    approveUplift: (asked) => {
      const { previewHash } = asked.body;
      return actOnUplift(asked, (done) => ({ act: 'approve', ...done, previewHash }), deps);
    },
    returnUplift: (asked) => actOnUplift(asked, (done) => ({ act: 'return', ...done }), deps),
    applyUplift: (asked) => {
      const { previewHash } = asked.body;
      return actOnUplift(asked, (done) => ({ act: 'apply', ...done, previewHash }), deps);
    },
    undoUplift: (asked) => actOnUplift(asked, (done) => ({ act: 'undo', ...done }), deps),
    retryUplift: (asked) => retryUplift(asked, deps),
    readUpliftLetter: (asked) => readLetter(asked, deps),
    readUpliftExport: (asked) => readExport(asked, deps),
    listOwnUplifts: (asked) => listOwnRates(asked, deps),
  };
}
