import { DISREGARD_DAYS, ownsProperty, weeklyCostPence } from './contributions.ts';
import { ukDateOf } from './days.ts';
import { type Council, type DeferredAgreement } from './model.ts';
import { address } from './names.ts';
import { pounds, poundsWithCommas } from './pounds.ts';
import { createPrng, nthOf } from './prng.ts';

export const deferredAgreementColumns =
  'agreementId,personId,startDate,endDate,propertyAddress,propertyValue,valuedOn,encumbrances,chargeStatus,weeklyCost,weeklyTopUp,weeklyIncome,weeklyAllowance,annualRatePercent,compounding,dayCount,status'.split(
    ',',
  );

/** One person in thirty defers: owners in homes whose twelve weeks ended before go-live. */
export function buildDeferredAgreements(
  council: Pick<Council, 'options' | 'calendar' | 'packages'>,
): DeferredAgreement[] {
  const { options, calendar, packages } = council;
  const owners = packages.filter(
    ({ person, serviceType, startOn, endOn, funding }) =>
      serviceType === person.profile &&
      ownsProperty(person) &&
      endOn === undefined &&
      funding === 'care-act' &&
      startOn + DISREGARD_DAYS < calendar.goLive,
  );
  return owners.slice(0, Math.max(1, Math.round(options.people / 30))).map((pack, index) => ({
    index,
    agreementId: `DA${String(index + 1).padStart(4, '0')}`,
    personId: pack.person.personId,
    startOn: pack.startOn + DISREGARD_DAYS,
    propertyPence: createPrng(options.seed, `deferred/${index}`).int(95, 460) * 100_000,
    weeklyCostPence: weeklyCostPence(pack),
  }));
}

/** This extract comes as some systems send it: semicolons, dd/mm/yyyy, pound signs and thousands commas. */
export function* deferredAgreementRows(
  agreements: readonly DeferredAgreement[],
  seed: number,
): Generator<string[]> {
  for (const one of agreements) {
    const prng = createPrng(seed, `deferred-terms/${one.index}`);
    const home = address(prng, one.index);
    yield [
      one.agreementId,
      one.personId,
      ukDateOf(one.startOn),
      '',
      `${home.line1}, ${home.town}, ${home.postcode}`,
      `£${poundsWithCommas(one.propertyPence)}`,
      ukDateOf(one.startOn - prng.int(5, 60)),
      one.index % 4 === 1 ? `£${poundsWithCommas(prng.int(2, 60) * 50_000)}` : '',
      nthOf(['registered', 'registered', 'registered', 'requested', 'none'], one.index),
      pounds(one.weeklyCostPence),
      one.index % 10 === 0 ? '45.00' : '',
      pounds(prng.int(16_000, 31_000)),
      '144.00',
      nthOf(['4.25', '4.05', '4.25', '3.95'], one.index),
      nthOf(['daily', 'monthly', 'simple', 'quarterly'], one.index),
      nthOf(['fixed365', 'actual'], one.index),
      'active',
    ];
  }
}
