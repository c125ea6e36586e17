import { earlierKey } from '../earlier-lines.ts';
import { fault, type LineRule } from '../return-rule.ts';

/** A visit or stay that was accepted from an earlier file: it is paid once. */
export const lineAcceptedEarlier: LineRule = {
  rule: 'line-accepted-earlier',
  effect: 'refuse',
  find(line, { pack, earlier }) {
    if (earlier.lines.size === 0 || !earlier.lines.has(earlierKey(pack.carePackage.packageId, line)))
      return null;
    return fault('lineRef', 'It was accepted from an earlier file. Leave it out: it is paid once.');
  },
};
