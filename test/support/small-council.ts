import type { inboxDesk } from './inbox-desk.ts';

/** The fewest facts that a package can refer to: two people, two providers, a service type and a rate card. */
export const smallCouncil = {
  'service-types/types.csv':
    'serviceType,unit,basis,costSign,paymentSign,careHome\nhome-care,hour,actuals,1,1,no\nresidential,week,plan,1,1,yes\n',
  'providers/providers.csv':
    'providerId,name,kind\nP001,Larkfield Care,organisation\nP002,Thrush Homes,organisation\n',
  'rate-cards/cards.csv':
    'rateCardId,serviceType,visitMinutes,dayType,rate,from\nRC1,home-care,30,weekday,14.20,2026-04-01\nRC1,home-care,30,sunday,15.90,2026-04-01\n',
  'people/people.csv': 'personId,name,dateOfBirth\nU1,Ann Smith,1940-01-02\nU2,Bo Ó Faoláin,1951-03-04\n',
} as const;

export const PACKAGE_HEADING =
  'packageId,personId,providerId,serviceType,startDate,endDate,unitsPerWeek,rate';

/** Brings the small council in. */
export async function bringIn(desk: Awaited<ReturnType<typeof inboxDesk>>): Promise<void> {
  for (const [key, text] of Object.entries(smallCouncil)) await desk.drop(key, text);
}
