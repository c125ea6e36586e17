import { SaxesParser } from 'saxes';
import { workbookDamaged, workbookUnsafe } from './workbook-refusals.ts';

export type XmlAttributes = Readonly<Record<string, string | undefined>>;

export type XmlHandlers = {
  /** Name without its prefix; attributes as named in the file. */
  open: (name: string, attributes: XmlAttributes) => void;
  close: (name: string) => void;
  text: (value: string) => void;
};

export type XmlReading = { push: (text: string) => void; end: () => void };

/** Sheets nest about ten deep. */
const deepest = 100;
/**
 * Excel allows 32,767 characters a cell; each may be written as a reference. A tag, comment or text is whole in memory
 * before the parser tells of it, so without this limit the whole part would be.
 */
const longest = 1024 * 1024;

/** Reads the XML of one part of a workbook in pieces. No entity is ever defined, fetched or multiplied. */
export function readXml({ open, close, text }: XmlHandlers): XmlReading {
  const parser = new SaxesParser({ xmlns: false, fragment: false, position: false });
  let depth = 0;
  /** Characters handed over since the parser last told of anything. */
  let untold = 0;

  parser.on('doctype', () => {
    throw workbookUnsafe('it defines its own XML entities');
  });
  parser.on('error', (error) => {
    if (error.message.includes('undefined entity')) {
      throw workbookUnsafe('it uses XML entities that it must define itself', error);
    }
    throw workbookDamaged(error);
  });
  parser.on('opentag', ({ name, attributes }) => {
    untold = 0;
    depth += 1;
    if (depth > deepest) throw workbookUnsafe(`its parts nest more than ${deepest} deep`);
    open(localName(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    untold = 0;
    depth -= 1;
    close(localName(name));
  });
  const tell = (piece: string) => {
    untold = 0;
    text(piece);
  };
  parser.on('text', tell);
  parser.on('cdata', tell);
  parser.on('comment', () => {
    untold = 0;
  });

  return {
    push(piece) {
      untold += piece.length;
      parser.write(piece);
      if (untold > longest) throw workbookUnsafe('one cell or tag of it is far too long');
    },
    end() {
      parser.close();
    },
  };
}

/** Writers name the same element `row` or `x:row`. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
