import type { Body } from '../api/contract.ts';
import type { SetColumn, SetRow } from '../packages/set-field.tsx';
import {
  keyIn,
  keysOf,
  orNull,
  penceIn,
  poundsText,
  rangeIn,
  rowsOf,
  stepIn,
  textIn,
  wordOf,
} from './draft-values.ts';
import { planColumns, representativeColumns } from './arrangement-columns.ts';
import { paperWords, roleWords, stepWords, type Arrangement } from './arrangement-words.ts';

/** The parts of an arrangement that are changed each by itself, in the order of the page. */
export const sectionTitles = {
  plan: 'What may be bought, and what is kept back',
  people: 'The people',
  'set-up': 'What had to be arranged first',
  signed: 'The signed agreement',
  reviews: 'Reviews that were held',
  papers: 'Papers that are sent',
  quiet: 'When letters stop',
} as const;
export type SectionName = keyof typeof sectionTitles;

/** A section as it is typed: single values, and rows of each list. */
type Draft = { values: SetRow; lists: Readonly<Record<string, readonly SetRow[]>> };
type ArrangementList = { field: string; one: string; columns: readonly SetColumn[] };
type Entered = Body<'PUT', '/v1/direct-payments/{id}/arrangement'>['arrangement'];

export type ArrangementSection = {
  help: string;
  /** The single fields, by what was typed in the others. */
  fields: (values: SetRow) => readonly SetColumn[];
  lists: readonly ArrangementList[];
  /** What is nothing without another value, and what to say then. */
  needs?: readonly { field: string; needs: string; message: string }[];
  draftOf: (arrangement: Arrangement) => Draft;
  /** What the draft changes; it was looked through before. */
  changesOf: (draft: Draft) => Partial<Entered>;
};

const papersToChoose = keysOf(paperWords).map((value) => ({ value, text: paperWords[value] }));
const steps = ['told', 'accountOpened', 'insurance', 'payroll'] as const;
const stepChoices = { done: 'Done', 'not-needed': 'Not needed' } as const;

