import { quote } from '../../../domain/outcome.ts';
import { linesOf } from './lines-of.ts';
import { StatementRefusal, unreadableRow } from './statement-refusal.ts';

/** A record by the letters that begin its lines, from its first line on. */
export type QifRecord = { fields: ReadonlyMap<string, string>; line: number };

export type QifSection = {
  kind: 'account' | 'investments' | 'list';
  /** The account that the file says it belongs to. */
  account: string | null;
  records: QifRecord[];
};

/** What a `!Type:` line may say, of Quicken’s own description of the format. */
const kinds: ReadonlyMap<string, QifSection['kind']> = new Map([
  ...['bank', 'cash', 'ccard', 'oth a', 'oth l'].map((type) => [type, 'account'] as const),
  ...['invst', 'port', '401(k)/403(b)'].map((type) => [type, 'investments'] as const),
  ...['memorized', 'cat', 'class', 'tag', 'prices', 'security', 'budget', 'tax'].map(
    (type) => [type, 'list'] as const,
  ),
]);

/** What stands once in a record, else two were joined and one would be lost. */
const onceInRecord = new Set(['D', 'T', 'U']);

/** Takes a QIF file apart into the records of its sections. Blank lines mean nothing, wherever they stand. */
export function readQifSections(text: string): { sections: QifSection[]; isLastClosed: boolean } {
  const reading = new QifSections();
  for (const { text: written, line } of linesOf(text)) {
    if (written.trim() !== '') reading.take(written, line);
  }
  return reading.end();
}

/** The section and record that lines of a QIF file add to. */
class QifSections {
  readonly #sections: QifSection[] = [];
  #kind: QifSection['kind'] | 'account-names' | null = null;
  #account: string | null = null;
  #fields = new Map<string, string>();
  #line = 0;

  take(written: string, line: number): void {
    if (written.startsWith('!')) this.#begin(written.slice(1).trim(), line);
    else if (this.#kind === null) throw notQif();
    else if (written.startsWith('^')) this.#endRecord();
    else this.#add(written, line);
  }

  end(): { sections: QifSection[]; isLastClosed: boolean } {
    if (this.#kind === null) throw notQif();
    const isLastClosed = this.#fields.size === 0;
    this.#endRecord();
    return { sections: this.#sections, isLastClosed };
  }

  #begin(header: string, line: number): void {
    if (this.#fields.size > 0) {
      throw unreadableRow(line, 'a new part begins there before the transaction above it has ended.');
    }
    const name = header.toLowerCase();
    if (name.startsWith('option') || name.startsWith('clear')) return;
    if (name === 'account') {
      this.#kind = 'account-names';
      return;
    }
    const kind = kindOf(header, line);
    this.#kind = kind;
    this.#sections.push({ kind, account: this.#account, records: [] });
  }

  #add(written: string, line: number): void {
    const letter = written.slice(0, 1).toUpperCase();
    if (this.#fields.size === 0) this.#line = line;
    if (this.#fields.has(letter) && this.#kind === 'account' && onceInRecord.has(letter)) {
      throw unreadableRow(line, `the transaction has two lines that begin with ${letter}.`);
    }
    if (!this.#fields.has(letter)) this.#fields.set(letter, written.slice(1));
  }

  #endRecord(): void {
    if (this.#fields.size === 0) return;
    if (this.#kind === 'account-names') this.#account = accountName(this.#fields, this.#line);
    else this.#sections.at(-1)?.records.push({ fields: this.#fields, line: this.#line });
    this.#fields = new Map();
  }
}

/** After `!Account` stand a name and a type, `TBank`; an amount there is a transaction of a part that was not begun. */
function accountName(fields: ReadonlyMap<string, string>, line: number): string | null {
  if (/\d/.test(fields.get('T') ?? '')) {
    throw unreadableRow(line, 'a transaction begins there, but not the part it belongs to.');
  }
  return fields.get('N')?.trim() ?? null;
}

function kindOf(header: string, line: number): QifSection['kind'] {
  const type = /^type:(.*)$/i.exec(header)?.[1]?.trim() ?? header;
  const kind = kinds.get(type.toLowerCase());
  if (kind !== undefined) return kind;
  const message = `Line ${line} begins a part ${quote(header)} that is not known, so what is in it would be lost. Ask for the statement as the bank exports it.`;
  throw new StatementRefusal('part-unknown', message, { line });
}

function notQif(): StatementRefusal {
  return new StatementRefusal(
    'file-not-a-statement',
    'The file holds no QIF, which begins with a line like !Type:Bank. Ask for the statement as the bank exports it.',
  );
}
