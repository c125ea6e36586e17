import { addDays, calendarDate, instant } from '../../domain/calendar.ts';
import { pence } from '../../domain/money.ts';
import { keyText, type ComponentKey } from '../../domain/pay/component.ts';
import { segmentPence, planPrice } from '../../domain/pay/price.ts';
import { emptyPosition, type PayPosition } from '../../domain/pay/run/position.ts';
import { dayNumber } from '../../domain/pay/span.ts';
import { carePackageSchema, type CarePackage } from '../../domain/packages/care-package.ts';
import { contributionSchema, type Contribution } from '../../domain/records/contribution.ts';
import { personSchema } from '../../domain/records/person.ts';
import { providerSchema } from '../../domain/records/provider.ts';
import { serviceTypeSchema } from '../../domain/records/service-type.ts';
import type { FactStore } from '../../functions/store/fact-store.ts';
import type { PositionStore } from '../../functions/store/position-store.ts';

/** Two years of four-weekly periods that are paid, and the next one due. */
export const START = calendarDate('2024-04-01');
export const PERIODS = 26;
export const THROUGH = addDays(START, (PERIODS + 1) * 28 - 1);
const PROVIDERS = 60;
const RECORDED = {
  recordedAt: instant('2024-03-01T09:00:00.000Z'),
  recordedBy: 'bench',
  source: { kind: 'hand' as const },
  reason: null,
};

const nothing = (shape: Record<string, unknown>) =>
  Object.fromEntries(Object.keys(shape).map((field) => [field, null]));

export function packageOf(number: number): CarePackage {
  return carePackageSchema.parse({
    ...nothing(carePackageSchema.shape),
    packageId: `PK${number}`,
    personId: `PE${number}`,
    providerId: `P${number % PROVIDERS}`,
    serviceType: 'residential',
    startDate: START,
    terms: [{ from: START, unitsPerWeek: '1', rate: String(700 + (number % 500)), rateCardId: null }],
    suspensions: [],
    costCentre: 'CC100',
    taxCode: 'EX',
  });
}

export function contributionOf(number: number): Contribution {
  return contributionSchema.parse({
    contributionId: `C${number}`,
    personId: `PE${number}`,
    packageId: `PK${number}`,
    kind: 'weeks-13-plus',
    startDate: START,
    endDate: null,
    weeklyAmountPence: 15_000 + (number % 900),
    collector: 'provider',
    status: 'active',
  });
}

export const serviceType = serviceTypeSchema.parse({
  ...nothing(serviceTypeSchema.shape),
  serviceType: 'residential',
  unit: 'week',
  basis: 'plan',
  costSign: 1,
  paymentSign: 1,
  subjectiveCode: '41010',
});

export function providerOf(number: number) {
  return providerSchema.parse({
    ...nothing(providerSchema.shape),
    providerId: `P${number}`,
    name: `Home ${number}`,
  });
}

export function personOf(number: number) {
  return personSchema.parse({
    ...nothing(personSchema.shape),
    personId: `PE${number}`,
    name: `Person ${number}`,
    dateOfBirth: '1940-01-01',
  });
}

/** Where a package stands after two years of payment: every fifth was paid at another rate for its last period. */
export function positionOf(number: number): PayPosition {
  const { packageId, providerId, terms } = packageOf(number);
  const coding = {
    costCentre: 'CC100',
    costElement: null,
    subjectiveCode: '41010',
    taxCode: 'EX',
    purchaseOrder: null,
    purchaseOrderLine: null,
  };
  const key = (kind: ComponentKey['kind'], sourceId: string) =>
    keyText({ packageId, kind, sourceId, payeeId: `provider:${providerId}`, coding });
  const refs = [
    { kind: 'package' as const, id: packageId, version: 1 },
    { kind: 'service-type' as const, id: 'residential', version: 1 },
    { kind: 'person' as const, id: `PE${number}`, version: 1 },
  ];
  const ranges = (sign: 1 | -1, rate: string) => {
    const price = planPrice({ unitsPerWeek: '1', rate, months: 'days-of-the-month' });
    const segment = { first: dayNumber(START), last: dayNumber(START) + PERIODS * 28 - 1, price };
    return Array.from({ length: PERIODS }, (_, period) => {
      const first = segment.first + period * 28;
      const span = { first, last: first + 27 };
      const wrong = number % 5 === 0 && period === PERIODS - 1 && sign === 1 ? 1_000 : 0;
      return { ...span, pence: pence(sign * segmentPence(segment, span) - wrong) };
    });
  };
  const weekly = String((15_000 + (number % 900)) / 100);
  return {
    ...emptyPosition,
    coverage: new Map([
      [key('cost', packageId), { ranges: ranges(1, terms[0]?.rate ?? '0'), facts: refs }],
      [key('contribution', `C${number}`), { ranges: ranges(-1, weekly), facts: refs }],
    ]),
  };
}

/** Writes the council of a benchmark: everybody has one package with a contribution and two years behind it. */
export async function writeCouncil(
  packages: number,
  { facts, positions }: { facts: FactStore; positions: Pick<PositionStore, 'writePositions'> },
): Promise<void> {
  const numbers = Array.from({ length: packages }, (_, place) => place);
  const first = { handFields: [], recording: RECORDED, seen: null };
  await facts.recordVersions([
    { subject: { kind: 'service-type', id: 'residential' }, body: serviceType, ...first },
  ]);
  await facts.recordVersions(
    Array.from({ length: PROVIDERS }, (_, place) => ({
      subject: { kind: 'provider' as const, id: `P${place}` },
      body: providerOf(place),
      ...first,
    })),
  );
  for (let start = 0; start < packages; start += 5_000) {
    const some = numbers.slice(start, start + 5_000);
    await facts.recordVersions(
      some.map((number) => ({
        subject: { kind: 'person' as const, id: `PE${number}` },
        body: personOf(number),
        ...first,
      })),
    );
    await facts.recordVersions(
      some.map((number) => ({
        subject: { kind: 'package' as const, id: `PK${number}` },
        body: packageOf(number),
        ...first,
      })),
    );
    await facts.recordVersions(
      some.map((number) => ({
        subject: { kind: 'contributions' as const, id: `PE${number}` },
        body: { personId: `PE${number}`, items: [contributionOf(number)] },
        ...first,
      })),
    );
    await positions.writePositions(
      some.map((number) => ({
        subject: `package:PK${number}`,
        payRunId: 'R000000',
        attempt: 1,
        seen: null,
        // The run before these is forgotten here: what stands is what was before it.
        before: positionOf(number),
        after: positionOf(number),
        shard: 1,
      })),
    );
  }
}
