import { beforeAll, describe, expect, it } from 'vitest';
import { readPounds, sumPence } from '../../../domain/money.ts';
import {
  judgeUnplaced,
  returnCheck,
  type OnRecord,
  type ReturnFinding,
} from '../../../domain/returns/check-return.ts';
import type { Commissioned } from '../../../domain/returns/commissioned.ts';
import { judgeFile } from '../../../domain/returns/check-file.ts';
import { earlierKey, type OpenLine } from '../../../domain/returns/earlier-lines.ts';
import { readReturnHeading, returnReader } from '../../../domain/returns/read-return.ts';
import type { ReturnLine } from '../../../domain/returns/return-line.ts';
import type { ReturnTerms } from '../../../domain/returns/return-terms.ts';
import { returnSceneRuleNames } from '../../../local/sample-council/planted/rule-names.ts';
import { returnScenes } from '../../../local/sample-council/planted/return-scenes.ts';
import type { SampleFile, TruthEntry } from '../../../local/sample-council/sample-file.ts';
import { usualReturnTerms } from '../../support/a-return.ts';
import { larkshireReturns, tableOf } from '../../support/larkshire-returns.ts';

/** A provider as its council knows it. */
type Provider = OnRecord & {
  providerId: string;
  packages: readonly Commissioned[];
  terms: ReturnTerms;
  chargesVat: boolean;
};
type Found = Pick<ReturnFinding, 'rule' | 'line' | 'subject' | 'message'>;
type Sent = {
  references: Map<string, string>;
  lastSequences: Map<string, number>;
  lines: Map<string, string>;
  invoices: Map<string, string>;
  open: Map<string, OpenLine>;
};

/** A file as it comes in: what is found of it, and what its provider is remembered by. */
async function received(
  file: Pick<SampleFile, 'key' | 'bytes'>,
  provider: Provider,
  { receivedOn, sent }: { receivedOn: number; sent: Sent },
): Promise<Found[]> {
  const table = await tableOf(file);
  const heading = readReturnHeading(table.columns);
  if (!heading.ok) throw new Error(`${file.key}: ${heading.message}`);
  const layout = heading.value.layout.name;
  const read = returnReader(heading.value);
  const check = returnCheck({
    ...{ packages: provider.packages, terms: provider.terms, chargesVat: provider.chargesVat },
    receivedOn,
    earlier: sent,
  });
  const found: Found[] = [];
  const lines: ReturnLine[] = [];
  for (const row of table.rows) {
    const reading = read(row);
    if (reading.line === null) {
      found.push(...reading.findings.map((each) => ({ ...each, subject: null })));
      check.skip(reading.visit);
    } else {
      lines.push(reading.line);
      found.push(...check.take(reading.line).findings);
    }
  }
  const { findings, unplaced, wrongPeriod } = check.conclude();
  const unknown = unplaced.map((each) => judgeUnplaced(each, provider, provider.providerId));
  const others = unknown.filter(({ rule }) => rule === 'package-of-another-provider').length;
  const verdict = judgeFile(
    envelopeOf(table),
    {
      lines: table.rows.length,
      amountPence: sumPence(lines.flatMap(({ amountPence }) => amountPence ?? [])),
      own: lines.length - unknown.length,
      others,
      wrongPeriod,
    },
    {
      references: sent.references,
      lastSequence: sent.lastSequences.get(layout) ?? null,
      lastSent: sent.lastSequences.get(layout) ?? null,
    },
  );
  for (const line of lines) told.packageAt.set(`${file.key} ${line.line}`, line.packageId ?? '');
  if (verdict.outcome !== 'taken') return verdict.findings.map((each) => ({ ...each, subject: null }));
  remember({ lines, unplaced: new Set(unplaced.map(({ line }) => line)), table, layout }, sent);
  return [...found, ...findings, ...unknown];
}

type Table = Awaited<ReturnType<typeof tableOf>>;

function envelopeOf({ file, total }: Table) {
  const amount = readPounds(total?.amount ?? '');
  return {
    reference: file?.reference ?? null,
    sequence: file === undefined ? null : Number(file.sequence),
    total: total === null || !amount.ok ? null : { lines: Number(total.lines), amountPence: amount.value },
  };
}

function remember(
  {
    lines,
    unplaced,
    table,
    layout,
  }: { lines: readonly ReturnLine[]; unplaced: ReadonlySet<number>; table: Table; layout: string },
  sent: Sent,
): void {
  for (const line of lines) {
    if (line.packageId !== null && !unplaced.has(line.line))
      sent.lines.set(earlierKey(line.packageId, line), line.lineRef);
    if (line.invoiceNumber !== null) sent.invoices.set(line.invoiceNumber, table.file?.reference ?? 'a file');
  }
  if (table.file === undefined) return;
  sent.references.set(table.file.reference, 'upload');
  sent.lastSequences.set(layout, Number(table.file.sequence));
}

type Score = { hits: number; missed: string[]; wrong: string[] };
type InFile = Found & { file: string };
type Told = { truth: TruthEntry[]; found: InFile[]; packageAt: Map<string, string> };

/** Whether a finding is about what an entry tells: on one of its lines, or about its subject where no line is. */
function isAbout(one: InFile, { file, line, orLines = [], subject }: TruthEntry): boolean {
  if (one.file === file && one.line !== null && [line, ...orLines].includes(one.line)) return true;
  if (subject !== undefined && one.subject === subject) return true;
  // A habit of a whole file, or a file that is not taken.
  return line === undefined && one.file === file && one.line === null && one.subject === null;
}

