import { GetObjectCommand } from '@aws-sdk/client-s3';
import { extractText, getDocumentProxy } from 'unpdf';
import { letterDeps } from '../../functions/platform/letters/letter-deps.ts';
import { letterFileKey } from '../../functions/platform/letters/letter-file.ts';
import { mailSender } from '../../functions/platform/send-mail.ts';
import { mailDesk } from './mail-desk.ts';
import { statementDesk } from './statement-desk.ts';

/** Direct payments on the real engines, and the letters that are written about them. */
export async function letterDesk() {
  const { client, mails, from } = await mailDesk();
  const sendMail = mailSender(client, from);
  const desk = await statementDesk({ sendMail });
  const { clock } = desk.deps;
  const { buckets, table } = desk;
  const { evidenceBucket } = desk.deps;
  const letters = letterDeps({ table, buckets, evidenceBucket, sendMail, clock });
  return {
    ...desk,
    ...{ letterDeps: letters, mails, sendMail, from, clock, mailClient: client },
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
