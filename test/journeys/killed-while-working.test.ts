import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import * as z from 'zod';
import { openOffice } from '../../local/month/office.ts';

const start = join(import.meta.dirname, '../../local/start.ts');
const folders: string[] = [];
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** The desk of people, and the clock that can be told to begin something. */
function officeAt(url: string) {
  const fire = async (schedule: string): Promise<void> => {
    const answer = await fetch(`${url}/local/schedule/${schedule}`, { method: 'POST' });
    expect(answer.status).toBe(202);
  };
  return { ...openOffice(url), fire };
}
type Office = ReturnType<typeof officeAt>;

/** Starts careledger as a person does, on a data folder and a day of its own. */
async function startOn(folder: string): Promise<{ office: Office; kill: () => Promise<void> }> {
  const child = spawn(process.execPath, [start], {
    env: {
      ...process.env,
      ...{ CARELEDGER_DATA: folder, CARELEDGER_SAMPLE: 'none', CARELEDGER_PORT: '0' },
      CARELEDGER_TODAY: '2024-02-20',
    },
  });
  children.push(child);
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      said += String(chunk);
      const address = /at (http:\S+)/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.stderr.on('data', (chunk) => {
      said += String(chunk);
    });
    child.on('exit', () => {
      reject(new Error(`careledger did not start: ${said}`));
    });
  });
  const kill = async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return { office: officeAt(url), kill };
}

/** Messages that nobody had finished when careledger was killed, as its queues left them on the disk. */
function messagesLeft(folder: string): string[] {
  const queues = new DatabaseSync(join(folder, 'queues/fauxqs.db'));
  try {
    return queues
      .prepare('SELECT body FROM sqs_messages')
      .all()
      .map(({ body }) => String(body));
  } finally {
    queues.close();
  }
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'careledger-killed-'));
  folders.push(folder);
  return folder;
}

const anything = z.unknown();
const progress = z.object({ done: z.int(), of: z.int() });
/** What is told of a run or an uplift while it is worked on. */
const runStageShape = z.object({ state: z.string(), payOn: z.string().nullable(), progress });
const upliftStageShape = z.object({ state: z.string(), working: z.string().nullable(), progress });
const runShape = z.object({
  state: z.string(),
  linesHash: z.string().nullable(),
  totalPence: z.int().nullable(),
});
const uploadShape = z.object({ fileName: z.string(), state: z.string(), counts: anything });
const accountShape = z.object({
  ...{ balancePence: z.int(), unsettledPence: z.int(), owedPence: z.int() },
  payments: z.array(z.object({ amountPence: z.int(), status: z.string() })),
});
const upliftShape = z.object({
  ...{ state: z.string(), previewHash: z.string().nullable() },
  ...{ totals: anything, differences: anything, sample: z.array(z.object({ lineId: z.string() })) },
});
const trialShape = z.object({
  ...{ sumPence: z.int(), balanced: z.boolean() },
  accounts: z.array(z.object({ account: z.string(), balancePence: z.int() })),
});
const rateShape = z.object({ packageId: z.string(), rate: z.string().nullable() });
const RUN = 'R000001';
const UPLIFT = 'U000001';
const reason = 'As the test says';
const RUN_PATH = `GET /pay-runs/${RUN}`;
const readRun = (office: Office) => office.ask('olu.officer', RUN_PATH, { schema: runShape });
const lookAtRun = (office: Office) => office.ask('olu.officer', RUN_PATH, { schema: runStageShape });
const act = (office: Office, user: string, what: string, body: object) =>
  office.ask(user, `POST /pay-runs/${RUN}/${what}`, { schema: anything, body: { reason, ...body } });
const readUplift = (office: Office) =>
  office.ask('olu.officer', `GET /uplifts/${UPLIFT}`, { schema: upliftShape });
const actOnUplift = (office: Office, user: string, what: string, body: object) =>
  office.ask(user, `POST /uplifts/${UPLIFT}/${what}`, { schema: anything, body: { reason, ...body } });
/** Work whose message was never sent is asked for again by the schedule of the night. */
async function afterTheNight(office: Office): Promise<z.infer<typeof upliftShape>> {
  await office.fire('annual-uplift');
  await office.waitUntilIdle();
  return readUplift(office);
}
const trialBalance = (office: Office) =>
  office.ask('olu.officer', 'GET /ledger/trial-balance', { schema: trialShape });

