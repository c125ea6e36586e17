import { type SampleCalendar } from './days.ts';
import { type Agreement, type Package } from './model.ts';

/**
 * One person of each visit agency, and one in a hundred of those in homes, dies inside the sample month. Their packages are
 * still open: the news of a death always comes before the package is ended, and that lag is what the checks are for.
 */
export function markDeaths(packages: readonly Package[], { monthFrom }: SampleCalendar): void {
  const mourned = new Set<string>();
  let inHomes = 0;
  for (const { person, provider, serviceType, visitPlan, startOn, endOn } of packages) {
    if (endOn !== undefined || startOn >= monthFrom || person.diedOn !== undefined) continue;
    const isHome = serviceType === 'residential' || serviceType === 'nursing';
    if (isHome) inHomes += 1;
    const daily = visitPlan?.weekdays.length === 7 && visitPlan.carers === 1;
    const isChosen = (daily && !mourned.has(provider.providerId)) || (isHome && inHomes % 100 === 50);
    if (!isChosen) continue;
    if (daily) mourned.add(provider.providerId);
    person.diedOn = monthFrom + 14 + (person.index % 4);
  }
}

/** One in seventy-five of those with a direct payment dies inside the month too. */
export function markAgreementDeaths(agreements: readonly Agreement[], { monthFrom }: SampleCalendar): void {
  for (const { index, person } of agreements) {
    if (index % 75 === 36) person.diedOn ??= monthFrom + 9;
  }
}
