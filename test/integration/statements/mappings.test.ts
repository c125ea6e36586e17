import { beforeAll, describe, expect, it } from 'vitest';
import type { SaidMapping } from '../../../events/api/statement-mappings.ts';
import { checkStatements } from '../../../functions/check-statements/check-statements.ts';
import type { Someone } from '../../support/call-api.ts';
import { statementDesk } from '../../support/statement-desk.ts';
import { workbookOf } from '../../support/statements/workbook-of.ts';

const as: Someone = { user: 'audrey.auditor', roles: ['audit-officer'] };
const inspector: Someone = { user: 'ivy.inspector', roles: ['read-only'] };
const desk = await statementDesk();
const reason = 'A client banks with them';

beforeAll(async () => {
  for (const agreement of ['DP1', 'DP2', 'DP3']) await desk.agree(agreement);
});

const signed = { kind: 'signed', column: 'Sum', isPaidOutPositive: false } as const;

/** A statement under headings of its own: what is said of one file is said of no other here. */
function unknownBank(name: string) {
  const headings = ['Booked', 'Details', 'Sum', 'Left', name];
  const rows = [
    '13/03/2026,JO PARK WAGES,-50.00,150.00,1',
    '02/04/2026,LARKSHIRE COUNCIL DP,840.00,990.00,2',
  ];
  const said: SaidMapping = {
    ...{ bank: `${name} Credit Union`, headings, date: 'Booked', dateOrder: 'dmy', text: ['Details'] },
    amount: signed,
    ...{ balance: 'Left', reference: name, kind: null, currency: null },
  };
  const file = (...more: string[]) =>
    [`${name} Credit Union`, headings.join(), ...rows, ...more, ''].join('\n');
  return { headings, rows, said, file };
}

const save = (said: SaidMapping, more: Record<string, unknown> = {}) =>
  desk.api.ask('saveStatementMapping', { as, body: { ...said, replaces: null, reason, ...more } });
const refusedSave = (said: SaidMapping, more: Record<string, unknown> = {}) =>
  desk.api.refusal('saveStatementMapping', { as, body: { ...said, replaces: null, reason, ...more } });
const tableOf = (id: string) => desk.api.ask('readStatementTable', { as, id });
const preview = (id: string, body: SaidMapping) => desk.api.ask('previewStatement', { as, id, body });
const again = { as, body: { reason: 'Its headings are known now' } };
const stateOf = async (id: string) => (await desk.read(id)).upload.state;

