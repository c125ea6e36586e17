import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Instant } from '../../../domain/calendar.ts';
import { canonicalJson } from '../../../domain/facts/canonical-json.ts';
import { reportPdf, type Report } from '../../files/report-pdf.ts';
import { hashText } from '../../store/hash-text.ts';
import { letterFileKey } from './letter-file.ts';

export type ReportDeps = {
  buckets: S3Client;
  evidenceBucket: string;
  /** A link to a file in the evidence bucket that is good for minutes. */
  linkTo: (key: string, fileName: string) => Promise<string>;
};

/** So many letters of its fingerprint tell a report from the others of what it is about. */
const NAMED_BY = 16;

/**
 * Keeps the pages of a report under what it says, so that the same report is one file, and links to them. The folder
 * is the id of the agreement or uplift it is about.
 */
export async function keepReport(
  report: Report,
  { folder, about, name, madeAt }: { folder: string; about: string; name: string; madeAt: Instant },
  { buckets, evidenceBucket, linkTo }: ReportDeps,
): Promise<{ name: string; url: string }> {
  const letterId = `${about}:${hashText(canonicalJson(report)).slice(0, NAMED_BY)}`;
  const key = letterFileKey({ agreementId: folder, letterId });
  await buckets.send(
    new PutObjectCommand({
      Bucket: evidenceBucket,
      Key: key,
      Body: await reportPdf(report, new Date(madeAt)),
      ContentType: 'application/pdf',
    }),
  );
  const fileName = `${name.replaceAll(/[^A-Za-z0-9.-]/g, '-')}.pdf`;
  return { name: fileName, url: await linkTo(key, fileName) };
}
