/** How a setting's value is written into a form, and read back: plain text where it is simple, JSON where it is not. */
export type ValueForm = 'yes-no' | 'number' | 'text' | 'lines' | 'json';

export function formFor(value: unknown): ValueForm {
  if (typeof value === 'boolean') return 'yes-no';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'string') return 'text';
  if (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string'))
    return 'lines';
  return 'json';
}

export function textOfValue(value: unknown, form: ValueForm): string {
  if (value === null || value === undefined) return '';
  if (form === 'yes-no') return value === true ? 'yes' : 'no';
  if (form === 'lines' && Array.isArray(value)) return value.join('\n');
  if (form === 'json') return JSON.stringify(value, null, 2);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

export type ReadValue = { ok: true; value: unknown } | { ok: false; message: string };

export function valueOfText(text: string, form: ValueForm): ReadValue {
  const trimmed = text.trim();
  switch (form) {
    case 'yes-no':
      return { ok: true, value: trimmed === 'yes' };
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(trimmed)
        ? { ok: true, value: Number(trimmed) }
        : { ok: false, message: 'Enter a number, such as 5 or 0.5' };
    case 'text':
      return { ok: true, value: trimmed };
    case 'lines':
      return {
        ok: true,
        value: trimmed
          .split('\n')
          .map((line) => line.trim())
          .filter(Boolean),
      };
    case 'json':
      return jsonValue(trimmed);
  }
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
