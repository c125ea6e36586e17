import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import type { CalendarDate } from '../../../domain/calendar.ts';
import type { RateCard } from '../../../domain/records/rate-card.ts';
import type { Known } from '../../../domain/pay/entitlement/package-facts.ts';
import type { Outlier } from '../../../domain/uplift/outliers.ts';
import type { GroupSum } from '../../../domain/uplift/preview.ts';
import type { UpliftFinding } from '../../../domain/uplift/preview-findings.ts';
import type { Difference } from '../../../domain/uplift/verify.ts';
import type { Cost } from '../../../domain/uplift/cost-of-change.ts';
import type { UpliftRate } from '../../../domain/uplift/rates-file.ts';
import type { UpliftLine } from '../../../domain/uplift/uplift-line.ts';
import type { UpliftRule } from '../../../domain/uplift/uplift-rules.ts';
import type { UpliftTerms } from '../../../domain/uplift/uplift-terms.ts';
import type { Exclusion } from '../../../domain/uplift/verdict.ts';

/** Which piece of work something was written by. */
export type WorkAt = { upliftId: string; attempt: number };

/** What every part of a preview reckons with, read once, so that all reckon with the same. */
export type UpliftPlan = {
  effectiveDate: CalendarDate;
  asOf: CalendarDate;
  rules: UpliftRule[];
  terms: UpliftTerms;
  rows: { line: number; row: UpliftRate }[];
  cards: Known<RateCard>[];
  findings: UpliftFinding[];
};

/** What the lines of a part are of, so that a reader who looks for something opens no other part. */
export type PartIndex = {
  part: number;
  outcomes: Record<UpliftLine['outcome'], number>;
  providerIds: string[];
};

/** What a preview comes to beside what is kept with the uplift itself. */
export type UpliftSummary = {
  parts: PartIndex[];
  serviceTypes: GroupSum[];
  providers: GroupSum[];
  exclusions: { exclusion: Exclusion; lines: number }[];
  outliers: Outlier[];
  /** The lines of the sample, and the outliers that are shown. */
  sample: UpliftLine[];
  farOff: UpliftLine[];
  /** The rates it changes, by which an uplift over it is found. */
  rates: string[];
};

/** What the verification of a part found. */
export type VerifiedPart = { cost: Cost; differences: Difference[] };

/** What became of one package or card as rates were written, or given back. */
export type AppliedRow = {
  kind: 'package' | 'rate-card';
  id: string;
  /** The versions before and after; null where it was left alone. */
  versions: { before: number; after: number } | null;
};

/** Our own writing is read back whole; what is signed of it is signed by its hash. */
function own<T extends object>(key: keyof T & string) {
  return z.custom<T>((value) => typeof value === 'object' && value !== null && key in value);
}
const planSchema = own<UpliftPlan>('asOf');
const summarySchema = own<UpliftSummary>('parts');
const lineSchema = own<UpliftLine>('lineId');
const subjectsSchema = z.array(z.array(z.string()));
const verifiedSchema = own<VerifiedPart>('differences');
const differencesSchema = own<{ differences: Difference[] }>('differences');
const appliedSchema = own<AppliedRow>('versions');
const leftSchema = own<{ left: AppliedRow[] }>('left');

const zip = promisify(gzip);
const unzip = promisify(gunzip);

function prefixOf({ upliftId, attempt }: WorkAt): string {
  return `uplifts/${upliftId}/${attempt}`;
}

export function exportKey(at: WorkAt): string {
  return `${prefixOf(at)}/rates.csv`;
}

function partName(name: string, part: number): string {
  return `${name}-${String(part).padStart(5, '0')}`;
}

/** What uplifts are reckoned from and come to, kept for ever: our own writing, read back whole. */
export function upliftEvidence({ client, bucket }: { client: S3Client; bucket: string }) {
  async function put(key: string, body: Uint8Array | string, contentType: string): Promise<void> {
    await client.send(
      new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentType: contentType }),
    );
  }

  async function write(at: WorkAt, name: string, value: unknown): Promise<void> {
    await put(`${prefixOf(at)}/${name}.json.gz`, await zip(JSON.stringify(value)), 'application/gzip');
  }

  async function read<T>(at: WorkAt, name: string, schema: z.ZodType<T>): Promise<T> {
    return schema.parse(JSON.parse(await text(`${prefixOf(at)}/${name}.json.gz`)));
  }

  async function text(key: string): Promise<string> {
    const answer = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    if (answer.Body === undefined) throw new Error(`${key} has no body`);
    return (await unzip(await answer.Body.transformToByteArray())).toString('utf8');
  }

  async function writeRows(at: WorkAt, name: string, rows: readonly object[]): Promise<void> {
    const lines = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    await put(`${prefixOf(at)}/${name}.ndjson.gz`, await zip(lines), 'application/gzip');
  }

  async function readRows<T>(at: WorkAt, name: string, schema: z.ZodType<T>): Promise<T[]> {
    const rows = await text(`${prefixOf(at)}/${name}.ndjson.gz`);
    const lines = rows === '' ? [] : rows.trimEnd().split('\n');
    return lines.map((line) => schema.parse(JSON.parse(line)));
  }

  return {
    writePlan: (at: WorkAt, plan: UpliftPlan) => write(at, 'plan', plan),
    readPlan: (at: WorkAt) => read(at, 'plan', planSchema),
    /** The plan of a piece of work, where an earlier try came as far as to write it. */
    async findPlan(at: WorkAt): Promise<UpliftPlan | null> {
      try {
        return await read(at, 'plan', planSchema);
      } catch (error) {
        if (error instanceof NoSuchKey) return null;
        throw error;
      }
    },
    /** The packages a preview looks at, part by part. */
    writeSubjects: (at: WorkAt, parts: readonly (readonly string[])[]) => write(at, 'subjects', parts),
    readSubjects: (at: WorkAt) => read(at, 'subjects', subjectsSchema),
    writeSummary: (at: WorkAt, summary: UpliftSummary) => write(at, 'summary', summary),
    readSummary: (at: WorkAt) => read(at, 'summary', summarySchema),
    /** Part 0 is the lines of cards. */
    writeLines: (at: WorkAt, part: number, lines: readonly UpliftLine[]) =>
      writeRows(at, partName('lines', part), lines),
    readLines: (at: WorkAt, part: number) => readRows(at, partName('lines', part), lineSchema),
    writeApplied: (at: WorkAt, part: number, rows: readonly AppliedRow[]) =>
      writeRows(at, partName('applied', part), rows),
    readApplied: (at: WorkAt, part: number) => readRows(at, partName('applied', part), appliedSchema),
    /** What an apply, or its undoing, left alone. */
    writeLeft: (at: WorkAt, left: readonly AppliedRow[]) => write(at, 'left', { left }),
    readLeft: async (at: WorkAt) => (await read(at, 'left', leftSchema)).left,
    writeVerified: (at: WorkAt, part: number, found: VerifiedPart) =>
      write(at, partName('verified', part), found),
    readVerified: (at: WorkAt, part: number) => read(at, partName('verified', part), verifiedSchema),
    writeDifferences: (at: WorkAt, differences: readonly Difference[]) =>
      write(at, 'differences', { differences }),
    readDifferences: async (at: WorkAt) => (await read(at, 'differences', differencesSchema)).differences,
    writeExport: (at: WorkAt, csv: string) => put(exportKey(at), csv, 'text/csv; charset=utf-8'),
  };
}
export type UpliftEvidence = ReturnType<typeof upliftEvidence>;
