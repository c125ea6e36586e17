import { beforeAll, describe, expect, it } from 'vitest';
import { uploadRoutes } from '../../../events/api/uploads.ts';
import type { Finding } from '../../../domain/records/finding.ts';
import { checkReturns } from '../../../functions/check-returns/check-returns.ts';
import { routeArea } from '../../../functions/platform/route-area.ts';
import { serveUploads } from '../../../functions/serve-uploads/serve-uploads.ts';
import { restrictedPeople } from '../../../functions/store/restricted-people.ts';
import { uploadStore } from '../../../functions/store/upload-store.ts';
import type { SampleFile, TruthEntry } from '../../../local/sample-council/sample-file.ts';
import { sampleFiles } from '../../../local/sample-council/sample-files.ts';
import { users } from '../../support/a-council.ts';
import { always, apiOf } from '../../support/call-api.ts';
import { inboxDesk } from '../../support/inbox-desk.ts';

const desk = await inboxDesk();
const api = apiOf(
  uploadRoutes,
  routeArea(
    uploadRoutes,
    serveUploads({
      table: desk.table,
      uploads: uploadStore(desk.table),
      restricted: restrictedPeople(desk.facts),
      buckets: desk.buckets,
      ...{ inboxBucket: 'inbox', evidenceBucket: 'evidence', clock: desk.deps.clock, newId: () => 'none' },
    }),
    always,
  ),
);
const as = users.officer;
/** Stays in hospital are keyed by hand and not part of what is brought in here. */
const KEYED_ELSEWHERE = 'package-suspended';
const files = [...sampleFiles({ seed: 2026, people: 200, month: '2026-10' })];
const returnFiles = files.filter(({ kind }) => kind === 'provider-return');
const providerOf = ({ key }: SampleFile) => key.split('/')[1] ?? '';
/** P001, and the agency that also sends files of which nothing may be taken. */
const mistaken = returnFiles.find(({ key }) => key.endsWith('-bad-totals.csv'))!;
const providers = ['P001', providerOf(mistaken)];
const returns = returnFiles.filter((file) => providers.includes(providerOf(file)));
const idOf = (file: SampleFile) => `${providerOf(file)}-${file.key.split('/').at(-1)!.replace('.csv', '')}`;
const TAKEN = 'taken';
/** What becomes of files that are wrong as a whole, by the end of their names. */
const END_OF: Readonly<Record<string, string>> = {
  'bad-totals': 'quarantined',
  'old-reference': 'quarantined',
  'not-ours': 'rejected',
  'too-early': 'waiting',
};

beforeAll(async () => {
  desk.at('2026-11-05T09:00:00.000Z');
  for (const { kind, key, bytes } of files) if (kind === 'extract') await desk.drop(key, bytes);
  const deps = { ...desk.deps, returnsQueueUrl: desk.deps.extractsQueueUrl };
  for (const file of returns) await checkReturns(await desk.put(file.key, file.bytes, idOf(file)), deps);
}, 120_000);

async function findingsOf(id: string): Promise<Finding[]> {
  const found: Finding[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const query: Record<string, string> = { limit: '100', ...(cursor !== '' && { cursor }) };
    const page = await api.ask('listUploadFindings', { as, id, query });
    found.push(...page.items);
    cursor = page.nextCursor;
  }
  return found;
}

function isSaid({ rule, line, orLines = [] }: TruthEntry, found: readonly Finding[]): boolean {
  return found.some(
    (one) => one.rule === rule && (line === undefined || [line, ...orLines].includes(one.line ?? -1)),
  );
}

describe('the returns that agencies of Larkshire send for October', () => {
  it.each(
    returns.filter(({ truth }) => truth.length > 0).map((file): [string, SampleFile] => [idOf(file), file]),
  )('%s: what is wrong with it is said of it, on its line', async (id, { truth }) => {
    const found = await findingsOf(id);
    const planted = truth.filter(({ expected, rule }) => expected === 'flag' && rule !== KEYED_ELSEWHERE);
    expect(planted.filter((entry) => !isSaid(entry, found))).toEqual([]);
  });

  it('end as they must: what is wrong as a whole is not taken, all else is, in whole, in part or with questions', async () => {
    const wanted = returns.map((file) => {
      const name = Object.keys(END_OF).find((each) => file.key.endsWith(`-${each}.csv`));
      return [file.key, END_OF[name ?? ''] ?? TAKEN];
    });
    expect(new Set(wanted.map(([, state]) => state))).toEqual(new Set([TAKEN, ...Object.values(END_OF)]));
    const ended = await Promise.all(
      returns.map(async (file) => {
        const { state } = await api.ask('readUpload', { as, id: idOf(file) });
        return [file.key, ['checked', 'accepted', 'part-accepted'].includes(state) ? TAKEN : state];
      }),
    );
    expect(ended).toEqual(wanted);
  });
});
