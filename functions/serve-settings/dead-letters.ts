import {
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  type Message,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { instant } from '../../domain/calendar.ts';
import type { DeadLetter, settingRoutes } from '../../events/api/settings.ts';
import type { Clock } from '../platform/clock.ts';
import { NotFound } from '../platform/problem-responses.ts';
import { recordedByHand } from '../platform/recorded-by-hand.ts';
import type { Asked } from '../platform/route-area.ts';
import type { FactStore } from '../store/fact-store.ts';

export type DeadLetterDeps = {
  facts: Pick<FactStore, 'recordAct'>;
  clock: Clock;
  queues: SQSClient;
  deadLetterQueues: Readonly<Record<string, { deadLetterQueueUrl: string; queueUrl: string }>>;
};

/** A look hides what it sees for a moment, so that the next look sees other messages. */
const LOOK_SECONDS = 1;
const RETRY_SECONDS = 60;
/** SQS gives at most ten messages at once; this many times we ask. */
const MOST_LOOKS = 10;

/** The messages that failed every try, queue by queue, each by the file or schedule it was about. */
export async function listDeadLetters({
  queues,
  deadLetterQueues,
}: Pick<DeadLetterDeps, 'queues' | 'deadLetterQueues'>) {
  const found = await Promise.all(
    Object.entries(deadLetterQueues).map(async ([queue, { deadLetterQueueUrl }]) => {
      const letters = new Map<string, DeadLetter>();
      for (let look = 0; look < MOST_LOOKS; look += 1) {
        const messages = await receive(queues, deadLetterQueueUrl, LOOK_SECONDS);
        for (const message of messages) letters.set(message.MessageId ?? '', letterOf(queue, message));
        if (messages.length === 0) break;
      }
      return [...letters.values()];
    }),
  );
  return { items: found.flat(), nextCursor: null };
}

/** Sends the failed messages of a queue again; each is deleted only once it was sent, so that none is lost. */
export async function retryDeadLetters(
  { id, viewer, body }: Asked<typeof settingRoutes.redriveDeadLetters>,
  { facts, clock, queues, deadLetterQueues }: DeadLetterDeps,
): Promise<{ sent: number }> {
  const urls = Object.hasOwn(deadLetterQueues, id) ? deadLetterQueues[id] : undefined;
  if (urls === undefined) throw new NotFound('There is no queue of this name.');
  const recording = recordedByHand(viewer, body.reason, clock);
  // First: better an act whose messages stayed where they were than messages of which nobody knows who sent them.
  await facts.recordAct({ kind: 'queue', id }, { act: 'retry-asked', detail: {}, recording });
  let sent = 0;
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const messages = await receive(queues, urls.deadLetterQueueUrl, RETRY_SECONDS);
    if (messages.length === 0) break;
    for (const { Body, ReceiptHandle } of messages) {
      await queues.send(new SendMessageCommand({ QueueUrl: urls.queueUrl, MessageBody: Body }));
      await queues.send(new DeleteMessageCommand({ QueueUrl: urls.deadLetterQueueUrl, ReceiptHandle }));
      sent += 1;
    }
  }
  return { sent };
}

async function receive(queues: SQSClient, url: string, hiddenSeconds: number): Promise<Message[]> {
  const answer = await queues.send(
    new ReceiveMessageCommand({
      QueueUrl: url,
      MaxNumberOfMessages: 10,
      VisibilityTimeout: hiddenSeconds,
      WaitTimeSeconds: 0,
      MessageSystemAttributeNames: ['SentTimestamp', 'ApproximateReceiveCount'],
    }),
  );
  return answer.Messages ?? [];
}

function letterOf(queue: string, { MessageId, Attributes, Body }: Message): DeadLetter {
  const sent = Attributes?.SentTimestamp;
  return {
    queue,
    messageId: MessageId ?? '',
    sentAt: sent === undefined ? null : instant(new Date(Number(sent)).toISOString()),
    receiveCount: Number(Attributes?.ApproximateReceiveCount ?? 0),
    summary: summaryOf(Body ?? ''),
  };
}

const fileEvent = z.object({ detail: z.object({ object: z.object({ key: z.string() }) }) });
const scheduleEvent = z.object({ schedule: z.string() });

/** The file or schedule a message is about. What else it holds is nobody's business here. */
function summaryOf(body: string): string {
  try {
    const message: unknown = JSON.parse(body);
    const file = fileEvent.safeParse(message);
    if (file.success) return `The file ${file.data.detail.object.key}`;
    const schedule = scheduleEvent.safeParse(message);
    if (schedule.success) return `The schedule ${schedule.data.schedule}`;
  } catch {
    // A message that is not JSON is not one of ours; it is listed all the same.
  }
  return 'A message that names neither a file nor a schedule';
}
