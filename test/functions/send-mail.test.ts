import {
  MessageRejected,
  SendEmailCommand,
  SESv2Client,
  SESv2ServiceException,
  TooManyRequestsException,
} from '@aws-sdk/client-sesv2';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it } from 'vitest';
import { MailNotTaken, mailSender, openMail } from '../../functions/platform/send-mail.ts';
import { mailDesk } from '../support/mail-desk.ts';

const mail = {
  to: 'office@larkfield.example',
  subject: 'Your return – October',
  text: 'Dear Larkfield\n\n£ and é arrive.\n',
  tag: 'return-reminder',
};

describe('a mail', () => {
  it('leaves from the council’s address as plain text, as it was written', async () => {
    const { client, mails, from } = await mailDesk();
    expect(await mailSender(client, from)(mail)).toBe('sent');
    expect(mails).toMatchObject([
      {
        ...{ from, to: [mail.to], subject: mail.subject, text: mail.text },
        tags: { kind: 'return-reminder' },
      },
    ]);
  });

  it('to what is no address is refused', async () => {
    const { client, mails, from } = await mailDesk();
    expect(await mailSender(client, from)({ ...mail, to: 'nowhere' })).toBe('refused');
    expect(mails).toEqual([]);
  });
});

/** A service that answers as it is told, and says how often it was asked. */
function service(...answers: (Error | 'taken')[]) {
  const client = new SESv2Client({ region: 'eu-west-2', maxAttempts: 1 });
  const mock = mockClient(client);
  let calls = 0;
  mock.on(SendEmailCommand).callsFake(() => {
    const answer = answers[calls] ?? 'taken';
    calls += 1;
    if (answer !== 'taken') throw answer;
    return { MessageId: 'M1' };
  });
  return { send: () => mailSender(client, 'from@larkshire.example')(mail), calls: () => calls };
}

const answered = (name: string, status: number) =>
  new SESv2ServiceException({
    ...{ name, $fault: 'client' as const, $metadata: { httpStatusCode: status } },
    message: `no ${mail.to}`,
  });
const said = { message: `no ${mail.to}`, $metadata: { httpStatusCode: 429 } };

describe('a mail that the service does not take', () => {
  it('for want of a moment is handed in again', async () => {
    const { send, calls } = service(new TooManyRequestsException(said));
    expect(await send()).toBe('sent');
    expect(calls()).toBe(2);
  });

  it('for itself is refused, and not handed in again', async () => {
    const { send, calls } = service(new MessageRejected(said));
    expect(await send()).toBe('refused');
    expect(calls()).toBe(1);
  });

  it('for our sake surely did not leave, and the error names no address', async () => {
    const { send, calls } = service(answered('AccessDeniedException', 403));
    const error: unknown = await send().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(MailNotTaken);
    expect(String(error)).toContain('AccessDeniedException');
    expect(String(error)).not.toContain(mail.to);
    expect(calls()).toBe(1);
  });

  it.each<[string, Error]>([
    ['with a failure of its own', answered('InternalServiceErrorException', 500)],
    ['with silence', Object.assign(new Error(`no ${mail.to}`), { name: 'TimeoutError' })],
  ])('%s may have left: it is not handed in again, and the error names no address', async (_, failure) => {
    const { send, calls } = service(failure);
    const error: unknown = await send().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(MailNotTaken);
    expect(String(error)).not.toContain(mail.to);
    expect(calls()).toBe(1);
  });

  it('is never handed in again by the client itself', async () => {
    expect(await openMail().config.maxAttempts()).toBe(1);
  });
});
