import { SaxesParser } from 'saxes';

/** An element of a marked-up file, with where it begins. */
export type Element = {
  name: string;
  attributes: ReadonlyMap<string, string>;
  text: string;
  children: Element[];
  line: number;
};

export type XmlDamage = 'own-entities' | 'too-deep' | 'not-well-formed';

/** Carries out of the parser why a file is not XML that we read, and in which line. */
export class XmlDamaged extends Error {
  override readonly name = 'XmlDamaged';
  readonly damage: XmlDamage;
  readonly line: number;

  constructor(damage: XmlDamage, message: string, line: number) {
    super(message);
    this.damage = damage;
    this.line = line;
  }
}

/** Bacs reports nest about eight deep, statements in CAMT about fifteen. */
export const DEEPEST_NESTING = 50;

const noAttributes: ReadonlyMap<string, string> = new Map();

/**
 * Reads a whole file into its root element. No entity is ever defined, fetched or multiplied. `onEnd` sees each element
 * with its parent as it ends, and may take it out of the tree: of a large file only what is wanted is kept.
 */
export function readElements(text: string, onEnd?: (element: Element, parent: Element) => void): Element {
  const parser = new SaxesParser({ xmlns: false, fragment: false, position: true });
  const root: Element = { name: '', attributes: new Map(), text: '', children: [], line: 1 };
  const open: Element[] = [root];
  parser.on('doctype', () => {
    throw new XmlDamaged('own-entities', 'it defines its own XML entities', parser.line);
  });
  parser.on('error', (error) => {
    throw new XmlDamaged('not-well-formed', error.message, parser.line);
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length > DEEPEST_NESTING) {
      throw new XmlDamaged('too-deep', `its parts nest more than ${DEEPEST_NESTING} deep`, parser.line);
    }
    const element: Element = {
      name: name.slice(name.indexOf(':') + 1),
      attributes: attributesOf(attributes),
      text: '',
      children: [],
      line: parser.line,
    };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (piece) => {
    const element = open.at(-1);
    if (element !== undefined && piece.trim() !== '') element.text += piece;
  });
  parser.on('closetag', () => {
    const [element, parent] = [open.pop(), open.at(-1)];
    if (element !== undefined && parent !== undefined) onEnd?.(element, parent);
  });
  parser.write(text).close();
  return root;
}

function attributesOf(attributes: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  let trimmed: Map<string, string> | null = null;
  // Most elements have none, and of a large file it is quicker to look than to list them.
  for (const name in attributes) {
    trimmed ??= new Map();
    trimmed.set(name, attributes[name]?.trim() ?? '');
  }
  return trimmed ?? noAttributes;
}

/** Every element of a name, however deep. */
export function descendants(element: Element, name: string): Element[] {
  const found: Element[] = [];
  collect(element, name, found);
  return found;
}

function collect(element: Element, name: string, found: Element[]): void {
  for (const child of element.children) {
    if (child.name === name) found.push(child);
    collect(child, name, found);
  }
}

/** The text of the child of a name, trimmed; null where there is none or it is empty. */
export function childText(element: Element, name: string): string | null {
  const text = element.children.find((child) => child.name === name)?.text.trim() ?? '';
  return text === '' ? null : text;
}

/** An attribute that says something; null where it or its element is missing, or it is blank. */
export function attribute(element: Element | undefined, name: string): string | null {
  const value = element?.attributes.get(name) ?? '';
  return value === '' ? null : value;
}
