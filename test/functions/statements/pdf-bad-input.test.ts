import { describe, expect, it } from 'vitest';
import { extractApart } from '../../../functions/files/statements/pdf/extract-apart.ts';
import { pdfLimits } from '../../../functions/files/statements/pdf/pdf-limits.ts';
import type { PdfText } from '../../../functions/files/statements/pdf/pdf-text.ts';
import { readPdfStatement } from '../../../functions/files/statements/pdf/read-pdf-statement.ts';
import { tellStatementForm } from '../../../functions/files/statements/tell-statement-form.ts';
import { lloyds, marchMovements } from '../../support/statements/bank-files.ts';
import { bombPdf, changing } from '../../support/statements/pdf-damage.ts';
import { drawPdf } from '../../support/statements/pdf-drawing.ts';
import * as files from '../../support/statements/pdf-files.ts';
import { readWhole, rulesOf, sumOf } from '../../support/statements/read-whole.ts';

const isSentence: unknown = expect.stringMatching(/^[A-Z].*\.$/);
const refused = (rule: string) => ({ ok: false, rule, message: isSentence });
const limitedTo = async (limits: Partial<typeof pdfLimits>) =>
  readPdfStatement(await files.lloydsPdf(marchMovements, { linesOnPage: 3 }), { limits });

describe('A PDF that cannot be read', () => {
  it('with a password is refused, asking for the file without one', async () => {
    const bytes = await files.lloydsPdf(marchMovements, { making: { password: 'beech' } });
    expect(await readPdfStatement(bytes)).toMatchObject(refused('pdf-password'));
  });

  it.each([
    { what: 'nothing', bytes: Buffer.alloc(0), rule: 'pdf-unreadable' },
    { what: 'a text', bytes: Buffer.from(lloyds()), rule: 'pdf-unreadable' },
    { what: 'its mark alone', bytes: Buffer.from('%PDF-1.7\n%%EOF'), rule: 'pdf-unreadable' },
    { what: 'cut short', bytes: Buffer.from('%PDF-1.7\n1 0 obj\n'), rule: 'pdf-cut-short' },
  ])('is refused by its own rule: $what', async ({ bytes, rule }) => {
    expect(await readPdfStatement(bytes)).toMatchObject(refused(rule));
  });

  it('is refused where it is no statement', async () => {
    const letter = await drawPdf([
      [{ text: 'Dear Ms Alder, thank you for your letter about the visits.', x: 40, y: 60 }],
    ]);
    expect(await readPdfStatement(letter)).toMatchObject(refused('layout-unknown'));
  });

  it.each([
    { limits: { bytes: 1000 }, rule: 'pdf-too-large' },
    { limits: { pages: 1 }, rule: 'pdf-too-many-pages' },
    { limits: { itemsOnPage: 10 }, rule: 'pdf-page-too-full' },
    { limits: { items: 60 }, rule: 'pdf-too-much-text' },
    { limits: { characters: 400 }, rule: 'pdf-too-many-characters' },
  ])('is refused beyond a limit: $rule', async ({ limits, rule }) => {
    expect(await limitedTo(limits)).toMatchObject(refused(rule));
  });

  it('is given up where it takes too long, and the next one is read', async () => {
    const long = await files.lloydsPdf(Array.from({ length: 400 }, () => marchMovements).flat());
    const readings = [long, await files.lloydsPdf()].map((bytes, place) =>
      readPdfStatement(bytes, place === 0 ? { limits: { milliseconds: 1 } } : {}),
    );
    expect(await readings[0]).toMatchObject(refused('pdf-too-costly'));
    expect(await readings[1]).toMatchObject({ ok: true });
    expect(await readPdfStatement(await files.lloydsPdf())).toMatchObject({ ok: true });
  });

  it.each([1, 2])('is given up where few bytes unpack to very many, packed %i times', async (packed) => {
    const bomb = bombPdf(300, packed);
    expect(bomb.length).toBeLessThan(1_500_000);
    const reading = await readPdfStatement(bomb, { limits: { memoryBytes: 100_000_000 } });
    expect(reading).toMatchObject(refused('pdf-too-costly'));
  });
});

describe('A scan', () => {
  const empty = [[{ text: 'Scanner 3', x: 40, y: 800 }], []];
  const recognised = async (): Promise<PdfText> => extractApart(await files.lloydsPdf(), pdfLimits);

  it('without text is refused, asking for another form', async () => {
    expect(await readPdfStatement(await drawPdf(empty))).toMatchObject(refused('pdf-without-text'));
  });

  it('is read where someone looks at its pictures, and it is said', async () => {
    const words = await recognised();
    const file = readWhole(
      await readPdfStatement(await drawPdf(empty), { readScan: () => Promise.resolve(words) }),
    );
    expect(file.statements.map(sumOf)).toEqual([14_138]);
    expect(rulesOf(file)).toEqual(['read-from-scan']);
  });

  it('is refused where nothing was seen on its pictures', async () => {
    const readScan = () => Promise.resolve({ pages: [] });
    expect(await readPdfStatement(await drawPdf(empty), { readScan })).toMatchObject(
      refused('pdf-without-text'),
    );
  });

  it('of one page among pages of text is said', async () => {
    const bytes = await files.lloydsPdf(marchMovements, { edit: (pages) => [...pages, []] });
    const file = readWhole(await readPdfStatement(bytes));
    expect(file.notes).toMatchObject([{ rule: 'page-without-text', severity: 'warning', value: '2' }]);
  });
});

