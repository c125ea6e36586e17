import type { CellFormat } from './cell-text.ts';
import { cellFormat } from './cell-text.ts';
import type { Workbook } from './open-workbook.ts';
import type { XmlAttributes, XmlHandlers } from './read-xml.ts';
import { localName, readXml } from './read-xml.ts';
import { workbookUnsafe } from './workbook-refusals.ts';

type SheetEntry = { name: string; part: string };

export type WorkbookParts = {
  /** Visible worksheets in the order of their tabs. */
  sheets: SheetEntry[];
  from1904: boolean;
  strings: string[];
  formats: CellFormat[];
};

const nothing = () => undefined;
/** A hundred megabytes of empty strings would fill memory. */
const mostStrings = 2_000_000;

export async function readParts(workbook: Workbook): Promise<WorkbookParts> {
  const targets = await readTargets(workbook);
  const { sheets, from1904 } = await readSheets(workbook, targets);
  const strings = await readStrings(workbook, partOf(targets, 'sharedStrings'));
  const formats = await readFormats(workbook, partOf(targets, 'styles'));
  return { sheets, from1904, strings, formats };
}

type Target = { id: string; type: string; part: string };

async function readTargets(workbook: Workbook): Promise<Target[]> {
  const targets: Target[] = [];
  await readWhole(workbook, 'xl/_rels/workbook.xml.rels', {
    open(name, attributes) {
      if (name !== 'Relationship') return;
      const { Id: id = '', Type: type = '', Target: target = '' } = attributes;
      targets.push({
        id,
        type,
        part: target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`,
      });
    },
    close: nothing,
    text: nothing,
  });
  return targets;
}

/** Transitional and strict workbooks name their relations by different addresses with the same last word. */
function partOf(targets: Target[], kind: string): string | undefined {
  return targets.find(({ type }) => type.endsWith(`/${kind}`))?.part;
}

async function readSheets(
  workbook: Workbook,
  targets: Target[],
): Promise<Pick<WorkbookParts, 'sheets' | 'from1904'>> {
  const sheets: SheetEntry[] = [];
  let from1904 = false;
  await readWhole(workbook, 'xl/workbook.xml', {
    open(tag, attributes) {
      if (tag === 'workbookPr') {
        const { date1904 } = attributes;
        from1904 = date1904 === '1' || date1904 === 'true';
      } else if (tag === 'sheet') {
        const { name = '', state = 'visible' } = attributes;
        const id = relationOf(attributes);
        const target = targets.find(
          (candidate) => candidate.id === id && candidate.type.endsWith('/worksheet'),
        );
        if (target !== undefined && state === 'visible') sheets.push({ name, part: target.part });
      }
    },
    close: nothing,
    text: nothing,
  });
  return { sheets, from1904 };
}

/** `r:id`, whatever the file calls the namespace of relations. */
function relationOf(attributes: XmlAttributes): string | undefined {
  return Object.entries(attributes).find(([name]) => localName(name) === 'id')?.[1];
}

/** Runs of rich text are one string; the phonetic guides of East Asian text (`rPh`) are not part of it. */
async function readStrings(workbook: Workbook, part: string | undefined): Promise<string[]> {
  const strings: string[] = [];
  let value = '';
  let inText = false;
  let inPhonetic = false;
  await readWhole(workbook, part, {
    open(name) {
      if (name === 'si') value = '';
      else if (name === 'rPh') inPhonetic = true;
      else if (name === 't') inText = !inPhonetic;
    },
    close(name) {
      if (name === 't') inText = false;
      else if (name === 'rPh') inPhonetic = false;
      else if (name === 'si') {
        if (strings.length === mostStrings) throw workbookUnsafe('it holds far too many texts');
        strings.push(decodeEscapes(value));
      }
    },
    text(piece) {
      if (inText) value += piece;
    },
  });
  return strings;
}

async function readFormats(workbook: Workbook, part: string | undefined): Promise<CellFormat[]> {
  const codes = new Map<string, string>();
  const formats: CellFormat[] = [];
  let inCellFormats = false;
  await readWhole(workbook, part, {
    open(name, attributes) {
      if (name === 'cellXfs') inCellFormats = true;
      else if (name === 'numFmt') {
        const { numFmtId = '', formatCode = '' } = attributes;
        codes.set(numFmtId, formatCode);
      } else if (name === 'xf' && inCellFormats) {
        const { numFmtId = '0' } = attributes;
        formats.push(cellFormat(numFmtId, codes.get(numFmtId)));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
    },
    text: nothing,
  });
  return formats;
}

async function readWhole(workbook: Workbook, part: string | undefined, handlers: XmlHandlers): Promise<void> {
  if (part === undefined || !workbook.has(part)) return;
  const xml = readXml(handlers);
  for await (const text of workbook.read(part)) xml.push(text);
  xml.end();
}

/** Excel writes characters that XML cannot hold as `_x000D_`. */
export function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replaceAll(/_x([\da-f]{4})_/gi, (_all, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
