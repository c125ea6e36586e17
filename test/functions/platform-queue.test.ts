import type { Context, SQSEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { eachMessage } from '../../functions/platform/queue-handler.ts';

const eventOf = (bodies: string[]) =>
  ({
    Records: bodies.map((body, at) => ({
      ...{ messageId: `m${at}`, body, attributes: { ApproximateReceiveCount: '2' } },
      eventSource: 'aws:sqs',
    })),
  }) as unknown as SQSEvent;

/** Works messages off with something to do; gives the answer to the queue, and what was logged and counted. */
async function workOff(bodies: string[], work: (message: unknown) => Promise<void>) {
  const logged: unknown[] = [];
  const counted: string[] = [];
  const telemetry = {
    log: { error: (...entry: unknown[]) => void logged.push(entry) },
    count: (outcome: string) => void counted.push(outcome),
  };
  const answer = await eachMessage(work, telemetry)(eventOf(bodies), {} as Context);
  return { answer, logged, counted };
}

describe('the messages of a queue', () => {
  it('go back one by one when they fail, and the others are done', async () => {
    const { answer, counted } = await workOff(['1', '2', '3'], (message) =>
      message === 2 ? Promise.reject(new Error('no')) : Promise.resolve(),
    );
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
    expect(counted.toSorted()).toEqual(['Done', 'Done', 'Failed']);
  });

  it('that fail are logged by the place in the code, never by what the error says', async () => {
    const error = new RangeError('Mrs Example,12 High Street\nat Mrs Example (row:1:1)');
    const { logged } = await workOff(['{}'], () => Promise.reject(error));
    expect(logged).toEqual([
      [
        'a message failed',
        {
          messageId: 'm0',
          receiveCount: '2',
          errorName: 'RangeError',
          frames: expect.any(Array) as string[],
        },
      ],
    ]);
    const text = JSON.stringify(logged);
    expect(text).toContain('platform-queue.test.ts');
    expect(text).not.toMatch(/Example|High Street/);
  });

  it('that are not JSON, or throw what is no error, are logged all the same', async () => {
    const broken = await workOff(['Mrs Example'], () => Promise.resolve());
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- what a library throws is not ours to choose
    const thrown = await workOff(['{}'], () => Promise.reject('Mrs Example'));
    for (const { answer, logged } of [broken, thrown]) {
      expect(answer.batchItemFailures).toHaveLength(1);
      expect(logged).toHaveLength(1);
      expect(JSON.stringify(logged)).not.toContain('Example');
    }
  });
});
