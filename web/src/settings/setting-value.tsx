import { formatDate } from '../words/format.ts';
import { inWords } from '../words/labels.ts';

/** The value of a setting as people read it: a word, a list, or a small table of names and values. */
export function SettingValue({ value }: { value: unknown }) {
  if (value === null || value === undefined || value === '') return <>Not set</>;
  if (typeof value === 'boolean') return <>{value ? 'Yes' : 'No'}</>;
  if (typeof value === 'string') return <>{formatDate(value)}</>;
  if (typeof value === 'number') return <>{String(value)}</>;
  if (Array.isArray(value)) return <ListValue items={value} />;
  return (
    <ul class="govuk-list app-value-list">
      {Object.entries<unknown>({ ...value }).map(([name, each]) => (
        <li key={name}>
          {inWords(name)}: <SettingValue value={each} />
        </li>
      ))}
    </ul>
  );
}

function ListValue({ items }: { items: readonly unknown[] }) {
  if (items.length === 0) return <>None</>;
  if (items.every((item) => typeof item === 'string' || typeof item === 'number'))
    return <>{items.join(', ')}</>;
  return (
    <ol class="govuk-list govuk-list--number app-value-list">
      {items.map((item, index) => (
        <li key={index}>
          <SettingValue value={item} />
        </li>
      ))}
    </ol>
  );
}