/** Something long that careledger does, and in the midst of which it can be killed. */
type Stretch = {
  title: string;
  /** Sets it going, and waits for no end. */
  begin: (office: Office) => Promise<void>;
  /** How far it is, as people see it. */
  look: (office: Office) => Promise<Stage>;
  /** What stands in each message of it; null where no message asks for it. */
  about: string | null;
  /** What people do next, once nothing is under way, and what they find. */
  finish: (office: Office) => Promise<unknown>;
};
type Stage = 'not begun' | 'in the midst' | 'over';

/** How messages name a piece of work. */
const workOn = (what: object) => JSON.stringify(what).slice(1, -1);

const LOOKS = 4_000;

/** Looks until it is in the midst, and no longer: whoever kills does so at once. */
async function untilInTheMidst({ title, look }: Stretch, office: Office): Promise<void> {
  for (let looks = 0; looks < LOOKS; looks += 1) {
    const stage = await look(office);
    if (stage === 'in the midst') return;
    if (stage === 'over') throw new Error(`${title} was over before anybody saw it in the midst.`);
    await sleep(5);
  }
  throw new Error(`${title} was not seen to begin, although it was looked at ${LOOKS} times.`);
}

const lookAtUplift = (office: Office) =>
  office.ask('olu.officer', `GET /uplifts/${UPLIFT}`, { schema: upliftStageShape });

const PEOPLE = 600;
const numbers = Array.from({ length: PEOPLE }, (_, place) => String(place + 1).padStart(4, '0'));
const providerOf = (number: string) => `P${(Number(number) % 6) + 1}`;
const files: Readonly<Record<string, string[]>> = {
  'service-types/types.csv': [
    'serviceType,unit,basis,costSign,paymentSign,subjectiveCode',
    'residential,week,plan,1,1,41010',
  ],
  'providers/providers.csv': [
    'providerId,name,settlementRoute,sortCode,accountNumber,accountName',
    ...[1, 2, 3, 4, 5, 6].map((number) => `P${number},Home ${number},bacs,000000,12345678,HOME ${number}`),
  ],
  'people/people.csv': [
    'personId,name,dateOfBirth',
    ...numbers.map((number) => `A${number},Person ${number},1940-01-02`),
  ],
  'care-packages/packages.csv': [
    'packageId,personId,providerId,serviceType,startDate,unitsPerWeek,rate,costCentre',
    ...numbers.map(
      (number) =>
        `PK${number},A${number},${providerOf(number)},residential,2024-01-01,1,7${number.slice(2)},CC1`,
    ),
  ],
  'deferred-agreements/agreements.csv': [
    'agreementId,personId,startDate,propertyValue,valuedOn,chargeStatus,weeklyCost,annualRate,status',
    ...numbers
      .slice(0, 200)
      .map(
        (number) =>
          `DA${number},A${number},2024-01-01,165000.00,2023-12-01,registered,7${number.slice(2)},4,active`,
      ),
  ],
};

