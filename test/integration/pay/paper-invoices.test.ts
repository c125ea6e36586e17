import { beforeEach, describe, expect, it } from 'vitest';
import { aPdf, paperDesk } from '../../support/paper-desk.ts';
import { reason } from '../../support/pay-council.ts';
import { payUsers } from '../../support/pay-desk.ts';

const { olu, amy, ivy, pat } = payUsers;
const HEADING = 'reference,supplierNumber,providerId,invoiceNumber,invoiceDate,amount,paidOn,description';
const history = (...rows: string[]) => `${[HEADING, ...rows].join('\n')}\n`;

let desk: Awaited<ReturnType<typeof paperDesk>>;
beforeEach(async () => {
  desk = await paperDesk();
  await desk.council.provider('P002', { supplierNumber: '700123' });
  await desk.council.provider('P003', { supplierNumber: '700123' });
});

const invoice = (more: Record<string, unknown> = {}) => ({
  providerId: 'P002',
  invoiceNumber: 'INV-1234',
  invoiceDate: '2022-12-02',
  lines: [{ description: 'Assessment', amountPence: 12_345, from: '2022-12-01', to: '2022-12-01' }],
  reason,
  ...more,
});
const key = (more: Record<string, unknown> = {}) =>
  desk.api.ask('recordManualInvoice', { as: olu, body: invoice(more) });
const refused = async (more: Record<string, unknown> = {}) => {
  const { status, errors } = await desk.api.refusal('recordManualInvoice', { as: olu, body: invoice(more) });
  return { status, ...errors?.[0] };
};
const search = (query: Record<string, string>) =>
  desk.api.ask('searchDuplicates', { as: olu, query: { providerId: 'P002', ...query } });

describe('what the ledger paid', () => {
  it('is read row by row: good rows go in, and each bad one says what is wrong', async () => {
    const { upload, findings } = await desk.history(
      'h.csv',
      history(
        'DOC1,0000700123,,INV 1234,02/12/2022,123.45,09/12/2022,December',
        'DOC2,,P002,INV-9,02/12/2022,-5.00,,',
        'DOC3,,,INV-10,02/12/2022,5.00,,',
        'DOC4,700123,,--,31/02/2022,5.0.0,,',
        'DOC1,700123,,INV1234,02/12/2022,123.45,09/12/2022,the same again',
      ),
    );
    expect(upload).toMatchObject({
      state: 'part-accepted',
      counts: { rows: 5, accepted: 2, refused: 3, unchanged: 0 },
    });
    expect(findings.map(({ line, rule, field }) => [line, rule, field])).toEqual([
      [4, 'payee-missing', 'supplierNumber'],
      [5, 'date-not-in-calendar', 'invoiceDate'],
      [5, expect.any(String), 'amount'],
      [6, 'row-repeated', null],
    ]);
  });

  it('is a duplicate as the same bytes, and unchanged as the same rows', async () => {
    const rows = history('DOC1,700123,,INV-1,2022-12-02,1.00,,', 'DOC2,700123,,INV-1,2022-12-02,2.00,,');
    const states = [];
    for (const content of [rows, rows, `#EXTRACT,full,2022-12-20\n${rows}`])
      states.push((await desk.history('again.csv', content)).upload);
    expect(states.map(({ state, counts }) => [state, counts.accepted, counts.unchanged])).toEqual([
      ['accepted', 2, 0],
      ['duplicate', 0, 0],
      ['accepted', 0, 2],
    ]);
    expect((await search({ invoiceNumber: 'inv1' })).used).toHaveLength(2);
  });

  it('stays as the file says that came last, whichever is read last', async () => {
    const { event } = await desk.put('ledger-history/early.csv', '');
    desk.at('2022-12-21T09:00:00.000Z');
    await desk.history('late.csv', history('DOC1,700123,,INV-1,2022-12-02,1.00,,'));
    desk.at(event.time);
    const { findings } = await desk.history('e.csv', history('DOC1,700123,,INV-1,2022-12-02,9.00,,'));
    expect(findings).toMatchObject([{ rule: 'overtaken', severity: 'information', line: 2 }]);
    expect((await search({ invoiceNumber: 'INV-1' })).used).toMatchObject([{ amountPence: 100 }]);
  });
});

