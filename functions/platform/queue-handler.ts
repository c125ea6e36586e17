import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { logger } from './logger.ts';

/**
 * Works through the messages of a queue one by one. A message whose work throws goes back to the queue by itself
 * and, after the queue's tries, to its dead-letter queue; the others are done.
 */
export function eachMessage(work: (message: unknown) => Promise<void>) {
  return async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    const processor = new BatchProcessor(EventType.SQS);
    return processPartialResponse(
      event,
      async (record: {
        body: string;
        messageId: string;
        attributes: { ApproximateReceiveCount: string };
      }) => {
        try {
          await work(JSON.parse(record.body));
        } catch (error) {
          logger.error('a message failed', {
            messageId: record.messageId,
            receiveCount: record.attributes.ApproximateReceiveCount,
            error: error instanceof Error ? error : 'unknown',
          });
          throw error;
        }
      },
      processor,
      { context, throwOnFullBatchFailure: false },
    );
  };
}
