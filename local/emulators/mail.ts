import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import * as z from 'zod';
import { readBody, sendJson } from '../front/answers.ts';

/** A mail as it lies in the outbox. */
export type KeptMail = {
  messageId: string;
  sentAt: string;
  from: string;
  to: string[];
  subject: string;
  text: string;
  tags: Record<string, string>;
};
export type MailService = { endpoint: string; stop: () => Promise<void> };

const BODY_LIMIT_BYTES = 1_000_000;
const part = z.object({ Data: z.string() });
const requestShape = z.object({
  FromEmailAddress: z.email(),
  Destination: z.object({ ToAddresses: z.array(z.email()).min(1) }),
  Content: z.object({ Simple: z.object({ Subject: part, Body: z.object({ Text: part }) }) }),
  EmailTags: z.array(z.object({ Name: z.string(), Value: z.string() })).default([]),
});

/** Stands in for SES: it takes plain mails as the SDK hands them in, sends none, and keeps each. */
export async function startMail(keep: (mail: KeptMail) => Promise<void>): Promise<MailService> {
  const server = createServer((request, response) => {
    take(request, response).catch((error: unknown) => {
      console.error(error);
      refuse(response, 500, 'InternalServiceErrorException');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('An HTTP server without a port.');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST' || request.url !== '/v2/email/outbound-emails') {
      refuse(response, 404, 'NotFoundException');
      return;
    }
    const read = requestShape.safeParse(
      JSON.parse((await readBody(request, BODY_LIMIT_BYTES))?.toString('utf8') ?? '{}'),
    );
    if (!read.success) {
      refuse(response, 400, 'BadRequestException');
      return;
    }
    const { FromEmailAddress, Destination, Content, EmailTags } = read.data;
    const messageId = randomUUID();
    await keep({
      ...{ messageId, sentAt: new Date().toISOString() },
      ...{ from: FromEmailAddress, to: Destination.ToAddresses },
      ...{ subject: Content.Simple.Subject.Data, text: Content.Simple.Body.Text.Data },
      tags: Object.fromEntries(EmailTags.map(({ Name, Value }) => [Name, Value])),
    });
    sendJson(response, 200, { MessageId: messageId });
  }
}

/** Where a mail lies in the outbox: by time, without the colons that not every disk takes in a name. */
export function mailKey({ sentAt, messageId }: KeptMail): string {
  return `mail/${sentAt.replaceAll(':', '-')}-${messageId}.json`;
}

function refuse(response: ServerResponse, status: number, type: string): void {
  response.setHeader('x-amzn-errortype', type);
  sendJson(response, status, { message: type });
}
