import { SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { recordRouteTable } from '../../../events/api/records.ts';
import { importExtract } from '../../../functions/import-extract/import-extract.ts';
import { modulusTables } from '../../../functions/platform/modulus-tables.ts';
import { routeArea } from '../../../functions/platform/route-area.ts';
import { serveRecords } from '../../../functions/serve-records/serve-records.ts';
import { listStore } from '../../../functions/store/list-store.ts';
import { restrictedPeople } from '../../../functions/store/restricted-people.ts';
import { always, apiOf } from '../../support/call-api.ts';
import { paperDesk } from '../../support/paper-desk.ts';
import { reason } from '../../support/pay-council.ts';
import { payUsers } from '../../support/pay-desk.ts';

const { olu, amy, ivy } = payUsers;
const sentence =
  'Package PK1 is with P001, and only its units and rate change from a day on. End it on 4 December 2022 and begin a new one with P002 from 5 December 2022.';

/** PK1 is paid to P001, at £700 a week, through 7 December; from the 5th the person lives at P002. */
async function moved() {
  const desk = await paperDesk();
  const { table, facts, clock, api } = desk;
  const deps = {
    ...{ facts, lists: listStore(table), restricted: restrictedPeople(facts), modulusTables, clock },
    wakeWaiting: () => Promise.resolve(),
  };
  const records = apiOf(recordRouteTable, routeArea(recordRouteTable, serveRecords(deps), always));
  const pay = async (throughDate: string) => {
    const body = { kind: 'providers', throughDate };
    const { payRunId: id } = await api.ask('startPayRun', { as: olu, body });
    await desk.work();
    await api.ask('submitPayRun', { as: olu, id, body: { reason } });
    const { linesHash } = await api.ask('readPayRun', { as: ivy, id });
    await api.ask('approvePayRun', { as: amy, id, body: { linesHash, reason } });
    await api.ask('issuePayRun', { as: olu, id, body: { reason } });
    await desk.work();
    const { items } = await api.ask('listPayRunLines', { as: ivy, id });
    return items
      .map(({ packageId, providerId, from, to, amountPence }) => [
        ...[packageId, providerId, from.slice(5), to.slice(5), amountPence],
      ])
      .sort();
  };
  const row = (fields: Record<string, string>) => ({
    ...{ personId: 'A1', providerId: 'P001', serviceType: 'residential', startDate: '2022-12-01' },
    ...{ endDate: '2022-12-31', unitsPerWeek: '1', rate: '700', costCentre: 'CC1', ...fields },
  });
  const put = (id: string, fields: Record<string, string>) => ({
    ...{ as: olu, id, body: { ...row(fields), reason } },
  });
  const drop = async (...rows: Record<string, string>[]) => {
    const columns = Object.keys(rows[0] ?? {});
    const text = [columns, ...rows.map((each) => Object.values(each))].map((cells) => cells.join(','));
    const { uploadId, event } = await desk.put(`care-packages/${rows.length}.csv`, `${text.join('\n')}\n`);
    await importExtract(event, {
      ...{ table, buckets: desk.buckets.client, queues: new SQSClient({}), clock },
      ...{ inboxBucket: 'inbox', evidenceBucket: 'evidence', extractsQueueUrl: '' },
    });
    return (await desk.uploads.readUpload(uploadId))?.counts;
  };
  const providerNow = async () => (await facts.currentFacts('package', ['PK1'])).get('PK1')?.body.providerId;
  expect(await pay('2022-12-07')).toEqual([['PK1', 'P001', '12-01', '12-07', 70_000]]);
  return { desk, records, pay, row, put, drop, providerNow };
}

describe('a person who moves to another provider within a period that is paid', () => {
  it('keeps the first provider for the days before: the package ends, and another begins', async () => {
    const { desk, records, pay, put, providerNow } = await moved();
    const fromDay = put('PK1', { providerId: 'P002', effectiveFrom: '2022-12-05' });
    const refused = await records.refusal('putPackage', fromDay);
    expect(refused).toMatchObject({
      status: 422,
      errors: [{ field: 'providerId', rule: 'provider-from-a-day', message: sentence }],
    });
    expect(await providerNow()).toBe('P001');

    await records.ask('putPackage', put('PK1', { endDate: '2022-12-04' }));
    await records.ask('putPackage', put('PK2', { providerId: 'P002', startDate: '2022-12-05' }));
    expect(await pay('2022-12-10')).toEqual([
      ['PK1', 'P001', '12-01', '12-07', -30_000],
      ['PK2', 'P002', '12-05', '12-10', 60_000],
    ]);
    const { items } = await desk.api.ask('listRecoveries', { as: ivy });
    expect(items).toMatchObject([
      { payeeId: 'provider:P001', packageId: 'PK1', amountPence: 30_000, state: 'proposed' },
    ]);
    const account = (id: string) => desk.api.ask('providerAccount', { as: ivy, id });
    expect(await account('P001')).toMatchObject({ owedPence: 30_000, unsettledPence: 70_000 });
    expect(await account('P002')).toMatchObject({ owedPence: 0, unsettledPence: 60_000 });
  });

  it('is refused by an extract too, and a package restated as a whole is not', async () => {
    const { desk, drop, pay, row, providerNow } = await moved();
    const later = { ...row({ packageId: 'PK1', effectiveFrom: '2022-12-05' }), providerId: 'P002' };
    expect(await drop(later)).toMatchObject({ rows: 1, accepted: 0, refused: 1 });
    const whole = row({ packageId: 'PK1', effectiveFrom: '' });
    expect(await drop(whole, later)).toMatchObject({ accepted: 0, refused: 2 });
    expect(await providerNow()).toBe('P001');
    expect(await drop({ ...whole, providerId: 'P002' }, later)).toMatchObject({ refused: 0 });
    expect(await providerNow()).toBe('P002');
    expect(await pay('2022-12-07')).toEqual([
      ['PK1', 'P001', '12-01', '12-07', -70_000],
      ['PK1', 'P002', '12-01', '12-07', 70_000],
    ]);
    const [recovery] = (await desk.api.ask('listRecoveries', { as: ivy })).items;
    expect(recovery).toMatchObject({ payeeId: 'provider:P001', amountPence: 70_000 });
  });

  it('stays with the provider somebody set by hand, whatever extracts say of its later days', async () => {
    const { records, drop, row, put, providerNow } = await moved();
    await records.ask('putPackage', put('PK1', { providerId: 'P002' }));
    const later = row({ packageId: 'PK1', effectiveFrom: '2022-12-05', rate: '710' });
    expect(await drop(later)).toMatchObject({ accepted: 1, refused: 0 });
    expect(await providerNow()).toBe('P002');
  });
});
