import { beforeAll, describe, expect, it } from 'vitest';
import { clientUploadId } from '../../../functions/platform/accounts/held-accounts.ts';
import { splitStatements } from '../../../functions/split-statements/split-statements.ts';
import { zip } from '../../functions/files/making-workbooks.ts';
import { managedDesk } from '../../support/managed-desk.ts';
import { lloyds, marchClosing, marchMovements, marchOpening } from '../../support/statements/bank-files.ts';
import { natwestPdf } from '../../support/statements/pdf-files.ts';
import { workbookOf } from '../../support/statements/workbook-of.ts';

const desk = await managedDesk();

/** The agreements of the account provider M001, and one of another. */
const OWN = ['DP1', 'DP2', 'DP3', 'DP4', 'DP5', 'DP6', 'DP10'];

beforeAll(async () => {
  for (const agreement of OWN) await desk.manage(agreement);
  await desk.manage('DP7', { accountProviderId: 'M002' });
  await desk.agree('DP8');
});

/** The upload of one client’s part of a bulk file: a part of a table is called as the agreement, one of a ZIP by its path. */
const childOf = async (uploadId: string, agreementId: string, name = agreementId) =>
  (await desk.uploads.readUpload(clientUploadId(uploadId, { agreementId, name })))!;

/** A statement of one client that no other has: the same bytes twice are one statement. */
const statement = (text: string) => lloyds([...marchMovements, { on: '2026-03-31', text, pence: -1 }]);

/** A ZIP in which what is to be `DP4/b.csv` has the path of another. */
const sameTwice = (files: Parameters<typeof zip>[0]) =>
  Buffer.from(zip(files).toString('latin1').replaceAll('DP4/b.csv', 'DP4/a.csv'), 'latin1');

/** A bank’s table with the agreement in front of every line. */
const bulk = (clients: Record<string, string>, heading = 'agreementId') => {
  const [first = ''] = Object.values(clients);
  const headings = first.split('\n')[0] ?? '';
  const rows = Object.entries(clients).flatMap(([agreement, text]) =>
    text
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => `${agreement},${line}`),
  );
  return `${[`${heading},${headings}`, ...rows].join('\n')}\n`;
};

