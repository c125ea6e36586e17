import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { textractJobs } from '../../../functions/read-pdf-statement/scan-jobs.ts';
import { lloydsPdf } from '../../support/statements/pdf-files.ts';
import { recognise } from '../../support/statements/scanned.ts';
import { textractServer, type Answer } from '../../support/textract-server.ts';

const textract = await textractServer();
const jobs = textractJobs(textract.client);
const object = { bucket: 'inbox', key: 'bank-statements/DP1/scan of march.pdf', versionId: 'v3' };
const words = await recognise(await lloydsPdf());

beforeEach(() => {
  textract.asked.length = 0;
});
afterAll(async () => {
  textract.client.destroy();
  await textract.stop();
});

/** The name of the job of an upload. */
async function begun(uploadId: string): Promise<string> {
  const started = await jobs.start(uploadId, object);
  return started === 'later' ? expect.fail('busy') : started.jobId;
}

const refusal = (rule: string, message: string) => ({
  name: 'StatementRefusal',
  rule,
  message: expect.stringContaining(message) as unknown,
});

describe('The recognition of a scan', () => {
  it('is asked for with the very version of the file, under a token of its upload', async () => {
    await jobs.start('01JUPLOAD', object);
    expect(textract.asked).toEqual([
      {
        operation: 'StartDocumentTextDetection',
        input: {
          DocumentLocation: { S3Object: { Bucket: 'inbox', Name: object.key, Version: 'v3' } },
          ClientRequestToken: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
        },
      },
    ]);
  });

  it('is one job, however often it is asked for, and another for another upload', async () => {
    const [first, again, other] = [await begun('one'), await begun('one'), await begun('other')];
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it('gives every word of all its parts, and waits while it is under way', async () => {
    textract.recognises({ words, pages: 1, perPart: 37, inProgress: 1 });
    const jobId = await begun('in parts');
    expect(await jobs.textOf(jobId)).toBe('later');
    const recognised = await jobs.textOf(jobId);

    expect(recognised).toEqual({ pages: 1, words });
    const tokens = textract.asked.map(({ input }) => input['NextToken']).filter(Boolean);
    expect(tokens.slice(0, 3)).toEqual(['37', '74', '111']);
  });

  it.each(['ThrottlingException', 'ProvisionedThroughputExceededException', 'LimitExceededException'])(
    'is asked for again later where the service is busy: %s',
    async (error) => {
      textract.answers({ error }, { error });
      expect([await jobs.start('busy', object), await jobs.textOf('any')]).toEqual(['later', 'later']);
    },
  );

  it.each<{ answer: Answer; rule: string; said: string }>([
    { answer: { JobStatus: 'FAILED' }, rule: 'scan-not-recognised', said: 'could not be recognised. Ask' },
    {
      answer: { JobStatus: 'FAILED', StatusMessage: 'INVALID_IMAGE_TYPE' },
      rule: 'scan-not-recognised',
      said: 'says “INVALID_IMAGE_TYPE”',
    },
    {
      answer: { JobStatus: 'PARTIAL_SUCCESS', Warnings: [{ Pages: [4] }, { Pages: [2, 4] }] },
      rule: 'scan-pages-not-recognised',
      said: 'of the pages 2, 4 could not be recognised',
    },
    {
      answer: { JobStatus: 'PARTIAL_SUCCESS', Warnings: [{ ErrorCode: 'X', Pages: [3] }] },
      rule: 'scan-pages-not-recognised',
      said: 'of page 3 could not be recognised',
    },
    {
      answer: { JobStatus: 'PARTIAL_SUCCESS' },
      rule: 'scan-pages-not-recognised',
      said: 'of some of its pages',
    },
    { answer: { error: 'InvalidJobIdException' }, rule: 'scan-forgotten', said: 'Send the file again.' },
    { answer: { error: 'BadDocumentException' }, rule: 'scan-not-recognised', said: 'BadDocument' },
    { answer: { error: 'DocumentTooLargeException' }, rule: 'scan-not-recognised', said: 'TooLarge' },
    { answer: { error: 'UnsupportedDocumentException' }, rule: 'scan-not-recognised', said: 'Unsupported' },
  ])('that ends with $answer refuses the file: $rule', async ({ answer, rule, said }) => {
    textract.answers(answer);
    await expect(jobs.textOf('any')).rejects.toMatchObject(refusal(rule, said));
  });

  it('that gives more words than any statement has is given up', async () => {
    const [word] = words;
    const many = Array.from({ length: 60_001 }, () => word!);
    textract.recognises({ words: many, pages: 1, perPart: 20_000 });
    await expect(jobs.textOf(await begun('many'))).rejects.toMatchObject(
      refusal('scan-too-much-text', 'more than 60,000 words'),
    );
  });

  it('that comes in parts without end is given up', async () => {
    textract.answers(
      ...Array.from({ length: 200 }, () => ({ JobStatus: 'SUCCEEDED', Blocks: [], NextToken: 'on' })),
    );
    await expect(jobs.textOf('endless')).rejects.toMatchObject(refusal('scan-too-much-text', 'words'));
    expect(textract.asked.length).toBeLessThan(130);
  });

  it('that fails for a reason of ours or of the service goes back to its queue', async () => {
    const own = await textractServer();
    own.answers({ error: 'AccessDeniedException' }, { error: 'InvalidS3ObjectException' });
    await expect(textractJobs(own.client).start('x', object)).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
    await expect(textractJobs(own.client).start('x', object)).rejects.toMatchObject({
      name: 'InvalidS3ObjectException',
    });
    own.client.destroy();
    await own.stop();
  });
});
