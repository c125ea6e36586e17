import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { usualAuditTerms } from '../../../domain/direct-payments/audit-terms.ts';
import { checkStatements } from '../../../functions/check-statements/check-statements.ts';
import type { Someone } from '../../support/call-api.ts';
import { setSetting } from '../../support/set-setting.ts';
import { statementDesk } from '../../support/statement-desk.ts';
import {
  hsbc,
  lloyds,
  marchClosing,
  marchOpening,
  natwestWithCard,
  type Movement,
} from '../../support/statements/bank-files.ts';
import { camt, camtStatement } from '../../support/statements/camt-text.ts';
import { natwestPdf } from '../../support/statements/pdf-files.ts';

const as: Someone = { user: 'audrey.auditor', roles: ['audit-officer'] };
const desk = await statementDesk();
const show = (id: string, query: Record<string, string> = {}, who = as) =>
  desk.api.ask('readStatement', { as: who, id, query });
const rulesOf = async (id: string) => (await show(id)).findings.map(({ rule }) => rule);

const bought = (on: string, text: string, pence: number): Movement => ({ on, text, pence });

beforeAll(async () => {
  for (const agreement of ['DP1', 'DP2', 'DP3', 'DP4', 'DP5', 'DP6']) await desk.agree(agreement);
});

