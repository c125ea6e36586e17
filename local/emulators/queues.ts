import { ChangeMessageVisibilityCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startFauxqs } from 'fauxqs';
import * as z from 'zod';
import { region, type Template } from '../template.ts';
import { credentials } from './buckets.ts';

export type QueuedMessage = { messageId: string; body: string; receiveCount: number; sentAt: string };
export type Queues = {
  endpoint: string;
  client: SQSClient;
  urlOf: (queue: string) => string;
  /** Brings the queues in line with the template; messages of an earlier start stay. */
  create: (template: Template) => Promise<void>;
  send: (queue: string, body: string) => void;
  /** What waits, is delayed or is being worked on. */
  messagesOf: (queue: string) => QueuedMessage[];
  stop: () => Promise<void>;
};

const propertiesShape = z.object({
  VisibilityTimeout: z.number().optional(),
  DelaySeconds: z.number().optional(),
  RedrivePolicy: z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.number() }).optional(),
});

/** Starts SQS on this machine; with a folder every message is on disk before its sending is answered. */
export async function startQueues(folder: string | undefined): Promise<Queues> {
  const server = await startFauxqs({
    port: 0,
    host: '127.0.0.1',
    logger: false,
    defaultRegion: region,
    ...(folder === undefined ? {} : { dataDir: folder }),
  });
  const client = new SQSClient({ endpoint: server.address, region, credentials });
  const urlOf = (queue: string) => `${server.address}/000000000000/${queue}`;
  const inspect = (queue: string) => {
    const found = server.inspectQueue(queue);
    if (found === undefined) throw new Error(`There is no queue ${queue}.`);
    return found.messages;
  };
  const createOrUpdate = async (queue: string, properties: unknown) => {
    const attributes = attributesOf(properties);
    if (server.inspectQueue(queue) === undefined) {
      server.createQueue(queue, { attributes });
      return;
    }
    // Creating a queue anew would drop its messages.
    await client.send(new SetQueueAttributesCommand({ QueueUrl: urlOf(queue), Attributes: attributes }));
    for (const { receiptHandle } of inspect(queue).inflight) {
      // Whoever worked on these was stopped with the earlier start. One second, as fauxqs cannot persist zero.
      const again = { QueueUrl: urlOf(queue), ReceiptHandle: receiptHandle, VisibilityTimeout: 1 };
      await client.send(new ChangeMessageVisibilityCommand(again));
    }
  };
  return {
    endpoint: server.address,
    client,
    urlOf,
    create: async (template) => {
      for (const { name, properties } of template.resourcesOf('AWS::SQS::Queue'))
        await createOrUpdate(name, properties);
    },
    send: (queue, body) => server.sendMessage(queue, body),
    messagesOf: (queue) => {
      const { ready, delayed, inflight } = inspect(queue);
      return [...ready, ...delayed, ...inflight.map(({ message }) => message)].map((message) => ({
        messageId: message.messageId,
        body: message.body,
        receiveCount: message.approximateReceiveCount,
        sentAt: new Date(message.sentTimestamp).toISOString(),
      }));
    },
    stop: async () => {
      client.destroy();
      await server.stop();
    },
  };
}

function attributesOf(properties: unknown): Record<string, string> {
  const { VisibilityTimeout, DelaySeconds, RedrivePolicy } = propertiesShape.parse(properties);
  return {
    VisibilityTimeout: String(VisibilityTimeout ?? 30),
    DelaySeconds: String(DelaySeconds ?? 0),
    ...(RedrivePolicy === undefined ? {} : { RedrivePolicy: JSON.stringify(RedrivePolicy) }),
  };
}