const stretches: readonly Stretch[] = [
  {
    title: 'an import',
    async begin(office) {
      for (const [key, rows] of Object.entries(files)) await office.drop(key, Buffer.from(rows.join('\n')));
    },
    about: 'packages.csv',
    async look(office) {
      const uploads = await office.all('olu.officer', '/uploads', uploadShape);
      const state = uploads.find(({ fileName }) => fileName === 'packages.csv')?.state;
      if (state === 'reading') return 'in the midst';
      return state === undefined || ['received', 'waiting'].includes(state) ? 'not begun' : 'over';
    },
    async finish(office) {
      const uploads = await office.all('olu.officer', '/uploads', uploadShape);
      const packages = await office.all('olu.officer', '/packages', z.object({ packageId: z.string() }));
      return {
        uploads: uploads.toSorted((a, b) => (a.fileName < b.fileName ? -1 : 1)),
        packages: packages.map(({ packageId }) => packageId).toSorted(),
      };
    },
  },
  {
    title: 'the computing of a run',
    async begin(office) {
      const body = { kind: 'providers', throughDate: '2024-02-18' };
      await office.ask('olu.officer', 'POST /pay-runs', { schema: anything, body });
    },
    about: workOn({ payRunId: RUN, attempt: 1 }),
    async look(office) {
      const { state, progress } = await lookAtRun(office);
      if (state !== 'computing') return 'over';
      return progress.of === 0 ? 'not begun' : 'in the midst';
    },
    async finish(office) {
      const { state, totalPence, linesHash } = await readRun(office);
      await act(office, 'olu.officer', 'submit', {});
      await act(office, 'amy.approver', 'approve', { linesHash });
      return { state, totalPence };
    },
  },
  {
    title: 'the issue of a run',
    async begin(office) {
      await act(office, 'olu.officer', 'issue', {});
    },
    about: workOn({ payRunId: RUN, attempt: 1 }),
    async look(office) {
      // What leaves and when is decided first, and that the run is issued is said last.
      const { state, payOn } = await lookAtRun(office);
      if (state === 'issued') return 'over';
      return payOn === null ? 'not begun' : 'in the midst';
    },
    async finish(office) {
      const run = await readRun(office);
      const accounts = await Promise.all(
        [1, 2, 3, 4, 5, 6].map((number) =>
          office.ask('olu.officer', `GET /providers/P${number}/account`, { schema: accountShape }),
        ),
      );
      return { state: run.state, totalPence: run.totalPence, accounts, ledger: await trialBalance(office) };
    },
  },
  {
    title: 'a night of interest',
    begin: (office) => office.fire('daily-interest'),
    about: null,
    async look(office) {
      // Nobody is told when it ends: the ledger is asked for that once careledger is started again.
      const { accounts } = await trialBalance(office);
      const debt = accounts.find(({ account }) => account === 'deferred-debt')?.balancePence;
      return debt === 0 ? 'not begun' : 'in the midst';
    },
    async finish(office) {
      // Nobody waits for a schedule, so that one that was killed is lost; the next night catches up.
      await office.fire('daily-interest');
      await office.waitUntilIdle();
      return trialBalance(office);
    },
  },
  {
    title: 'the preview of an uplift',
    async begin(office) {
      const rules = [{ match: { serviceType: 'residential' }, change: { percent: '4.2' } }];
      const body = { name: 'Fees', effectiveDate: '2024-02-05', rules, reason };
      await office.ask('olu.officer', 'POST /uplifts', { schema: anything, body });
    },
    about: workOn({ upliftId: UPLIFT, attempt: 1 }),
    async look(office) {
      const { state, working, progress } = await lookAtUplift(office);
      if (state !== 'draft') return 'over';
      return working === null || progress.of === 0 ? 'not begun' : 'in the midst';
    },
    async finish(office) {
      const { state, totals, sample, previewHash } = await afterTheNight(office);
      await actOnUplift(office, 'olu.officer', 'submit', { previewHash, confirmed: [] });
      const lineIds = sample.map(({ lineId }) => lineId);
      await actOnUplift(office, 'amy.approver', 'sample', { lineIds, isRight: true });
      await actOnUplift(office, 'amy.approver', 'approve', { previewHash });
      return { state, totals };
    },
  },
  {
    title: 'applying an uplift',
    async begin(office) {
      const { previewHash } = await readUplift(office);
      await actOnUplift(office, 'amy.approver', 'apply', { previewHash });
    },
    about: workOn({ upliftId: UPLIFT, attempt: 2 }),
    async look(office) {
      const { state, progress } = await lookAtUplift(office);
      if (state !== 'approved' && state !== 'applying') return 'over';
      return progress.of === 0 ? 'not begun' : 'in the midst';
    },
    async finish(office) {
      const { state, differences } = await afterTheNight(office);
      const packages = await office.all('olu.officer', '/packages', rateShape);
      return { state, differences, packages };
    },
  },
];

async function goLive(office: Office): Promise<void> {
  const body = { value: '2024-01-01', effectiveFrom: '2024-01-01', reason };
  for (const user of ['ada.admin', 'art.admin'])
    await office.ask(user, 'PUT /settings/go-live', { schema: anything, body });
}

it('a careledger that is killed in the midst of its work ends, once it is started again, as one that was left in peace', async () => {
  const inPeace: unknown[] = [];
  const undisturbed = await startOn(newFolder());
  await goLive(undisturbed.office);
  for (const { begin, finish } of stretches) {
    await begin(undisturbed.office);
    await undisturbed.office.waitUntilIdle();
    inPeace.push(await finish(undisturbed.office));
  }
  await undisturbed.kill();

  const folder = newFolder();
  let running = await startOn(folder);
  await goLive(running.office);
  for (const [place, stretch] of stretches.entries()) {
    const { title, about, begin, finish } = stretch;
    await begin(running.office);
    await untilInTheMidst(stretch, running.office);
    await running.kill();
    const left = messagesLeft(folder);
    running = await startOn(folder);
    // What no message asks for again stays as it was left, so that the ledger tells how far it came.
    const isUnfinished =
      about === null
        ? !isDeepStrictEqual(await trialBalance(running.office), inPeace[place])
        : left.some((body) => body.includes(about));
    expect(isUnfinished, `${title} was not finished when it was killed`).toBe(true);
    await running.office.waitUntilIdle();
    expect(await finish(running.office), title).toEqual(inPeace[place]);
    expect(await running.office.deadLetters()).toEqual([]);
  }
  await running.kill();
}, 600_000);