describe('a bank statement in the folder of an agreement', () => {
  it('is read, listed with its agreement, and shown with what each transaction was', async () => {
    const { upload } = await desk.send(lloyds());
    expect(upload).toMatchObject({ state: 'accepted', counts: { refused: 0 }, problem: null });
    const shown = await show(upload.uploadId);
    expect(shown).toMatchObject({
      ...{ agreementId: 'DP1', personId: 'U1', format: 'csv', layout: 'lloyds', accounts: 1 },
      ...{ openingPence: marchOpening, closingPence: marchClosing, contingencyPence: 2000_00 },
    });
    const moved = shown.transactions.reduce((sum, { amountPence }) => sum + amountPence, 0);
    expect(moved).toBe(marchClosing - marchOpening);
    expect(shown.transactions).toHaveLength(upload.counts.rows);
    expect(shown.transactions[0]).toMatchObject({ number: 1, source: { page: null } });
    const { items } = await desk.api.ask('listAgreementStatements', { as, id: 'DP1' });
    expect(items).toMatchObject([
      {
        uploadId: upload.uploadId,
        format: 'csv',
        accounts: [{ from: shown.from, to: shown.to, closingPence: marchClosing }],
      },
    ]);
  });

  it('is asked about where money went to a betting site, with the transaction and why', async () => {
    const { upload } = await desk.send(
      lloyds([
        bought('2026-03-03', 'BETLARK ONLINE BETTING', -25_00),
        bought('2026-03-09', 'JO PARK WAGES', -90_00),
      ]),
      { agreement: 'DP2' },
    );
    const { findings, transactions } = await show(upload.uploadId);
    const [gambling] = findings.filter(({ rule }) => rule === 'gambling');
    expect(gambling).toMatchObject({ amountPence: 25_00, transactions: [1] });
    expect(gambling?.evidence.length).toBeGreaterThan(0);
    expect(transactions[0]).toMatchObject({ category: 'gambling', amountPence: -25_00 });
    expect(transactions[0]?.why).not.toBe('');
  });

  it('is looked at again beside what came late: a gap closes when the statement between is sent', async () => {
    const month = (name: string, day: number) => bought(`2026-${name}-0${day}`, 'JO PARK WAGES', -90_00);
    const first = await desk.send(lloyds([month('01', 2), month('01', 9)]), { agreement: 'DP3' });
    const last = await desk.send(lloyds([month('05', 2), month('05', 9)]), { agreement: 'DP3' });
    expect(await rulesOf(first.upload.uploadId)).not.toContain('statement-period-gap');
    expect(await rulesOf(last.upload.uploadId)).toContain('statement-period-gap');
    const between = ['01-30', '02-20', '03-15', '04-10', '04-30'];
    await desk.send(lloyds(between.map((day) => bought(`2026-${day}`, 'JO PARK WAGES', -90_00))), {
      agreement: 'DP3',
    });
    expect(await rulesOf(last.upload.uploadId)).not.toContain('statement-period-gap');
    const { items } = await desk.api.ask('listAgreementStatements', { as, id: 'DP3' });
    expect(items.map(({ accounts }) => accounts[0]?.to)).toEqual(['2026-05-09', '2026-04-30', '2026-01-09']);
  });

  it('is asked about from the values that the council had set when it came', async () => {
    const { upload } = await desk.send(lloyds([bought('2026-07-03', 'BETLARK ONLINE', -25_00)]), {
      agreement: 'DP5',
    });
    expect(await rulesOf(upload.uploadId)).toContain('gambling');
    const { wordsOut, ...others } = usualAuditTerms;
    const value = { ...others, wordsOut: { ...wordsOut, gambling: { words: [], unless: [] } } };
    await setSetting(
      { facts: desk.facts, clock: desk.deps.clock },
      { name: 'audit-checks', value, from: '2026-11-22' },
    );
    expect(await rulesOf(upload.uploadId)).not.toContain('gambling');
  });

  it('that is a PDF goes by way of the function that reads those, and says the page of each row', async () => {
    const { upload } = await desk.send(await natwestPdf(), { agreement: 'DP4', name: 'march.pdf' });
    expect(upload).toMatchObject({ state: 'accepted' });
    const shown = await show(upload.uploadId);
    expect(shown).toMatchObject({ format: 'pdf', closingPence: marchClosing });
    expect(shown.transactions.every(({ source }) => source.page !== null)).toBe(true);
  });

  it('is given transaction by transaction where there are many', async () => {
    const [first] = (await desk.api.ask('listAgreementStatements', { as, id: 'DP1' })).items;
    const id = first?.uploadId ?? '';
    const whole = (await show(id)).transactions;
    const page = await show(id, { limit: '2' });
    const rest = await show(id, { cursor: page.nextCursor ?? '' });
    expect([...page.transactions, ...rest.transactions]).toEqual(whole);
    expect(rest.nextCursor).toBeNull();
  });

  it('that gives no balances says that nothing shows whether a transaction is missing', async () => {
    const rules = async (content: string) => {
      const { upload } = await desk.send(content, { agreement: 'DP4' });
      return (await show(upload.uploadId)).notes.map(({ rule }) => rule);
    };
    const movements = [bought('2026-08-03', 'JO PARK WAGES', -90_00)];
    expect(await rules(hsbc(movements))).toContain('completeness-not-shown');
    expect(await rules(lloyds(movements))).not.toContain('completeness-not-shown');
  });

  it('of two accounts is shown account by account', async () => {
    const { upload } = await desk.send(natwestWithCard(), { agreement: 'DP4' });
    const one = await show(upload.uploadId);
    const other = await show(upload.uploadId, { account: '2' });
    expect([one.accounts, other.accounts]).toEqual([2, 2]);
    expect(one.account.accountNumber).not.toBe(other.account.accountNumber);
    expect(one.notes.map(({ rule }) => rule)).toContain('several-accounts');
    const third = await desk.api.refusal('readStatement', {
      as,
      id: upload.uploadId,
      query: { account: '3' },
    });
    expect(third.status).toBe(404);
  });

  it('is asked about where several agreements pay somebody whom no plan names', async () => {
    const file = (day: string) => lloyds([bought(`2026-06-${day}`, 'R QUICKHELP SERVICES', -180_00)]);
    const sent = [];
    for (const [place, agreement] of ['DP1', 'DP2', 'DP5'].entries())
      sent.push(await desk.send(file(`0${place + 1}`), { agreement }));
    for (const { upload } of sent)
      expect(await rulesOf(upload.uploadId)).toContain('payee-shared-across-agreements');
  });

  it('is asked about where several agreements pay one account under different names', async () => {
    const file = (name: string) =>
      camt(
        camtStatement({
          head: '',
          entries: [
            {
              ...{ amount: '180.00', day: '<Dt>2026-06-20</Dt>' },
              more: `<NtryDtls><TxDtls><RltdPties><Cdtr><Nm>${name}</Nm></Cdtr><CdtrAcct><Id><IBAN>GB29NWBK60161331926819</IBAN></Id></CdtrAcct></RltdPties></TxDtls></NtryDtls>`,
            },
          ],
        }),
      );
    const first = await desk.send(file('P ORCHARD'), { agreement: 'DP1', name: 'june.xml' });
    expect(await rulesOf(first.upload.uploadId)).not.toContain('payee-shared-across-agreements');
    const second = await desk.send(file('Q THISTLE'), { agreement: 'DP2', name: 'june.xml' });
    for (const { upload } of [first, second])
      expect(await rulesOf(upload.uploadId)).toContain('payee-shared-across-agreements');
    const kept = await desk.table.client.send(new ScanCommand({ TableName: desk.table.name }));
    expect(JSON.stringify(kept.Items)).not.toContain('31926819');
  });
});

