import * as z from 'zod';
import { calendarDateSchema, readDate } from '../calendar.ts';
import { readIdentifier } from '../identifiers.ts';
import { penceSchema, poundsText, rateTextSchema, readPounds, readQuantity, readRate } from '../money.ts';
import type { Reading } from '../outcome.ts';

/** How one field of a record is read from the text of a cell, and written back as canonical text. */
export type FieldForm = {
  kind: 'text' | 'identifier' | 'date' | 'rate' | 'pounds' | 'whole' | 'flag' | 'choice';
  read: (text: string) => Reading<unknown>;
  /** What a person is told the field looks like, in the API's description and on the upload page. */
  description: string;
};

const forms = new WeakMap<z.core.$ZodType, FieldForm>();

function field<S extends z.ZodType>(schema: S, form: FieldForm): S {
  const own = schema.describe(form.description);
  forms.set(own, form);
  return own;
}

/** The form of a record's field, looking through `nullable`; nothing for a field that no file carries. */
export function formOf(schema: z.core.$ZodType): FieldForm | undefined {
  return forms.get(schema instanceof z.ZodNullable ? schema.unwrap() : schema);
}

const readAsText = (text: string): Reading<string> => ({ ok: true, value: text });

/** Free text of at most 500 characters. */
export const text = field(z.string().min(1).max(500), {
  kind: 'text',
  read: (value) =>
    value.length <= 500
      ? readAsText(value)
      : {
          ok: false,
          rule: 'text-too-long',
          message: `This is ${value.length} characters; at most 500 are kept.`,
        },
  description: 'Text, at most 500 characters.',
});

/** A reference given by the council or provider: letters, digits, dot, dash, slash, underscore. */
export const identifier = field(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,39}$/), {
  kind: 'identifier',
  read: readIdentifier,
  description: 'A reference: letters, digits, dot, dash, slash or underscore, at most 40.',
});

export const date = field(calendarDateSchema, {
  kind: 'date',
  read: readDate,
  description: 'A date, as 2026-04-01 or 01/04/2026.',
});

/** A rate in pounds: decimal text with up to four places, never negative. */
export const rate = field(rateTextSchema, {
  kind: 'rate',
  read: (value) => readRate(value, { maximumDecimals: 4 }),
  description: 'Digits with at most four decimals, such as 27.18.',
});

/** How much or how many: decimal text with up to four places, never negative and never with a pound sign. */
export const quantity = field(rateTextSchema, {
  kind: 'rate',
  read: (value) => readQuantity(value, { maximumDecimals: 4 }),
  description: 'Digits with at most four decimals, such as 10.5.',
});

/** A percentage from 0 to 100 with up to four places. */
export const percent = field(rateTextSchema, {
  kind: 'rate',
  read: (value) => {
    const read = readQuantity(value, { maximumDecimals: 4 });
    return read.ok && Number(read.value) > 100
      ? { ok: false, rule: 'percent-over-100', message: `${value} percent is more than the whole.` }
      : read;
  },
  description: 'A percentage from 0 to 100, at most four decimals.',
});

/** An amount of pounds, kept as whole pence, never negative. */
export const pounds = field(penceSchema, {
  kind: 'pounds',
  read: (value) => {
    const read = readPounds(value);
    return read.ok && read.value < 0
      ? { ok: false, rule: 'number-negative', message: `${value} is below zero; this amount cannot be.` }
      : read;
  },
  description: 'Pounds with at most two decimals, such as 1234.50.',
});

/** An amount of pounds that may be below zero. */
export const signedPounds = field(penceSchema, {
  kind: 'pounds',
  read: readPounds,
  description: 'Pounds with at most two decimals, such as -12.50.',
});

const WHOLE = /^\d{1,6}$/;

/** A whole number from 0 to 999,999. */
export const whole = field(z.int().min(0).max(999_999), {
  kind: 'whole',
  read: (value) =>
    WHOLE.test(value)
      ? { ok: true, value: Number(value) }
      : { ok: false, rule: 'not-a-whole-number', message: `“${shown(value)}” is not a whole number.` },
  description: 'A whole number.',
});

const FLAGS = new Map([
  ['true', true],
  ['yes', true],
  ['y', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['n', false],
  ['0', false],
]);

export const flag = field(z.boolean(), {
  kind: 'flag',
  read: (value) => {
    const meaning = FLAGS.get(value.toLowerCase());
    return meaning === undefined
      ? { ok: false, rule: 'not-yes-or-no', message: `“${shown(value)}” is neither yes nor no.` }
      : { ok: true, value: meaning };
  },
  description: 'yes or no.',
});

/** One of the words of a short list, in any case. */
export function oneOf<const W extends readonly [string, ...string[]]>(words: W) {
  const byLowerCase = new Map(words.map((word) => [word.toLowerCase(), word]));
  return field(z.enum(words), {
    kind: 'choice',
    read: (value) => {
      const word = byLowerCase.get(value.toLowerCase());
      return word === undefined
        ? {
            ok: false,
            rule: 'not-a-known-word',
            message: `“${shown(value)}” is not one of ${words.join(', ')}.`,
          }
        : { ok: true, value: word };
    },
    description: `One of ${words.join(', ')}.`,
  });
}

/** A value of a sign multiplier: -1, 0 or 1. */
export const sign = field(z.union([z.literal(-1), z.literal(0), z.literal(1)]), {
  kind: 'whole',
  read: (value) =>
    value === '1' || value === '+1' || value === '0' || value === '-1'
      ? { ok: true, value: Number(value) }
      : { ok: false, rule: 'not-a-sign', message: `“${shown(value)}” is not -1, 0 or 1.` },
  description: '-1, 0 or 1.',
});

/** The canonical text of a field's value, as an extract would write it; empty for null. */
export function fieldText(form: FieldForm, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (form.kind === 'pounds') return poundsText(penceSchema.parse(value));
  if (typeof value === 'string') return value;
  return JSON.stringify(value);
}

/** What is quoted back of a cell: enough to find it, never a whole page. */
function shown(value: string): string {
  return value.length > 40 ? `${value.slice(0, 40)}…` : value;
}