describe('a paper invoice whose number was billed before', () => {
  it('is refused, and it is said where it was found', async () => {
    const { invoiceId } = await key();
    expect(await refused({ invoiceNumber: 'inv 1234' })).toMatchObject({
      ...{ status: 422, field: 'invoiceNumber', rule: 'invoice-number-used' },
      message: `P002 has sent an invoice inv 1234 before: INV-1234 of 2 December 2022 over £123.45 was keyed here as ${invoiceId}. It is not paid twice.`,
    });
  });

  it('is refused when the ledger paid it, under the number of the supplier that its provider is', async () => {
    await desk.history('h.csv', history('DOC1,0000700123,,inv/01234,02/12/2022,123.45,09/12/2022,x'));
    expect(await refused({ invoiceNumber: 'INV-01234' })).toMatchObject({
      rule: 'invoice-number-used',
      message:
        'P002 has sent an invoice INV-01234 before: the ledger paid inv/01234 of 2 December 2022 over £123.45 on 9 December 2022, under its reference DOC1. It is not paid twice.',
    });
    expect((await search({ invoiceNumber: 'INV-01234' })).used).toMatchObject([
      { found: { kind: 'ledger', reference: 'DOC1', line: 2 } },
    ]);
  });

  it('is refused when another provider that is the same supplier sent it', async () => {
    await key({ providerId: 'P003' });
    expect(await refused()).toMatchObject({ rule: 'invoice-number-used' });
    await key({ providerId: 'P001' });
  });

  it('is kept once when two people key it at once', async () => {
    const asked = [olu, amy].map((as) =>
      desk.api.send('POST', '/v1/manual-invoices', { as, body: invoice() }),
    );
    const answers = await Promise.all(asked);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 422]);
    const { items } = await desk.api.ask('listManualInvoices', { as: ivy });
    expect(items).toHaveLength(1);
  });

  it('needs a number that can be compared', async () => {
    expect(await refused({ invoiceNumber: '/-/' })).toMatchObject({ rule: 'number-without-digits' });
  });
});

describe('a paper invoice like another', () => {
  it('is kept, and what it is like is named: likeliest first, here and in the ledger', async () => {
    await desk.history(
      'h.csv',
      history(
        'DOC1,700123,,INV-1243,2021-06-02,123.45,,',
        'DOC2,700123,,X-7,2022-11-20,123.45,,',
        'DOC3,700123,,INV-1233,2022-06-02,123.45,,',
        'DOC4,700123,,INV-1243,2022-12-02,123.46,,',
      ),
    );
    const first = await key({ providerId: 'P003', invoiceNumber: 'INV-12334' });
    const expected = [
      [{ kind: 'keyed', invoiceId: first.invoiceId }, ['number-alike', 'date-near']],
      [{ kind: 'ledger', reference: 'DOC2' }, ['date-near']],
      [{ kind: 'ledger', reference: 'DOC1' }, ['number-alike']],
    ];
    const asked = { invoiceNumber: 'INV-1234', invoiceDate: '2022-12-02', amountPence: '12345' };
    const before = await search(asked);
    expect(before.used).toEqual([]);
    const { possibleDuplicates } = await key();
    expect(before.possibleDuplicates).toEqual(possibleDuplicates);
    expect(possibleDuplicates).toMatchObject(expected.map(([found, because]) => ({ found, because })));
    expect(possibleDuplicates).toHaveLength(3);
  });

  it('is looked for by number alone until date and amount are known, and by officers only', async () => {
    await key();
    expect(await search({ invoiceNumber: 'INV-1235' })).toEqual({ used: [], possibleDuplicates: [] });
    const query = { providerId: 'P002', invoiceNumber: 'INV-1234' };
    for (const as of [ivy, pat])
      expect(await desk.api.refusal('searchDuplicates', { as, query })).toMatchObject({ status: 403 });
    expect(
      await desk.api.refusal('searchDuplicates', { as: olu, query: { ...query, providerId: 'P9' } }),
    ).toMatchObject({ status: 422, errors: [{ rule: 'unknown-reference' }] });
  });
});