describe('a statement under headings that nobody knows', () => {
  const bank = unknownBank('Borchester');
  let id = '';
  let other = '';

  beforeAll(async () => {
    const { upload } = await desk.send(bank.file());
    expect(upload).toMatchObject({ state: 'quarantined', problem: { rule: 'layout-unknown' } });
    id = upload.uploadId;
    other = (await desk.send(workbookOf(bank.file()), { agreement: 'DP2', name: 'other.xlsx' })).upload
      .uploadId;
  });

  it('shows its first rows, with what each column most likely holds', async () => {
    const shown = await desk.api.ask('readStatementTable', { as: inspector, id });
    expect(shown).toMatchObject({
      ...{ uploadId: id, agreementId: 'DP1', rowCount: 2, saved: null, isKnown: false },
      headings: { line: 2, cells: bank.headings },
      rows: [{ line: 3, cells: ['13/03/2026', 'JO PARK WAGES', '-50.00', '150.00', '1'] }, { line: 4 }],
    });
    expect(shown.guess).toMatchObject({
      fields: ['date', 'text', 'amount', 'balance', null],
      ...{ dateOrder: 'dmy', isPaidOutPositive: false },
    });
    expect(shown.guess?.dateNote).toContain('“13/03/2026” can be read no other way');
  });

  it('stands among those of its agreement that could not be read, until it was', async () => {
    const { items } = await desk.api.ask('listUnreadStatements', { as: inspector, id: 'DP1' });
    expect(items).toMatchObject([
      { uploadId: id, waitsForMapping: true, problem: { rule: 'layout-unknown' } },
    ]);
  });

  it('is previewed as it would be read, and where a balance would not follow', async () => {
    const right = await preview(id, bank.said);
    expect(right).toMatchObject({ problem: null, notes: [], isWhole: true });
    expect(right.accounts).toMatchObject([
      {
        ...{ from: '2026-03-13', to: '2026-04-02', openingPence: 200_00, closingPence: 990_00 },
        ...{ paidInPence: 840_00, paidOutPence: -50_00, transactions: 2, withBalance: 2, faults: [] },
        first: [{ date: '2026-03-13', text: 'JO PARK WAGES', amountPence: -50_00, line: 3 }, { line: 4 }],
      },
    ]);
    const turned = { ...bank.said, amount: { ...signed, isPaidOutPositive: true } };
    const [account] = (await preview(id, turned)).accounts;
    expect(account?.faults).toMatchObject([
      { rule: 'balance-does-not-add-up' },
      { rule: 'running-balance-broken', line: 4 },
    ]);
    const { problem } = await preview(id, { ...bank.said, dateOrder: 'mdy' });
    expect(problem).toMatchObject({ rule: 'row-unreadable', line: 3 });
    expect(await stateOf(id)).toBe('quarantined');
  });

  it('is not read again before somebody said what its columns hold', async () => {
    const { status, detail } = await desk.api.refusal('readStatementAgain', { ...again, id });
    expect([status, detail]).toEqual([409, expect.stringContaining('Nobody has said yet')]);
  });

  it('is read again once that is saved, with every other that waits under the same headings', async () => {
    const { mappingId } = await save(bank.said);
    expect(await tableOf(id)).toMatchObject({
      isKnown: true,
      saved: { version: 1, savedBy: 'audrey.auditor' },
    });
    expect(await desk.api.ask('readStatementAgain', { ...again, id })).toEqual({
      ...{ uploadId: id, state: 'received' },
    });
    await desk.wake();
    for (const each of [id, other]) {
      const { upload } = await desk.read(each);
      expect(upload).toMatchObject({ state: 'accepted', problem: null, counts: { rows: 2, accepted: 2 } });
      expect(await desk.work.readWork(`upload:${each}`)).toMatchObject({ state: 'done' });
      const shown = await desk.api.ask('readStatement', { as, id: each });
      expect(shown).toMatchObject({ layout: `mapping:${mappingId}`, closingPence: 990_00 });
    }
    expect((await desk.api.ask('listUnreadStatements', { as, id: 'DP1' })).items).toEqual([]);
    const acts = await desk.facts.actsAbout({ kind: 'direct-payment-agreement', id: 'DP1' });
    expect(acts).toMatchObject([
      { act: 'statement-read-again', detail: { uploadId: id, mappingId }, reason: again.body.reason },
    ]);
  });

  it('is not read again once it was read', async () => {
    const { status, detail } = await desk.api.refusal('readStatementAgain', { ...again, id });
    expect([status, detail]).toEqual([409, expect.stringMatching(/^This file is accepted;/)]);
    expect((await desk.api.refusal('readStatementTable', { as, id })).status).toBe(404);
  });

  it('is read by itself from then on, in any form of table', async () => {
    const next = bank.file('09/04/2026,M PENROSE WAGES,-90.00,900.00,3').replaceAll(',', ';');
    expect((await desk.send(next)).upload).toMatchObject({ state: 'accepted', counts: { rows: 3 } });
  });
});

describe('a file that is told of twice', () => {
  it('is left the same, and one whose message was lost is read at the next request', async () => {
    const bank = unknownBank('Felpersham');
    const { upload } = await desk.send(bank.file());
    const id = upload.uploadId;
    const { mappingId } = await save(bank.said);
    await desk.uploads.change(id, ['quarantined'], { state: 'received', finishedAt: null, problem: null });
    await desk.api.ask('readStatementAgain', { ...again, id });
    await desk.wake();
    const { upload: read } = await desk.read(id);
    expect(read.state).toBe('accepted');
    for (const message of [{ recheckMappingId: mappingId }, { recheckUploadId: id }])
      await checkStatements(message, desk.deps);
    await desk.wake();
    expect((await desk.read(id)).upload).toEqual(read);
    await checkStatements({ recheckUploadId: 'nobody' }, desk.deps);
  });
});

