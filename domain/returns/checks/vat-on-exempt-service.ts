import { formatPounds } from '../../money.ts';
import { fault, type LineRule } from '../return-rule.ts';

/** VAT on care: regulated welfare services are exempt, what a payroll bureau does is not (practice.md 4). */
export const vatOnExemptService: LineRule = {
  rule: 'vat-on-exempt-service',
  effect: 'question',
  find({ vatPence }, { chargesVat }) {
    if (vatPence === null || vatPence === 0 || chargesVat) return null;
    return fault(
      'vat',
      `${formatPounds(vatPence)} of VAT is claimed, but welfare services are exempt from it.`,
    );
  },
};
