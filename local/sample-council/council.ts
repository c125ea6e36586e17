import { buildAgreements } from './agreements.ts';
import { buildContributions } from './contributions.ts';
import { calendarOf } from './days.ts';
import { buildDeferredAgreements } from './deferred-agreements.ts';
import { type Council, type SampleOptions } from './model.ts';
import { buildPackages } from './packages.ts';
import { buildPeople } from './people.ts';
import { buildProviders } from './providers.ts';
import { buildRateCards } from './rate-cards.ts';
import { markAgreementDeaths, markDeaths } from './deaths.ts';

/** The fewest people a council needs so that every profile, and with it every service type, occurs. */
const FEWEST_PEOPLE = 60;

/** The whole council as facts; files are written from it one by one. */
export function buildCouncil(options: SampleOptions): Council {
  if (!Number.isSafeInteger(options.people) || options.people < FEWEST_PEOPLE) {
    throw new RangeError(`people must be a whole number of at least ${FEWEST_PEOPLE}, not ${options.people}`);
  }
  const calendar = calendarOf(options.month);
  const providers = buildProviders(options);
  const people = buildPeople(options, calendar);
  const packages = buildPackages({ options, calendar, providers, people });
  markDeaths(packages, calendar);
  const agreements = buildAgreements({ options, calendar, people });
  markAgreementDeaths(agreements, calendar);
  return {
    options,
    calendar,
    providers,
    people,
    packages,
    rateCards: buildRateCards(providers, calendar),
    contributions: buildContributions({ options, calendar, packages }),
    agreements,
    deferredAgreements: buildDeferredAgreements({ options, calendar, packages }),
  };
}
