import { calendarDate as day } from '../../domain/calendar.ts';
import { pence } from '../../domain/money.ts';
import { recoverySchema } from '../../domain/pay/run/recovery.ts';
import { settings } from '../../domain/settings/settings.ts';
import { answerOnRecord } from '../../functions/platform/pay/answer-payments.ts';
import { systemClock } from '../../functions/platform/clock.ts';
import { factStore } from '../../functions/store/fact-store.ts';
import { paymentStore } from '../../functions/store/payment-store.ts';
import { workStore } from '../../functions/store/work-store.ts';
import { aDeferredAgreement } from '../support/a-deferred-agreement.ts';
import { payCouncil } from '../support/pay-council.ts';
import { payThrough } from './people.ts';
import type { Schedule } from './schedule.ts';
import { openService, type Service, type Stored, type Tamper } from './service.ts';

/** Packages of the council, of one person each. */
const PACKAGES = 24;
const PROVIDERS = ['P001', 'P002', 'P003', 'P004', 'P005'] as const;
export const AGREEMENTS = ['DA1', 'DA2', 'DA3', 'DA4', 'DA5'] as const;

export const undisturbed: Schedule = { seed: 0, deaths: [], faultsInThousand: 0, twiceInHundred: 0 };

/**
 * A small council in January 2024 whose first run was issued, and what has happened since: a package in dispute, one
 * that ended before it was paid to, rates that changed from a day already paid, a payment that came back, one made
 * outside, and an overpayment its payee was told of.
 */
export async function makeWorld(table: unknown, tamper?: Tamper): Promise<Stored> {
  const empty = { table, items: new Map(), objects: new Map(), at: '2024-01-08T09:00:00.000Z' };
  const service = openService(empty, undisturbed, tamper);
  try {
    const council = councilOf(service);
    await recordCouncil(council);
    const first = await payThrough('2024-01-07', service);
    service.waitUntil('2024-01-15');
    await comesBack(`${first}-00004`, service);
    await changeMinds(first, council);
    return service.stored();
  } finally {
    service.close();
  }
}

function councilOf({ table }: Service) {
  return payCouncil({ facts: factStore(table), clock: systemClock });
}
type Council = ReturnType<typeof councilOf>;

const numbered = (letter: string, number: number): string => `${letter}${String(number).padStart(2, '0')}`;

async function recordCouncil(council: Council): Promise<void> {
  await council.serviceType('residential');
  for (const providerId of PROVIDERS) {
    const byLedger = {
      ...{ settlementRoute: 'ledger', supplierNumber: `S${providerId}`, supplierSite: 'MAIN' },
      companyCode: 'LC',
    };
    await council.provider(providerId, providerId === 'P003' ? byLedger : {});
  }
  for (let number = 1; number <= PACKAGES; number += 1) {
    const personId = numbered('A', number);
    await council.person(personId);
    await council.package(numbered('PK', number), {
      ...{ personId, providerId: PROVIDERS[number % PROVIDERS.length] ?? '', rate: String(600 + number) },
      ...{ startDate: '2024-01-01', endDate: number % 6 === 0 ? '2024-03-31' : '' },
    });
  }
  for (const number of [4, 9, 15])
    await council.contributions(numbered('A', number), [
      {
        ...{
          contributionId: `C${number}`,
          personId: numbered('A', number),
          packageId: numbered('PK', number),
        },
        ...{ startDate: day('2024-01-01'), endDate: null, weeklyAmountPence: pence(12_345) },
      },
    ]);
  await council.record('hold', 'H-DISPUTE', {
    ...{ holdId: 'H-DISPUTE', category: 'disputed', on: { packageId: 'PK05' }, state: 'active' },
    ...{ placedBy: 'olu.officer', placedOn: day('2024-01-08'), releasedOn: null },
  });
  await council.record('setting', settings.goLive.name, {
    name: settings.goLive.name,
    entries: [
      {
        ...{ effectiveFrom: day('2023-12-01'), value: '2024-01-01' },
        ...{ proposedBy: 'ada.admin', approvedBy: 'art.admin' },
      },
    ],
  });
  for (const [place, agreementId] of AGREEMENTS.entries()) {
    const personId = numbered('A', place + 1);
    await council.record('deferred-agreement', agreementId, aDeferredAgreement({ agreementId, personId }));
  }
}

/** A payment comes back; its payee’s account was looked at and found right, so that it may leave again. */
async function comesBack(paymentId: string, { table }: Service): Promise<void> {
  const facts = factStore(table);
  const sent = (await facts.currentFacts('payment', [paymentId])).get(paymentId);
  if (sent === undefined) throw new Error(`${paymentId} was not paid`);
  const recording = {
    ...{ recordedAt: systemClock(), recordedBy: 'careledger', source: { kind: 'hand' as const } },
    reason: 'As the test says',
  };
  await answerOnRecord(
    {
      ...{ kind: 'returned', paymentRef: paymentId, amountPence: sent.body.amountPence },
      ...{ date: day('2024-01-12'), code: '0', message: null, account: null, newAccount: null },
      source: { line: 1 },
    },
    recording,
    { facts, payments: paymentStore(table), work: workStore(table) },
  );
  const holdId = `H-${paymentId}-1`;
  const placed = (await facts.currentFacts('hold', [holdId])).get(holdId);
  if (placed === undefined) throw new Error(`${paymentId} came back and nothing was held`);
  const body = { ...placed.body, state: 'released' as const, releasedOn: day('2024-01-15') };
  await facts.recordVersions([
    { subject: { kind: 'hold', id: holdId }, body, handFields: [], recording, seen: placed },
  ]);
}

async function changeMinds(firstRun: string, council: Council): Promise<void> {
  const changed = (number: number, fields: Record<string, string>) =>
    council.package(numbered('PK', number), {
      ...{ personId: numbered('A', number), providerId: PROVIDERS[number % PROVIDERS.length] ?? '' },
      ...{ rate: String(600 + number), startDate: '2024-01-01', endDate: '', ...fields },
    });
  await changed(2, { rate: '655.50' });
  await changed(11, { rate: '580' });
  await changed(7, { endDate: '2024-01-03' });
  const recovery = recoverySchema.parse({
    ...{ recoveryId: `${firstRun}-TOLD`, payRunId: firstRun, runKind: 'providers', payeeId: 'provider:P002' },
    ...{ packageId: 'PK-EARLIER', personId: 'A02' },
    ...{ key: 'PK-EARLIER|cost|PK-EARLIER|provider:P002||||||', lineId: 'L1' },
    ...{ from: day('2023-12-01'), to: day('2023-12-07'), amountPence: pence(20_000) },
    ...{ cancelled: [], takenOff: [], cause: [], state: 'notified', offsetAgreed: true },
  });
  await council.record('recovery', recovery.recoveryId, recovery);
}
