import { afterAll, describe, expect, it } from 'vitest';
import { checkStatements } from '../../../functions/check-statements/check-statements.ts';
import { keptReading } from '../../../functions/platform/statements/kept-reading.ts';
import { readPdf } from '../../../functions/read-pdf-statement/read-pdf.ts';
import { textractJobs } from '../../../functions/read-pdf-statement/scan-jobs.ts';
import { dyingClients, type Moment } from '../../support/dying-function.ts';
import { statementDesk } from '../../support/statement-desk.ts';
import { marchMovements, marchSum } from '../../support/statements/bank-files.ts';
import { natwestPdf } from '../../support/statements/pdf-files.ts';
import { sumOf } from '../../support/statements/read-whole.ts';
import { recognise, scanOf, type Scanning } from '../../support/statements/scanned.ts';
import { textractServer, type Answer } from '../../support/textract-server.ts';

const desk = await statementDesk();
const textract = await textractServer();
afterAll(async () => {
  textract.client.destroy();
  await textract.stop();
});

const PDFS = 'https://queues.example/pdfs';
type Sent = { QueueUrl: string; MessageBody: string; DelaySeconds?: number };
type Sender = { send: (...sent: never[]) => unknown };
type Story = {
  agreement: string;
  printed?: Uint8Array;
  scanning?: Scanning;
  answers?: Answer[];
  inProgress?: number;
  /** How many pages the service says it looked at; by itself all. */
  pages?: number;
  moment?: Moment;
  /** How often every message is delivered that is not killed. */
  times?: number;
};

/** Sends a scan in, and works off every message that the functions send, until none is left. */
async function take(story: Story) {
  const { agreement, moment, times = 1, inProgress = 2 } = story;
  const printed = story.printed ?? (await natwestPdf(marchMovements, { linesOnPage: 4 }));
  await desk.agree(agreement);
  const uploadId = `scan-${agreement}`;
  // The same bytes would be a duplicate: each scan has some empty lines of its own behind it.
  const [number = 0, again = 0] = agreement.slice(1).split('-').map(Number);
  const content = Buffer.concat([await scanOf(printed), Buffer.from('\n'.repeat(number + 10 * again))]);
  const first = await desk.put(`bank-statements/${agreement}/scan.pdf`, content, uploadId);
  const words = await recognise(printed, story.scanning);
  const pages = story.pages ?? Math.max(...words.map(({ page }) => page));
  textract.recognises({ words, pages, perPart: 50, inProgress });
  textract.answers(...(story.answers ?? []));
  const jobsBefore = textract.jobs();

  const sent: Sent[] = [];
  const queues = Object.assign(Object.create(desk.deps.queues) as typeof desk.deps.queues, {
    send: ({ input }: { input: Sent }) => {
      sent.push(input);
      return Promise.resolve();
    },
  });
  const clients = dyingClients(moment);
  const depsOf = (wrap: <C extends Sender>(client: C) => C) => {
    const own = { table: { ...desk.table, client: wrap(desk.table.client) }, buckets: wrap(desk.buckets) };
    const jobs = textractJobs(wrap(textract.client));
    return { ...own, queues: wrap(queues), scans: { jobs, queues: wrap(queues), queueUrl: PDFS } };
  };
  const [dying, whole] = [depsOf((client) => clients.wrap(client)), depsOf((client) => client)];
  /** Only the reader of PDFs is killed here: of the other, what becomes of it is told elsewhere. */
  async function act(message: unknown): Promise<void> {
    if (!JSON.stringify(message).includes('pdfUploadId')) {
      await checkStatements(message, { ...desk.deps, queues: whole.queues });
      return;
    }
    await readPdf(message, { ...desk.pdfDeps, ...dying }).catch((error: unknown) => {
      if (!(error instanceof Error && error.message === 'killed')) throw error;
    });
    await clients.settled();
    for (let time = 1; time < times; time += 1) await readPdf(message, { ...desk.pdfDeps, ...whole });
  }
  const seen = new Set<string>();
  for (const waiting: unknown[] = [first]; waiting.length > 0;) {
    const message = waiting.shift();
    const from = sent.length;
    await act(message);
    const next = sent.slice(from).map(({ MessageBody }) => MessageBody);
    waiting.push(...next.filter((body) => !seen.has(body)).map((body): unknown => JSON.parse(body)));
    for (const body of next) seen.add(body);
  }
  const { upload } = await desk.read(uploadId);
  const reading = await keptReading(uploadId, desk.deps);
  return {
    ...{ upload, reading, calls: clients.calls(), jobs: textract.jobs() - jobsBefore },
    delays: sent.filter(({ QueueUrl }) => QueueUrl === PDFS).map(({ DelaySeconds }) => DelaySeconds),
  };
}

