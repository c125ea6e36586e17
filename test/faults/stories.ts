import { calendarDate as day, londonDate } from '../../domain/calendar.ts';
import { accountFactsOf } from '../../domain/deferred/account-facts.ts';
import { nothingRecordedYet } from '../../domain/deferred/account-record.ts';
import { reckonAccount } from '../../domain/deferred/account.ts';
import { owedAfter } from '../../domain/deferred/statement.ts';
import { deferredParty } from '../../domain/ledger/deferred-entries.ts';
import { rateText } from '../../domain/money.ts';
import { systemClock } from '../../functions/platform/clock.ts';
import { deferredFactsOf } from '../../functions/platform/deferred/known-account.ts';
import { factStore } from '../../functions/store/fact-store.ts';
import { ledgerStore } from '../../functions/store/ledger-store.ts';
import { fileFaults } from './file-faults.ts';
import { payThrough } from './people.ts';
import type { Service } from './service.ts';
import { AGREEMENTS } from './world.ts';

/** What happens to the council while a schedule disturbs it, and what must be true of it afterwards beside the usual. */
export type Story = {
  tell: (service: Service) => Promise<void>;
  faults: (service: Service) => Promise<string[]>;
  /** Whether another order of what comes in has other runs pay it: only what was paid in all is the same. */
  isInAnyOrder?: boolean;
};
export type StoryName = 'pay' | 'files' | 'interest' | 'month';

/** More nights than a schedule has faults for. */
const MOST_NIGHTS = 12;

export const stories: Readonly<Record<StoryName, Story>> = {
  pay: { tell: pay, faults: () => Promise.resolve([]) },
  files: {
    async tell(service) {
      await dropFiles(service);
      await service.settle();
    },
    faults: (service) => fileFaults(Object.keys(files), service),
  },
  interest: { tell: interest, faults: interestFaults },
  month: {
    async tell(service) {
      await dropFiles(service);
      // What comes in after the first run was planned is paid by the second.
      await payThrough('2024-01-21', service);
      await service.settle();
      await pay(service);
      await interest(service);
    },
    isInAnyOrder: true,
    faults: async (service) => [
      ...(await fileFaults(Object.keys(files), service)),
      ...(await interestFaults(service)),
    ],
  },
};

/** Everybody is paid for two weeks more; a few days later the credits have arrived, and what was paid is proved. */
async function pay(service: Service): Promise<void> {
  await payThrough('2024-01-21', service);
  await service.settle();
  service.waitUntil('2024-01-30');
  await nightly('settle-bacs', service);
  await nightly('nightly-proof', service);
}

/** What the clock starts each night is started again the next, where it failed. */
async function nightly(
  schedule: 'settle-bacs' | 'nightly-proof' | 'daily-interest',
  service: Service,
): Promise<void> {
  for (let night = 1; night <= MOST_NIGHTS; night += 1) {
    if (await service.start(schedule)) return;
    service.later(24);
  }
  throw new Error(`${schedule} failed ${MOST_NIGHTS} nights`);
}

const PACKAGES =
  'packageId,personId,providerId,serviceType,startDate,endDate,unitsPerWeek,rate,effectiveFrom,costCentre';
const PEOPLE = 'personId,name,dateOfBirth';

/** A rate that rose on a day already paid, rows that wait for another file, one that cannot be read, and one file twice. */
const files: Readonly<Record<string, string>> = {
  'care-packages/changes.csv': [
    PACKAGES,
    'PK08,A08,P004,residential,2024-01-01,,1,650.00,2024-01-05,CC1',
    'PK09,A09,P005,residential,2024-01-01,,1,611.11,,CC1',
    'PK10,A10,P001,residential,2024-01-01,,1,610,,CC1',
    'PK25,A25,P002,residential,2024-01-02,,1,700.00,,CC1',
    'PK26,A01,P002,residential,2024-01-02,,1,1e3,,CC1',
  ].join('\n'),
  'people/new.csv': `${PEOPLE}\nA25,Ann Ash,1940-01-02\n`,
  'people/again.csv': `${PEOPLE}\nA25,Ann Ash,1940-01-02\n`,
  'contributions/new.csv':
    'contributionId,personId,packageId,kind,startDate,weeklyAmount,collector\nC25,A25,PK25,weeks-13-plus,2024-01-02,100.00,provider\n',
};

async function dropFiles(service: Service): Promise<void> {
  for (const [key, text] of Object.entries(files)) await service.drop(key, text);
}

/** Nights of interest: one is called for twice, one corrects a rate, two are missed. */
async function interest(service: Service): Promise<void> {
  service.waitUntil('2024-02-01');
  await nightly('daily-interest', service);
  await service.start('daily-interest');
  const facts = factStore(service.table);
  const agreementId = 'DA2';
  const recording = {
    ...{ recordedAt: systemClock(), recordedBy: 'cara.charging', source: { kind: 'hand' as const } },
    reason: 'As the test says',
  };
  await facts.recordVersions([
    {
      subject: { kind: 'deferred-account', id: agreementId },
      body: {
        ...nothingRecordedYet(agreementId),
        rates: [{ from: day('2024-01-20'), percent: rateText('1') }],
      },
      ...{ handFields: [], recording, seen: null },
    },
  ]);
  service.waitUntil('2024-02-02');
  await service.start('daily-interest');
  service.waitUntil('2024-02-20');
  await nightly('daily-interest', service);
}

/** What is owed stands in the ledger to the penny, whatever became of the nights. */
async function interestFaults({ table }: Service): Promise<string[]> {
  const today = londonDate(systemClock());
  const known = await deferredFactsOf(AGREEMENTS, factStore(table));
  const ledger = ledgerStore(table);
  const told: string[] = [];
  for (const [agreementId, facts] of known) {
    const { facts: reckoned, through } = accountFactsOf(facts, today);
    const account = reckonAccount(reckoned, through);
    const nights = [0, 1].map((back) => owedAfter(account, day(dayBefore(through, back + 1))));
    const posted = (await ledger.balancesOf(deferredParty(agreementId)))['deferred-debt'];
    if (!nights.some((owed) => owed === posted))
      told.push(`${agreementId} owes ${nights[0] ?? 0} and the ledger says ${posted}`);
  }
  return told;
}

function dayBefore(date: string, days: number): string {
  return new Date(Date.parse(date) - days * 86_400_000).toISOString().slice(0, 10);
}
