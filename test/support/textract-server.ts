import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TextractClient } from '@aws-sdk/client-textract';
import type { RecognisedWord } from '../../functions/files/statements/pdf/recognised-text.ts';

type Json = Record<string, unknown>;
/** What the service answers to one question: what is in it, or the name of its error. */
export type Answer = Json | { error: string };
export type Asked = { operation: string; input: Json };

/** What a job ends with: blocks as they come, given in parts of so many. */
export type Job = { words: readonly RecognisedWord[]; pages: number; perPart?: number; inProgress?: number };

/**
 * Amazon Textract as far as it detects text, on this machine: what is asked of it is kept, jobs are told apart by their
 * tokens, and answers may be put in front of those a job would give.
 */
export async function textractServer() {
  const asked: Asked[] = [];
  const before: Answer[] = [];
  const jobs = new Map<string, Job & { questions: number }>();
  let next: Job = { words: [], pages: 1 };

  const server = createServer((request, response) => {
    void answer(request).then((given) => {
      const isError = 'error' in given;
      response.writeHead(isError ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify(isError ? { __type: given.error, message: 'Invented.' } : given));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  async function answer(request: IncomingMessage): Promise<Answer> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const input = JSON.parse(Buffer.concat(chunks).toString()) as Json;
    const operation = String(request.headers['x-amz-target']).replace('Textract.', '');
    asked.push({ operation, input });
    const first = before.shift();
    if (first !== undefined) return first;
    return operation === 'StartDocumentTextDetection' ? start(input) : get(input);
  }

  function start({ ClientRequestToken }: Json): Json {
    const jobId = `job-of-${String(ClientRequestToken)}`;
    if (!jobs.has(jobId)) jobs.set(jobId, { ...next, questions: 0 });
    return { JobId: jobId };
  }

  function get({ JobId, NextToken }: Json): Answer {
    const job = jobs.get(String(JobId));
    if (job === undefined) return { error: 'InvalidJobIdException' };
    job.questions += 1;
    if (job.questions <= (job.inProgress ?? 0)) return { JobStatus: 'IN_PROGRESS' };
    const [blocks, from, { perPart = 1000 }] = [blocksOf(job.words), Number(NextToken ?? 0), job];
    const to = from + perPart;
    return {
      JobStatus: 'SUCCEEDED',
      DocumentMetadata: { Pages: job.pages },
      Blocks: blocks.slice(from, to),
      ...(to < blocks.length && { NextToken: String(to) }),
    };
  }

  return {
    asked,
    /** How many jobs were started. */
    jobs: () => jobs.size,
    /** What the next job recognises. */
    recognises(job: Job) {
      next = job;
    },
    /** Answers the next questions with these, one each. */
    answers(...given: Answer[]) {
      before.push(...given);
    },
    client: new TextractClient({
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: 'eu-west-2',
      credentials: { accessKeyId: 'invented', secretAccessKey: 'invented' },
      maxAttempts: 1,
    }),
    stop: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}

/** Words come with the lines they stand in and with their pages, which nobody here asks for. */
function blocksOf(words: readonly RecognisedWord[]): Json[] {
  return [...Map.groupBy(words, ({ page }) => page)].flatMap(([page, ofPage]) => [
    { BlockType: 'PAGE', Id: `page-${page}`, Page: page },
    ...ofPage.flatMap(({ text, confidence, corners }, place) => {
      const polygon = corners.map(({ x, y }) => ({ X: x, Y: y }));
      const block = { Page: page, Text: text, Confidence: confidence, Geometry: { Polygon: polygon } };
      return [
        ...(place % 3 === 0 ? [{ ...block, BlockType: 'LINE', Id: `line-${page}-${place}` }] : []),
        { ...block, BlockType: 'WORD', Id: `word-${page}-${place}`, TextType: 'PRINTED' },
      ];
    }),
  ]);
}
