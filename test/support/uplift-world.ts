import { GetObjectCommand } from '@aws-sdk/client-s3';
import { rowKinds } from '../../domain/records/kinds.ts';
import { workStore } from '../../functions/store/work-store.ts';
import { rowOf } from './a-council.ts';
import { upliftUsers, type upliftDesk } from './uplift-desk.ts';

type Desk = Awaited<ReturnType<typeof upliftDesk>>;
const PACKAGES = ['PK1', 'PK2', 'PK3'];

/** Two homes with a rate of their own each, and visits that a rate card prices. */
export function upliftWorld(desk: Desk) {
  const { council, facts, pay } = desk;
  const open = { startDate: '2025-04-01', endDate: '' };

  const rateCard = (rateCardId: string, lines: Record<string, string>[]) =>
    council.record('rate-card', rateCardId, {
      rateCardId,
      lines: lines.map((line) =>
        rowOf(rowKinds['rate-cards'], { rateCardId, serviceType: 'visits', from: '2025-04-01', ...line }),
      ),
    });

  return {
    open,
    rateCard,
    async begin(): Promise<void> {
      await council.provider('P001');
      await council.provider('P002');
      await council.serviceType('residential');
      await council.serviceType('visits', { unit: 'hour' });
      await council.person('A1');
      await council.person('A2');
      await rateCard('RC1', [{ rate: '20' }]);
      await council.package('PK1', open);
      await council.package('PK2', { ...open, providerId: 'P002', rate: '800' });
      const priced = { serviceType: 'visits', unitsPerWeek: '10', rate: '', rateCardId: 'RC1' };
      await council.package('PK3', { ...open, personId: 'A2', ...priced });
    },

    /** The rates of every package and card, each with its first day. */
    async rates(): Promise<Record<string, string[]>> {
      const packages = await facts.currentFacts('package', PACKAGES);
      const cards = await facts.currentFacts('rate-card', ['RC1']);
      const of = (rows: readonly { from: string; rate: string | null }[]) =>
        rows.map(({ from, rate }) => `${from} ${rate}`);
      return Object.fromEntries([
        ...[...packages].map(([id, { body }]) => [id, of(body.terms)]),
        ...[...cards].map(([id, { body }]) => [id, of(body.lines)]),
      ]) as Record<string, string[]>;
    },

    /** The rates the case system is told of. */
    async exported(id: string): Promise<string[]> {
      const { url } = await desk.api.ask('readUpliftExport', { as: upliftUsers.olu, id });
      const [Key] = url.split(' as ');
      const { client, evidence } = pay.buckets;
      const file = await client.send(new GetObjectCommand({ Bucket: evidence, Key }));
      const [heading = '', ...rows] = ((await file.Body?.transformToString()) ?? '').trimEnd().split('\r\n');
      const at = (name: string) => heading.split(',').indexOf(name);
      return rows.map((row) => {
        const cells = row.split(',');
        const card = cells[at('rateCardId')] ?? '';
        const about = card === '' ? `package ${cells[at('packageId')]}` : `rate card ${card}`;
        return `${about} ${cells[at('newRate')]} ${cells[at('effectiveFrom')]}`;
      });
    },

    work: async () => (await workStore(pay.table).listOpen({ limit: 50, areas: ['payments'] })).items,
  };
}