const problemOf = ({ upload }: Awaited<ReturnType<typeof take>>) => upload.problem?.message;

describe('A scan of a bank statement', () => {
  it('comes back until its text is recognised, and is taken in like any other', async () => {
    const taken = await take({ agreement: 'S1', scanning: { degrees: 0.6 } });

    expect(taken.upload.state).toBe('accepted');
    expect(taken.upload.counts).toMatchObject({ rows: marchMovements.length });
    expect(taken.reading).toMatchObject({ ok: true, value: { format: 'pdf' } });
    const file = taken.reading?.ok === true ? taken.reading.value : expect.fail('not read');
    expect(file.statements.map(sumOf)).toEqual([marchSum]);
    expect(file.statements[0]?.transactions.at(-1)?.place.page).toBeGreaterThan(1);
    expect(file.notes).toMatchObject([{ rule: 'read-from-scan' }]);
    expect(taken.delays).toEqual([20, 40, 60]);
  });

  it('waits where the service is busy, at its start and later', async () => {
    const busy = { error: 'ThrottlingException' };
    const taken = await take({ agreement: 'S2', inProgress: 0, answers: [busy, busy] });
    expect(taken.upload.state).toBe('accepted');
    expect(taken.jobs).toBe(1);
    expect(taken.delays).toEqual([20, 40, 60]);
  });

  it('is given up after some two hours, and its sender may try again', async () => {
    const taken = await take({ agreement: 'S3', inProgress: 1000 });
    expect(taken.upload).toMatchObject({ state: 'quarantined', problem: { rule: 'scan-not-in-time' } });
    expect(taken.delays).toHaveLength(30);
    const hours = taken.delays.reduce((sum: number, delay) => sum + (delay ?? 0), 0) / 3600;
    expect(hours).toBeGreaterThan(1.5);
    expect(hours).toBeLessThan(2.5);
  });

  it.each<{ what: string; rule: string; story: Omit<Story, 'agreement'> }>([
    {
      what: 'cannot be recognised',
      rule: 'scan-not-recognised',
      story: { answers: [{ JobId: 'gone' }, { JobStatus: 'FAILED', StatusMessage: 'INVALID_IMAGE_TYPE' }] },
    },
    {
      what: 'is recognised with doubt',
      rule: 'scan-doubtful',
      story: { scanning: { misread: ({ text }) => (text === '48.17' ? { confidence: 71 } : {}) } },
    },
    {
      what: 'does not add up as recognised',
      rule: 'scan-does-not-add-up',
      story: { scanning: { misread: ({ text }) => (text === '48.17' ? { text: '43.17' } : {}) } },
    },
    {
      what: 'comes back with fewer pages than it has',
      rule: 'scan-pages-not-recognised',
      story: { pages: 1 },
    },
  ])('that $what is quarantined with a sentence', async ({ rule, story }) => {
    const number = ['scan-not-recognised', 'scan-doubtful', 'scan-does-not-add-up'].indexOf(rule) + 5;
    const taken = await take({ agreement: `S${number}`, ...story });
    expect(taken.upload).toMatchObject({ state: 'quarantined', problem: { rule } });
    expect(problemOf(taken)).toMatch(
      /^The PDF is a scan, .* Ask for the statement as the bank makes it: .*\.$/,
    );
  });

  it('of more pages than a statement has is refused before anything is paid for', async () => {
    const printed = await natwestPdf(
      Array.from({ length: 61 }, (_each, place) => ({
        on: `2026-03-${String(1 + (place % 31)).padStart(2, '0')}`,
        text: 'SHOP',
        pence: -1,
      })),
      { linesOnPage: 1 },
    );
    const taken = await take({ agreement: 'S8', printed });
    expect(taken.upload.problem?.rule).toBe('scan-too-many-pages');
    expect(taken.jobs).toBe(0);
  });

  it('is one job and ends the same, wherever its functions are killed and whatever comes twice', async () => {
    const undisturbed = await take({ agreement: 'S9', inProgress: 1, times: 2 });
    expect(undisturbed.upload.state).toBe('accepted');
    for (let call = 1; call <= undisturbed.calls; call += 1)
      for (const when of ['before', 'after'] as const) {
        const agreement = `S9-${String(2 * call + (when === 'before' ? 0 : 1)).padStart(3, '0')}`;
        const taken = await take({ agreement, inProgress: 1, times: 2, moment: { call, when } });
        expect(taken.upload.state, `${when} call ${call}`).toBe('accepted');
        expect(taken.jobs, `${when} call ${call}`).toBe(1);
        expect(taken.reading).toEqual(undisturbed.reading);
      }
  }, 300_000);
});
