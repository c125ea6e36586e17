import { setTimeout as sleep } from 'node:timers/promises';
import {
  BadRequestException,
  MessageRejected,
  SendEmailCommand,
  SESv2Client,
  SESv2ServiceException,
  TooManyRequestsException,
} from '@aws-sdk/client-sesv2';

export type Mail = {
  to: string;
  subject: string;
  /** Plain text: it is read everywhere, and nothing in it is run. */
  text: string;
  /** What kind of mail it is, for counting; letters, digits, `-` and `_`. */
  tag: string;
};

/** Sends one mail. `refused`: this address, or this mail, is not taken; nothing left. */
export type SendMail = (mail: Mail) => Promise<'sent' | 'refused'>;

/** The mail service takes no mail of ours now: surely nothing left. */
export class MailNotTaken extends Error {
  override readonly name = 'MailNotTaken';
}

/** Whether the mail left is not known: it may have. */
class MailOutcomeUnknown extends Error {
  override readonly name = 'MailOutcomeUnknown';
}

/** The service takes so many mails a second and says so; what it did not take may be sent again at once. */
const THROTTLE_TRIES = 5;
const THROTTLE_PAUSE_MS = 300;

/** Where mails are handed in. It asks once: a mail that is asked for twice is sent twice. */
export function openMail(): SESv2Client {
  return new SESv2Client({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000 },
  });
}

/** Sends mails as plain text from the council's one address. Errors name no address: they are logged. */
export function mailSender(client: SESv2Client, from: string): SendMail {
  return async ({ to, subject, text, tag }) => {
    const command = new SendEmailCommand({
      FromEmailAddress: from,
      Destination: { ToAddresses: [to] },
      Content: {
        Simple: {
          Subject: { Data: subject, Charset: 'UTF-8' },
          Body: { Text: { Data: text, Charset: 'UTF-8' } },
        },
      },
      EmailTags: [{ Name: 'kind', Value: tag }],
    });
    for (let attempt = 1; ; attempt += 1) {
      try {
        await client.send(command);
        return 'sent';
      } catch (error) {
        if (error instanceof BadRequestException || error instanceof MessageRejected) return 'refused';
        if (!(error instanceof TooManyRequestsException) || attempt === THROTTLE_TRIES)
          throw withoutAddress(error);
        await sleep(THROTTLE_PAUSE_MS * attempt);
      }
    }
  };
}

/** The service's own words may repeat the address. */
function withoutAddress(error: unknown): Error {
  const name = error instanceof Error ? error.name : 'no error';
  const status = error instanceof SESv2ServiceException ? error.$metadata.httpStatusCode : undefined;
  // An answer of this kind says that nothing was done.
  return status !== undefined && status >= 400 && status < 500
    ? new MailNotTaken(`The mail service took no mail: ${name}.`)
    : new MailOutcomeUnknown(`The mail service did not say whether it took a mail: ${name}.`);
}
