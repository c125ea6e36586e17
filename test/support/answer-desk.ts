import { PutObjectCommand } from '@aws-sdk/client-s3';
import { findingSchema } from '../../domain/records/finding.ts';
import { uploadLineSchema } from '../../events/api/uploads.ts';
import { findingsPartKey, linesPartKey, readPart } from '../../functions/platform/checked-parts.ts';
import { readResponses, type Deps } from '../../functions/read-responses/read-responses.ts';
import { uploadStore } from '../../functions/store/upload-store.ts';
import { workStore } from '../../functions/store/work-store.ts';
import { payCouncil, reason } from './pay-council.ts';
import { payDesk, payUsers } from './pay-desk.ts';

const INBOX = 'inbox';
const EVIDENCE = 'evidence';
const { olu, amy, ivy } = payUsers;

/** Pay as far as payments have left, and what the ledger and the bank then say of them. */
export async function answerDesk() {
  const desk = await payDesk();
  const council = payCouncil(desk);
  await council.base();
  const { api, table } = desk;
  const buckets = desk.buckets.client;
  const deps: Deps = { table, buckets, evidenceBucket: EVIDENCE, clock: desk.clock };
  const uploads = uploadStore(table);
  const work = workStore(table);
  let sequence = 0;

  /** Runs pay through a day, from request to files. */
  async function issue(throughDate: string): Promise<string> {
    const body = { kind: 'providers', throughDate };
    const { payRunId: id } = await api.ask('startPayRun', { as: olu, body });
    await desk.work();
    await api.ask('submitPayRun', { as: olu, id, body: { reason } });
    const { linesHash } = await api.ask('readPayRun', { as: ivy, id });
    await api.ask('approvePayRun', { as: amy, id, body: { linesHash, reason } });
    await api.ask('issuePayRun', { as: olu, id, body: { reason } });
    await desk.work();
    return id;
  }

  async function put(key: string, content: string, uploadId: string) {
    const Body = Buffer.from(content);
    await buckets.send(
      new PutObjectCommand({ Bucket: INBOX, Key: key, Body, Metadata: { 'upload-id': uploadId } }),
    );
    sequence += 1;
    return {
      'detail-type': 'Object Created',
      source: 'aws.s3',
      time: desk.clock().replace(/\.\d+Z$/, 'Z'),
      detail: { bucket: { name: INBOX }, object: { key, size: Body.length, sequencer: String(sequence) } },
    };
  }

  async function read(uploadId: string) {
    const upload = await uploads.readUpload(uploadId);
    if (upload === null) throw new Error(`no upload ${uploadId}`);
    const source = { buckets, bucket: EVIDENCE };
    const [lines, findings] = await Promise.all([
      readPart({ ...source, key: linesPartKey(uploadId, 1) }, uploadLineSchema),
      readPart({ ...source, key: findingsPartKey(uploadId, 1) }, findingSchema),
    ]);
    return { upload, lines: lines ?? [], findings: findings ?? [] };
  }

  return {
    ...desk,
    council,
    deps,
    uploads,
    workQueue: work,
    issue,
    put,
    read,
    /** A file comes in and is taken. */
    async drop(key: string, content: string) {
      sequence += 1;
      const uploadId = `answers-${sequence}`;
      await readResponses(await put(key, content, uploadId), deps);
      return read(uploadId);
    },
    run: (id: string) => api.ask('readPayRun', { as: ivy, id }),
    account: (id: string) => api.ask('providerAccount', { as: ivy, id }),
    async payment(id: string) {
      return (await desk.facts.currentFacts('payment', [id])).get(id)?.body;
    },
    async holds() {
      const { items } = await api.ask('listHolds', { as: ivy, query: { state: 'active' } });
      return items;
    },
    async openWork() {
      return (await work.listOpen({ areas: ['payments', 'charging', 'imports'], limit: 100 })).items;
    },
  };
}
export type AnswerDesk = Awaited<ReturnType<typeof answerDesk>>;

export function acknowledgements(...rows: string[]): string {
  return ['type,payment,status,message,date', ...rows, `#TOTAL,${rows.length},`, ''].join('\n');
}

export function settlements(totalPounds: string, ...rows: string[]): string {
  const heading = 'source,invoice,customer,postedDate,valueSettled,date,reference,status,message';
  return [heading, ...rows, `#TOTAL,${rows.length},${totalPounds}`, ''].join('\n');
}

/** An ARUCS report of credits that came back. */
export function returnedCredits(
  items: readonly { ref: string; code: string; pounds: string; words?: string }[],
  { total, user = '000001' }: { total: string; user?: string },
): string {
  const rows = items.map(
    ({ ref, code, pounds, words = '' }) =>
      `<ReturnedCreditItem ref="${ref}" transCode="99" returnCode="${code}" returnDescription="${words}" valueOf="${pounds}" currency="GBP"/>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<BACSDocument><Data><ARUCS>
<Header reportType="REFT2021" adviceNumber="127" currentProcessingDate="2022-12-29"/>
<ServiceLicenseInformation userName="LARKSHIRE COUNCIL" userNumber="${user}"/>
<Advice><OriginatingAccountRecords><OriginatingAccountRecord>
<OriginatingAccount name="LARKSHIRE COUNCIL" number="00000001" sortCode="00-00-00" type="0"/>
${rows.join('\n')}
<Totals numberOf="${items.length}" valueOf="${total}" currency="GBP"/>
</OriginatingAccountRecord></OriginatingAccountRecords></Advice>
</ARUCS></Data></BACSDocument>
`;
}