describe('what is saved about headings', () => {
  it('is kept with every version, who saved it and why, and withdrawn', async () => {
    const bank = unknownBank('Penny Hassett');
    const saved = await save(bank.said);
    expect(await save(bank.said, { reason: 'Once more' })).toEqual(saved);
    const marked = { ...bank.said, reference: null };
    expect(await save(marked, { replaces: 1, reason: 'The numbers say nothing' })).toMatchObject({
      version: 2,
    });
    const { mappingId: id } = saved;
    const withdrawn = { as, id, body: { reason: 'They write other columns now' } };
    expect(await desk.api.ask('withdrawStatementMapping', withdrawn)).toMatchObject({ version: 3 });
    expect(await desk.api.ask('withdrawStatementMapping', withdrawn)).toMatchObject({ version: 3 });
    const { versions } = await desk.api.ask('readStatementMapping', { as: inspector, id });
    expect(versions).toMatchObject([
      { version: 3, isWithdrawn: true, reason: 'They write other columns now' },
      { version: 2, isWithdrawn: false, reference: null, savedBy: 'audrey.auditor' },
      { version: 1, bank: 'Penny Hassett Credit Union', reason },
    ]);
    const { upload } = await desk.send(bank.file());
    expect(upload).toMatchObject({ state: 'quarantined', problem: { rule: 'layout-unknown' } });
    expect(await tableOf(upload.uploadId)).toMatchObject({ saved: { isWithdrawn: true }, isKnown: false });
    // What is withdrawn stands in nobody's way.
    expect(await save(bank.said)).toMatchObject({ version: 4 });
    expect(await tableOf(upload.uploadId)).toMatchObject({ saved: { version: 4 }, isKnown: true });
  });

  it('is listed a page at a time', async () => {
    await save(unknownBank('Loxley').said);
    const all = (await desk.api.ask('listStatementMappings', { as: inspector })).items;
    expect(all.length).toBeGreaterThan(1);
    const page = await desk.api.ask('listStatementMappings', { as, query: { limit: '1' } });
    expect(page.items).toEqual(all.slice(0, 1));
    const rest = await desk.api.ask('listStatementMappings', {
      as,
      query: { cursor: String(page.nextCursor) },
    });
    expect(rest.items).toEqual(all.slice(1));
    expect((await desk.api.refusal('readStatementMapping', { as, id: 'none' })).status).toBe(404);
    const body = { reason: 'It was wrong' };
    expect((await desk.api.refusal('withdrawStatementMapping', { as, id: 'none', body })).status).toBe(404);
  });

  it('is not saved a second time for the same headings without looking at the first', async () => {
    const bank = unknownBank('Edgeley');
    await save(bank.said);
    const headings = bank.headings.map((each) => each.toUpperCase());
    const { status, detail } = await refusedSave({ ...bank.said, headings, bank: 'Another' });
    expect([status, detail]).toEqual([
      409,
      expect.stringContaining('audrey.auditor saved them for “Edgeley Credit Union” (version 1)'),
    ]);
    expect(await save({ ...bank.said, bank: 'Another' }, { replaces: 1 })).toMatchObject({ version: 2 });
  });

  it('is kept by one of two who save at the same moment', async () => {
    const { said } = unknownBank('Waterley');
    const both = await Promise.allSettled(['A', 'B'].map((name) => save({ ...said, bank: name })));
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is refused by field where rows could not be read by it', async () => {
    const { said } = unknownBank('Hollerton');
    const twice = { ...said, headings: [...said.headings, 'booked'], balance: 'Sum' };
    const { status, errors } = await refusedSave(twice);
    expect([status, errors?.map(({ field, rule }) => [field, rule])]).toEqual([
      422,
      [
        ['date', 'heading-repeated'],
        ['balance', 'column-chosen-twice'],
      ],
    ]);
    const { upload } = await desk.send(unknownBank('Hollerton').file());
    const refused = await desk.api.refusal('previewStatement', { as, id: upload.uploadId, body: twice });
    expect(refused.status).toBe(422);
  });
});

