import * as z from 'zod';
import { StartError } from '../start-error.ts';
import type { Council } from './council-files.ts';
import { clear, type Clearance } from './exceptions.ts';
import type { Office } from './office.ts';

const OFFICER = 'olu.officer';
const APPROVER = 'amy.approver';

const actedShape = z.object({ payRunId: z.string(), state: z.string() });
const runShape = z.object({
  payRunId: z.string(),
  kind: z.string(),
  state: z.string(),
  throughDate: z.string(),
  note: z.string().nullable(),
  lineCount: z.int().default(0),
  totalPence: z.int().default(0),
  heldPence: z.int().default(0),
  paymentPence: z.int().default(0),
  proposedPence: z.int().default(0),
  cancelledPence: z.int().default(0),
  rechargePence: z.int().default(0),
  linesHash: z.string().nullable(),
  attention: z.array(z.object({ rule: z.string(), packages: z.int() })),
});
type Run = z.infer<typeof runShape>;
export type MonthRun = Omit<Run, 'attention' | 'note' | 'linesHash'> & {
  calendar: string | null;
  exceptions: Clearance[];
};

const calendarsShape = z.object({
  value: z.array(z.object({ name: z.string(), period: z.string() })),
});

type Plan = { kind: string; throughDate: string; calendar: string | null };

/**
 * A run of every kind, each from request to issued files, with the exceptions of each cleared by the stated rules. Those of
 * packages have no payee in common and are worked at once; that of paper invoices may pay a provider, and follows.
 */
export async function payTheMonth(
  office: Office,
  council: Pick<Council, 'to' | 'inAdvanceTo'>,
  say: (line: string) => void,
): Promise<MonthRun[]> {
  const plans = await planMonth(office, council);
  const runs: MonthRun[] = [];
  for (const round of [
    plans.filter(({ kind }) => kind !== 'manual'),
    plans.filter(({ kind }) => kind === 'manual'),
  ]) {
    const begun: (Plan & { payRunId: string })[] = [];
    for (const plan of round) {
      say(`Paying ${plan.kind} through ${plan.throughDate} …`);
      begun.push({ ...plan, payRunId: await begin(office, plan) });
    }
    await office.waitUntilIdle();
    runs.push(...(await Promise.all(begun.map((run) => finish(office, run)))));
  }
  return runs;
}

/**
 * Providers and paper invoices are paid by the month, carers by their four weeks, each through the month’s last day; the
 * calendars of the settings say where their lines are cut. Direct payments are made in advance, for the month after too.
 */
async function planMonth(
  office: Office,
  { to, inAdvanceTo }: Pick<Council, 'to' | 'inAdvanceTo'>,
): Promise<Plan[]> {
  const { value } = await office.ask(OFFICER, 'GET /settings/calendars', { schema: calendarsShape });
  const named = (period: string): string | null =>
    (value.find((calendar) => calendar.period === period) ?? value[0])?.name ?? null;
  return [
    { kind: 'providers', throughDate: to, calendar: named('calendar-month') },
    { kind: 'carers', throughDate: to, calendar: named('four-weekly') },
    { kind: 'direct-payments', throughDate: inAdvanceTo, calendar: named('calendar-month') },
    { kind: 'manual', throughDate: to, calendar: null },
  ];
}

async function begin(office: Office, { kind, throughDate, calendar }: Plan): Promise<string> {
  const { payRunId } = await office.ask(OFFICER, 'POST /pay-runs', {
    schema: actedShape,
    body: { kind, throughDate, ...(calendar === null ? {} : { calendar }) },
  });
  return payRunId;
}

/** Has a run that was computed approved and issued. */
async function finish(
  office: Office,
  { payRunId, kind, calendar }: Plan & { payRunId: string },
): Promise<MonthRun> {
  const ready = await readRun(office, payRunId);
  if (ready.state !== 'ready')
    throw new StartError(
      `Run ${payRunId} of ${kind} is ${ready.state}, not ready: ${ready.note ?? 'no reason was given'}.`,
    );
  const exceptions = clear(ready.attention);
  if (ready.lineCount === 0 && ready.paymentPence === 0)
    await act(office, OFFICER, payRunId, 'cancel', 'Nothing is due');
  else if (exceptions.every(({ decision }) => decision === 'accepted')) await issue(office, ready);
  const { attention: _attention, note: _note, linesHash: _hash, ...run } = await readRun(office, payRunId);
  return { ...run, calendar, exceptions };
}

async function issue(office: Office, { payRunId, linesHash }: Run): Promise<void> {
  await act(
    office,
    OFFICER,
    payRunId,
    'submit',
    'Looked through; exceptions cleared by the rules of the month',
  );
  await office.ask(APPROVER, `POST /pay-runs/${payRunId}/approve`, {
    schema: actedShape,
    body: { linesHash, reason: 'The lines I saw are what is due' },
  });
  await act(office, OFFICER, payRunId, 'issue', 'Month end');
  await office.waitUntilIdle();
  const { state } = await readRun(office, payRunId);
  if (state !== 'issued')
    throw new StartError(
      `Run ${payRunId} was approved but is ${state}, not issued: its files could not be made.`,
    );
}

async function act(
  office: Office,
  user: string,
  payRunId: string,
  what: 'submit' | 'issue' | 'cancel',
  reason: string,
): Promise<void> {
  await office.ask(user, `POST /pay-runs/${payRunId}/${what}`, { schema: actedShape, body: { reason } });
}

function readRun(office: Office, payRunId: string): Promise<Run> {
  return office.ask(OFFICER, `GET /pay-runs/${payRunId}`, { schema: runShape });
}
