import { isoOf } from './days.ts';
import { type Council } from './model.ts';
import { pounds } from './pounds.ts';
import { createPrng, nthOf } from './prng.ts';

export const openingPositionColumns = 'kind,id,date,amount,detail'.split(',');

/** Where the old system stood on the eve of go-live: paid-to dates by package, the rest by provider, person or agreement. */
export function* openingPositionRows(council: Omit<Council, 'rateCards'>): Generator<string[]> {
  const { calendar, packages, providers, people, deferredAgreements, contributions, options } = council;
  const eve = calendar.goLive - 1;
  for (const { packageId, startOn, endOn } of packages) {
    if (startOn > eve) continue;
    yield ['paid-to', packageId, isoOf(Math.min(eve, endOn ?? eve)), '', ''];
  }
  for (const { providerId, index } of providers) {
    if (index % 4 === 1)
      yield [
        'balance',
        providerId,
        isoOf(eve),
        pounds(balanceOf(options.seed, providerId)),
        'Unsettled at cut-over',
      ];
    if (index % 20 === 13) yield ['hold', providerId, isoOf(eve - 12), '', 'bank details changed'];
  }
  for (const { personId, index } of people) {
    if (index % 15 === 6)
      yield [
        'balance',
        personId,
        isoOf(eve),
        pounds(balanceOf(options.seed, personId)),
        'Client account, unpaid or in credit',
      ];
    if (index % 40 === 22)
      yield [
        'recovery',
        personId,
        isoOf(eve - (index % 90)),
        pounds(5000 + (index % 70) * 410),
        'Overpaid, invoice agreed',
      ];
  }
  for (const [place, { packageId, startOn }] of packages.entries()) {
    if (place % 200 === 31 && startOn <= eve) yield ['hold', packageId, isoOf(eve - 3), '', 'disputed'];
  }
  for (const { agreementId, weeklyCostPence, startOn } of deferredAgreements) {
    const weeks = Math.floor((eve - startOn + 1) / 7);
    yield [
      'deferred-balance',
      agreementId,
      isoOf(eve),
      pounds(Math.floor((weeklyCostPence * weeks * 7) / 10)),
      'Drawn, with interest',
    ];
  }
  const debited = new Set(
    contributions
      .filter(({ collector, status }) => collector === 'council' && status === 'active')
      .map(({ personId }) => personId),
  );
  for (const [place, personId] of [...debited].entries()) {
    if (place % 3 === 0)
      yield [
        'mandate',
        personId,
        isoOf(eve - 200 - (place % 500)),
        '',
        `LKDD${personId} ${nthOf(['0N', '0C'], place % 7 === 0 ? 1 : 0)}`,
      ];
  }
}

// A third of the balances are in the other party's favour.
function balanceOf(seed: number, id: string): number {
  const prng = createPrng(seed, `balance/${id}`);
  return prng.int(150, 250_000) * (prng.chance(1 / 3) ? -1 : 1);
}
