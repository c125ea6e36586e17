import { fault, type LineRule } from '../return-rule.ts';

/** A visit or stay that was accepted from an earlier file, claimed again under another reference: it is paid once. */
export const lineAcceptedEarlier: LineRule = {
  rule: 'line-accepted-earlier',
  effect: 'refuse',
  find(line, { acceptedAs }) {
    if (acceptedAs === null || acceptedAs === line.lineRef) return null;
    return fault(
      'lineRef',
      `It was accepted from an earlier file, as ${acceptedAs}. Leave it out: it is paid once.`,
    );
  },
};