describe('what is known of an agreement', () => {
  it('has the usual weeks of its budget for emergencies where it names none', async () => {
    await desk.agree('DP8', { contingencyWeeks: '' });
    const { upload } = await desk.send(lloyds([bought('2026-02-03', 'PAT WALL', -9_00)]), {
      agreement: 'DP8',
    });
    expect((await show(upload.uploadId)).contingencyPence).toBe(
      usualAuditTerms.usualContingencyWeeks * 250_00,
    );
  });

  it('says which part of its plan cannot be read, since what that names is asked about', async () => {
    await desk.agree('DP9', { planItems: 'item:wages|Jo Park|90.00|weekly; swimming on Mondays' });
    const { upload } = await desk.send(lloyds([bought('2026-02-04', 'JO PARK WAGES', -90_00)]), {
      agreement: 'DP9',
    });
    const { notes } = await show(upload.uploadId);
    expect(notes).toMatchObject([
      { rule: 'plan-item-unreadable', message: expect.stringContaining('swimming') as string },
    ]);
  });
});

describe('a payee', () => {
  const body = { category: 'care', reason: 'She showed us the contract' };
  const say = (id: string, more: object) =>
    desk.api.ask('confirmPayee', { as, id, body: { ...body, ...more } });

  it('is what an officer says, in every statement of the agreement, and is asked about no more', async () => {
    const paid = (day: string) => bought(`2026-09-${day}`, 'M WENHOLT GARDENING', -160_00);
    const first = await desk.send(lloyds([paid('03'), paid('10')]), { agreement: 'DP6' });
    const later = await desk.send(lloyds([paid('17')]), { agreement: 'DP6' });
    const other = await desk.send(lloyds([paid('18')]), { agreement: 'DP4' });
    const ids = [first, later, other].map(({ upload }) => upload.uploadId);
    for (const id of ids) expect(await rulesOf(id)).toContain('payee-not-in-plan');
    expect(await say(ids[0]!, { transaction: 2 })).toEqual({ category: 'care', transactions: 2 });
    for (const id of ids.slice(0, 2)) {
      expect(await rulesOf(id)).not.toContain('payee-not-in-plan');
      const [transaction] = (await show(id)).transactions;
      expect(transaction).toMatchObject({ category: 'care', by: 'confirmed' });
      expect(transaction?.why).toMatch(/officer/);
    }
    expect(await rulesOf(ids[2]!)).toContain('payee-not-in-plan');
  });

  it('is said of a transaction that is there, and that the plan does not name', async () => {
    const { upload } = await desk.send(lloyds([bought('2026-10-03', 'PAT WALL', -9_00)]), {
      agreement: 'DP6',
    });
    for (const more of [{ transaction: 2 }, { transaction: 1, account: 2 }]) {
      const asked = { as, id: upload.uploadId, body: { ...body, ...more } };
      expect((await desk.api.refusal('confirmPayee', asked)).status).toBe(404);
    }
    await desk.agree('DP7', { planItems: 'item:personal assistant wages|Jo Park|90.00|weekly' });
    const planned = await desk.send(lloyds([bought('2026-10-09', 'JO PARK WAGES', -90_00)]), {
      agreement: 'DP7',
    });
    const id = planned.upload.uploadId;
    expect((await show(id)).transactions).toMatchObject([{ by: 'plan', category: 'wages' }]);
    const { status, detail } = await desk.api.refusal('confirmPayee', {
      ...{ as, id, body: { ...body, transaction: 1 } },
    });
    expect([status, detail]).toEqual([409, expect.stringMatching(/^The support plan names this payee\./)]);
    const asked = { as, id: 'nobody', body: { ...body, transaction: 1 } };
    expect((await desk.api.refusal('confirmPayee', asked)).status).toBe(404);
  });
});

