import { crc32, deflateRawSync } from 'node:zlib';

type Part = string | Buffer;
type ZipOptions = {
  /** What the directory says of a part's size, true or not. */
  declaredBytes?: Record<string, number>;
  flags?: number;
  checksum?: number;
};

/** A zip file, written by hand so that it can also lie. */
export function zip(
  parts: Record<string, Part>,
  { declaredBytes = {}, flags = 0, checksum }: ZipOptions = {},
): Buffer {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, part] of Object.entries(parts)) {
    const content = Buffer.from(part);
    const packed = deflateRawSync(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(checksum ?? crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(declaredBytes[name] ?? content.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const head = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed]);
    const entry = Buffer.alloc(14);
    entry.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, entry, Buffer.from(name)]),
    );
    local.push(head);
    offset += head.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...local, central, Buffer.from('PK\x05\x06'), end]);
}

type SheetSketch = { name?: string; state?: string; xml: string };
type BookSketch = {
  sheets: SheetSketch[];
  strings?: string;
  styles?: string;
  date1904?: boolean;
  more?: Record<string, Part>;
};

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The parts of a workbook with the given insides of `sheetData`. */
export function bookParts({
  sheets,
  strings,
  styles,
  date1904 = false,
  more = {},
}: BookSketch): Record<string, Part> {
  const tabs = sheets.map(
    ({ name, state = 'visible' }, index) =>
      `<sheet name="${name ?? `Sheet${index + 1}`}" sheetId="${index + 1}" state="${state}" r:id="rId${index + 1}"/>`,
  );
  const relations = sheets.map(
    (_sheet, index) =>
      `<Relationship Id="rId${index + 1}" Type="${office}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  const bodies = sheets.map(({ xml }, index): [string, Part] => [
    `xl/worksheets/sheet${index + 1}.xml`,
    `<?xml version="1.0"?><worksheet><sheetData>${xml}</sheetData></worksheet>`,
  ]);
  return {
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook><workbookPr date1904="${date1904 ? '1' : '0'}"/><sheets>${tabs.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${relations.join('')}<Relationship Id="rIdS" Type="${office}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rIdT" Type="${office}/styles" Target="/xl/styles.xml"/></Relationships>`,
    'xl/sharedStrings.xml': `<sst>${strings ?? ''}</sst>`,
    'xl/styles.xml': styles ?? '<styleSheet/>',
    ...Object.fromEntries(bodies),
    ...more,
  };
}

export function book(sketch: BookSketch): Buffer {
  return zip(bookParts(sketch));
}

/** A row of inline texts. */
export function textRow(line: number, ...texts: string[]): string {
  const cells = texts.map(
    (text, index) =>
      `<c r="${String.fromCharCode(65 + index)}${line}" t="inlineStr"><is><t>${text}</t></is></c>`,
  );
  return `<row r="${line}">${cells.join('')}</row>`;
}

/** A row of numbers (or of anything else, written as the value with its attributes), each with its own style. */
export function valueRow(
  line: number,
  ...values: { value: string; style?: number; type?: string }[]
): string {
  const cells = values.map(
    ({ value, style = 0, type = 'n' }, index) =>
      `<c r="${String.fromCharCode(65 + index)}${line}" s="${style}" t="${type}"><v>${value}</v></c>`,
  );
  return `<row r="${line}">${cells.join('')}</row>`;
}
