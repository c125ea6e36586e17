import { text } from 'node:stream/consumers';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import Papa from 'papaparse';
import { fromBufferPromise } from 'yauzl';
import { payUsers, type payDesk } from './pay-desk.ts';

type Desk = Pick<Awaited<ReturnType<typeof payDesk>>, 'api' | 'buckets'>;

/** What the files of a run come to, in pence, as whoever they are sent to reads them. */
export type OpenedFiles = {
  /** What Bacs moves to payees. */
  bankPence: number;
  /** What the ledger is asked to pay, by the heads of its invoices. */
  invoicedPence: number;
  /** Every line that people find in the list of payments, and who is to pay it: a card is loaded by hand. */
  listed: { lineId: string; payee: string; pence: number; paidBy: 'bank' | 'ledger' | 'hand' }[];
};

/** Where documentation of Standard 18 has the kind of a record and its pence. */
const DIRECT_CREDIT = '99';
/** The column of an invoice’s amount in Oracle’s template. */
const AMOUNT_OF_INVOICE = 4;

/** Opens the files that a run made, by readers that share no code with what writes them. */
export async function openedFiles({ api, buckets }: Desk, payRunId: string): Promise<OpenedFiles> {
  const { items } = await api.ask('listPayRunFiles', {
    as: payUsers.ivy,
    id: payRunId,
    query: { limit: '200' },
  });
  const bytesOf = async (kind: (typeof items)[number]['kind']): Promise<Buffer> => {
    const file = items.find((each) => each.kind === kind && !each.name.endsWith('.xlsx'));
    if (file === undefined) return Buffer.alloc(0);
    const [Bucket = '', ...rest] = file.url.split('/');
    const { Body } = await buckets.client.send(new GetObjectCommand({ Bucket, Key: rest.join('/') }));
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  };
  return {
    bankPence: creditsOf((await bytesOf('bacs-standard-18')).toString('ascii')),
    invoicedPence: await invoicesOf(await bytesOf('ledger-payments')),
    listed: linesOf((await bytesOf('payments')).toString('utf8')),
  };
}

function creditsOf(file: string): number {
  const records = file
    .split('\r\n')
    .filter((line) => /^\d/.test(line) && line.slice(15, 17) === DIRECT_CREDIT);
  return sum(records.map((record) => Number(record.slice(35, 46))));
}

async function invoicesOf(zip: Buffer): Promise<number> {
  if (zip.length === 0) return 0;
  const opened = await fromBufferPromise(zip);
  for await (const entry of opened.eachEntry()) {
    if (entry.fileName !== 'ApInvoicesInterface.csv') continue;
    const { data } = Papa.parse<string[]>(await text(await opened.openReadStreamPromise(entry)), {
      skipEmptyLines: true,
    });
    return sum(data.map((row) => penceOf(row[AMOUNT_OF_INVOICE])));
  }
  throw new Error('the file for the ledger has no invoices');
}

function linesOf(file: string): OpenedFiles['listed'] {
  const { data } = Papa.parse<Record<string, string>>(file.replace(/^\u{FEFF}/u, ''), {
    header: true,
    skipEmptyLines: true,
  });
  return data.flatMap(({ Line = '', Payee = '', Amount, Route, Method }) => {
    const paidBy = Route === 'ledger' ? Route : Method === 'bacs' ? 'bank' : 'hand';
    return Line === '' ? [] : [{ lineId: Line, payee: Payee, pence: penceOf(Amount), paidBy }];
  });
}

function penceOf(pounds: string | undefined): number {
  return Math.round(Number(pounds) * 100);
}

export function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
