import type { SetColumn } from '../packages/set-field.tsx';
import { frequencyWords, roleWords } from './arrangement-words.ts';
import { keysOf, wordOf } from './draft-values.ts';

/** What a plan item is typed in. */
export const planColumns: readonly SetColumn[] = [
  { field: 'what', label: 'What', kind: 'text', mandatory: true },
  { field: 'payee', label: 'From whom', kind: 'text' },
  { field: 'amountPence', label: 'Pounds each time', kind: 'pounds' },
  {
    ...{ field: 'frequency', label: 'How often', kind: keysOf(frequencyWords) },
    word: (value) => wordOf(frequencyWords, value),
  },
];

/** What somebody who acts for the person is typed in. */
export const representativeColumns: readonly SetColumn[] = [
  { field: 'name', label: 'Name', kind: 'text', mandatory: true },
  {
    ...{ field: 'role', label: 'Acts as', kind: keysOf(roleWords), mandatory: true },
    word: (value) => wordOf(roleWords, value),
  },
  { field: 'from', label: 'From', kind: 'date', mandatory: true },
  { field: 'to', label: 'To', kind: 'date' },
  { field: 'address', label: 'Address', kind: 'text' },
  { field: 'email', label: 'E-mail address', kind: 'text' },
];
