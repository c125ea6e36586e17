import { SESv2Client } from '@aws-sdk/client-sesv2';
import { afterAll } from 'vitest';
import { startMail, type KeptMail } from '../../local/emulators/mail.ts';

/** A mail service that keeps what it is asked to send, and a client of it. */
export async function mailDesk() {
  const mails: KeptMail[] = [];
  const service = await startMail((mail) => {
    mails.push(mail);
    return Promise.resolve();
  });
  const client = new SESv2Client({
    endpoint: service.endpoint,
    region: 'eu-west-2',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  afterAll(async () => {
    client.destroy();
    await service.stop();
  });
  return { client, mails, from: 'provider.payments@larkshire.example' };
}
