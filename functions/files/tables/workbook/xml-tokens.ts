import { TableRefusal } from '../table-events.ts';

export type XmlHandlers = {
  /** Name without its prefix; attributes as written, for `xmlAttributes`. */
  open: (name: string, attributes: string) => void;
  close: (name: string) => void;
  text: (value: string) => void;
};

export type XmlTokens = { push: (text: string) => void; end: () => void };

/** No tag of a spreadsheet comes near; a longer one would be scanned again with each chunk. */
const tagCharacters = 64 * 1024;
/** Excel allows 32,767 characters a cell; each may be written as a reference. */
const textCharacters = 1024 * 1024;

const named = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/**
 * Reads XML in pieces, in one pass: tags and text of the parts of a workbook. A document type is refused, so no entity is
 * ever defined, fetched or multiplied.
 */
export function readXmlTokens({ open, close, text }: XmlHandlers): XmlTokens {
  let rest = '';

  const readTag = (from: number, end: number) => {
    if (rest.charCodeAt(from + 1) === 47) {
      close(localName(rest.slice(from + 2, end).trimEnd()));
      return;
    }
    const closed = rest.charCodeAt(end - 1) === 47;
    const inner = rest.slice(from + 1, closed ? end - 1 : end);
    let space = 0;
    while (space < inner.length && !isSpace(inner.charCodeAt(space))) space += 1;
    const name = localName(inner.slice(0, space));
    open(name, inner.slice(space));
    if (closed) close(name);
  };

  /** The index behind the markup that starts here; -1 where its end has not come yet. */
  const readMarkup = (from: number): number => {
    if (rest.startsWith('<![CDATA[', from)) {
      const end = rest.indexOf(']]>', from);
      if (end !== -1) text(rest.slice(from + 9, end));
      return end === -1 ? -1 : end + 3;
    }
    if (rest.startsWith('<!--', from)) return behind('-->', from + 4);
    if (rest.startsWith('<?', from)) return behind('?>', from);
    if (rest.startsWith('<!', from)) {
      if (rest.length - from < 9) return -1;
      throw workbookUnsafe('it defines its own XML entities');
    }
    const end = tagEnd(rest, from);
    if (end !== -1) readTag(from, end);
    return end === -1 ? -1 : end + 1;
  };

  const behind = (mark: string, from: number) => {
    const end = rest.indexOf(mark, from);
    return end === -1 ? -1 : end + mark.length;
  };

  return {
    push(piece) {
      rest += piece;
      let index = 0;
      for (;;) {
        const tag = rest.indexOf('<', index);
        if (tag === -1) break;
        if (tag > index) text(decodeReferences(rest.slice(index, tag)));
        const next = readMarkup(tag);
        index = next === -1 ? tag : next;
        if (next === -1) break;
      }
      rest = rest.slice(index);
      const allowed = rest.startsWith('<') && !rest.startsWith('<![CDATA[') ? tagCharacters : textCharacters;
      if (rest.length > allowed) throw workbookUnsafe('one cell or tag of it is far too long');
    },
    end() {
      if (rest.trim() !== '') throw workbookDamaged();
    },
  };
}

/** By hand rather than by pattern: this runs once for each row and cell. */
export function xmlAttributes(written: string): Record<string, string | undefined> {
  const attributes: Record<string, string | undefined> = {};
  let index = 0;
  for (;;) {
    const equals = written.indexOf('=', index);
    if (equals === -1) return attributes;
    let opening = equals + 1;
    while (isSpace(written.charCodeAt(opening))) opening += 1;
    const mark = written.charAt(opening);
    const closing = mark === '"' || mark === "'" ? written.indexOf(mark, opening + 1) : -1;
    if (closing === -1) throw workbookDamaged();
    const name = localName(written.slice(index, equals).trim());
    attributes[name] = decodeReferences(written.slice(opening + 1, closing));
    index = closing + 1;
  }
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

/** A `>` inside an attribute's value does not end the tag. */
function tagEnd(text: string, from: number): number {
  let inside = 0;
  for (let index = from + 1; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (inside !== 0) {
      if (code === inside) inside = 0;
    } else if (code === 62) return index;
    else if (code === 34 || code === 39) inside = code;
  }
  return -1;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function decodeReferences(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi, (_all, decimal, hexadecimal, name) => {
    const replaced = typeof name === 'string' ? named.get(name) : codePoint(decimal, hexadecimal);
    if (replaced === undefined) throw workbookUnsafe('it uses XML entities that it must define itself');
    return replaced;
  });
}

function codePoint(decimal: unknown, hexadecimal: unknown): string | undefined {
  const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hexadecimal), 16);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

export function workbookUnsafe(why: string, cause?: unknown): TableRefusal {
  return new TableRefusal(
    'workbook-unsafe',
    `This workbook was not opened, because ${why}. Save the sheet as CSV and send it again.`,
    { cause },
  );
}

export function workbookDamaged(cause?: unknown): TableRefusal {
  return new TableRefusal(
    'workbook-damaged',
    'This workbook is damaged or was cut short. Open it in Excel, save it again and send it again.',
    { cause },
  );
}