describe('a file that is not taken', () => {
  it('is one that was sent before', async () => {
    const { upload } = await desk.send(lloyds());
    expect(upload).toMatchObject({ state: 'duplicate', duplicateOf: 'statement-1' });
  });

  it('lies in the folder of no agreement', async () => {
    const { upload } = await desk.send(lloyds([bought('2026-03-03', 'A', -1)]), { agreement: 'DP77' });
    expect(upload).toMatchObject({ state: 'rejected', problem: { rule: 'agreement-unknown' } });
  });

  it('is empty', async () => {
    expect((await desk.send('')).upload).toMatchObject({
      ...{ state: 'rejected', problem: { rule: 'file-empty' } },
    });
  });

  it('is larger than a statement may be, which is said before a byte is read', async () => {
    const event = await desk.put('bank-statements/DP1/large.csv', 'x', 'large');
    const seen: string[] = [];
    const buckets = Object.assign(Object.create(desk.buckets) as typeof desk.buckets, {
      send: (command: { constructor: { name: string } }) => {
        seen.push(command.constructor.name);
        return Promise.resolve({ ContentLength: 50 * 1024 * 1024 + 1, Metadata: { 'upload-id': 'large' } });
      },
    });
    await checkStatements(event, { ...desk.deps, buckets });
    expect(seen).toEqual(['HeadObjectCommand']);
    const { upload } = await desk.read('large');
    expect(upload).toMatchObject({ state: 'rejected', problem: { rule: 'file-too-large' } });
    expect(upload.problem?.message).toContain('50 MB');
  });

  it('cannot be read: it says where and why, and somebody is asked to look', async () => {
    const text = lloyds([bought('2026-03-03', 'A', -1), bought('2026-03-04', 'B', -2)]);
    const { upload } = await desk.send(text.replace('04/03/2026', '31/02/2026'));
    expect(upload).toMatchObject({ state: 'quarantined', problem: { rule: 'row-unreadable' } });
    expect(upload.problem?.message).toMatch(/^Line \d+ cannot be read/);
    expect(await desk.work.readWork(`upload:${upload.uploadId}`)).toMatchObject({ state: 'open' });
    expect((await desk.api.refusal('readStatement', { as, id: upload.uploadId })).status).toBe(404);
  });

  it('is a PDF of pictures: another form is asked for', async () => {
    const { upload } = await desk.send('%PDF-1.7\nnot really', { name: 'scan.pdf' });
    expect(upload.state).toBe('quarantined');
    expect(upload.problem?.rule).toMatch(/^pdf-/);
  });
});

describe('who sees a statement', () => {
  it('is not those to whom the person’s record is closed', async () => {
    await desk.drop('people/closed.csv', 'personId,name,dateOfBirth,restricted\nSEC1,S,1950-01-01,yes\n');
    await desk.agree('DPS', { personId: 'SEC1' });
    const { upload } = await desk.send(lloyds([bought('2026-03-05', 'C', -3)]), { agreement: 'DPS' });
    expect(upload.state).toBe('accepted');
    expect((await desk.api.refusal('readStatement', { as, id: upload.uploadId })).status).toBe(404);
    expect((await desk.api.refusal('listAgreementStatements', { as, id: 'DPS' })).status).toBe(404);
  });

  it('finds none under an id that is no statement’s', async () => {
    expect((await desk.api.refusal('readStatement', { as, id: 'upload-1' })).status).toBe(404);
    expect((await desk.api.refusal('readStatement', { as, id: 'nobody' })).status).toBe(404);
    expect((await desk.api.refusal('listAgreementStatements', { as, id: 'nobody' })).status).toBe(404);
  });
});
