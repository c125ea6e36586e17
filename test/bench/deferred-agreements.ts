import { calendarDate } from '../../domain/calendar.ts';
import { pence } from '../../domain/money.ts';
import { councilRowSchema } from '../../domain/reference/reference-row.ts';
import { deferredFacts } from '../support/a-deferred-agreement.ts';

const AGREEMENTS = 1_000;
/** The first day of every agreement. */
export const from = calendarDate('2015-07-01');
/** The last day that is reckoned. */
export const through = calendarDate('2025-06-30');
const compoundings = ['daily', 'monthly', 'quarterly', 'simple'] as const;
/** Rates before 2018 were published by nobody whom we read. */
const unpublished = councilRowSchema.parse({
  ...{ kind: 'deferred-rate-ceiling', category: 'standard', from: '2015-01-01', to: '2017-12-31' },
  ...{ value: '2.25', source: 'invented for the bench', replacesPublished: false },
});

/** Agreements of ten years, in every way of adding interest. */
export const known = Array.from({ length: AGREEMENTS }, (_, place) =>
  deferredFacts({
    agreement: {
      ...{ agreementId: `DA${place}`, startDate: from, valuedOn: from, annualRatePercent: null },
      ...{ weeklyCostPence: pence(400_00 + place), propertyValuePence: pence(450_000_00) },
      compounding: compoundings[place % compoundings.length] ?? 'daily',
      dayCount: place % 3 === 0 ? 'actual' : 'fixed365',
    },
    councilRows: [unpublished],
  }),
);
