import { deflateSync } from 'node:zlib';
import type { Drawn } from './pdf-drawing.ts';

/** Puts another text where one stands, as someone does who edits a statement; fails where it is not there. */
export function changing(from: string, to: Partial<Drawn>): (pages: Drawn[][]) => Drawn[][] {
  return (pages) => {
    const page = pages.findIndex((texts) => texts.some(({ text }) => text === from));
    if (page === -1) throw new Error(`${from} is not on the pages`);
    return pages.map((texts, place) => {
      const at = place === page ? texts.findIndex(({ text }) => text === from) : -1;
      return texts.map((each, index) => (index === at ? { ...each, ...to } : each));
    });
  };
}

export const withoutPage = (page: number) => (pages: Drawn[][]) => pages.toSpliced(page - 1, 1);

/** A PDF of one page whose content takes little room and unpacks to as much as is asked for, packed once or several times. */
export function bombPdf(megabytes: number, packed: number): Buffer {
  let content = Buffer.alloc(megabytes * 1024 * 1024, 'BT /F1 9 Tf ET ');
  for (let time = 0; time < packed; time += 1) content = deflateSync(content, { level: 9 });
  const filters = '/FlateDecode '.repeat(packed);
  return pdfOf([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    Buffer.concat([
      Buffer.from(`<</Length ${content.length}/Filter[${filters}]>>\nstream\n`),
      content,
      Buffer.from('\nendstream'),
    ]),
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ]);
}

function pdfOf(objects: readonly (string | Buffer)[]): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n')];
  const places: number[] = [];
  for (const [index, object] of objects.entries()) {
    places.push(parts.reduce((sum, { length }) => sum + length, 0));
    parts.push(Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n'));
  }
  const at = parts.reduce((sum, { length }) => sum + length, 0);
  const entries = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const end = `xref\n0 ${size}\n0000000000 65535 f \n${entries}trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${at}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(end)]);
}