export const arrangementSections: Readonly<Record<SectionName, ArrangementSection>> = {
  plan: {
    help: 'What the plan names is not asked about when a bank statement is checked. Where the extract names the same thing from the same payee, what stands here holds. Cash that is agreed has the payee “cash”.',
    fields: () => [],
    lists: [
      { field: 'planItems', one: 'plan item', columns: planColumns },
      {
        ...{ field: 'earmarked', one: 'sum that is kept back' },
        columns: [
          { field: 'what', label: 'For what', kind: 'text', mandatory: true },
          { field: 'amountPence', label: 'Pounds', kind: 'pounds', mandatory: true },
        ],
      },
    ],
    draftOf: ({ planItems, earmarked }) => ({
      values: {},
      lists: {
        planItems: planItems.map(({ what, payee, amountPence, frequency }) => ({
          ...{ what, payee: payee ?? '', amountPence: poundsText(amountPence), frequency: frequency ?? '' },
        })),
        earmarked: earmarked.map(({ what, amountPence }) => ({ what, amountPence: poundsText(amountPence) })),
      },
    }),
    changesOf: ({ lists }) => ({
      planItems: rowsOf(lists, 'planItems').map((row) => ({
        ...{ what: textIn(row, 'what'), payee: orNull(row, 'payee') },
        ...{ amountPence: penceIn(row), frequency: orNull(row, 'frequency') },
      })),
      earmarked: rowsOf(lists, 'earmarked').map((row) => ({
        ...{ what: textIn(row, 'what'), amountPence: penceIn(row) },
      })),
    }),
  },
  people: {
    help: 'Letters go to whoever acts for the person, with the strongest authority first. A relative in the household who is paid is asked about.',
    fields: () => [
      { field: 'address', label: 'Address for letters to the person', kind: 'text' },
      { field: 'email', label: 'E-mail address of the person', kind: 'text' },
      { field: 'lacksFrom', label: 'Lacks capacity since', kind: 'date' },
      { field: 'lacksTo', label: 'Lacked capacity until', kind: 'date' },
    ],
    needs: [{ field: 'lacksTo', needs: 'lacksFrom', message: 'Enter since when the person lacks capacity' }],
    lists: [
      { field: 'representatives', one: 'person who acts', columns: representativeColumns },
      {
        ...{ field: 'household', one: 'relative in the household' },
        columns: [{ field: 'relative', label: 'Name', kind: 'text', mandatory: true }],
      },
    ],
    draftOf: ({ representatives, household, address, email, lacksCapacity }) => ({
      values: {
        ...{ address: address ?? '', email: email ?? '' },
        ...{ lacksFrom: lacksCapacity?.from ?? '', lacksTo: lacksCapacity?.to ?? '' },
      },
      lists: {
        representatives: representatives.map((each) => ({
          ...{ name: each.name, role: each.role, from: each.from, to: each.to ?? '' },
          ...{ address: each.address ?? '', email: each.email ?? '' },
        })),
        household: household.map((relative) => ({ relative })),
      },
    }),
    changesOf: ({ values, lists }) => ({
      ...{ address: orNull(values, 'address'), email: orNull(values, 'email') },
      lacksCapacity: rangeIn(values, 'lacksFrom', 'lacksTo'),
      representatives: rowsOf(lists, 'representatives').map((row) => ({
        ...{ name: textIn(row, 'name'), role: keyIn(roleWords, row['role'], 'nominated-person') },
        ...{ from: textIn(row, 'from'), to: orNull(row, 'to') },
        ...{ address: orNull(row, 'address'), email: orNull(row, 'email') },
      })),
      household: rowsOf(lists, 'household').map((row) => textIn(row, 'relative')),
    }),
  },
  'set-up': {
    help: 'Insurance and a payroll are needed where somebody is employed.',
    fields: (values) =>
      steps.flatMap((step): SetColumn[] => [
        {
          ...{ field: step, label: stepWords[step], kind: keysOf(stepChoices), none: 'Still to do' },
          word: (value) => wordOf(stepChoices, value),
        },
        ...(values[step] === 'done'
          ? [{ field: `${step}On`, label: 'On which day', kind: 'date', mandatory: true } as const]
          : []),
      ]),
    lists: [],
    draftOf: ({ setUp }) => ({
      lists: {},
      values: Object.fromEntries(
        steps.flatMap((step) => {
          const done = setUp[step];
          if (done === null || done === 'not-needed') return [[step, done ?? '']];
          return [
            [step, 'done'],
            [`${step}On`, done],
          ];
        }),
      ),
    }),
    changesOf: ({ values }) => ({
      setUp: {
        ...{ told: stepIn(values, 'told'), accountOpened: stepIn(values, 'accountOpened') },
        ...{ insurance: stepIn(values, 'insurance'), payroll: stepIn(values, 'payroll') },
      },
    }),
  },
  signed: {
    help: 'When it was signed, and the signed paper as an image or PDF.',
    fields: () => [
      { field: 'signedOn', label: 'Signed on', kind: 'date' },
      { field: 'signedUploadId', label: 'Image or PDF of the signed paper', kind: 'image' },
    ],
    lists: [],
    draftOf: ({ signedOn, signedUploadId }) => ({
      lists: {},
      values: { signedOn: signedOn ?? '', signedUploadId: signedUploadId ?? '' },
    }),
    changesOf: ({ values }) => ({
      signedOn: orNull(values, 'signedOn'),
      signedUploadId: orNull(values, 'signedUploadId'),
    }),
  },
  reviews: {
    help: 'The law wants the first within six months of the start and the others within twelve of the last.',
    fields: () => [],
    lists: [
      {
        ...{ field: 'reviews', one: 'review' },
        columns: [
          { field: 'heldOn', label: 'Held on', kind: 'date', mandatory: true },
          { field: 'note', label: 'What came of it', kind: 'text' },
        ],
      },
    ],
    draftOf: ({ reviews }) => ({
      values: {},
      lists: { reviews: reviews.map(({ heldOn, note }) => ({ heldOn, note: note ?? '' })) },
    }),
    changesOf: ({ lists }) => ({
      reviews: rowsOf(lists, 'reviews').map((row) => ({
        ...{ heldOn: textIn(row, 'heldOn'), note: orNull(row, 'note') },
      })),
    }),
  },
  papers: {
    help: 'What comes with each of its returns.',
    fields: () => [{ field: 'papersAsked', label: 'Papers', kind: 'several', choices: papersToChoose }],
    lists: [],
    draftOf: ({ papersAsked }) => ({ lists: {}, values: { papersAsked: papersAsked.join(' ') } }),
    changesOf: ({ values }) => ({
      papersAsked: keysOf(paperWords).filter((each) =>
        textIn(values, 'papersAsked').split(' ').includes(each),
      ),
    }),
  },
  quiet: {
    help: 'While one of these stands no letter goes out by itself. Leave everything empty where there is neither.',
    fields: () => [
      { field: 'since', label: 'Told of a death on', kind: 'date' },
      { field: 'quietTo', label: 'Nobody is chased through', kind: 'date' },
      { field: 'contact', label: 'The one officer the family deals with', kind: 'text' },
      { field: 'breathingFrom', label: 'Breathing Space since', kind: 'date' },
      { field: 'breathingTo', label: 'Breathing Space through', kind: 'date' },
    ],
    needs: [
      { field: 'since', needs: 'contact', message: 'Enter the one officer the family deals with' },
      { field: 'quietTo', needs: 'since', message: 'Enter when the council was told of the death' },
      { field: 'contact', needs: 'since', message: 'Enter when the council was told of the death' },
      { field: 'breathingTo', needs: 'breathingFrom', message: 'Enter since when the Breathing Space lasts' },
    ],
    lists: [],
    draftOf: ({ bereavement, breathingSpace }) => ({
      lists: {},
      values: {
        ...{ since: bereavement?.since ?? '', quietTo: bereavement?.to ?? '' },
        ...{ contact: bereavement?.contact ?? '', breathingFrom: breathingSpace?.from ?? '' },
        breathingTo: breathingSpace?.to ?? '',
      },
    }),
    changesOf: ({ values }) => ({
      bereavement:
        orNull(values, 'since') === null
          ? null
          : {
              ...{ since: textIn(values, 'since'), to: orNull(values, 'quietTo') },
              contact: textIn(values, 'contact'),
            },
      breathingSpace: rangeIn(values, 'breathingFrom', 'breathingTo'),
    }),
  },
};
