import { beforeAll, describe, expect, it } from 'vitest';
import { clientUploadId } from '../../../functions/platform/accounts/held-accounts.ts';
import { splitStatements } from '../../../functions/split-statements/split-statements.ts';
import { accountsApi, accountUsers } from '../../support/accounts-api.ts';
import { managedDesk } from '../../support/managed-desk.ts';
import { zip } from '../../functions/files/making-workbooks.ts';
import { lloyds, marchClosing, marchMovements } from '../../support/statements/bank-files.ts';

const { max, mia, nobody, pat } = accountUsers;
const desk = await managedDesk();
const api = accountsApi({ table: desk.table, buckets: desk.buckets, clock: desk.deps.clock });

beforeAll(async () => {
  await desk.drop(
    'people/more.csv',
    'personId,name,dateOfBirth,restricted\nU9,Iris Quill,1950-01-01,safeguarding\n',
  );
  await desk.manage('DP2', { personId: 'U9', weeklyContribution: '40.00', returnFrequency: '' });
  await desk.manage('DP1', {
    planItems: 'item:personal assistant wages|Jo Fenby|225.00|weekly; earmarked:redundancy|900',
  });
  await desk.manage('DP3', { accountProviderId: 'M002' });
  await desk.agree('DP4');
  await desk.sendBulk(
    zip({ 'DP1.csv': lloyds(undefined, { opening: 200_00 }), 'DP2.csv': 'not a statement' }),
  );
});

