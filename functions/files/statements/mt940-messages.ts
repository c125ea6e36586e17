import { linesOf } from './lines-of.ts';
import { StatementRefusal } from './statement-refusal.ts';

/** A field of a SWIFT message: `:61:` with its lines, from its first line on. */
export type Mt940Field = { tag: string; lines: string[]; line: number };

export type Mt940Message = { fields: Mt940Field[]; line: number };

/**
 * The fields of MT940 and MT942. A line that only looks like a field goes on with the one above it: banks break lines
 * within a time of day, so that the next begins with `:26:37`.
 */
const tags = new Set([
  ...['13', '13D', '20', '21', '25', '25P', '28', '28C', '34F', '60F', '60M', '61'],
  ...['62F', '62M', '64', '65', '86', '90C', '90D', 'NS'],
]);

/** Takes a file apart into its messages: each begins with `:20:` and ends with a hyphen, or where the next begins. */
export function readMt940Messages(text: string): Mt940Message[] {
  const messages: Mt940Message[] = [];
  let message: Mt940Message | null = null;
  for (const { text: written, line } of linesOf(text)) {
    const content = afterBlocks(written);
    const [match, tag = '', value = ''] = /^:(\d{2}[A-Z]?|NS):(.*)$/.exec(content) ?? [];
    const isField = match !== undefined && tags.has(tag);
    if (!isField && /^-\}?/.test(content) && endsMessage(content)) message = null;
    else if (!isField) addLine(message?.fields.at(-1), content);
    else {
      if (message === null || beginsMessage(tag, message)) {
        message = { fields: [], line };
        messages.push(message);
      }
      message.fields.push({ tag, lines: [value], line });
    }
  }
  return messages;
}

/** SWIFT allows six lines in a field; banks write more, but never hundreds. */
const MOST_LINES = 200;

function addLine(field: Mt940Field | undefined, content: string): void {
  if (field === undefined || content.trim() === '') return;
  field.lines.push(content);
  if (field.lines.length > MOST_LINES) throw tooManyLines(field);
}

function tooManyLines({ tag, line }: Mt940Field): StatementRefusal {
  const message = `The field :${tag}: in line ${line} has more than ${MOST_LINES} lines, which no bank writes. Ask for the statement as the bank exports it.`;
  return new StatementRefusal('line-too-long', message, { line });
}

/** SWIFT puts a message into blocks: `{1:F01…}{2:I940…}{4:` and then its first field. */
function afterBlocks(line: string): string {
  const blockAt = line.startsWith('{') ? line.indexOf('{4:') : -1;
  return blockAt === -1 ? line : line.slice(blockAt + '{4:'.length);
}

/** `-`, `-}` and `-}{5:…}`; a text may go on with a hyphen too. */
function endsMessage(line: string): boolean {
  return line.trimEnd() === '-' || line.startsWith('-}');
}

/** Some banks send the next statement of an account without `:20:`; its opening balance begins it. */
function beginsMessage(tag: string, { fields }: Mt940Message): boolean {
  if (tag === '20') return fields.some((field) => field.tag !== '20');
  return tag.startsWith('60') && fields.some((field) => field.tag.startsWith('62'));
}
