import type { Setting } from '../../../events/api/settings.ts';
import { dateProblem } from '../words/date-text.ts';
import { penceOfPounds, poundsOfPence } from '../words/format.ts';

/** How a setting's value is written into a form, and read back. JSON only where nothing simpler fits. */
export type ValueForm =
  | { kind: 'yes-no' | 'number' | 'text' | 'date' | 'lines' | 'json' }
  | { kind: 'amounts' }
  | { kind: 'choice'; words: readonly string[] };

/** Settings whose form the value in force does not show: a list that is still empty, a word of a short list. */
const KNOWN: Readonly<Record<string, ValueForm>> = {
  'go-live': { kind: 'date' },
  'restricted-readers': { kind: 'lines' },
  'approval-limits': { kind: 'amounts' },
  'days-in-month': { kind: 'choice', words: ['days-of-the-month', 'equal-months'] },
  'charge-week-start': {
    kind: 'choice',
    words: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
  },
};

export function formFor({ name, value }: Pick<Setting, 'name' | 'value'>): ValueForm {
  const known = KNOWN[name];
  if (known !== undefined) return known;
  if (typeof value === 'boolean') return { kind: 'yes-no' };
  if (typeof value === 'number') return { kind: 'number' };
  return { kind: typeof value === 'string' ? 'text' : 'json' };
}

export function textOfValue(value: unknown, { kind }: ValueForm): string {
  if (value === null || value === undefined) return '';
  if (kind === 'yes-no') return value === true ? 'yes' : 'no';
  if (kind === 'lines' && Array.isArray(value)) return value.join('\n');
  if (kind === 'amounts' && typeof value === 'object') {
    return Object.entries<unknown>({ ...value })
      .map(([user, pence]) => `${user} ${poundsOfPence(Number(pence))}`)
      .join('\n');
  }
  if (kind === 'json') return JSON.stringify(value, null, 2);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

export type ReadValue = { ok: true; value: unknown } | { ok: false; message: string };

export function valueOfText(text: string, { kind }: ValueForm): ReadValue {
  const trimmed = text.trim();
  switch (kind) {
    case 'yes-no':
      return { ok: true, value: trimmed === 'yes' };
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(trimmed)
        ? { ok: true, value: Number(trimmed) }
        : { ok: false, message: 'Enter a number, such as 5' };
    case 'date': {
      const problem = dateProblem(trimmed, 'New value');
      return problem === null
        ? { ok: true, value: trimmed === '' ? null : trimmed }
        : { ok: false, message: problem };
    }
    case 'text':
    case 'choice':
      return { ok: true, value: trimmed };
    case 'lines':
      return { ok: true, value: linesOf(trimmed) };
    case 'amounts':
      return amountsOf(linesOf(trimmed));
    case 'json':
      return jsonValue(trimmed);
  }
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

const AMOUNT_LINE = /^(\S+)\s+(\S+)$/;

function amountsOf(lines: readonly string[]): ReadValue {
  const amounts: Record<string, number> = {};
  for (const line of lines) {
    const [, user, pounds = ''] = AMOUNT_LINE.exec(line) ?? [];
    const amount = penceOfPounds(pounds);
    if (user === undefined || amount === null || amount < 0) {
      return {
        ok: false,
        message: `“${line}” is not a user name and an amount, such as amy.approver 50000.00`,
      };
    }
    amounts[user] = amount;
  }
  return { ok: true, value: amounts };
}

function jsonValue(text: string): ReadValue {
  if (text === '') return { ok: true, value: null };
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return {
      ok: false,
      message: 'Enter the value as JSON: names and texts in double quotes, a comma between items',
    };
  }
}