describe('the image of a paper invoice', () => {
  it.each([
    ['a PDF', aPdf(), 'application/pdf', 'pdf'],
    ['a PNG', Buffer.from('89504e470d0a1a0a0000', 'hex'), 'image/png', 'png'],
    ['a JPEG', Buffer.from('ffd8ffe000104a464946', 'hex'), 'image/jpeg', 'jpeg'],
  ])('is %s by its bytes, and is linked to as one', async (_what, bytes, mediaType, ending) => {
    const { uploadId, state } = await desk.image('scan.exe', bytes);
    expect(state).toBe('accepted');
    const { invoiceId } = await key({ imageUploadId: uploadId });
    const shown = await desk.api.ask('readManualInvoice', { as: ivy, id: invoiceId });
    expect(shown).toMatchObject({
      invoiceNumber: 'INV-1234',
      totalPence: 12_345,
      keyedBy: 'olu.officer',
      reason,
    });
    expect(shown.image).toEqual({
      url: `inbox/invoice-images/scan.exe as ${mediaType}, ${invoiceId}.${ending}`,
      ...{ mediaType, sizeBytes: bytes.length },
    });
  });

  it('is refused while it is none: unknown, another kind of file, no image, or not looked at yet', async () => {
    const wrong = await desk.image('invoice.pdf', '<html><script>alert(1)</script></html>');
    expect(wrong).toMatchObject({ state: 'rejected', problem: { rule: 'not-an-image' } });
    const empty = await desk.image('empty.pdf', '');
    const { upload: table } = await desk.history('h.csv', history('DOC1,700123,,A1,2022-12-02,1.00,,'));
    await desk.uploads.receive({ ...wrong, uploadId: 'early', state: 'received' });
    const rules = [];
    const sent = [table.uploadId, wrong.uploadId, empty.uploadId, 'early'];
    // What no id can be is refused by its form.
    for (const imageUploadId of ['a#b', ''])
      expect(await refused({ imageUploadId })).toMatchObject({ status: 400, field: 'imageUploadId' });
    for (const imageUploadId of ['none', ...sent]) {
      const { status, field, rule } = await refused({ imageUploadId });
      expect([status, field]).toEqual([422, 'imageUploadId']);
      rules.push(rule);
    }
    expect(rules).toEqual([
      ...['image-unknown', 'not-an-image', 'image-rejected', 'image-rejected', 'image-not-checked'],
    ]);
  });

  it('is the image that came first where the same bytes were sent twice', async () => {
    const first = await desk.image('one.pdf', aPdf());
    const second = await desk.image('two.pdf', aPdf());
    expect(second).toMatchObject({ state: 'duplicate', duplicateOf: first.uploadId });
    const { invoiceId } = await key({ imageUploadId: second.uploadId });
    const shown = await desk.api.ask('readManualInvoice', { as: ivy, id: invoiceId });
    expect(shown).toMatchObject({ imageUploadId: first.uploadId, image: { mediaType: 'application/pdf' } });
  });

  it('of a receipt is asked for in the same way', async () => {
    const expense = { packageId: 'PK1', kind: 'receipt', date: '2022-12-03', amountPence: 450, reason };
    const ask = (receiptUploadId: string) => ({ as: olu, body: { ...expense, receiptUploadId } });
    expect(await desk.api.refusal('recordExpense', ask('none'))).toMatchObject({
      status: 422,
      errors: [{ field: 'receiptUploadId', rule: 'image-unknown' }],
    });
    const { uploadId } = await desk.image('receipt.jpg', Buffer.from('ffd8ffe000104a464946', 'hex'));
    expect(await desk.api.ask('recordExpense', ask(uploadId))).toMatchObject({ amountPence: 450 });
  });

  it('is there for staff only, and not for those from whom the person is kept', async () => {
    await desk.council.person('U9', { restricted: 'amy.approver' });
    const { uploadId } = await desk.image('scan.pdf', aPdf());
    const body = invoice({ personId: 'U9', imageUploadId: uploadId });
    const { invoiceId: id } = await desk.api.ask('recordManualInvoice', { as: amy, body });
    expect(await desk.api.refusal('readManualInvoice', { as: pat, id })).toMatchObject({ status: 403 });
    expect(await desk.api.refusal('readManualInvoice', { as: ivy, id })).toMatchObject({ status: 404 });
    expect(await desk.api.refusal('readManualInvoice', { as: ivy, id: 'none' })).toMatchObject({
      status: 404,
    });
    expect((await desk.api.ask('listManualInvoices', { as: ivy })).items).toEqual([]);
    expect(await desk.api.ask('readManualInvoice', { as: amy, id })).toMatchObject({ personId: 'U9' });
    expect((await desk.api.ask('listManualInvoices', { as: amy })).items).toMatchObject([{ hasImage: true }]);
  });

  it('is not asked for', async () => {
    const { invoiceId } = await key();
    const shown = await desk.api.ask('readManualInvoice', { as: ivy, id: invoiceId });
    expect([shown.imageUploadId, shown.image]).toEqual([null, null]);
  });
});