describe('the clients of an account provider', () => {
  it('are the agreements that name it, with what is due of each, and no other', async () => {
    const { items } = await api.ask('listClients', { as: max });
    expect(items).toMatchObject([
      {
        ...{ agreementId: 'DP1', personId: 'U1', personName: 'Ann Smith', startDate: '2026-01-05' },
        ...{ weeklyBudgetPence: 250_00, weeklyContributionPence: null, frequency: 'four-weekly' },
        ...{ payeeName: 'Managed Accounts CIC', accountEndsIn: null, statementsThrough: '2026-04-05' },
      },
      { agreementId: 'DP2', weeklyContributionPence: 40_00, statementsThrough: null, papersDue: [] },
    ]);
    expect(items[0]!.papersDue.map(({ from, to, dueOn }) => [from, to, dueOn])).toEqual([
      ['2026-01-05', '2026-04-04', '2026-05-02'],
      ['2026-04-05', '2026-07-04', '2026-08-01'],
      ['2026-07-05', '2026-10-04', '2026-11-01'],
    ]);
    expect((await api.ask('listClients', { as: mia })).items.map(({ agreementId }) => agreementId)).toEqual([
      'DP3',
    ]);
  });

  it('are told without the name of a restricted person', async () => {
    const { items } = await api.ask('listClients', { as: max });
    expect(items[1]).toMatchObject({ personId: 'U9', personName: null });
    expect(JSON.stringify(items)).not.toContain('Quill');
    expect((await api.ask('readClient', { as: max, id: 'DP2' })).personName).toBeNull();
  });

  it('are each shown with what the money may buy, what lies apart, and the statements that came', async () => {
    expect(await api.ask('readClient', { as: max, id: 'DP1' })).toMatchObject({
      planItems: [
        { what: 'personal assistant wages', payee: 'Jo Fenby', amountPence: 225_00, frequency: 'weekly' },
      ],
      earmarked: [{ what: 'redundancy', amountPence: 900_00 }],
      ...{ papersAsked: ['statement'], returnFrequency: 'quarterly' },
      statements: [{ format: 'csv', from: '2026-03-02', to: '2026-03-31', receivedOn: '2026-11-22' }],
    });
  });

  it('of another account provider are answered as those that do not exist', async () => {
    const refusals = await Promise.all(
      ['DP3', 'DP4', 'DP999'].map((id) => api.refusal('readClient', { as: max, id })),
    );
    expect(refusals.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(new Set(refusals.map(({ detail }) => detail)).size).toBe(1);
  });

  it('are nobody’s whose sign-in names no account provider, and no home provider’s', async () => {
    for (const as of [nobody, pat])
      for (const route of ['listClients', 'listSchedules', 'listBulkStatements'] as const)
        expect((await api.refusal(route, { as })).status).toBe(403);
  });
});

describe('the statements an account provider sends', () => {
  it('are announced into its own folder, whatever it is called', async () => {
    const body = { fileName: 'October (all).zip', sizeBytes: 2_000 };
    const { uploadId, fields } = await api.ask('startBulkStatements', { as: max, body });
    expect(fields['key']).toBe(`managed-statements/M001/${uploadId}-October-all-.zip`);
    const large = { ...body, sizeBytes: 60 * 1024 * 1024 };
    expect((await api.refusal('startBulkStatements', { as: max, body: large })).status).toBe(413);
  });

  it('are listed for it alone, with what became of each client’s and nothing the council found in it', async () => {
    const { items } = await api.ask('listBulkStatements', { as: max });
    expect(items).toMatchObject([{ state: 'accepted', counts: { rows: 2, accepted: 2, refused: 0 } }]);
    expect((await api.ask('listBulkStatements', { as: mia })).items).toEqual([]);
    const [{ uploadId: id }] = items as [(typeof items)[number]];
    const sent = await api.ask('readBulkStatements', { as: max, id });
    expect(sent).toMatchObject({
      clients: [
        {
          ...{ agreementId: 'DP1', name: 'DP1.csv', outcome: 'read', problem: null },
          ...{ from: '2026-03-02', to: '2026-03-31' },
        },
        { agreementId: 'DP2', outcome: 'refused', problem: expect.any(String) as unknown, from: null },
      ],
      ...{ findings: [], findingCount: 0 },
    });
    expect(sent.clients[0]!.transactions).toBeGreaterThan(0);
    const hidden = await api.refusal('readBulkStatements', { as: mia, id });
    const none = await api.refusal('readBulkStatements', { as: mia, id: 'no-such-upload' });
    expect([hidden.status, hidden.detail]).toEqual([404, none.detail]);
    const childId = clientUploadId(id, { agreementId: 'DP1', name: 'DP1.csv' });
    expect((await desk.uploads.readUpload(childId))?.state).toBe('accepted');
    const child = await api.refusal('readBulkStatements', { as: max, id: childId });
    expect(child.status).toBe(404);
  });

  it('are told of file by file where a client has several, each with its own days', async () => {
    const april = lloyds(
      marchMovements.map((each) => ({
        ...each,
        on: each.on.replace('03-31', '04-30').replace('-03-', '-04-'),
      })),
      { opening: marchClosing },
    );
    const { upload } = await desk.sendBulk(
      zip({ 'DP1/march.csv': lloyds(undefined, { opening: 300_00 }), 'DP1/april.csv': april }),
    );
    const { clients } = await api.ask('readBulkStatements', { as: max, id: upload.uploadId });
    expect(clients).toMatchObject([
      { agreementId: 'DP1', name: 'DP1/march.csv', outcome: 'read', from: '2026-03-02', to: '2026-03-31' },
      { agreementId: 'DP1', name: 'DP1/april.csv', outcome: 'read', from: '2026-04-02', to: '2026-04-30' },
    ]);
  });

  it('say of what came before that it did, and of what is not read yet that it is on its way', async () => {
    const again = await desk.sendBulk(
      zip({ 'DP1.csv': lloyds(undefined, { opening: 200_00 }), 'note.txt': 'October' }),
    );
    const sent = await api.ask('readBulkStatements', { as: max, id: again.upload.uploadId });
    expect(sent.clients).toMatchObject([{ agreementId: 'DP1', outcome: 'sent-before', transactions: null }]);
    expect(sent.findings).toMatchObject([{ rule: 'agreement-not-yours', value: 'note.txt' }]);
    const event = await desk.put('managed-statements/M001/way.zip', zip({ 'DP1.csv': 'x' }), 'way');
    await splitStatements(event, desk.splitDeps);
    const onTheWay = await api.ask('readBulkStatements', { as: max, id: 'way' });
    expect(onTheWay.clients).toMatchObject([{ outcome: 'on-its-way' }]);
  });
});
