import { GetObjectCommand, HeadObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { checkStatements } from '../../functions/check-statements/check-statements.ts';
import { splitStatements, type Deps } from '../../functions/split-statements/split-statements.ts';
import type { Delivered } from './inbox-desk.ts';
import { statementDesk } from './statement-desk.ts';

const HEADING =
  'agreementId,personId,payeeName,frequency,startDate,endDate,weeklyBudget,weeklyContribution,contingencyWeeks,accountType,accountProviderId,returnFrequency,planItems';

const ACCOUNT_PROVIDERS = `providerId,name,kind
M001,Managed Accounts CIC,account-provider
M002,Other Accounts Ltd,account-provider
`;

/** The way in of statements of many accounts, on the real engines, with the way on of each client’s. */
export async function managedDesk() {
  const desk = await statementDesk();
  await desk.drop('providers/account-providers.csv', ACCOUNT_PROVIDERS);
  const deps: Deps = {
    ...{ table: desk.table, buckets: desk.buckets, clock: desk.deps.clock },
    ...{ inboxBucket: desk.pdfDeps.inboxBucket, evidenceBucket: desk.deps.evidenceBucket },
  };
  const taken = new Set<string>();
  let files = 0;
  let extracts = 0;

  /** The statements that lie in the folders of agreements. */
  async function statementKeys(): Promise<string[]> {
    const listed = await desk.buckets.send(
      new ListObjectsV2Command({ Bucket: deps.inboxBucket, Prefix: 'bank-statements/' }),
    );
    return (listed.Contents ?? []).flatMap(({ Key }) => Key ?? []);
  }

  async function bytesOf(key: string): Promise<Uint8Array> {
    const object = { Bucket: deps.inboxBucket, Key: key };
    const { Body } = await desk.buckets.send(new GetObjectCommand(object));
    return Body!.transformToByteArray();
  }

  /** Has every statement taken in that was put into the folder of an agreement since. */
  async function takeStatements(): Promise<void> {
    for (const key of await statementKeys()) {
      if (taken.has(key)) continue;
      taken.add(key);
      const object = { Bucket: deps.inboxBucket, Key: key };
      const { Metadata } = await desk.buckets.send(new HeadObjectCommand(object));
      await checkStatements(await desk.put(key, await bytesOf(key), Metadata?.['upload-id']), desk.deps);
    }
    await desk.wake();
  }

  return {
    ...desk,
    splitDeps: deps,
    statementKeys,
    takeStatements,
    async textOf(key: string): Promise<string> {
      return Buffer.from(await bytesOf(key)).toString('utf8');
    },
    /** Records agreements whose money a provider holds: by default £250 a week, in four weeks’ money, of M001. */
    async manage(agreementId: string, cells: Partial<Record<string, string>> = {}): Promise<void> {
      extracts += 1;
      const row: Partial<Record<string, string>> = {
        ...{ agreementId, personId: 'U1', payeeName: 'Managed Accounts CIC', frequency: 'four-weekly' },
        ...{ startDate: '2026-01-05', weeklyBudget: '250.00', contingencyWeeks: '8' },
        ...{ accountType: 'managed', accountProviderId: 'M001', returnFrequency: 'quarterly', ...cells },
      };
      const values = HEADING.split(',').map((column) => row[column] ?? '');
      const text = `${HEADING}\n${values.join(',')}\n`;
      await desk.drop(`direct-payment-agreements/${agreementId}-${extracts}.csv`, text);
    },
    /** Puts a file into the folder of an account provider and has it parted, and each part taken in. */
    async sendBulk(
      content: string | Uint8Array,
      { provider = 'M001', name = 'statements.zip', times = 1 } = {},
    ): Promise<Delivered> {
      files += 1;
      const uploadId = `bulk-${files}`;
      const key = `managed-statements/${provider}/${uploadId}-${name}`;
      for (let time = 0; time < times; time += 1)
        await splitStatements(await desk.put(key, content, uploadId), deps);
      await takeStatements();
      return desk.read(uploadId);
    },
  };
}