describe('a ZIP with a statement of each client', () => {
  it('puts each into the folder of its agreement, told by folder or name, where it is read as any other', async () => {
    const { upload, findings } = await desk.sendBulk(
      zip({
        'October/DP1 statement.csv': statement('ONE'),
        'dp2/march.csv': statement('TWO'),
        'DP10.pdf': await natwestPdf(),
      }),
    );
    expect(upload).toMatchObject({
      ...{ state: 'accepted', problem: null, findingCount: 0 },
      counts: { rows: 3, accepted: 3, refused: 0, unchanged: 0 },
    });
    expect(findings).toEqual([]);
    const names = { DP1: 'October/DP1 statement.csv', DP2: 'dp2/march.csv', DP10: 'DP10.pdf' };
    for (const [agreement, name] of Object.entries(names)) {
      const child = await childOf(upload.uploadId, agreement, name);
      expect(child).toMatchObject({ kind: 'bank-statements', state: 'accepted' });
      expect(child.key.split('/')[1]).toBe(agreement);
      expect(await desk.statements.statementsOf(agreement)).toHaveLength(1);
    }
    expect((await childOf(upload.uploadId, 'DP1', names.DP1)).fileName).toBe('DP1 statement.csv');
  });

  it('may hold several files of a client, such as one a month in folders of the months: each is a statement', async () => {
    await desk.manage('DP13');
    const [first, second] = [statement('JULY'), statement('AUGUST')];
    const files = { '2026-07/DP13.csv': first, '2026-08/DP13.csv': second, 'again/DP13.csv': first };
    const { upload, findings } = await desk.sendBulk(zip(files), { times: 2 });
    expect(upload).toMatchObject({ state: 'accepted', counts: { rows: 3, accepted: 3, refused: 0 } });
    expect(findings).toEqual([]);
    const children = await Promise.all(
      Object.keys(files).map((name) => childOf(upload.uploadId, 'DP13', name)),
    );
    expect(children.map(({ state }) => state).toSorted()).toEqual(['accepted', 'accepted', 'duplicate']);
    expect(new Set(children.map(({ key }) => key)).size).toBe(3);
    expect((await desk.statementKeys()).filter((key) => key.includes('/DP13/'))).toHaveLength(3);
    expect(await desk.statements.statementsOf('DP13')).toHaveLength(2);
  });

  it('says of each file that nothing was taken of why not, and takes the others', async () => {
    const { upload, findings, lines } = await desk.sendBulk(
      sameTwice({
        'DP3.csv': statement('THREE'),
        'DP7.csv': statement('another provider’s'),
        'DP99.csv': statement('nobody’s'),
        'DP4/a.csv': statement('FOUR'),
        'DP4/b.csv': statement('FIVE'),
        'DP5 and DP6.csv': statement('SIX'),
        'DP5.csv': '',
        'DP6.zip': zip({ 'DP6.csv': statement('SEVEN') }),
        '__MACOSX/._DP3.csv': 'x',
        '.DS_Store': 'x',
      }),
    );
    expect(upload).toMatchObject({
      state: 'part-accepted',
      counts: { rows: 8, accepted: 1, refused: 7, unchanged: 0 },
    });
    expect(findings.map(({ line, rule, value }) => [line, rule, value])).toEqual([
      [null, 'system-files-left-out', null],
      [2, 'agreement-not-yours', 'DP7.csv'],
      [3, 'agreement-not-yours', 'DP99.csv'],
      [4, 'entry-twice', 'DP4/a.csv'],
      [5, 'entry-twice', 'DP4/a.csv'],
      [6, 'entry-of-several', 'DP5 and DP6.csv'],
      [7, 'entry-empty', 'DP5.csv'],
      [8, 'entry-is-archive', 'DP6.zip'],
    ]);
    expect(lines.map(({ state, subjectId }) => [state, subjectId])).toEqual([
      ['accepted', 'DP3'],
      ...Array.from({ length: 7 }, () => ['refused', null]),
    ]);
  });

  it('answers for a number nobody has and for one of another account provider in the same words', async () => {
    const { findings } = await desk.sendBulk(zip({ 'DP7.csv': 'x', 'DP77.csv': 'x', 'DP8.csv': 'x' }));
    const words = findings.map(({ message }) => message.replace(/DP\d+/, 'DP'));
    expect(words).toHaveLength(3);
    expect(new Set(words).size).toBe(1);
    expect((await desk.statementKeys()).some((key) => /\/DP(7|77|8)\//.test(key))).toBe(false);
  });

  it.each([
    ['climbs out of its folder', zip({ '../../people/x.csv': 'x' }), 'archive-unsafe'],
    ['names a place of its own', zip({ '/etc/DP1.csv': 'x' }), 'archive-unsafe'],
    ['is cut short', zip({ 'DP1.csv': statement('cut') }).subarray(0, 200), 'archive-damaged'],
    ['is empty but for folders', zip({ 'DP1/': '' }), 'archive-without-files'],
    [
      'holds too many files',
      zip(Object.fromEntries(Array.from({ length: 2001 }, (_, place) => [`${place}.csv`, 'x']))),
      'archive-too-many',
    ],
  ])('is refused whole where it %s', async (_what, content, rule) => {
    const { upload } = await desk.sendBulk(content);
    expect(upload).toMatchObject({ state: 'rejected', problem: { rule } });
  });

  it('refuses what is locked, what unpacks to far too much, and what lies about its content, each by itself', async () => {
    const locked = await desk.sendBulk(zip({ 'DP1.csv': statement('locked') }, { flags: 1 }));
    expect(locked.findings.map(({ rule }) => rule)).toEqual(['entry-protected']);
    const bomb = await desk.sendBulk(zip({ 'DP1.csv': 'x'.repeat(2_000_000), 'DP2.csv': statement('fine') }));
    expect(bomb.findings.map(({ rule, value }) => [rule, value])).toEqual([['entry-too-large', 'DP1.csv']]);
    expect(bomb.upload.counts).toMatchObject({ rows: 2, accepted: 1, refused: 1 });
    const lying = await desk.sendBulk(zip({ 'DP1.csv': statement('lying') }, { checksum: 1 }));
    expect(lying.findings.map(({ rule }) => rule)).toEqual(['entry-damaged']);
    expect(lying.upload).toMatchObject({ state: 'rejected', problem: { rule: 'nothing-taken' } });
  });
});

describe('a table with the agreement in every line', () => {
  it('becomes a statement of each client, of which no line and no penny is lost', async () => {
    const { upload } = await desk.sendBulk(
      bulk({ DP1: statement('TABLE ONE'), dp2: statement('TABLE TWO') }, 'Agreement No.'),
      { name: 'all.csv' },
    );
    expect(upload).toMatchObject({ state: 'accepted', counts: { refused: 0 }, findingCount: 0 });
    expect(upload.counts.accepted).toBe(upload.counts.rows);
    const sums = await Promise.all(
      ['DP1', 'DP2'].map(async (agreement) => {
        const { uploadId } = await childOf(upload.uploadId, agreement);
        const as = { user: 'audrey.auditor', roles: ['audit-officer'] as const };
        const shown = await desk.api.ask('readStatement', { as, id: uploadId });
        return [shown.transactions.length, shown.closingPence! - shown.openingPence!];
      }),
    );
    const rows = marchMovements.length + 1;
    expect(sums).toEqual([
      [rows, marchClosing - marchOpening - 1],
      [rows, marchClosing - marchOpening - 1],
    ]);
    expect(upload.counts.rows).toBe(2 * rows);
  });

  it('is read from a workbook as from a text', async () => {
    const { upload } = await desk.sendBulk(
      workbookOf(bulk({ DP3: statement('BOOK THREE'), DP4: statement('BOOK FOUR') })),
      { name: 'all.xlsx' },
    );
    expect(upload.state).toBe('accepted');
    expect((await childOf(upload.uploadId, 'DP3')).state).toBe('accepted');
  });

  it('says of each line that is nobody’s, and takes no line of a client of whom one cannot be read', async () => {
    const rows = bulk({ DP5: statement('LINES FIVE'), DP6: statement('LINES SIX') }).split('\n');
    const broken = rows.map((row) =>
      row.startsWith('DP6') && row.includes('HMRC') ? row.slice(0, row.lastIndexOf(',')) : row,
    );
    const text = [...broken.slice(0, 1), 'DP7,01/03/2026,,,,,,', ',,,,,,,x', ...broken.slice(1)].join('\n');
    const { upload, findings } = await desk.sendBulk(text, { name: 'all.csv' });
    const rules = findings.map(({ rule }) => rule);
    const six = rows.filter((row) => row.startsWith('DP6')).length;
    expect(rules.filter((rule) => rule === 'client-row-unreadable')).toHaveLength(six);
    expect(rules.filter((rule) => rule !== 'client-row-unreadable').toSorted()).toEqual([
      'agreement-missing',
      'agreement-not-yours',
    ]);
    const five = rows.filter((row) => row.startsWith('DP5')).length;
    expect(upload).toMatchObject({
      state: 'part-accepted',
      counts: { rows: five + six + 2, accepted: five, refused: six + 2 },
    });
    expect(await childOf(upload.uploadId, 'DP6')).toBeNull();
  });

  it.each([
    ['says of no line whose it is', lloyds(), 'agreement-column-missing'],
    ['says it twice', 'agreementId,Agreement,Date\nDP1,DP1,x\n', 'agreement-column-repeated'],
    ['has no line', 'agreementId,Date\n', 'no-transactions'],
    ['is a statement of one account', ':20:X\n:25:1\n', 'agreement-column-missing'],
  ])('is refused where it %s', async (_what, content, rule) => {
    const { upload } = await desk.sendBulk(content, { name: 'all.csv' });
    expect(upload).toMatchObject({ state: 'rejected', problem: { rule } });
  });
});

describe('a file of statements of many accounts', () => {
  it('is parted once however often its message comes: the same statements, and no second of any', async () => {
    const before = (await desk.statements.statementsOf('DP1')).length;
    const { upload } = await desk.sendBulk(zip({ 'DP1.csv': statement('TWICE') }), { times: 2 });
    expect(upload.state).toBe('accepted');
    expect(await desk.statements.statementsOf('DP1')).toHaveLength(before + 1);
  });

  it('is parted again after a death in between, and leaves the same', async () => {
    const event = await desk.put(
      'managed-statements/M001/dies.zip',
      zip({ 'DP2.csv': statement('DIES') }),
      'dies',
    );
    const dying = { ...desk.splitDeps, evidenceBucket: 'no-such-bucket' };
    await expect(splitStatements(event, dying)).rejects.toThrow();
    await splitStatements(event, desk.splitDeps);
    await desk.takeStatements();
    expect((await desk.read('dies')).upload.state).toBe('accepted');
    expect((await desk.statementKeys()).filter((key) => key.includes('dies'))).toHaveLength(1);
    expect((await childOf('dies', 'DP2', 'DP2.csv')).state).toBe('accepted');
  });

  it('that came before is a duplicate, and so is a statement in it that came in another', async () => {
    const content = zip({ 'DP3.csv': statement('AGAIN') });
    const first = await desk.sendBulk(content);
    const second = await desk.sendBulk(content);
    expect(second.upload).toMatchObject({ state: 'duplicate', duplicateOf: first.upload.uploadId });
    const third = await desk.sendBulk(zip({ 'DP3.csv': statement('AGAIN'), 'DP4.csv': statement('NEW') }));
    expect((await childOf(third.upload.uploadId, 'DP3', 'DP3.csv')).state).toBe('duplicate');
    expect((await childOf(third.upload.uploadId, 'DP4', 'DP4.csv')).state).toBe('accepted');
  });

  it('is refused from whoever holds nobody’s money, and where it is empty or too large', async () => {
    const strange = await desk.sendBulk(zip({ 'DP1.csv': 'x' }), { provider: 'M009' });
    expect(strange.upload).toMatchObject({ state: 'rejected', problem: { rule: 'no-managed-accounts' } });
    const loose = await desk.put('managed-statements/loose.zip', 'x', 'loose');
    await splitStatements(loose, desk.splitDeps);
    expect((await desk.read('loose')).upload.problem?.rule).toBe('no-managed-accounts');
    const nothing = await desk.sendBulk('');
    expect(nothing.upload.problem?.rule).toBe('file-empty');
    const large = await desk.put('managed-statements/M001/large.zip', 'x', 'large');
    large.detail.object.size = 60 * 1024 * 1024;
    await splitStatements(large, desk.splitDeps);
    expect((await desk.read('large')).upload.state).toBe('rejected');
  });

  it('is parted by who holds the money today: an agreement that moved is the new holder’s', async () => {
    await desk.manage('DP12');
    await desk.manage('DP12', { accountProviderId: 'M002' });
    const old = await desk.sendBulk(zip({ 'DP12.csv': statement('OLD') }));
    expect(old.findings.map(({ rule }) => rule)).toEqual(['agreement-not-yours']);
    const now = await desk.sendBulk(zip({ 'DP12.csv': statement('NOW') }), { provider: 'M002' });
    expect(now.upload.state).toBe('accepted');
  });
});
