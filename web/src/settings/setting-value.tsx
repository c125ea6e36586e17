import { formatDate, formatMoney } from '../words/format.ts';
import { inWords } from '../words/labels.ts';

/** Settings whose numbers are pence. */
const IN_PENCE = new Set(['approval-limits']);

/** The value of a setting as people read it: a word, a list, or names with their values. */
export function SettingValue({ name, value }: { name: string; value: unknown }) {
  if (value === null || value === undefined || value === '') return <>Not set</>;
  if (typeof value === 'boolean') return <>{value ? 'Yes' : 'No'}</>;
  if (typeof value === 'string') return <>{wordsOf(value)}</>;
  if (typeof value === 'number') return <>{IN_PENCE.has(name) ? formatMoney(value) : String(value)}</>;
  if (Array.isArray(value)) return <ListValue name={name} items={value} />;
  return (
    <ul class="govuk-list app-value-list">
      {Object.entries<unknown>({ ...value }).map(([key, each]) => (
        <li key={key}>
          {key.includes('.') ? key : inWords(key)}: <SettingValue name={name} value={each} />
        </li>
      ))}
    </ul>
  );
}

/** A date in words, a kebab-case word as words; user names and free text as they are. */
function wordsOf(text: string): string {
  return /^[a-z]+(-[a-z]+)*$/.test(text) ? inWords(text) : formatDate(text);
}

function ListValue({ name, items }: { name: string; items: readonly unknown[] }) {
  if (items.length === 0) return <>None</>;
  if (items.every((item) => typeof item === 'string' || typeof item === 'number'))
    return <>{items.join(', ')}</>;
  return (
    <ol class="govuk-list govuk-list--number app-value-list">
      {items.map((item, index) => (
        <li key={index}>
          <SettingValue name={name} value={item} />
        </li>
      ))}
    </ol>
  );
}
