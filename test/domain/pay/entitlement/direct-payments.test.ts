import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../../domain/calendar.ts';
import { deltaLines } from '../../../../domain/pay/delta.ts';
import { agreementComponents } from '../../../../domain/pay/entitlement/agreement-components.ts';
import { dateOfDay, dayNumber } from '../../../../domain/pay/span.ts';
import type { DirectPaymentAgreement } from '../../../../domain/records/direct-payment-agreement.ts';
import { recomputePence } from '../../../support/recompute-line.ts';
import { aDirectPayment } from '../../../support/sample-facts.ts';

const coding = {
  costCentre: 'A2000',
  costElement: null,
  subjectiveCode: null,
  taxCode: null,
  purchaseOrder: null,
  purchaseOrderLine: null,
};
type Asked = { died?: string | null; months?: 'days-of-the-month' | 'equal-months'; through?: string };

/** Agreements begin on 6 April 2026 with £300 a week unless said otherwise. */
function components(
  agreement: Partial<DirectPaymentAgreement>,
  { died, months = 'days-of-the-month' }: Asked,
) {
  const dateOfDeath = died == null ? null : calendarDate(died);
  return agreementComponents({
    agreement: {
      ref: { kind: 'direct-payment-agreement', id: 'DP-1', version: 1 },
      body: aDirectPayment(agreement),
    },
    person:
      died === undefined ? null : { ref: { kind: 'person', id: 'P-1', version: 1 }, body: { dateOfDeath } },
    coding,
    codedBy: died === undefined ? null : { kind: 'service-type', id: 'direct-payment', version: 1 },
    rules: { months },
  });
}

function paid(agreement: Partial<DirectPaymentAgreement>, asked: Asked = {}) {
  const lines = deltaLines({
    components: components(agreement, asked),
    coverage: new Map(),
    through: dayNumber(calendarDate(asked.through ?? '2026-05-03')),
    notBefore: 0,
    periodStarts: () => [],
  });
  for (const line of lines) expect(recomputePence(line.explanation)).toBe(line.pence);
  return lines.map(({ component, first, last, pence }) => [
    component.kind,
    dateOfDay(first),
    dateOfDay(last),
    pence / 100,
  ]);
}
const pence = (amount: number) => amount as never;
const date = (text: string) => calendarDate(text);

describe('a direct payment', () => {
  it.each([[null], [0]])('without a contribution is paid gross: four weeks of £300', (contribution) => {
    const weeklyContributionPence = contribution as never;
    expect(paid({ weeklyContributionPence })).toEqual([['cost', '2026-04-06', '2026-05-03', 1200]]);
  });

  it('with a contribution is paid net of it', () => {
    expect(paid({ weeklyContributionPence: pence(4525) })).toEqual([
      ['cost', '2026-04-06', '2026-05-03', 1200],
      ['contribution', '2026-04-06', '2026-05-03', -181],
    ]);
  });

  it('goes to the payee of the agreement, and rests on the agreement, the person and what codes it', () => {
    const [strand] = components({}, { died: null });
    expect(strand).toMatchObject({
      key: { packageId: 'DP-1', payeeId: 'agreement:DP-1', coding },
      facts: [{ kind: 'direct-payment-agreement' }, { kind: 'person' }, { kind: 'service-type' }],
    });
    expect(components({}, {})[0]?.facts.map(({ kind }) => kind)).toEqual(['direct-payment-agreement']);
  });

  it('ends with its agreement', () => {
    expect(paid({ endDate: date('2026-04-12') })).toEqual([['cost', '2026-04-06', '2026-04-12', 300]]);
  });

  it('ends with the day of death, the contribution too', () => {
    expect(paid({ weeklyContributionPence: pence(700) }, { died: '2026-04-12' })).toEqual([
      ['cost', '2026-04-06', '2026-04-12', 300],
      ['contribution', '2026-04-06', '2026-04-12', -7],
    ]);
  });

  it('paid once is a week’s budget on its first day, net of the contribution', () => {
    expect(paid({ frequency: 'once', weeklyContributionPence: pence(700) })).toEqual([
      ['cost', '2026-04-06', '2026-04-06', 300],
      ['contribution', '2026-04-06', '2026-04-06', -7],
    ]);
  });

  it.each([['once'], ['weekly']] as const)(
    'paid %s is nothing to somebody who died before it began',
    (frequency) => {
      expect(paid({ frequency }, { died: '2026-04-05' })).toEqual([]);
    },
  );

  it('paid once is due to somebody who dies later', () => {
    expect(paid({ frequency: 'once' }, { died: '2026-04-06' })).toEqual([
      ['cost', '2026-04-06', '2026-04-06', 300],
    ]);
  });

  it.each([
    ['monthly', 1303.05],
    ['quarterly', 1303.05],
    ['annually', 1303.05],
    ['weekly', 1285.2],
    ['four-weekly', 1285.2],
  ] as const)('paid %s in equal months comes to £%d for April', (frequency, pounds) => {
    const april = { frequency, startDate: date('2026-04-01'), weeklyBudgetPence: pence(29_988) };
    const [row] = paid(april, { months: 'equal-months', through: '2026-04-30' });
    // £299.88 × 365 / 84 = £1,303.05 and × 30 / 7 = £1,285.20.
    expect(row?.[3]).toBe(pounds);
  });
});
