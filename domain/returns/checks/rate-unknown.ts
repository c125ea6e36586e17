import { fault, type LineRule } from '../return-rule.ts';

/** Care that neither the line nor any agreement has a price for: nobody could say what it comes to. */
export const rateUnknown: LineRule = {
  rule: 'rate-unknown',
  effect: 'question',
  find({ rate, first }, { pack }) {
    if (rate !== null || pack.rateOn(first) !== null) return null;
    return fault(
      'rate',
      'No rate is agreed for that day, and none is claimed. Say the rate you agreed with the council.',
    );
  },
};