/** A line that is taken out by a bad cell leaves its package a visit short: that may fairly be said too. */
function mayBeSaid(one: InFile, entry: TruthEntry, packageAt: Told['packageAt']): boolean {
  if (entry.also?.some((rule) => rule === one.rule) !== true) return false;
  const lines = [entry.line, ...(entry.orLines ?? [])].map((line) =>
    packageAt.get(`${entry.file} ${line ?? 0}`),
  );
  return isAbout(one, entry) || (one.subject !== null && [entry.subject, ...lines].includes(one.subject));
}

function scoresOf({ truth, found, packageAt }: Told): Map<string, Score> {
  const scores = new Map<string, Score>();
  const of = (rule: string): Score => {
    const own = scores.get(rule) ?? { hits: 0, missed: [], wrong: [] };
    scores.set(rule, own);
    return own;
  };
  const right = new Set<InFile>();
  for (const entry of truth.filter(({ expected }) => expected === 'flag')) {
    const spoken = found.filter((one) => one.rule === entry.rule && isAbout(one, entry));
    if (spoken.length > 0) of(entry.rule).hits += 1;
    else of(entry.rule).missed.push(`${entry.file} line ${entry.line ?? '-'}: ${entry.note}`);
    for (const one of spoken) right.add(one);
  }
  for (const one of found) {
    if (right.has(one) || truth.some((entry) => mayBeSaid(one, entry, packageAt))) continue;
    of(one.rule).wrong.push(`${one.file} line ${one.line ?? '-'} ${one.subject ?? ''}: ${one.message}`);
  }
  return scores;
}

const told: Told = { truth: [], found: [], packageAt: new Map() };
let scores: Map<string, Score>;

beforeAll(async () => {
  const council = await larkshireReturns();
  const byProvider = Map.groupBy(council.returns, ({ key }) => key.split('/')[1] ?? '');
  const onRecord = { people: council.people, providerOf: council.providerOf };
  for (const [providerId, files] of byProvider) {
    const packages = council.ofProvider.get(providerId) ?? [];
    const provider = { ...onRecord, providerId, packages, terms: usualReturnTerms, chargesVat: false };
    const sent = nothingSent();
    for (const file of files) await see(file, provider, { receivedOn: council.receivedOn, sent });
  }
  for (const { packages, files, chargesVat, billingIncrementMinutes } of returnScenes()) {
    const provider = {
      ...onRecord,
      ...{ providerId: 'SCENE', packages: await council.packagesOf(packages), chargesVat },
      terms: { ...usualReturnTerms, billingIncrementMinutes },
    };
    const sent = nothingSent();
    for (const file of files) await see(file, provider, { receivedOn: file.receivedOn, sent });
  }
  scores = scoresOf(told);
}, 60_000);

function nothingSent(): Sent {
  return {
    references: new Map(),
    lastSequences: new Map(),
    lines: new Map(),
    invoices: new Map(),
    open: new Map(),
  };
}

async function see(
  file: SampleFile,
  provider: Provider,
  when: { receivedOn: number; sent: Sent },
): Promise<void> {
  told.truth.push(...file.truth);
  const found = await received(file, provider, when);
  told.found.push(...found.map((one) => ({ ...one, file: file.key })));
}

describe('Larkshire’s planted errors', () => {
  it('are tried on either side of every threshold that only files beside each other show', () => {
    const flagged = new Set(
      told.truth.flatMap(({ rule, expected }) => (expected === 'flag' ? [rule as string] : [])),
    );
    expect(returnSceneRuleNames.filter((rule) => !flagged.has(rule))).toEqual([]);
    for (const rule of returnSceneRuleNames.filter((each) => each !== 'rate-unknown')) {
      const steps = told.truth.filter((entry) => entry.rule === rule && entry.distance !== undefined);
      for (const { distance, expected } of steps)
        expect(expected, rule).toBe(distance === 'above' ? 'flag' : 'silent');
      expect(new Set(steps.map(({ distance }) => distance)).size, rule).toBeGreaterThan(1);
    }
  });

  it('are found by the rule that is meant for each, and hardly anything else is said', () => {
    const rows = [...scores].map(([rule, { hits, missed, wrong }]) => ({
      rule,
      precision: hits / (hits + wrong.length || 1),
      recall: hits / (hits + missed.length || 1),
    }));
    const sum = (count: (score: Score) => number) =>
      [...scores.values()].reduce((all, one) => all + count(one), 0);
    const hits = sum((one) => one.hits);
    const wrong = sum((one) => one.wrong.length);
    const missed = sum((one) => one.missed.length);
    process.stdout.write(
      `${table(rows)}\noverall: precision ${(hits / (hits + wrong)).toFixed(3)}, recall ${(hits / (hits + missed)).toFixed(3)}\n`,
    );
    const faults = [...scores].flatMap(([rule, one]) =>
      [...one.missed, ...one.wrong].map((text) => `${rule}: ${text}`),
    );
    expect(
      rows.filter(({ precision, recall }) => precision < 0.9 || recall < 0.9),
      faults.join('\n'),
    ).toEqual([]);
    expect(hits / (hits + wrong), faults.join('\n')).toBeGreaterThanOrEqual(0.98);
    expect(hits / (hits + missed), faults.join('\n')).toBeGreaterThanOrEqual(0.98);
  });
});

function table(rows: readonly { rule: string; precision: number; recall: number }[]): string {
  return rows
    .map(({ rule, precision, recall }) => `${rule.padEnd(42)} ${precision.toFixed(3)} ${recall.toFixed(3)}`)
    .join('\n');
}
