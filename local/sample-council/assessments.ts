import { isoOf } from './days.ts';
import { type Contribution, type Council } from './model.ts';
import { pounds } from './pounds.ts';
import { createPrng } from './prng.ts';

export const assessmentColumns =
  'assessmentId,personId,setting,startDate,endDate,weeklyIncome,capital,weeklyHousing,weeklyDisabilityExpenditure,weeklyContribution,assessedOn,letterSentOn,status'.split(
    ',',
  );

const KINDS_WITH_SETTING: Readonly<Partial<Record<Contribution['kind'], string>>> = {
  provisional: 'temporary',
  'weeks-1-12': 'care-home',
  'weeks-13-plus': 'care-home',
  'non-residential': 'community',
};

/** One assessment behind each charge that rests on a person's means. */
export function* assessmentRows(council: Pick<Council, 'options' | 'contributions'>): Generator<string[]> {
  let number = 0;
  for (const charge of council.contributions) {
    const setting = KINDS_WITH_SETTING[charge.kind];
    if (setting === undefined || charge.status !== 'active' || charge.weeklyPence === undefined) continue;
    number += 1;
    yield assessmentRow({
      seed: council.options.seed,
      charge,
      weeklyPence: charge.weeklyPence,
      setting,
      number,
    });
  }
}

type Draft = { seed: number; charge: Contribution; weeklyPence: number; setting: string; number: number };

function assessmentRow({ seed, charge, weeklyPence, setting, number }: Draft): string[] {
  const prng = createPrng(seed, `assessment/${number}`);
  const isProvisional = charge.kind === 'provisional';
  const inHome = setting !== 'community';
  const kept = inHome ? 3065 : 23_260;
  const assessedOn = charge.startOn - prng.int(1, 20);
  return [
    `FA${String(number).padStart(6, '0')}`,
    charge.personId,
    isProvisional ? setting : number % 50 === 12 && inHome ? 'short-term' : setting,
    isoOf(charge.startOn),
    charge.endOn === undefined ? '' : isoOf(charge.endOn),
    pounds(weeklyPence + kept),
    number % 6 === 0 ? pounds(prng.int(1_425_100, 2_325_000)) : pounds(prng.int(0, 1_425_000)),
    inHome ? '0.00' : pounds(prng.int(0, 8000)),
    inHome ? '' : pounds(prng.int(0, 3500)),
    pounds(weeklyPence),
    isoOf(assessedOn),
    // A charge nobody was told of: the billing-gap watchdog has something to find.
    number % 45 === 20 ? '' : isoOf(assessedOn + 4),
    isProvisional ? 'provisional' : 'confirmed',
  ];
}
