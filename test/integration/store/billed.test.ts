import { describe, expect, it } from 'vitest';
import { calendarDate, instant } from '../../../domain/calendar.ts';
import { pence } from '../../../domain/money.ts';
import type { ManualInvoice } from '../../../domain/pay/run/manual-invoice.ts';
import type { LedgerPayment } from '../../../domain/records/ledger-payment.ts';
import { historyStore } from '../../../functions/store/history-store.ts';
import { invoiceStore } from '../../../functions/store/invoice-store.ts';
import { aRecording } from '../../support/sample-facts.ts';
import { testTable } from '../../support/test-table.ts';

const anInvoice = (more: Partial<ManualInvoice> = {}): ManualInvoice => ({
  invoiceId: 'MI-1',
  providerId: 'P044',
  personId: null,
  invoiceNumber: 'S12/118',
  invoiceDate: calendarDate('2026-04-20'),
  lines: [
    {
      ...{ description: 'Section 12 assessment', amountPence: pence(18_500), costCentre: null },
      ...{ from: calendarDate('2026-04-14'), to: calendarDate('2026-04-14') },
    },
  ],
  imageUploadId: null,
  keyedBy: 'olu.officer',
  ...more,
});
const aRow = (more: Partial<LedgerPayment> = {}, uploadId = 'up-1', at = '2026-05-01T09:00:00.000Z') => ({
  payment: {
    ...{ reference: 'DOC-1', supplierNumber: '700123', providerId: null, invoiceNumber: 'S12/118' },
    ...{ invoiceDate: calendarDate('2026-04-20'), amountPence: pence(18_500) },
    ...{ paidOn: calendarDate('2026-04-28'), description: null },
    ...more,
  },
  ...{ uploadId, line: 2, receivedAt: instant(at) },
});
const payees = ['P044', 'supplier:700123'];

describe('AP33 was this number billed before', () => {
  it('finds what was keyed and what the ledger paid, each once, however the number is written', async () => {
    const table = await testTable();
    const invoices = invoiceStore(table);
    await invoices.keep(anInvoice(), aRecording(), '0000700123');
    await historyStore(table).keepHistory([aRow(), aRow({ reference: 'DOC-2', providerId: 'P044' })]);
    const found = await invoices.billedUnder(payees, 's12-118');
    expect(found.map((each) => each.found)).toEqual([
      { kind: 'keyed', invoiceId: 'MI-1' },
      { kind: 'ledger', reference: 'DOC-2', paidOn: '2026-04-28', uploadId: 'up-1', line: 2 },
      { kind: 'ledger', reference: 'DOC-1', paidOn: '2026-04-28', uploadId: 'up-1', line: 2 },
    ]);
    expect(await invoices.billedUnder(payees, 'S12/11')).toEqual([]);
    expect(await invoices.billedUnder(['P045'], 'S12/118')).toEqual([]);
  });

  it('finds a number under the supplier that two providers are', async () => {
    const invoices = invoiceStore(await testTable());
    expect(await invoices.keep(anInvoice(), aRecording(), '700123')).toBe('kept');
    const ofSister = anInvoice({ invoiceId: 'MI-2', providerId: 'P045' });
    expect(await invoices.keep(ofSister, aRecording(), '700123')).toBe('number-used-before');
  });
});

describe('AP34 what a payee billed over an amount', () => {
  it('finds it under every name of the payee, newest first, and at most 500 of each', async () => {
    const table = await testTable();
    const invoices = invoiceStore(table);
    const rows = Array.from({ length: 620 }, (_, place) =>
      aRow({
        ...{ reference: `D${place}`, invoiceNumber: `N${place}` },
        invoiceDate: calendarDate(place < 610 ? '2026-01-01' : '2026-03-01'),
      }),
    );
    await historyStore(table).keepHistory(rows);
    await invoices.keep(anInvoice(), aRecording(), null);
    await historyStore(table).keepHistory([aRow({ reference: 'E', amountPence: pence(18_501) })]);
    const found = await invoices.billedOver(payees, pence(18_500));
    expect(found).toHaveLength(501);
    expect(found.filter(({ invoiceDate }) => invoiceDate === '2026-03-01')).toHaveLength(10);
    expect(found.filter((each) => each.found.kind === 'keyed')).toHaveLength(1);
  });
});

describe('W25 keeping what the ledger paid', () => {
  it('takes a row once, a correction of it from a later file, and nothing from an earlier one', async () => {
    const table = await testTable();
    const history = historyStore(table);
    const later = '2026-06-01T09:00:00.000Z';
    expect(await history.keepHistory([aRow()])).toEqual(['kept']);
    expect(await history.keepHistory([aRow({}, 'up-2', later)])).toEqual(['known']);
    const corrected = { amountPence: pence(9_000) };
    expect(await history.keepHistory([aRow(corrected, 'up-2', later)])).toEqual(['kept']);
    expect(await history.keepHistory([aRow()])).toEqual(['overtaken']);
    const found = await invoiceStore(table).billedUnder(payees, 'S12/118');
    expect(found.map(({ amountPence }) => amountPence)).toEqual([9_000]);
    expect(await invoiceStore(table).billedOver(payees, pence(18_500))).toEqual([]);
  });

  it('is news once more to a second try at the same file', async () => {
    const history = historyStore(await testTable());
    const rows = [aRow(), aRow({ reference: 'DOC-2', providerId: 'P044' })];
    expect(await history.keepHistory(rows)).toEqual(['kept', 'kept']);
    expect(await history.keepHistory(rows)).toEqual(['kept', 'kept']);
  });

  it('takes two rows that name one payee in different ways as one payment', async () => {
    const table = await testTable();
    const rows = [aRow(), aRow({ providerId: 'P044' })];
    expect(await historyStore(table).keepHistory(rows)).toEqual(['kept', 'kept']);
    expect(await invoiceStore(table).billedUnder(payees, 'S12/118')).toHaveLength(1);
  });
});
