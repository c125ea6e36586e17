import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, calendarDate, maxDate } from '../../../domain/calendar.ts';
import type { Step } from '../../../domain/pay/explanation.ts';
import type { UpliftDetail } from '../../../events/api/uplifts.ts';
import { larkshireYear, type PaidRun } from '../../support/larkshire-year.ts';
import { sum } from '../../support/opened-files.ts';
import { recomputePence } from '../../support/recompute-line.ts';

/** The last days of thirteen periods of four weeks; the seventh goes on across 31 March 2026. */
const periods = Array.from({ length: 13 }, (_, place) => addDays(calendarDate('2025-10-19'), 28 * place));
const lastDay = addDays(calendarDate('2025-10-19'), 28 * 12);
/** The fees are decided so late that nine periods are paid at the old rates. */
const decidedAfter = calendarDate('2026-05-31');
const asOf = '2026-06-01';

const homes = ['residential', 'nursing'];
const others = ['home-care', 'extra-care', 'supported-living', 'day-care', 'shared-lives', 'foster'];
const by = (serviceTypes: string[], percent: string) =>
  serviceTypes.map((serviceType) => ({ match: { serviceType }, change: { percent } }));

const year = await larkshireYear();
const runs: PaidRun[] = [];
const uplifts: UpliftDetail[] = [];

beforeAll(async () => {
  await year.bringIn();
  for (const [place, throughDate] of periods.entries()) {
    if (place > 0) year.after(throughDate);
    runs.push(await year.paid('providers', throughDate, 'four-weekly'));
    if (place === 0 || throughDate === decidedAfter || throughDate === lastDay) {
      runs.push(await year.paid('carers', throughDate, 'four-weekly'));
      runs.push(await year.paid('direct-payments', throughDate, 'monthly'));
    }
    if (throughDate !== decidedAfter) continue;
    uplifts.push(
      await year.uplift({ name: 'Homes', effectiveDate: '2026-03-16', rules: by(homes, '4.2') }),
      await year.uplift({ name: 'Other care', effectiveDate: '2026-04-01', rules: by(others, '3.1') }),
    );
  }
}, 300_000);

const everyLine = () => runs.flatMap(({ lines }) => lines);
const amounts = (lines: readonly { amountPence: number }[]) =>
  sum(lines.map(({ amountPence }) => amountPence));
const isOfPayment = ({ payee, held }: PaidRun['lines'][number]) => !held && !payee.startsWith('icb:');

describe('a year of Larkshire whose fees are decided in June, of homes from before 31 March', () => {
  it('pays as arrears, once and to the penny, what the uplifts said', () => {
    for (const uplift of uplifts)
      expect(uplift).toMatchObject({ state: 'verified', differences: 0, leftAlone: 0, asOf });
    const [ofHomes, ofOthers] = uplifts.map(({ totals }) => totals!);
    expect(ofHomes!.earlierYearsPence).toBeGreaterThan(0);
    expect(ofOthers).toMatchObject({ earlierYearsPence: 0 });
    expect(ofOthers!.priced).toBeGreaterThan(0);
    const adjusted = everyLine().filter(
      ({ kind, component }) => kind === 'adjustment' && component === 'cost',
    );
    const isOfHomes = ({ serviceType }: { serviceType: string | null }) => homes.includes(serviceType ?? '');
    expect(amounts(adjusted.filter(isOfHomes))).toBe(ofHomes!.arrearsPence);
    expect(amounts(adjusted)).toBe(ofHomes!.arrearsPence + ofOthers!.arrearsPence);
    expect(adjusted.every(({ to }) => to < asOf)).toBe(true);
  });

  it('comes to the same in its lines, its ledger and its files opened again', async () => {
    for (const { paymentPence, lines, files } of runs) {
      for (const { explanation, amountPence } of lines)
        expect(recomputePence(explanation as Step[])).toBe(amountPence);
      const ofPayments = lines
        .filter(isOfPayment)
        .map(({ lineId, payee, amountPence: pence }) => ({ lineId, payee, pence }));
      const listed = files.listed.map(({ paidBy: _by, ...line }) => line);
      expect(new Set(listed)).toEqual(new Set(ofPayments));
      const paidBy = (who: string) =>
        sum(files.listed.flatMap((line) => (line.paidBy === who ? line.pence : [])));
      expect([files.bankPence, files.invoicedPence]).toEqual([paidBy('bank'), paidBy('ledger')]);
      expect(sum(listed.map(({ pence }) => pence))).toBe(paymentPence);
    }
    const lines = everyLine();
    const { ledger } = year.pay;
    const total = await ledger.trialBalance();
    const paid = lines.filter(isOfPayment);
    expect(total['payments-in-transit']).toBe(0 - amounts(paid));
    expect(total.held).toBe(0 - amounts(lines.filter(({ held }) => held)));
    expect(total['nhs-receivable']).toBe(0 - amounts(lines.filter(({ payee }) => payee.startsWith('icb:'))));
    expect(total.expenditure + total['client-income'] + total['nhs-income']).toBe(amounts(lines));
    for (const [payee, own] of Map.groupBy(paid, ({ payee }) => payee))
      expect([payee, await year.sentTo(payee)]).toEqual([payee, amounts(own)]);
  });

  it('misses no week and pays none twice, also not across 31 March', async () => {
    const strands = Map.groupBy(
      everyLine().filter(({ kind, component }) => kind === 'entitlement' && component === 'cost'),
      ({ packageId }) => packageId,
    );
    const due = await year.daysDue([...strands.keys()]);
    expect(due.size).toBe(strands.size);
    for (const [id, lines] of strands) {
      const inOrder = lines.toSorted((left, right) => (left.from < right.from ? -1 : 1));
      const { first, last } = due.get(id)!;
      expect([id, inOrder[0]!.from]).toEqual([id, first]);
      for (const [place, { from }] of inOrder.slice(1).entries())
        expect([id, from]).toEqual([id, addDays(inOrder[place]!.to, 1)]);
      const paidTo = inOrder.at(-1)!.to;
      expect([id, paidTo]).toEqual([id, last < paidTo || last < lastDay ? last : maxDate(paidTo, lastDay)]);
    }
  });
});
