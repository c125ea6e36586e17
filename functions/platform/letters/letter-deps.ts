import type { S3Client } from '@aws-sdk/client-s3';
import { letterStore, type LetterStore } from '../../store/letter-store.ts';
import type { Table } from '../../store/table.ts';
import { workStore, type WorkStore } from '../../store/work-store.ts';
import type { Clock } from '../clock.ts';
import type { SendMail } from '../send-mail.ts';

/** What sending letters needs of the outside. */
export type LetterDeps = {
  letters: LetterStore;
  work: Pick<WorkStore, 'readWork' | 'open'>;
  buckets: S3Client;
  evidenceBucket: string;
  sendMail: SendMail;
  clock: Clock;
};

/** The surroundings of letters, from the table, the buckets and the mail service. */
export function letterDeps({
  table,
  ...others
}: { table: Table } & Omit<LetterDeps, 'letters' | 'work'>): LetterDeps {
  return { letters: letterStore(table), work: workStore(table), ...others };
}
