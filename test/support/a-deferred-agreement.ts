import { calendarDate } from '../../domain/calendar.ts';
import type { DeferredFacts } from '../../domain/deferred/account-facts.ts';
import { nothingRecordedYet, type DeferredAccountRecord } from '../../domain/deferred/account-record.ts';
import {
  usualDeferredTerms,
  type DeferredTerms,
  type TermsByDay,
} from '../../domain/deferred/deferred-terms.ts';
import { pence, rateText } from '../../domain/money.ts';
import type { DeferredAgreement } from '../../domain/records/deferred-agreement.ts';

const day = calendarDate;

/** An invented agreement: £700 a week deferred from 1 January 2024 against a house of £165,000. */
export function aDeferredAgreement(changes: Partial<DeferredAgreement> = {}): DeferredAgreement {
  return {
    ...{ agreementId: 'DA0001', personId: 'P000001', startDate: day('2024-01-01'), endDate: null },
    ...{ propertyAddress: '4 Beech Lane, Larkford', propertyValuePence: pence(165_000_00) },
    ...{ valuedOn: day('2023-12-01'), encumbrancesPence: null, chargeStatus: 'registered' },
    ...{ weeklyCostPence: pence(700_00), weeklyTopUpPence: null, weeklyIncomePence: null },
    ...{ weeklyAllowancePence: null, annualRatePercent: rateText('4'), compounding: null, dayCount: null },
    status: 'active',
    ...changes,
  };
}

type Changes = Partial<Omit<DeferredFacts, 'agreement' | 'record' | 'terms'>> & {
  agreement?: Partial<DeferredAgreement>;
  record?: Partial<DeferredAccountRecord>;
  terms?: Partial<DeferredTerms>;
};

/** Terms that always held. */
export function sinceEver(terms: Partial<DeferredTerms> = {}): TermsByDay {
  return [{ from: day('2000-01-01'), value: { ...usualDeferredTerms, ...terms } }];
}

export function deferredFacts({ agreement, record, terms, ...others }: Changes = {}): DeferredFacts {
  return {
    agreement: aDeferredAgreement(agreement),
    record: { ...nothingRecordedYet('DA0001'), ...record },
    terms: sinceEver(terms),
    ...{ earlierValuations: [], opening: null, diedOn: null, councilRows: [] },
    ...others,
  };
}
