import { formatPounds } from '../../money.ts';
import { fault, type LineRule } from '../return-rule.ts';

/** VAT on care: regulated welfare services are exempt (practice.md 4). */
export const vatOnExemptService: LineRule = {
  rule: 'vat-on-exempt-service',
  effect: 'question',
  find({ vatPence }) {
    if (vatPence === null || vatPence === 0) return null;
    return fault(
      'vat',
      `${formatPounds(vatPence)} of VAT is claimed, but welfare services are exempt from it.`,
    );
  },
};
