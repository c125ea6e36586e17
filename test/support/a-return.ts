import { calendarDate } from '../../domain/calendar.ts';
import { pence } from '../../domain/money.ts';
import { dayNumber } from '../../domain/pay/span.ts';
import { rowKinds } from '../../domain/records/kinds.ts';
import type { RateCard } from '../../domain/records/rate-card.ts';
import { returnCheck, type ReturnFinding } from '../../domain/returns/check-return.ts';
import { commissioned, type Commissioned } from '../../domain/returns/commissioned.ts';
import { nothingEarlier, type EarlierLines } from '../../domain/returns/earlier-lines.ts';
import type { ReturnLine, Visit } from '../../domain/returns/return-line.ts';
import { usualReturnChecks, type ReturnTerms } from '../../domain/returns/return-terms.ts';
import { packageOf, personOf, rowOf } from './a-council.ts';

export const day = (date: string): number => dayNumber(calendarDate(date));

type Told = {
  service?: Record<string, string>;
  /** Null for somebody who is not on record. */
  person?: Record<string, string> | null;
  cards?: RateCard[];
  suspensions?: { from: string; to: string | null }[];
};

/** An hour of home care on Mondays and Wednesdays at £20 for A1 from P001, since April 2026, unless said otherwise. */
export function aPackage(fields: Record<string, string> = {}, told: Told = {}): Commissioned {
  const { service = {}, person = {}, cards = [], suspensions = [] } = told;
  return commissioned({
    carePackage: {
      ...packageOf({ packageId: 'PK1', unitsPerWeek: '2', weekdays: 'Mon Wed', ...fields }),
      suspensions: suspensions.map(({ from, to }) => ({
        from: calendarDate(from),
        to: to === null ? null : calendarDate(to),
        kind: 'hospital',
      })),
    },
    serviceType: rowOf(rowKinds['service-types'], {
      ...{ serviceType: 'home-care', unit: 'hour', basis: 'actuals', costSign: '1', paymentSign: '1' },
      ...service,
    }),
    person: person === null ? null : personOf({ personId: 'A1', ...person }),
    rateCards: new Map(cards.map((card) => [card.rateCardId, card])),
    bankHolidays: new Set([day('2026-08-31')]),
  });
}

let lines = 1;

/** An hour of a visit on Monday 5 October 2026 at nine, as planned, unless said otherwise. */
export function aVisit(
  fields: Partial<Omit<ReturnLine, 'visit'>> & { visit?: Partial<Visit> } = {},
): ReturnLine {
  lines += 1;
  const first = fields.first ?? day('2026-10-05');
  return {
    ...{ line: lines, lineRef: `V${lines}`, personId: 'A1', packageId: 'PK1', serviceType: 'home-care' },
    ...{ units: null, rate: '20', amountPence: null, vatPence: null, invoiceNumber: null },
    ...fields,
    first,
    last: fields.last ?? first,
    visit: {
      ...{ startMinute: 540, claimedMinutes: 60, actualStartMinute: 541, actualMinutes: 60 },
      ...{ monitoring: 'auto', carers: 1, carerId: 'C1' },
      ...fields.visit,
    },
  };
}

/** One week of a stay from Monday 5 October 2026, unless said otherwise. */
export function aStay(fields: Partial<Omit<ReturnLine, 'visit'>> = {}): ReturnLine {
  lines += 1;
  return {
    ...{ line: lines, lineRef: `S${lines}`, personId: 'A1', packageId: 'PK1', serviceType: null },
    ...{ first: day('2026-10-05'), last: day('2026-10-11'), units: '1', rate: null },
    ...{ amountPence: null, vatPence: null, invoiceNumber: null, visit: null },
    ...fields,
  };
}

/** The checks as they are set until a council sets others. */
export const usualReturnTerms: ReturnTerms = {
  ...usualReturnChecks,
  toleranceMinutes: 5,
  tolerancePercent: 10,
};

type Checking = {
  packages?: Commissioned[];
  terms?: Partial<ReturnTerms>;
  earlier?: EarlierLines;
  chargesVat?: boolean;
};

/** All that is said of some lines in a file that was received on 12 October 2026. */
export function findingsOf(given: readonly ReturnLine[], asked: Checking = {}): ReturnFinding[] {
  const { packages = [aPackage()], terms = {}, earlier = nothingEarlier, chargesVat = false } = asked;
  const check = returnCheck({
    packages,
    terms: { ...usualReturnTerms, ...terms },
    receivedOn: day('2026-10-12'),
    earlier,
    chargesVat,
  });
  const own = given.flatMap((line) => check.take(line).findings);
  return [...own, ...check.conclude().findings];
}

export const rulesOf = (findings: readonly ReturnFinding[]): string[] => findings.map(({ rule }) => rule);
export const pounds = (amount: number) => pence(Math.round(amount * 100));
