import { DEEPEST_NESTING, type Element } from '../xml/read-elements.ts';
import { refuseTooLong, StatementRefusal } from './statement-refusal.ts';

/**
 * Reads OFX into its elements, the SGML of version 1 and the XML of version 2 alike, in one pass and without a regular
 * expression over the body: the public readers of OFX hang on one tag of 34 letters that is not closed. In version 1
 * an element that holds a value has no end, so whatever comes next ends it.
 */
export function readOfxElements(text: string): Element {
  const root = elementOf('', 1);
  const open = [root];
  let line = 1;
  let at = text.search(/<OFX[\s>]/i);
  if (at === -1) throw notOfx();
  line += newLines(text, 0, at);
  while (at < text.length) {
    const next = text.charCodeAt(at) === LESS_THAN ? readMarkup(text, at, line) : null;
    const end = next?.end ?? endOfText(text, at);
    if (next === null) addText(open, text.slice(at, end), line);
    else if (next.kind === 'text') addText(open, next.text, line);
    else if (next.kind === 'opens') openElement(open, next.name, line);
    else if (next.kind === 'closes') closeElement(open, next.name, line);
    line += newLines(text, at, end);
    at = end;
  }
  if (open.length > 1) throw cutShort(open, line);
  return root;
}

const LESS_THAN = 60;
const LINE_FEED = 10;

const noAttributes: ReadonlyMap<string, string> = new Map();

function elementOf(name: string, line: number): Element {
  return { name, attributes: noAttributes, text: '', children: [], line };
}

type Markup =
  | { kind: 'opens' | 'closes'; name: string; end: number }
  | { kind: 'text'; text: string; end: number }
  | { kind: 'nothing'; end: number };

/** What begins at a `<`; null where it is only a character of a text, as in `A < B`. */
function readMarkup(text: string, at: number, line: number): Markup | null {
  if (text.startsWith('<!--', at)) return { kind: 'nothing', end: endAfter(text, '-->', at) };
  if (text.startsWith('<?', at)) return { kind: 'nothing', end: endAfter(text, '?>', at) };
  if (text.startsWith('<![CDATA[', at)) {
    const end = endAfter(text, ']]>', at);
    return { kind: 'text', text: text.slice(at + '<![CDATA['.length, end - ']]>'.length), end };
  }
  if (text.startsWith('<!', at)) {
    throw new StatementRefusal('doctype-refused', DOCTYPE_MESSAGE, { line });
  }
  return readTag(text, at);
}

const DOCTYPE_MESSAGE =
  'The file defines its own markup, which no bank does. Ask for the statement as the bank exports it.';

/** Real names have at most 20 letters; attributes are in none but `<OFX>` of some banks. */
const LONGEST_TAG_CHARACTERS = 200;

function readTag(text: string, at: number): Markup | null {
  const within = text.slice(at + 1, at + LONGEST_TAG_CHARACTERS);
  const tag = within.slice(0, within.indexOf('>') + 1).slice(0, -1);
  const end = at + tag.length + 2;
  const [match, slash, name = '', isEmpty] = /^(\/)?([A-Za-z][\w.]*)\s*(?:\s[^<]*?)?(\/)?$/.exec(tag) ?? [];
  if (match === undefined) return null;
  if (isEmpty !== undefined) return { kind: 'nothing', end };
  return { kind: slash === undefined ? 'opens' : 'closes', name: name.toUpperCase(), end };
}

function endAfter(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at === -1 ? text.length + mark.length : at + mark.length;
}

function endOfText(text: string, at: number): number {
  const end = text.indexOf('<', at + 1);
  return end === -1 ? text.length : end;
}

function newLines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at += 1) if (text.charCodeAt(at) === LINE_FEED) count += 1;
  return count;
}

function addText(open: readonly Element[], text: string, line: number): void {
  const element = open.at(-1);
  if (element === undefined || (element.text === '' && text.trim() === '')) return;
  refuseTooLong(element.text.length + text.length, line);
  element.text += text;
}

function openElement(open: Element[], name: string, line: number): void {
  if (open.length > 1 && hasValue(open.at(-1))) open.pop();
  if (open.length > DEEPEST_NESTING) {
    const message = `The parts of this file nest more than ${DEEPEST_NESTING} deep, so it is no statement of a bank.`;
    throw new StatementRefusal('nested-too-deep', message, { line });
  }
  const element = elementOf(name, line);
  open.at(-1)?.children.push(element);
  open.push(element);
}

function hasValue(element: Element | undefined): boolean {
  return element !== undefined && element.text.trim() !== '' && !mustBeClosed.has(element.name);
}

/** What a transaction is lost with if its end is missing; a value is all that may go without one. */
const mustBeClosed = new Set([
  ...['OFX', 'BANKMSGSRSV1', 'CREDITCARDMSGSRSV1', 'STMTTRNRS', 'CCSTMTTRNRS', 'STMTRS', 'CCSTMTRS'],
  ...['BANKTRANLIST', 'STMTTRN', 'LEDGERBAL', 'BANKACCTFROM', 'CCACCTFROM'],
]);

/** Ends an element and every value in it that was left open; of an empty one what followed is no child but a sibling. */
function closeElement(open: Element[], name: string, line: number): void {
  const index = open.findLastIndex((element) => element.name === name);
  if (index < 1) return;
  const element = open[index];
  for (const unclosed of open.splice(index).slice(1)) {
    if (mustBeClosed.has(unclosed.name)) throw unclosedPart(unclosed, line);
    for (const sibling of unclosed.children.splice(0)) element?.children.push(sibling);
  }
}

function unclosedPart(element: Element, line: number): StatementRefusal {
  const message = `The part ${element.name} that begins in line ${element.line} has no end before line ${line}, so something of it may be missing. Ask for the file again as the bank exports it.`;
  return new StatementRefusal('file-damaged', message, { line: element.line });
}

function cutShort(open: readonly Element[], line: number): StatementRefusal {
  const name = open.at(-1)?.name ?? '';
  const message = `The file ends in line ${line} within ${name}, so its end is missing. Export it again and send the whole file.`;
  return new StatementRefusal('file-cut-short', message, { line });
}

function notOfx(): StatementRefusal {
  return new StatementRefusal(
    'file-not-a-statement',
    'The file holds no OFX. Ask for the statement as the bank exports it.',
  );
}
