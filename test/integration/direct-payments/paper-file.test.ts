import { beforeAll, describe, expect, it } from 'vitest';
import { keepFile } from '../../../functions/keep-file/keep-file.ts';
import { emptyArrangement } from '../../../domain/direct-payments/arrangement.ts';
import type { Someone } from '../../support/call-api.ts';
import { statementDesk } from '../../support/statement-desk.ts';

const as: Someone = { user: 'audrey.auditor', roles: ['audit-officer'] };
const desk = await statementDesk();
const reason = 'It came by post';

/** Sends an image or PDF of a paper; the number of its file. */
async function send(name: string, content: string): Promise<string> {
  const event = await desk.put(`invoice-images/${name}`, content, name.replace('.', '-'));
  await keepFile(event, { buckets: desk.buckets, table: desk.table, clock: desk.deps.clock });
  return name.replace('.', '-');
}

const record = (id: string, uploadId: string) =>
  desk.api.ask('recordReturn', {
    ...{ as, id },
    body: {
      ...{ periodFrom: '2026-04-01', periodTo: '2026-06-30', reason },
      papers: [
        { kind: 'payslip', payee: 'Jo Park', date: '2026-04-30', amountPence: 225_00, uploadId },
        { kind: 'receipt', payee: 'Lark Taxis', date: '2026-04-30', amountPence: 9_00, uploadId: null },
      ],
    },
  });
const open = (id: string, uploadId: string) => desk.api.ask('readPaperFile', { as, id, query: { uploadId } });
const refusedAs = async (id: string, uploadId: string) =>
  (await desk.api.refusal('readPaperFile', { as, id, query: { uploadId } })).status;

beforeAll(async () => {
  for (const id of ['PF1', 'PF2']) await desk.agree(id, { startDate: '2026-04-01' });
});

describe('the image of a paper', () => {
  it('is opened with the agreement whose paper it is, under a name of ours', async () => {
    const uploadId = await send('payslip.html', '%PDF-1.7 payslip');
    await record('PF1', uploadId);
    expect(await open('PF1', uploadId)).toEqual({
      ...{ mediaType: 'application/pdf', sizeBytes: 16 },
      url: 'https://inbox.example/invoice-images/payslip.html?as=paper-payslip-html.pdf',
    });
    expect(await refusedAs('PF2', uploadId)).toBe(404);
    expect(await refusedAs('none', uploadId)).toBe(404);
  });

  it('that was sent twice is the one that came first', async () => {
    const again = await send('again.pdf', '%PDF-1.7 payslip');
    await record('PF2', again);
    expect((await open('PF2', again)).url).toContain('invoice-images/payslip.html');
  });

  it('that is none is not opened', async () => {
    const uploadId = await send('page.pdf', '<html>no paper</html>');
    await record('PF2', uploadId);
    expect(await refusedAs('PF2', uploadId)).toBe(404);
  });

  it('may be that of the signed agreement', async () => {
    const signedUploadId = await send('signed.pdf', '%PDF-1.7 signed');
    expect(await refusedAs('PF1', signedUploadId)).toBe(404);
    await desk.api.ask('putArrangement', {
      ...{ as, id: 'PF1' },
      body: {
        arrangement: { ...emptyArrangement, signedOn: '2026-03-30', signedUploadId },
        ...{ version: null, reason },
      },
    });
    expect((await open('PF1', signedUploadId)).mediaType).toBe('application/pdf');
  });

  it('is not there for whom the record of the person is closed', async () => {
    await desk.drop('people/closed.csv', 'personId,name,dateOfBirth,restricted\nSEC1,S,1950-01-01,yes\n');
    await desk.agree('PFS', { personId: 'SEC1', startDate: '2026-04-01' });
    expect(await refusedAs('PFS', 'payslip-html')).toBe(404);
  });
});
