import { GetObjectCommand } from '@aws-sdk/client-s3';
import { extractText, getDocumentProxy } from 'unpdf';
import { letterDeps } from '../../functions/platform/letters/letter-deps.ts';
import { letterFileKey } from '../../functions/platform/letters/letter-file.ts';
import { mailSender } from '../../functions/platform/send-mail.ts';
import type { Instant } from '../../domain/calendar.ts';
import { mailDesk } from './mail-desk.ts';
import { statementDesk } from './statement-desk.ts';

/** Direct payments on the real engines, and the letters that are written about them. */
export async function letterDesk() {
  const desk = await statementDesk();
  const { client, mails, from } = await mailDesk();
  let now: Instant = desk.deps.clock();
  const clock = () => now;
  const { buckets, table } = desk;
  const { evidenceBucket } = desk.deps;
  const letters = letterDeps({ table, buckets, evidenceBucket, sendMail: mailSender(client, from), clock });
  return {
    ...desk,
    ...{ letterDeps: letters, mails, from, clock, mailClient: client },
    at(instant: Instant) {
      now = instant;
    },
    /** The words of a letter’s pages as another program reads them. */
    async pagesOf(letter: { agreementId: string; letterId: string }): Promise<string> {
      const stored = await buckets.send(
        new GetObjectCommand({ Bucket: evidenceBucket, Key: letterFileKey(letter) }),
      );
      const document = await getDocumentProxy(new Uint8Array(await stored.Body!.transformToByteArray()));
      return (await extractText(document, { mergePages: true })).text.replaceAll(/\s+/g, ' ');
    },
    openWork: async () => (await desk.work.listOpen({ areas: ['audits', 'social-care'], limit: 50 })).items,
  };
}
