import { describe, expect, it } from 'vitest';
import { extractText, getDocumentProxy } from 'unpdf';
import { remittancePdf } from '../../../../functions/files/payments/people/remittance-pdf.ts';
import { aLine, aPayment, bankOf, fileOf, madeAt, outputs, reasonsOf } from './some-payments.ts';

const remittanceOf = (payment: ReturnType<typeof aPayment>) => remittancePdf({ payment, outputs, madeAt });
const open = async (payment: ReturnType<typeof aPayment>) => {
  const document = await getDocumentProxy(new Uint8Array(fileOf(await remittanceOf(payment)).bytes));
  const { text } = await extractText(document, { mergePages: true });
  return { document, text: text.replace(/\s+/g, ' ') };
};

describe('a remittance on pages', () => {
  const refund = aLine(-30_000, {
    packageId: 'PK000124',
    description: 'Home care, PK000124',
    explanation: '− £300.00: 3 visits × £100.00 were not made.',
  });

  it('says who pays whom, how much, when, and every line with how it was reached', async () => {
    const { text } = await open(aPayment(1, { lines: [aLine(341_268), refund] }));
    for (const expected of [
      'Remittance advice R000123-00001',
      'From: Larkshire County Council',
      'To: Beechwood House Ltd, 1 Beech Lane, Larkford',
      'Amount: £3,112.68',
      'In your account on: 24 November 2026',
      'Account: ending in 4958',
      'Residential care, PK000123 28 days at £853.17 a week are £3,412.68. 26 October 2026 to 22 November 2026 £3,412.68',
      'Home care, PK000124 - £300.00: 3 visits × £100.00 were not made. 26 October 2026 to 22 November 2026 -£300.00',
    ]) {
      expect(text).toContain(expected);
    }
    expect(text).not.toContain('66374958');
  });

  it('has a title, a language and a structure for readers that read aloud', async () => {
    const { document } = await open(aPayment(1, { lines: [aLine(341_268), refund] }));
    const { info } = await document.getMetadata();
    expect(info).toMatchObject({ Title: 'Remittance advice R000123-00001', Language: 'en-GB' });
    expect(await document.getMarkInfo()).toMatchObject({ Marked: true });
    const tree = JSON.stringify(await (await document.getPage(1)).getStructTree());
    const roles = [...tree.matchAll(/"role":"(\w+)"/g)].map(([, role]) => role);
    expect(roles.slice(0, 2)).toEqual(['Document', 'H1']);
    expect(roles.filter((role) => role === 'TH')).toHaveLength(3);
    expect(roles.filter((role) => role === 'TR')).toHaveLength(3);
  });

  it('goes on over as many pages as its lines need', async () => {
    const lines = Array.from({ length: 60 }, (_, index) =>
      aLine(100 + index, { description: `Visit ${index}.` }),
    );
    const { document, text } = await open(aPayment(1, { lines }));
    expect(document.numPages).toBeGreaterThan(1);
    expect(lines.filter(({ description }) => !text.includes(description))).toEqual([]);
  });

  it('comes out the same again', async () => {
    const [first, again] = [await remittanceOf(aPayment(1)), await remittanceOf(aPayment(1))];
    expect(Buffer.compare(fileOf(first).bytes, fileOf(again).bytes)).toBe(0);
    // Packed pages would come out differently on another processor.
    expect(Buffer.from(fileOf(first).bytes).toString('latin1')).not.toContain('/FlateDecode');
  });

  it('does without an address and an account where there is none', async () => {
    const { text } = await open(aPayment(1, { payee: { address: null, bank: null } }));
    expect(text).toContain('To: Beechwood House Ltd Payment: R000123-00001');
    expect(text).not.toContain('Account:');
  });

  it.each([
    ['keeps the accents of western letters', 'Siân’s Café – Œuvre', 'Siân’s Café – Œuvre'],
    ['leaves an accent out that its letters do not have', 'Tŷ Llŵyn', 'Ty Llwyn'],
  ])('%s', async (_, name, shown) => {
    const { text } = await open(aPayment(1, { payee: { name, ...bankOf({}) } }));
    expect(text).toContain(`To: ${shown}, 1 Beech Lane`);
  });

  it('is refused for letters that its pages cannot show, and says where they are', async () => {
    const payment = aPayment(1, { payee: { name: '介護 Ltd' } });
    expect(reasonsOf(await remittanceOf(payment))).toEqual([
      [
        'remittance-not-writable',
        'Payment R000123-00001 has a remittance with letters that its pages cannot show; the CSV has them.',
      ],
    ]);
  });

  it('is refused for nothing paid', async () => {
    const payment = aPayment(1, { lines: [aLine(-5)] });
    expect(reasonsOf(await remittanceOf(payment)).map(([rule]) => rule)).toEqual([
      'payment-not-above-nothing',
    ]);
  });
});
