import { describe, expect, it } from 'vitest';
import { calendarDate, instant } from '../../../domain/calendar.ts';
import { pence } from '../../../domain/money.ts';
import type { ManualInvoice } from '../../../domain/pay/run/manual-invoice.ts';
import { changeMarks } from '../../../functions/store/change-marks.ts';
import { factStore } from '../../../functions/store/fact-store.ts';
import { invoiceStore } from '../../../functions/store/invoice-store.ts';
import { settingStore } from '../../../functions/store/setting-store.ts';
import { aPerson, aRecording, aServiceType, aWrite } from '../../support/sample-facts.ts';
import { testTable } from '../../support/test-table.ts';

const longAgo = () => new Date(Date.now() - 86_400_000).toISOString();
const named = (subjects: readonly { kind: string; id: string }[]) =>
  subjects.map(({ kind, id }) => `${kind} ${id}`).toSorted();

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

describe('AP28 what changed since an instant', () => {
  it('is every fact that was written since, once, across midnight', async () => {
    const table = await testTable();
    const facts = factStore(table);
    const people = Array.from({ length: 130 }, (_, place) => `A${1000 + place}`);
    await facts.recordVersions(people.map((id) => aWrite('person', id, aPerson({ personId: id }))));
    await facts.recordVersions([aWrite('service-type', 'home-care', aServiceType())]);
    const [seen] = (await facts.currentFacts('service-type', ['home-care'])).values();
    await facts.recordVersions([aWrite('service-type', 'home-care', aServiceType(), { seen: seen! })]);
    await invoiceStore(table).keep(anInvoice(), aRecording(), null);
    expect(named(await changeMarks(table).changedSince(longAgo()))).toEqual([
      'manual-invoice MI-1',
      ...people.map((id) => `person ${id}`),
      'service-type home-care',
    ]);
  });

  it('names a setting that a second administrator brought into force', async () => {
    const table = await testTable();
    const settings = settingStore(table);
    const proposal = {
      proposalId: 'PP-1',
      name: 'go-live',
      value: '2026-07-01',
      effectiveFrom: calendarDate('2026-07-01'),
      proposedBy: 'ann.admin',
      proposedAt: instant('2026-06-01T09:00:00Z'),
      reason: 'The council moves',
    };
    await settings.propose(proposal, null);
    expect(await changeMarks(table).changedSince(longAgo())).toEqual([]);
    await settings.approve(
      proposal,
      aWrite('setting', 'go-live', { name: 'go-live', entries: [] }),
      'bo.admin',
    );
    expect(named(await changeMarks(table).changedSince(longAgo()))).toEqual(['setting go-live']);
  });

  it('is nothing of what was refused, and nothing of what was written before', async () => {
    const table = await testTable();
    const facts = factStore(table);
    await facts.recordVersions([aWrite('person', 'A1', aPerson({ personId: 'A1' }))]);
    const later = new Date(Date.now() + 1).toISOString();
    const [refused] = await facts.recordVersions([aWrite('person', 'A1', aPerson({ personId: 'A1' }))]);
    expect(refused).toEqual({ outcome: 'changed-meanwhile' });
    expect(await changeMarks(table).changedSince(later)).toEqual([]);
  });
});

describe('W23 keeping a paper invoice', () => {
  it('keeps it with its number, which is taken then, however it is written', async () => {
    const table = await testTable();
    const invoices = invoiceStore(table);
    expect(await invoices.keep(anInvoice(), aRecording(), null)).toBe('kept');
    const again = anInvoice({ invoiceId: 'MI-2', invoiceNumber: ' s12/118 ' });
    expect(await invoices.keep(again, aRecording(), null)).toBe('number-used-before');
    const kept = await factStore(table).currentFacts('manual-invoice', ['MI-1', 'MI-2']);
    expect([...kept.values()].map(({ body }) => body)).toEqual([anInvoice()]);
  });

  it('lets another supplier use the number', async () => {
    const invoices = invoiceStore(await testTable());
    await invoices.keep(anInvoice(), aRecording(), null);
    const another = anInvoice({ invoiceId: 'MI-2', providerId: 'P045' });
    expect(await invoices.keep(another, aRecording(), null)).toBe('kept');
  });

  it('keeps one of two that are keyed with one number at once', async () => {
    const invoices = invoiceStore(await testTable());
    const keyed = ['MI-1', 'MI-2'].map((invoiceId) =>
      invoices.keep(anInvoice({ invoiceId }), aRecording(), null),
    );
    expect((await Promise.all(keyed)).toSorted()).toEqual(['kept', 'number-used-before']);
  });
});
