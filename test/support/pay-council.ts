import { rowKinds } from '../../domain/records/kinds.ts';
import { contributionSchema, type Contribution } from '../../domain/records/contribution.ts';
import type { FactKind } from '../../domain/facts/fact.ts';
import type { Bodies } from '../../functions/store/items.ts';
import { packageOf, personOf, rowOf } from './a-council.ts';
import type { payDesk } from './pay-desk.ts';

type Desk = Pick<Awaited<ReturnType<typeof payDesk>>, 'facts' | 'clock'>;

/** A council of one home and one person, whose facts a test changes as it goes. */
export function payCouncil(desk: Desk) {
  async function record<K extends FactKind>(kind: K, id: string, body: Bodies[K]): Promise<void> {
    const seen = (await desk.facts.currentFacts(kind, [id])).get(id) ?? null;
    const recording = {
      recordedAt: desk.clock(),
      recordedBy: 'loader',
      source: { kind: 'hand' as const },
      reason: null,
    };
    const [recorded] = await desk.facts.recordVersions([
      { subject: { kind, id }, body, handFields: [], recording, seen },
    ]);
    if (recorded?.outcome !== 'recorded') throw new Error(`${kind} ${id} was not recorded`);
  }
  return {
    record,
    provider: (providerId: string, fields: Record<string, string> = {}) =>
      record(
        'provider',
        providerId,
        rowOf(rowKinds.providers, {
          providerId,
          name: `Home ${providerId}`,
          settlementRoute: 'bacs',
          sortCode: '000000',
          accountNumber: '12345678',
          accountName: `HOME ${providerId}`,
          ...fields,
        }),
      ),
    serviceType: (serviceType: string, fields: Record<string, string> = {}) =>
      record(
        'service-type',
        serviceType,
        rowOf(rowKinds['service-types'], {
          serviceType,
          unit: 'week',
          basis: 'plan',
          costSign: '1',
          paymentSign: '1',
          subjectiveCode: '41010',
          ...fields,
        }),
      ),
    person: (personId: string, fields: Record<string, string> = {}) =>
      record('person', personId, personOf({ personId, ...fields })),
    /** £700 a week from 1 to 31 December 2022, unless said otherwise. */
    package: (packageId: string, fields: Record<string, string> = {}) =>
      record(
        'package',
        packageId,
        packageOf({
          packageId,
          personId: 'A1',
          providerId: 'P001',
          serviceType: 'residential',
          startDate: '2022-12-01',
          endDate: '2022-12-31',
          unitsPerWeek: '1',
          rate: '700',
          costCentre: 'CC1',
          ...fields,
        }),
      ),
    contributions: (personId: string, items: Partial<Contribution>[]) =>
      record('contributions', personId, {
        personId,
        items: items.map((item, place) =>
          contributionSchema.parse({
            contributionId: `C${place + 1}`,
            personId,
            packageId: 'PK1',
            kind: 'weeks-13-plus',
            startDate: '2022-12-01',
            endDate: '2022-12-31',
            weeklyAmountPence: 20_000,
            collector: 'provider',
            status: 'active',
            ...item,
          }),
        ),
      }),
    async base(): Promise<void> {
      await this.provider('P001');
      await this.provider('P002');
      await this.serviceType('residential');
      await this.person('A1');
      await this.package('PK1');
    },
  };
}

export const reason = 'As the test says';
