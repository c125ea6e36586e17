import { PutObjectCommand } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { addDays, calendarDate, maxDate, minDate, type CalendarDate } from '../../domain/calendar.ts';
import type { ShownPayLine } from '../../events/api/pay-runs.ts';
import type { UpliftDetail } from '../../events/api/uplifts.ts';
import { importExtract } from '../../functions/import-extract/import-extract.ts';
import { uploadStore } from '../../functions/store/upload-store.ts';
import { buildCouncil } from '../../local/sample-council/council.ts';
import { extractFiles } from '../../local/sample-council/extracts.ts';
import type { SampleFile } from '../../local/sample-council/sample-file.ts';
import { openedFiles, sum, type OpenedFiles } from './opened-files.ts';
import { reason } from './pay-council.ts';
import { payUsers } from './pay-desk.ts';
import { upliftDesk } from './uplift-desk.ts';

const { olu, amy, ivy } = payUsers;
/** A record of Larkshire that names its readers is shown to these. */
const sam = { user: 'sam.manager', roles: ['read-only'] } as const;

export const goLive = calendarDate('2025-10-01');
const FOR_EVER = calendarDate('2099-12-31');
const SMALLEST_LARKSHIRE = { seed: 2026, people: 60, month: '2025-10' };
/** In this year Larkshire pays visits as they were commissioned, so that cards price what is paid without a return. */
const VISITS = ['home-care', 'extra-care'];

/** A run that was paid, with its lines and what its files say. */
export type PaidRun = {
  payRunId: string;
  kind: string;
  throughDate: CalendarDate;
  paymentPence: number;
  lines: ShownPayLine[];
  files: OpenedFiles;
};

/** The smallest Larkshire there is, brought in by its extracts on the real engines; it pays from October 2025. */
export async function larkshireYear() {
  const desk = await upliftDesk();
  const { pay, council } = desk;
  let files = 0;

  async function takeIn({ key, bytes }: SampleFile): Promise<void> {
    const { table, buckets, clock } = pay;
    files += 1;
    const uploadId = `extract-${files}`;
    const Metadata = { 'upload-id': uploadId };
    await buckets.client.send(new PutObjectCommand({ Bucket: 'inbox', Key: key, Body: bytes, Metadata }));
    const object = { key, size: bytes.length, sequencer: String(files).padStart(4, '0') };
    await importExtract(
      {
        ...{ 'detail-type': 'Object Created', source: 'aws.s3', time: clock().replace(/\.\d+Z$/, 'Z') },
        detail: { bucket: { name: 'inbox' }, object },
      },
      {
        ...{ table, clock, buckets: buckets.client, inboxBucket: 'inbox', evidenceBucket: 'evidence' },
        ...{ queues: new SQSClient({}), extractsQueueUrl: 'none' },
      },
    );
    const upload = await uploadStore(table).readUpload(uploadId);
    if (upload?.state !== 'accepted') throw new Error(`${key} was not taken whole`);
  }

  const set = (name: string, value: unknown) =>
    council.record('setting', name, {
      name,
      entries: [{ effectiveFrom: goLive, value, proposedBy: 'ada.admin', approvedBy: 'art.admin' }],
    });

  async function everyLine(payRunId: string): Promise<ShownPayLine[]> {
    const seen = new Map<string, ShownPayLine>();
    for (const as of [ivy, sam]) {
      let cursor: string | null = '';
      while (cursor !== null) {
        const query: Record<string, string> = { limit: '200', ...(cursor === '' ? {} : { cursor }) };
        const page: { items: ShownPayLine[]; nextCursor: string | null } = await pay.api.ask(
          'listPayRunLines',
          { as, id: payRunId, query },
        );
        for (const line of page.items) seen.set(line.lineId, line);
        cursor = page.nextCursor;
      }
    }
    return [...seen.values()];
  }

  return {
    ...desk,
    async bringIn(): Promise<void> {
      desk.at('2025-11-05T09:00:00.000Z');
      for (const file of extractFiles(buildCouncil(SMALLEST_LARKSHIRE))) await takeIn(file);
      await set('go-live', goLive);
      await set('restricted-readers', [ivy.user]);
      const visits = await pay.facts.currentFacts('service-type', VISITS);
      for (const [id, { body }] of visits)
        await council.record('service-type', id, { ...body, basis: 'scheduled' });
    },

    /** A run from its request until its payments are made, and what came of it. */
    async paid(kind: string, throughDate: CalendarDate, calendar: string): Promise<PaidRun> {
      const body = { kind, throughDate, calendar };
      const { payRunId } = await pay.api.ask('startPayRun', { as: olu, body });
      await pay.work();
      await pay.api.ask('submitPayRun', { as: olu, id: payRunId, body: { reason } });
      const { linesHash } = await pay.api.ask('readPayRun', { as: ivy, id: payRunId });
      await pay.api.ask('approvePayRun', { as: amy, id: payRunId, body: { linesHash, reason } });
      await pay.api.ask('issuePayRun', { as: olu, id: payRunId, body: { reason } });
      await pay.work();
      const { state, paymentPence = 0 } = await pay.api.ask('readPayRun', { as: ivy, id: payRunId });
      if (state !== 'issued') throw new Error(`run ${payRunId} is ${state}`);
      const lines = await everyLine(payRunId);
      return {
        ...{ payRunId, kind, throughDate, paymentPence, lines },
        files: await openedFiles(pay, payRunId),
      };
    },

    /** An uplift that is proposed, checked, approved and applied in a morning; its warnings are meant to be so. */
    async uplift(asked: Record<string, unknown>): Promise<UpliftDetail> {
      const id = await desk.propose(asked);
      const { findings } = await desk.read(id);
      const warnings = findings.filter(({ severity }) => severity === 'warning');
      await desk.submit(
        id,
        warnings.map(({ rule }) => rule),
      );
      await desk.approve(id);
      await desk.apply(id);
      await desk.work();
      return desk.read(id);
    },

    /** What was sent to a payee, by every entry of the ledger that names it. */
    async sentTo(payee: string): Promise<number> {
      const sent: number[] = [];
      let cursor: string | null | undefined;
      while (cursor !== null) {
        const page = await pay.ledger.entriesOf(payee, { limit: 100, ...(cursor && { cursor }) });
        for (const { postings } of page.items)
          for (const { account, party, amountPence } of postings)
            if (account === 'payments-in-transit' && party === payee) sent.push(0 - amountPence);
        cursor = page.nextCursor;
      }
      return sum(sent);
    },

    /** The days that packages and agreements are due from go-live: as they are on record, at most to a person’s death. */
    async daysDue(ids: readonly string[]): Promise<Map<string, { first: CalendarDate; last: CalendarDate }>> {
      const packages = await pay.facts.currentFacts('package', ids);
      const agreements = await pay.facts.currentFacts('direct-payment-agreement', ids);
      const found = [...packages, ...agreements].map(([id, { body }]) => ({ id, ...body }));
      const people = await pay.facts.currentFacts('person', [
        ...new Set(found.map(({ personId }) => personId)),
      ]);
      return new Map(
        found.map(({ id, personId, startDate, endDate }) => {
          const died = people.get(personId)?.body.dateOfDeath ?? FOR_EVER;
          return [id, { first: maxDate(goLive, startDate), last: minDate(endDate ?? FOR_EVER, died) }];
        }),
      );
    },

    /** The morning after a day. */
    after(date: CalendarDate): void {
      desk.at(`${addDays(date, 1)}T09:00:00.000Z`);
    },
  };
}
