import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  type Message,
} from '@aws-sdk/client-sqs';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { Queues } from '../emulators/queues.ts';
import { nameInArn, region, type Template } from '../template.ts';
import type { Outcome } from './function-instance.ts';
import { MOST_INSTANCES } from './function-pool.ts';
import type { Functions } from './functions.ts';

export type QueuePollers = { queues: string[]; stop: () => Promise<void> };

const mappingShape = z.object({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  BatchSize: z.number().default(10),
  Enabled: z.boolean().default(true),
  FunctionResponseTypes: z.array(z.string()).default([]),
  ScalingConfig: z.object({ MaximumConcurrency: z.number() }).default({ MaximumConcurrency: 1 }),
});
const failuresShape = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) });
type Mapping = {
  queue: string;
  url: string;
  functionName: string;
  batchSize: number;
  atOnce: number;
  reportsItems: boolean;
};

/**
 * Stands in for Lambda's event source mappings, each with as many workers at once as it may have. What fails is received again after `retrySeconds` rather than after the
 * queue's visibility timeout, but as often as in the cloud before it becomes a dead letter.
 */
export function startQueuePollers(options: {
  template: Template;
  queues: Queues;
  functions: Functions;
  retrySeconds: number;
}): QueuePollers {
  const mappings = options.template
    .resourcesOf('AWS::Lambda::EventSourceMapping')
    .map(({ properties }): Mapping => {
      const mapping = mappingShape.parse(properties);
      const queue = nameInArn(mapping.EventSourceArn);
      return {
        queue,
        url: options.queues.urlOf(queue),
        functionName: nameInArn(mapping.FunctionName),
        batchSize: Math.min(mapping.BatchSize, 10),
        atOnce: Math.min(mapping.ScalingConfig.MaximumConcurrency, MOST_INSTANCES),
        reportsItems: mapping.FunctionResponseTypes.includes('ReportBatchItemFailures'),
      };
    });
  const stopping = new AbortController();
  const loops = mappings.flatMap((mapping) =>
    Array.from({ length: mapping.atOnce }, () => poll(mapping, options, stopping.signal)),
  );
  return {
    queues: mappings.map(({ queue }) => queue),
    stop: async () => {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}

type PollOptions = { queues: Queues; functions: Functions; retrySeconds: number };

async function poll(mapping: Mapping, options: PollOptions, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const messages = await receive(mapping, options.queues, signal);
      if (messages.length > 0) await work(mapping, messages, options);
    } catch {
      // The queue was closed under us, or is not answering for a moment.
      await sleep(100);
    }
  }
}

async function receive(
  { url, batchSize }: Mapping,
  { client }: Queues,
  signal: AbortSignal,
): Promise<Message[]> {
  const command = new ReceiveMessageCommand({
    QueueUrl: url,
    MaxNumberOfMessages: batchSize,
    WaitTimeSeconds: 20,
    MessageSystemAttributeNames: ['All'],
    MessageAttributeNames: ['All'],
  });
  return (await client.send(command, { abortSignal: signal })).Messages ?? [];
}

async function work(mapping: Mapping, messages: Message[], options: PollOptions): Promise<void> {
  const { client } = options.queues;
  const outcome = await options.functions.invoke(mapping.functionName, {
    Records: messages.map((message) => toRecord(message, mapping)),
  });
  const failed = failedOf(outcome, messages, mapping);
  for (const message of messages) {
    const handle = { QueueUrl: mapping.url, ReceiptHandle: message.ReceiptHandle };
    if (failed(message)) {
      await client.send(
        new ChangeMessageVisibilityCommand({ ...handle, VisibilityTimeout: options.retrySeconds }),
      );
    } else {
      await client.send(new DeleteMessageCommand(handle));
    }
  }
}

/** As Lambda reads it: a throw, or a report it cannot make sense of, fails the whole batch. */
function failedOf(
  outcome: Outcome,
  messages: Message[],
  { reportsItems }: Mapping,
): (message: Message) => boolean {
  if ('error' in outcome) return () => true;
  if (!reportsItems || outcome.payload === null) return () => false;
  const report = failuresShape.safeParse(outcome.payload);
  if (!report.success)
    return () =>
      Object.keys(z.record(z.string(), z.unknown()).safeParse(outcome.payload).data ?? {}).length > 0;
  const ids = new Set(report.data.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  const known = messages.filter(({ MessageId }) => MessageId !== undefined && ids.has(MessageId));
  return known.length < ids.size ? () => true : (message) => known.includes(message);
}

function toRecord(message: Message, { queue }: Mapping) {
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes ?? {},
    messageAttributes: {},
    md5OfBody: message.MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: `arn:aws:sqs:${region}:000000000000:${queue}`,
    awsRegion: region,
  };
}
