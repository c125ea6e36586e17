import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Step } from '../../domain/pay/explanation.ts';
import { councilOf } from '../../local/month/council-files.ts';
import { openOffice, type Office } from '../../local/month/office.ts';
import { summaryText } from '../../local/month/print-summary.ts';
import type { Summary } from '../../local/month/summary.ts';
import { summaryHtml } from '../../local/month/summary-html.ts';
import { workMonth } from '../../local/month/work-month.ts';
import { startRuntime, type Runtime } from '../../local/runtime.ts';
import { buildCouncil } from '../../local/sample-council/council.ts';
import { defaultOptions } from '../../local/sample-council/model.ts';
import { extractFiles } from '../../local/sample-council/extracts.ts';
import { calendarOf } from '../../local/sample-council/days.ts';
import { councilSettings } from '../../local/sample-council/settings.ts';
import { recomputePence } from '../support/recompute-line.ts';

const people = 60;
const extracts = [...extractFiles(buildCouncil({ ...defaultOptions, people }))];
const root = mkdtempSync(join(tmpdir(), 'careledger-month-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

const lineShape = z.object({
  lineId: z.string(),
  packageId: z.string(),
  payee: z.string(),
  component: z.string(),
  kind: z.string(),
  from: z.string(),
  to: z.string(),
  amountPence: z.int(),
  held: z.boolean(),
  explanation: z.array(z.custom<Step>()),
  sentence: z.string(),
});
type Line = z.infer<typeof lineShape>;
const runShape = z.object({ payRunId: z.string(), state: z.string(), linesHash: z.string().nullable() });
const recoveryShape = z.object({
  payeeId: z.string(),
  packageId: z.string(),
  amountPence: z.int(),
  state: z.string(),
  cause: z.array(z.object({ kind: z.string(), id: z.string(), version: z.int() })),
});
const trialShape = z.object({
  sumPence: z.int(),
  balanced: z.boolean(),
  accounts: z.array(z.object({ account: z.string(), balancePence: z.int() })),
});
const anything = z.unknown();
const local = join(import.meta.dirname, '../../local');
/** An extract of Larkshire as its case system wrote it. */
function rowsOf(name: string): Record<string, string>[] {
  const file = extracts.find(({ key }) => key.startsWith(`${name}/`))!;
  const text = file.bytes.toString('utf8').replace(/^#EXTRACT.*\n/, '');
  return Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;
}
const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);
const penceOf = (pounds: string) => Math.round(Number(pounds) * 100);

const lloydsOfAStranger = [
  'Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,Debit Amount,Credit Amount,Balance',
  "02/10/2026,FPI,'00-11-22,12345678,PAID IN,,100.00,150.00",
  "01/10/2026,DEB,'00-11-22,12345678,CORNER SHOP,50.00,,50.00\n",
].join('\n');

describe('a month of Larkshire', () => {
  const outputFolder = join(root, 'larkshire');
  let runtime: Runtime;
  let office: Office;
  let month: Summary;

  beforeAll(async () => {
    const corpus = join(root, 'corpus');
    write(join(corpus, 'a-bank/kept/october.csv'), lloydsOfAStranger);
    write(join(corpus, 'a-bank/kept/torn.ofx'), '<OFX><BANKMSGSRSV1>');
    write(join(corpus, 'a-bank/LICENCE.upstream'), 'Nobody sends this to a council.');
    const council = councilOf({
      ...{ councilFolder: undefined, people, month: undefined, out: outputFolder, corpus },
      asJson: true,
    });
    runtime = await startRuntime({ port: 0, today: council.today, withPages: false, retrySeconds: 1 });
    office = openOffice(runtime.url);
    month = await workMonth(office, council, {
      ...{ outputFolder, say: () => undefined, usage: runtime.usage },
    });
    // Lines about restricted people are shown to those named here only.
    for (const admin of ['ada.admin', 'art.admin'])
      await office.ask(admin, 'PUT /settings/restrictedReaders', {
        schema: anything,
        body: { value: ['olu.officer'], effectiveFrom: '2026-10-01', reason: 'To look at every line.' },
      });
  });
  afterAll(async () => {
    await runtime.stop();
  });

  /** Every line of a run: a record that names its readers is shown to them alone. */
  async function linesOf(payRunId: string): Promise<Line[]> {
    const seen = new Map<string, Line>();
    for (const user of ['olu.officer', 'sam.manager'])
      for (const line of await office.all(user, `/pay-runs/${payRunId}/lines`, lineShape))
        seen.set(line.lineId, line);
    return [...seen.values()];
  }

  async function begin(kind: string, throughDate: string): Promise<string> {
    const { payRunId } = await office.ask('olu.officer', 'POST /pay-runs', {
      schema: runShape.pick({ payRunId: true }),
      body: { kind, throughDate },
    });
    await office.waitUntilIdle();
    return payRunId;
  }

  async function act(user: string, payRunId: string, what: string, more: object = {}): Promise<void> {
    const body = { reason: 'As the story says', ...more };
    await office.ask(user, `POST /pay-runs/${payRunId}/${what}`, { schema: anything, body });
  }

  const issued = () => month.payRuns.filter(({ state }) => state === 'issued');
  /** The lines that a run’s list for people shows; what stands below them names no payment. */
  const paidLines = (payRunId: string) =>
    Papa.parse<Record<string, string>>(
      readFileSync(join(outputFolder, payRunId, `${payRunId}-payments.csv`), 'utf8'),
      { header: true, skipEmptyLines: true },
    ).data.filter(({ Payment = '' }) => Payment !== '');

  it('takes in every file, reads every bank statement, and opens audits of them', () => {
    const read = ['provider-returns', 'bank-statements', 'managed-statements'];
    const other = month.files.filter(({ kind }) => !read.includes(kind));
    const states = Map.groupBy(other, ({ state }) => state);
    expect(states.get('accepted')).toHaveLength(10);
    expect(month.statements.files).toBeGreaterThan(0);
    expect(month.statements).toMatchObject({ read: month.statements.files, refused: 0, unread: [] });
    expect(month).toMatchObject({ council: 'Larkshire', people, leftAside: [], missing: [] });
    const { waiting, concluded, byRisk, byRule } = month.audits;
    expect(concluded).toBeGreaterThan(0);
    expect(sum(byRisk.map(({ cases }) => cases))).toBe(waiting);
    expect(byRisk.map(({ risk }) => risk)).toEqual(['high', 'medium', 'low']);
    expect(Object.keys(byRule)).toEqual(expect.arrayContaining(['gambling', 'spending-after-death']));
  });

  it('drops statements of real banks among them, and names each with what became of it', () => {
    const { real } = month.statements;
    expect(real).toMatchObject({ isThere: true, files: 2, read: 1, refused: 1 });
    expect(real?.outcomes.map(({ name, state, rule }) => [name, state, rule])).toEqual([
      ['a-bank/kept/october.csv', 'accepted', null],
      ['a-bank/kept/torn.ofx', 'quarantined', expect.any(String)],
    ]);
    expect(real?.outcomes[1]?.sentence).toMatch(/\.$/);
    expect(month.audits.ofRealFiles).toBe(1);
    expect(Object.keys(month.audits.byRule)).not.toContain('account-not-the-agreements');
  });

  it('posts the interest of the month once, however often the night is run', () => {
    const { agreements, month: added, owedPence, ...rest } = month.interest;
    expect(agreements).toBe(rowsOf('deferred-agreements').length);
    expect(rest).toEqual({ notReckoned: [], through: '2026-11-04', isSafeTwice: true });
    expect(added.interestPence).toBeGreaterThan(0);
    expect(added.drawnPence).toBeGreaterThan(added.interestPence);
    expect(owedPence).toBeGreaterThan(added.drawnPence);
  });

  it('finds the same sums in what was approved, in the files and in the ledger', () => {
    expect(month.ledger.proofs.map(({ what, linesPence }) => [what, linesPence])).toEqual([
      ['Paid', month.payRun.paidPence],
      ['Kept back by holds', month.payRun.heldPence],
      ['Borne by the NHS', month.payRun.nhsSharePence],
      ['Owed under deferred payment agreements', month.interest.owedPence],
    ]);
    expect(month.ledger.proofs.filter(({ holds }) => !holds)).toEqual([]);
    expect(month.ledger.proofs[0]?.filesPence).toBe(month.payRun.paidPence);
  });

  it('says how long each step took, and the most memory that a function had', () => {
    expect(Object.keys(month.seconds)).toEqual(
      expect.arrayContaining(['extracts', 'payRuns', 'interest', 'audits', 'proof', 'total']),
    );
    const names = month.machine.functions.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['import-extract', 'check-returns', 'check-statements', 'run-pay']),
    );
    for (const { name, peakMb, memoryMb } of month.machine.functions) {
      expect(peakMb, name).toBeGreaterThan(10);
      expect(peakMb, name).toBeLessThan(Math.min(memoryMb, 512));
    }
  });

  it('is one page to read, in words and for a browser that fetches nothing', () => {
    const text = summaryText(month);
    expect(text).toContain('Larkshire: 1 October 2026 to 31 October 2026');
    expect(text).toMatch(/The ledger balances; lines, files and ledger agree in 4 of 4 sums\./);
    expect(text).toMatch(/\d+ audits of direct payments wait for an auditor/);
    expect(text.split('\n').length).toBeLessThan(180);
    const html = summaryHtml(month);
    expect(html).toContain('<h2>Proof of the ledger</h2>');
    expect(html).toContain('a-bank/kept/torn.ofx');
    expect(html).not.toMatch(/(?:src|href)=|url\(|@import/);
  });

  it('wears the font and the colours of the pages', () => {
    const pages = readFileSync(join(local, '../web/src/styles/app.scss'), 'utf8');
    const html = summaryHtml(month);
    const fonts = /font-family: \(([^)]+)\)/.exec(pages)?.[1]?.match(/[\w-]+(?: \w+)?/g);
    expect(/font-family: ([^;]+);/.exec(html)?.[1]?.replaceAll('"', '').split(', ')).toEqual(fonts);
    const coloursOf = (text: string) => text.match(/#[0-9a-f]{6}/g) ?? [];
    const plain = ['#0b0c0c', '#484949'];
    expect(coloursOf(html).filter((each) => ![...coloursOf(pages), ...plain].includes(each))).toEqual([]);
    expect(html).toContain(`border-top: 10px solid ${/brand: (#\w+)/.exec(pages)?.[1] ?? ''}`);
  });

  it('parts the one file of the account provider into a statement of each client', () => {
    const sent = month.files.filter(({ kind }) => kind === 'managed-statements');
    expect(sent).toMatchObject([{ state: 'accepted', refused: 0 }]);
    const clients = rowsOf('direct-payment-agreements').filter(
      ({ accountProviderId, endDate }) => accountProviderId === 'M001' && endDate === '',
    );
    const keys = month.files.flatMap(({ kind, key }) => (kind === 'bank-statements' ? [key] : []));
    expect(clients.length).toBeGreaterThan(0);
    for (const { agreementId = '' } of clients)
      expect(keys.filter((key) => key.startsWith(`bank-statements/${agreementId}/`))).toHaveLength(1);
  });

  it('checks what providers claim, and asks for a person where a file as a whole is wrong', () => {
    const { lines, accepted, questioned } = month.returns;
    expect(accepted).toBeGreaterThan(lines * 0.9);
    expect(accepted).toBeLessThan(lines);
    expect(questioned).toBeGreaterThan(0);
    expect(questioned).toBeLessThan(accepted);
    const decided = month.returns.exceptions.map(({ decision }) => decision);
    expect(new Set(decided)).toEqual(new Set(['pay-commissioned', 'left']));
    const sent = month.files.filter(({ kind }) => kind === 'provider-returns');
    const untaken = sent.filter(({ state }) => !['checked', 'accepted', 'part-accepted'].includes(state));
    expect(sent).toHaveLength(month.returns.files);
    expect(new Set(untaken.map(({ state }) => state))).toEqual(
      new Set(['quarantined', 'rejected', 'waiting']),
    );
    const names = untaken.filter(({ state }) => state !== 'waiting').map(({ key }) => key.split('/').at(-1));
    const ofFiles = month.work.filter(({ area, title }) => area === 'imports' && !title.startsWith('real-'));
    expect(ofFiles.map(({ title }) => title.split(' ')[0]).toSorted()).toEqual(names.toSorted());
    const ofReturns = month.work.filter(({ title }) => title.includes('of a return of'));
    expect(ofReturns.length).toBeGreaterThan(0);
  });

  it('pays providers, carers and direct payments, and has nothing to pay on paper', () => {
    expect(month.payRuns.map(({ kind, state, throughDate }) => [kind, state, throughDate])).toEqual([
      ['providers', 'issued', '2026-10-31'],
      ['carers', 'issued', '2026-10-31'],
      ['direct-payments', 'issued', '2026-11-30'],
      ['manual', 'cancelled', '2026-10-31'],
    ]);
    expect(month.payRun.lines).toBeGreaterThan(people);
    expect(month.payRun.paidPence).toBe(
      month.payRun.totalPence - month.payRun.cancelledRecoveryPence + month.payRun.proposedRecoveryPence,
    );
    expect(month.ledger).toMatchObject({ sumPence: 0, balanced: true });
  });

  it('says of every reason to look why it was accepted', () => {
    const exceptions = month.payRuns.flatMap((run) => run.exceptions);
    expect(exceptions.map(({ rule }) => rule)).toContain('first-payment');
    for (const { decision, why } of exceptions)
      expect([decision, why]).toEqual(['accepted', expect.any(String)]);
  });

  it('keeps back what the old system held', async () => {
    const held = (await linesOf('R000001')).filter((line) => line.held);
    expect(month.holds).toBe(2);
    expect(month.payRun.heldPence).toBeGreaterThan(0);
    expect(sum(held.map(({ amountPence }) => amountPence))).toBe(month.payRun.heldPence);
  });

  it('writes files that come to what was approved and not held', () => {
    for (const { payRunId, paymentPence } of issued()) {
      expect(sum(paidLines(payRunId).map(({ Amount = '' }) => penceOf(Amount)))).toBe(paymentPence);
      const byBacs = paidLines(payRunId).filter(({ Route, Method }) => Route === 'bacs' && Method === 'bacs');
      const credits = readFileSync(join(outputFolder, payRunId, `${payRunId}-bacs.txt`), 'latin1')
        .split('\r\n')
        .filter((record) => record.length === 100 && record.slice(15, 17) === '99');
      expect(sum(credits.map((record) => Number(record.slice(35, 46))))).toBe(
        sum(byBacs.map(({ Amount = '' }) => penceOf(Amount))),
      );
    }
    for (const { path } of month.outputs) expect(existsSync(path), path).toBe(true);
    expect(month.remittances).toMatchObject({ payments: month.payments, files: 2 * month.payments });
    expect(month.payments).toBe(
      new Set(issued().flatMap(({ payRunId }) => paidLines(payRunId).map(({ Payment }) => Payment))).size,
    );
  });

  it('explains every line so that its amount can be reckoned again from the explanation alone', async () => {
    for (const { payRunId, lineCount, totalPence, heldPence, rechargePence } of issued()) {
      const lines = await linesOf(payRunId);
      expect(lines).toHaveLength(lineCount);
      for (const line of lines) expect(recomputePence(line.explanation), line.lineId).toBe(line.amountPence);
      expect(sum(lines.map(({ amountPence }) => amountPence))).toBe(totalPence + heldPence - rechargePence);
    }
  });

  it('can reckon every run again', async () => {
    for (const { payRunId } of issued())
      expect(
        await office.ask('ivy.inspector', `GET /pay-runs/${payRunId}/recompute`, { schema: anything }),
      ).toEqual({ identical: true, differences: [] });
  });

  it('lets the approver of a county approve as many times as much', async () => {
    const [limits] = councilSettings({ people: 12_000 }, calendarOf('2026-10')).slice(1);
    const { setting, ...body } = limits!;
    const path = `/settings/${setting}`;
    for (const admin of ['ada.admin', 'art.admin'])
      await office.ask(admin, `PUT ${path}`, { schema: anything, body });
    const schema = z.object({ value: z.unknown() });
    const { value } = await office.ask('ivy.inspector', `GET ${path}`, { schema });
    expect(value).toEqual({ 'amy.approver': 5_000_000_000 });
  });

  it('pays nothing twice: a second run through the same day has no line', async () => {
    for (const { kind, throughDate } of issued()) {
      const again = await begin(kind, throughDate);
      expect(await linesOf(again)).toEqual([]);
      await act('olu.officer', again, 'cancel');
    }
  });

  describe('and what is heard late', () => {
    let lines: Line[];
    const told = (packageId: string) =>
      lines
        .filter((line) => line.packageId === packageId)
        .map(({ kind, payee, from, to, amountPence, sentence }) => [
          kind,
          payee,
          `${from.slice(5)}..${to.slice(5)}`,
          amountPence,
          sentence,
        ]);

    /** A package as its extract has it, with what is heard now. */
    const keyed = (packageId: string, heard: Record<string, string>) => {
      const { packageId: _id, ...row } = rowsOf('care-packages').find(
        (each) => each['packageId'] === packageId,
      )!;
      return { ...row, ...heard };
    };

    beforeAll(async () => {
      const put = (user: string, path: string, body: object) =>
        office.ask(user, `PUT ${path}`, { schema: anything, body: { ...body, reason: 'Heard in November' } });
      await put(
        'olu.officer',
        '/packages/PK000042',
        keyed('PK000042', { rate: '1270.96', effectiveFrom: '2026-10-15' }),
      );
      const { personId: _id, ...person } = rowsOf('people').find((each) => each['personId'] === 'L100049')!;
      await put('olu.officer', '/people/L100049', { ...person, dateOfDeath: '2026-10-20' });
      await put('olu.officer', '/packages/PK000052', keyed('PK000052', { endDate: '2026-10-15' }));
      await put(
        'olu.officer',
        '/packages/PK900052',
        keyed('PK000052', { providerId: 'P017', startDate: '2026-10-16', costCentre: 'A2160' }),
      );
      await put('cara.charging', '/packages/PK000097/contributions', {
        items: rowsOf('contributions')
          .filter(({ packageId }) => packageId === 'PK000097')
          .map(({ personId: _person, packageId: _package, ...item }) => ({
            ...item,
            ...(item['contributionId'] === 'CN000095' ? { collector: 'council' } : {}),
          })),
      });
      const payRunId = await begin('providers', '2026-10-31');
      lines = await linesOf(payRunId);
      await act('olu.officer', payRunId, 'submit');
      const { linesHash } = await office.ask('amy.approver', `GET /pay-runs/${payRunId}`, {
        schema: runShape,
      });
      await act('amy.approver', payRunId, 'approve', { linesHash });
      await act('olu.officer', payRunId, 'issue');
      await office.waitUntilIdle();
    });

    it('a rate from 15 October is paid for its 17 days', () => {
      expect(told('PK000042')).toEqual([
        [
          'adjustment',
          'provider:P012',
          '10-01..10-31',
          17_000,
          '1 October 2026 to 14 October 2026, 14 days at £1200.96 a week is £2,401.92; 15 October 2026 to 31 October 2026, 17 days at £1270.96 a week is £3,086.62; already paid £5,318.54; changed: package PK000042 version 2: £170.00.',
        ],
      ]);
    });

    it('a death on 20 October takes back the 11 days after it', () => {
      expect(told('PK000087')).toEqual([
        [
          'adjustment',
          'provider:P012',
          '10-01..10-31',
          -192_654,
          '1 October 2026 to 20 October 2026, 20 days at £1225.98 a week is £3,502.80; already paid £5,429.34; changed: person L100049 version 2: −£1,926.54.',
        ],
      ]);
    });

    it('a move on 16 October takes back 16 days from the one home and pays them to the other', () => {
      expect([...told('PK000052'), ...told('PK900052')]).toEqual([
        [
          'adjustment',
          'provider:P003',
          '10-01..10-31',
          -280_224,
          '1 October 2026 to 15 October 2026, 15 days at £1225.98 a week is £2,627.10; already paid £5,429.34; changed: package PK000052 version 2: −£2,802.24.',
        ],
        [
          'entitlement',
          'provider:P017',
          '10-16..10-31',
          280_224,
          '16 October 2026 to 31 October 2026, 16 days at £1225.98 a week is £2,802.24: £2,802.24.',
        ],
      ]);
    });

    it('a contribution that the council collects is no longer taken off what the home is paid', () => {
      expect(told('PK000097')).toEqual([
        [
          'adjustment',
          'provider:P017',
          '10-01..10-31',
          195_052,
          'already paid −£1,950.52; changed: contributions L100054 version 2: £1,950.52.',
        ],
      ]);
    });

    it('moves nothing else, and every amount follows from its explanation', () => {
      expect(lines.map(({ packageId }) => packageId).toSorted()).toEqual([
        ...['PK000042', 'PK000052', 'PK000087', 'PK000097', 'PK900052'],
      ]);
      for (const line of lines) expect(recomputePence(line.explanation), line.lineId).toBe(line.amountPence);
    });

    it('proposes to recover what was overpaid, with its cause, and the ledger still sums to nothing', async () => {
      const recoveries = await office.all('ivy.inspector', '/recoveries', recoveryShape);
      expect(recoveries.toSorted((a, b) => (a.packageId < b.packageId ? -1 : 1))).toEqual([
        {
          ...{ payeeId: 'provider:P003', packageId: 'PK000052', amountPence: 280_224, state: 'proposed' },
          cause: [{ kind: 'package', id: 'PK000052', version: 2 }],
        },
        {
          ...{ payeeId: 'provider:P012', packageId: 'PK000087', amountPence: 192_654, state: 'proposed' },
          cause: [{ kind: 'person', id: 'L100049', version: 2 }],
        },
      ]);
      const ledger = await office.ask('ivy.inspector', 'GET /ledger/trial-balance', { schema: trialShape });
      expect(ledger).toMatchObject({ sumPence: 0, balanced: true });
      expect(ledger.accounts).toContainEqual({ account: 'recoverable', balancePence: 280_224 + 192_654 });
    });
  });
});

/** Runs the command as `npm run month` does. */
async function run(...args: string[]) {
  const child = spawn(process.execPath, [join(local, 'month.ts'), ...args], { cwd: root });
  const said = { out: '', error: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.error += chunk.toString()));
  await once(child, 'close');
  return { code: child.exitCode, ...said };
}

