import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** Sends messages to a queue, one at a time. */
export function queueSender({ client, url }: { client: SQSClient; url: string }) {
  return async (message: object): Promise<void> => {
    await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: JSON.stringify(message) }));
  };
}