describe('A row that cannot be read refuses the whole file', () => {
  const readChanged = async (from: string, to: Parameters<typeof changing>[1]) =>
    readPdfStatement(await files.lloydsPdf(marchMovements, { edit: changing(from, to) }));
  const at = { ...refused('row-unreadable'), place: { page: 1, line: 10 } };

  it.each(['4B.17', '48.175', '48,1'])('where its amount is none: %s', async (text) => {
    expect(await readChanged('48.17', { text })).toMatchObject(at);
  });

  it('where its date is none', async () => {
    expect(await readChanged('14 Mar 26', { text: '14 Mai 26' })).toMatchObject({
      ...at,
      place: { page: 1, line: 11 },
    });
    expect(await readChanged('14 Mar 26', { text: '31 Feb 26' })).toMatchObject({
      ...at,
      place: { page: 1, line: 11 },
    });
  });

  it('where it has an amount paid in and one paid out', async () => {
    const edit: files.PdfOptions['edit'] = (pages) =>
      pages.map((texts) =>
        texts.flatMap((each) =>
          each.text === '48.17' ? [each, { ...each, text: '5.00', right: 400 }] : [each],
        ),
      );
    expect(await readPdfStatement(await files.lloydsPdf(marchMovements, { edit }))).toMatchObject(at);
  });

  it('where it has a balance and no amount', async () => {
    expect(await readChanged('48.17', { text: '' })).toMatchObject(at);
  });

  it('where its amount stands below no heading', async () => {
    const bytes = await files.signedPdf(marchMovements, {
      edit: (pages) => changing('£379.33', { text: '' })(changing('-£48.17', { right: 330 })(pages)),
    });
    expect(await readPdfStatement(bytes)).toMatchObject(refused('row-unreadable'));
  });

  it('and quotes no more of it than 40 characters', async () => {
    const long = marchMovements.map((each) => ({
      ...each,
      text: 'a text that goes on and on and on and on and on',
    }));
    const bytes = await files.signedPdf(long, { edit: changing('-£48.17', { text: '-£4B.17' }) });
    const reading = await readPdfStatement(bytes);
    expect(reading.ok ? '' : reading.message).toContain('“a text that goes on and on and on and on…”');
  });

  it('where no year can be known', async () => {
    const bytes = await files.nationwidePdf(marchMovements, { edit: changing('2026', { text: '' }) });
    expect(await readPdfStatement(bytes)).toMatchObject(refused('year-unknown'));
  });

  it('where amounts have no signs and no balances', async () => {
    const edit: files.PdfOptions['edit'] = (pages) =>
      pages.map((texts) =>
        texts
          .filter(({ right }) => right !== 550)
          .map((each) => ({ ...each, text: each.text.replace(/^[+-]£/, '£') })),
      );
    const bytes = await files.signedPdf(marchMovements, { edit, hasPageNumbers: false });
    expect(await readPdfStatement(bytes)).toMatchObject(refused('amounts-without-sign'));
  });
});

describe('Any damage', () => {
  const sentence = /^[A-Z“].*\.$/s;

  it('of a PDF cut short gives a value or a refusal in a sentence', async () => {
    for (const compress of [true, false]) {
      const bytes = await files.hsbcPdf(marchMovements, { making: { compress } });
      for (let end = 0; end < bytes.length; end += 997) {
        for (const tail of ['', '\nstartxref\n0\n%%EOF']) {
          const reading = await readPdfStatement(Buffer.concat([bytes.subarray(0, end), Buffer.from(tail)]));
          expect(reading.ok ? 'Read.' : reading.message).toMatch(sentence);
        }
      }
    }
  });

  it('of single bytes gives a value or a refusal in a sentence', async () => {
    const bytes = await files.signedPdf(marchMovements, { making: { compress: true } });
    for (let at = 20; at < bytes.length; at += 101) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 0x15;
      const reading = await readPdfStatement(damaged);
      expect(reading.ok ? 'Read.' : reading.message).toMatch(sentence);
    }
  });

  it('of packed text is said where no balances show what is missing', async () => {
    const bytes = await files.signedPdf(marchMovements, { making: { compress: true } });
    const ends = bytes.indexOf('endstream', bytes.indexOf('/FlateDecode'));
    const rules: string[][] = [];
    for (let at = ends - 60; at < ends - 10; at += 5) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      const reading = await readPdfStatement(damaged);
      if (reading.ok) rules.push(rulesOf(reading.value));
    }
    expect(rules.length).toBeGreaterThan(0);
    expect(rules.filter((each) => !each.includes('pdf-damaged'))).toEqual([]);
  });
});

describe('The form of a statement', () => {
  it('is told as a PDF by its first 1,024 bytes', async () => {
    const bytes = await files.lloydsPdf();
    expect(tellStatementForm(bytes)).toBe('pdf');
    expect(tellStatementForm(Buffer.concat([Buffer.alloc(900, 10), bytes]))).toBe('pdf');
    expect(tellStatementForm(Buffer.concat([Buffer.alloc(1100, 10), bytes]))).toBe('other');
    expect(tellStatementForm(Buffer.from(lloyds()))).toBe('other');
  });
});
