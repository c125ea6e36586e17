import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { framesOf } from './frames-of.ts';

type Telemetry = {
  log: { error: (message: string, extra: Record<string, unknown>) => void };
  /** Counts one message by what became of it. */
  count: (outcome: 'Done' | 'Failed') => void;
};
type QueuedRecord = { body: string; messageId: string; attributes: { ApproximateReceiveCount: string } };

/**
 * Works through the messages of a queue one by one. A message whose work throws goes back to the queue by itself
 * and, after the queue's tries, to its dead-letter queue; the others are done. One that comes again comes by the same id.
 */
export function eachMessage(
  work: (message: unknown, messageId: string) => Promise<void>,
  { log, count }: Telemetry,
) {
  async function workOff({ body, messageId, attributes }: QueuedRecord): Promise<void> {
    try {
      await work(JSON.parse(body), messageId);
      count('Done');
    } catch (error) {
      count('Failed');
      // Not the error itself: the message of one that nobody foresaw may quote a row of the file.
      log.error('a message failed', {
        messageId,
        receiveCount: attributes.ApproximateReceiveCount,
        errorName: error instanceof Error ? error.name : typeof error,
        frames: framesOf(error),
      });
      throw error;
    }
  }

  return (event: SQSEvent, context: Context): Promise<SQSBatchResponse> =>
    processPartialResponse(event, workOff, new BatchProcessor(EventType.SQS), {
      context,
      throwOnFullBatchFailure: false,
    });
}