describe('a file that does not fit', () => {
  it('what is saved about its headings says so, waits, and is read when that is mended', async () => {
    const bank = unknownBank('Darrington');
    await save({ ...bank.said, dateOrder: 'mdy' });
    const { upload } = await desk.send(bank.file());
    expect(upload).toMatchObject({ state: 'quarantined', problem: { rule: 'mapping-does-not-fit' } });
    expect(upload.problem?.message).toMatch(
      /^What is saved about the headings of Darrington Credit Union does not fit this file\. Line 3 cannot be read/,
    );
    const id = upload.uploadId;
    expect(await tableOf(id)).toMatchObject({ isKnown: false, saved: { version: 1, dateOrder: 'mdy' } });
    await save(bank.said, { replaces: 1 });
    await desk.api.ask('readStatementAgain', { ...again, id });
    await desk.wake();
    expect(await stateOf(id)).toBe('accepted');
  });

  it('an amount that is none is told with its line', async () => {
    const bank = unknownBank('Lakey Hill');
    const { upload } = await desk.send(bank.file('09/04/2026,M PENROSE,ninety,900.00,3'));
    const { problem } = await preview(upload.uploadId, bank.said);
    expect(problem).toMatchObject({ rule: 'row-unreadable', line: 5 });
    expect(problem?.message).toContain('“ninety” is not an amount');
    const { guess } = await tableOf(upload.uploadId);
    expect(guess?.fields[3]).toBe('balance');
  });

  it('other headings than those that are said are none of the file’s', async () => {
    const { upload } = await desk.send(unknownBank('Hassett Hills').file());
    const { problem } = await preview(upload.uploadId, unknownBank('Nowhere').said);
    expect(problem?.rule).toBe('headings-not-in-file');
  });

  it('money of several currencies is told of each', async () => {
    const headings = 'Booked,Details,Sum,Left,Ccy';
    const rows = ['13/03/2026,A,-50.00,150.00,GBP', '14/03/2026,B,-10.00,40.00,EUR'];
    const { upload } = await desk.send([headings, ...rows, ''].join('\n'));
    const shown = await tableOf(upload.uploadId);
    expect(shown.guess?.fields).toEqual(['date', 'text', 'amount', 'balance', 'currency']);
    const said = {
      ...unknownBank('X').said,
      headings: headings.split(','),
      reference: null,
      currency: 'Ccy',
    };
    const { accounts } = await preview(upload.uploadId, said);
    expect(accounts.map(({ currency, faults }) => [currency, faults.map(({ rule }) => rule)])).toEqual([
      ['GBP', []],
      ['EUR', ['currency-not-pounds']],
    ]);
  });

  it('a file without headings says so, and nothing can be said of its columns', async () => {
    const { upload } = await desk.send('13/03/2026,-50.00,150.00,7\n14/03/2026,-10.00,140.00,8\n');
    expect(upload.problem?.rule).toBe('layout-unknown');
    const shown = await tableOf(upload.uploadId);
    expect(shown).toMatchObject({ headings: null, guess: null, saved: null, rowCount: 2 });
    expect(shown.problem.message).toContain('Ask for the statement as the bank exports it.');
  });

  it('a file of a known bank that is broken, or of another kind, is not asked about', async () => {
    const broken =
      'Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,Debit Amount,Credit Amount,Balance\n31/02/2026,DD,,,A,1.00,,2.00\n';
    for (const content of [broken, ':20:X\n']) {
      const { upload } = await desk.send(content, { agreement: 'DP3' });
      expect(upload.state).toBe('quarantined');
      expect((await desk.api.refusal('readStatementTable', { as, id: upload.uploadId })).status).toBe(404);
    }
    const { items } = await desk.api.ask('listUnreadStatements', { as, id: 'DP3' });
    expect(items.map(({ waitsForMapping }) => waitsForMapping)).toEqual([false, false]);
    expect((await desk.api.refusal('readStatementTable', { as, id: 'upload-1' })).status).toBe(404);
  });
});

describe('who sees such a file', () => {
  it('is not those to whom the person’s record is closed', async () => {
    await desk.drop('people/closed.csv', 'personId,name,dateOfBirth,restricted\nSEC1,S,1950-01-01,yes\n');
    await desk.agree('DPS', { personId: 'SEC1' });
    const bank = unknownBank('Grey Gables');
    const { upload } = await desk.send(bank.file(), { agreement: 'DPS' });
    const id = upload.uploadId;
    expect(upload.state).toBe('quarantined');
    await save(bank.said);
    expect((await desk.api.refusal('readStatementTable', { as, id })).status).toBe(404);
    expect((await desk.api.refusal('previewStatement', { as, id, body: bank.said })).status).toBe(404);
    expect((await desk.api.refusal('readStatementAgain', { ...again, id })).status).toBe(404);
  });
});
