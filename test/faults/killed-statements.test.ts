import { describe, expect, it } from 'vitest';
import { checkStatements } from '../../functions/check-statements/check-statements.ts';
import { readPdf } from '../../functions/read-pdf-statement/read-pdf.ts';
import { keptReading } from '../../functions/platform/statements/kept-reading.ts';
import { listStore } from '../../functions/store/list-store.ts';
import { enginesInMemory } from './engines-in-memory.ts';
import { dyingClients, type Moment } from '../support/dying-function.ts';
import { statementDesk } from '../support/statement-desk.ts';
import { lloyds, type Movement } from '../support/statements/bank-files.ts';
import { natwestPdf } from '../support/statements/pdf-files.ts';

const desk = await statementDesk({ engines: enginesInMemory() });
const paid: Movement[] = [
  { on: '2026-03-03', text: 'R QUICKHELP SERVICES', pence: -180_00 },
  { on: '2026-03-09', text: 'JO PARK WAGES', pence: -90_00 },
];

const stories: Record<string, { content: () => Promise<string | Uint8Array>; ends: string }> = {
  'that can be read': { content: () => Promise.resolve(lloyds(paid)), ends: 'accepted' },
  'that cannot': {
    content: () => Promise.resolve(lloyds(paid).replace('03/03/2026', '31/02/2026')),
    ends: 'quarantined',
  },
  'whose columns nobody knows': {
    content: () => Promise.resolve('Booked,Details,Sum,Left\n13/03/2026,JO PARK WAGES,-50.00,150.00\n'),
    ends: 'quarantined',
  },
  'that is a PDF': { content: () => natwestPdf(paid), ends: 'accepted' },
};

type Message = { MessageBody: string };

/** Takes a statement in, first by functions that are killed at a moment and then by others, as their queues would. */
async function run(content: string | Uint8Array, agreement: string, moment?: Moment) {
  await desk.agree(agreement);
  const uploadId = `up-${agreement}`;
  const event = await desk.put(`bank-statements/${agreement}/statement`, content, uploadId);
  const sent: unknown[] = [];
  const queues = Object.assign(Object.create(desk.deps.queues) as typeof desk.deps.queues, {
    send: ({ input }: { input: Message }) => {
      sent.push(JSON.parse(input.MessageBody));
      return Promise.resolve();
    },
  });
  const clients = dyingClients(moment);
  const dying = {
    table: { ...desk.table, client: clients.wrap(desk.table.client) },
    buckets: clients.wrap(desk.buckets),
    queues: clients.wrap(queues),
  };
  const whole = { queues };
  const act = (message: unknown, clientsOf: object) =>
    JSON.stringify(message).includes('pdfUploadId')
      ? readPdf(message, { ...desk.pdfDeps, ...clientsOf })
      : checkStatements(message, { ...desk.deps, ...clientsOf });
  const again = async (message: unknown): Promise<void> => {
    const before = sent.length;
    await act(message, dying).catch((error: unknown) => {
      if (!(error instanceof Error && error.message === 'killed')) throw error;
    });
    await clients.settled();
    // Twice, as a queue may.
    for (let time = 1; time <= 2; time += 1) await act(message, whole);
    for (const next of distinct(sent.slice(before))) await again(next);
  };
  await again(event);
  const { upload } = await desk.read(uploadId);
  const left = {
    upload: { ...upload, sha256: upload.sha256 !== null },
    listed: await desk.statements.statementsOf(agreement),
    reading: await keptReading(uploadId, desk.deps),
    work: await desk.work.readWork(`upload:${uploadId}`),
    cases: (await listStore(desk.table).casesOf(agreement)).map(
      ({ body: { auditCase, uploadIds }, version }) => ({
        ...{ period: auditCase.period, state: auditCase.state, uploadIds, version },
        // Every run here pays the same people: that somebody is paid from several accounts takes the place of another finding.
        found: auditCase.findings.map(({ rule }) => rule).filter((rule) => !rule.startsWith('payee-')),
      }),
    ),
    state: upload.state,
  };
  const text = JSON.stringify(left).replaceAll(agreement, '*');
  return { calls: clients.calls(), left: JSON.parse(text) as typeof left };
}

function distinct(messages: readonly unknown[]): unknown[] {
  return [...new Set(messages.map((each) => JSON.stringify(each)))].map((each): unknown => JSON.parse(each));
}

describe('A statement whose function is killed at any call, and called again,', () => {
  it.each(Object.entries(stories))(
    '%s ends as one in peace does',
    async (name, { content, ends }) => {
      const place = Object.keys(stories).indexOf(name) + 1;
      const bytes = await content();
      // A file whose bytes came before is a duplicate: each has a space or an empty line of its own behind it.
      const own = (number: number): string | Uint8Array =>
        typeof bytes === 'string'
          ? bytes + '\n'.repeat(number + 100 * place)
          : Buffer.concat([bytes, Buffer.from('\n'.repeat(number))]);
      const undisturbed = await run(own(0), `A${place}-000`);
      expect(undisturbed.left.state).toBe(ends);
      expect(undisturbed.calls).toBeGreaterThan(5);
      for (let call = 1; call <= undisturbed.calls; call += 1)
        for (const when of ['before', 'after'] as const) {
          const number = 2 * call + (when === 'before' ? 0 : 1);
          const agreement = `A${place}-${String(number).padStart(3, '0')}`;
          const { left } = await run(own(number), agreement, { call, when });
          const sizeBytes = undisturbed.left.upload.sizeBytes;
          expect({ ...left, upload: { ...left.upload, sizeBytes } }, `${when} call ${call}`).toEqual(
            undisturbed.left,
          );
        }
    },
    600_000,
  );
});