describe('the command', () => {
  it('works the month of another council from its folder, and says all of it in one JSON', async () => {
    const folder = join(root, 'Otherton');
    for (const { key, bytes } of extracts) write(join(folder, key), bytes);
    write(join(folder, 'minutes/of-a-meeting.txt'), 'Nothing for an inbox.');
    const { code, out, error } = await run('--json', '--council', folder, '--out', join(root, 'out'));
    expect([code, error.split('\n').filter((line) => line.startsWith('Paying')).length]).toEqual([0, 4]);
    const summary = JSON.parse(out) as Summary;
    expect(summary).toMatchObject({
      council: 'Otherton',
      people,
      returns: { lines: 0, accepted: 0, questioned: 0 },
      statements: { read: 0, refused: 0, real: null },
      audits: { waiting: 0, concluded: 0 },
      findings: {},
      leftAside: ['minutes'],
      ledger: { sumPence: 0, balanced: true },
    });
    expect(summary.files).toHaveLength(extracts.length);
    expect(summary.missing.map(({ folder }) => folder)).toEqual([
      ...['provider-returns', 'bank-statements', 'managed-statements', 'hand-keyed'],
    ]);
    const page = readFileSync(join(root, 'out/summary.html'), 'utf8');
    expect(page).toContain('No direct payment can be audited.');
    expect(page).toContain('Left aside: minutes, no folder of the inbox.');
    // Nobody entered the highest rates of the half-years that were not published.
    expect(summary.interest.notReckoned).toHaveLength(1);
    expect(page).toContain(summary.interest.notReckoned[0]);
    // What the old system was owed is owed all the same, and stands in the ledger.
    expect(summary.interest.owedPence).toBeGreaterThan(0);
    expect(summary.ledger.proofs.filter(({ holds }) => !holds)).toEqual([]);
    expect(readFileSync(join(root, 'out/summary.txt'), 'utf8')).toContain('What is missing');
    for (const { path, sha256 } of summary.outputs)
      expect(createHash('sha256').update(readFileSync(path)).digest('hex'), path).toBe(sha256);
    expect(JSON.parse(readFileSync(join(root, 'out/summary.json'), 'utf8'))).toEqual(summary);
  });

  it.each([
    ['an argument it does not know', ['--peeple', '100'], /^Unknown option '--peeple'.+\n$/],
    ['too few people', ['--people', '12'], /^--people is "12": use a whole number of at least 60.+\n$/],
    ['both a council and a number of people', ['--people', '60', '--council', '.'], /^Say --people or .+\n$/],
    ['a month that is none', ['--month', '2026-13'], /^--month is "2026-13": write it like 2026-10\.\n$/],
    ['a folder that is not there', ['--council', 'nowhere'], /^.+nowhere is no folder.+\n$/],
    ['a folder without files', ['--council', 'empty'], /^empty has no files to read.+\n$/],
    [
      'a folder of something else to write to',
      ['--out', 'full'],
      /^.+full holds files that no month wrote.+\n$/,
    ],
  ])('says in one sentence what is wrong with %s', async (_, args, sentence) => {
    mkdirSync(join(root, 'empty'), { recursive: true });
    write(join(root, 'full/letter.txt'), 'Dear Sir');
    const { code, out, error } = await run(...args);
    expect([code, out]).toEqual([1, '']);
    expect(error).toMatch(sentence);
  });
});

function write(path: string, bytes: Uint8Array | string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
}
