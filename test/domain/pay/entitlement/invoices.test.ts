import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../../domain/calendar.ts';
import { coverLines } from '../../../../domain/pay/coverage.ts';
import { deltaLines, type DeltaRequest } from '../../../../domain/pay/delta.ts';
import { invoiceComponents } from '../../../../domain/pay/entitlement/invoice-components.ts';
import { dateOfDay, dayNumber } from '../../../../domain/pay/span.ts';
import { manualInvoiceSchema } from '../../../../domain/pay/run/manual-invoice.ts';
import { recomputePence } from '../../../support/recompute-line.ts';

const ref = { kind: 'manual-invoice' as const, id: 'INV1', version: 1 };
const line = (amountPence: number, from: string, to: string, costCentre: string | null = null) => ({
  description: 'Mental-health assessment',
  amountPence,
  costCentre,
  from,
  to,
});
const invoice = (...lines: ReturnType<typeof line>[]) =>
  invoiceComponents({
    ref,
    body: manualInvoiceSchema.parse({
      invoiceId: 'INV1',
      providerId: 'P001',
      personId: null,
      invoiceNumber: '2026/17',
      invoiceDate: '2026-04-20',
      lines,
      imageUploadId: null,
      keyedBy: 'pia.payments',
    }),
  });

function dueOf(components: DeltaRequest['components'], coverage: DeltaRequest['coverage'] = new Map()) {
  const through = dayNumber(calendarDate('2026-04-30'));
  const lines = deltaLines({ components, coverage, through, notBefore: 0, periodStarts: () => [] });
  for (const each of lines) expect(recomputePence(each.explanation)).toBe(each.pence);
  return lines;
}
const shown = (lines: ReturnType<typeof dueOf>) =>
  lines.map(({ component, first, last, pence }) => [
    component.payeeId,
    component.coding.costCentre,
    dateOfDay(first),
    dateOfDay(last),
    pence / 100,
  ]);

describe('a paper invoice', () => {
  const whole = invoice(
    line(17_300, '2026-04-13', '2026-04-13', 'A2000'),
    line(-1_500, '2026-04-01', '2026-04-30'),
  );

  it('is owed to its provider as it stands, line by line, over the days each names', () => {
    expect(shown(dueOf(whole))).toEqual([
      ['provider:P001', 'A2000', '2026-04-13', '2026-04-13', 173],
      ['provider:P001', null, '2026-04-01', '2026-04-30', -15],
    ]);
  });

  it('is owed once, and a corrected line by the difference', () => {
    const paid = coverLines(new Map(), dueOf(whole));
    const corrected = invoice(
      line(17_500, '2026-04-13', '2026-04-13', 'A2000'),
      line(-1_500, '2026-04-01', '2026-04-30'),
    );
    expect(dueOf(whole, paid)).toEqual([]);
    expect(shown(dueOf(corrected, paid)).map((row) => row[4])).toEqual([2]);
  });
});
