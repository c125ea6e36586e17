import { type ServiceTypeCode } from './model.ts';

/*
 * Invented 2026/27 prices in pence a unit. They start from ceilings one English county published for 2024/25 (residential
 * 1,153.00 a week, nursing 1,437.00 gross, home care 29.07 an hour, sleep-in 80.00 a night) raised by about 4.5% and 3.8%, the
 * order of the uplifts councils gave in the two years since; the others are set in proportion. No council pays exactly these.
 */
export const ratePence2026: Readonly<Record<ServiceTypeCode, number>> = {
  residential: 125_100,
  nursing: 155_915,
  'home-care': 3154,
  'day-care': 6240,
  'supported-living': 2480,
  'extra-care': 2690,
  'shared-lives': 49_875,
  foster: 28_400,
  respite: 18_250,
  'sleep-in': 8680,
  'direct-payment': 31_500,
  'one-off': 12_500,
  transport: 55,
};

/** Last year's price of the same thing: 4% lower, to the penny. */
export function lastYears(ratePence: number): number {
  return Math.round((ratePence * 100) / 104);
}
