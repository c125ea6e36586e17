import * as z from 'zod';

/** An attribute as DynamoDB’s protocol writes it: `{"S": "text"}`, `{"N": "12"}`. */
export type Value = Readonly<Record<string, unknown>>;
export type StoredItem = Readonly<Record<string, Value>>;

const valueSchema = z.record(z.string(), z.unknown());
export const itemSchema = z.record(z.string(), valueSchema);
const nestedSchema = z.object({ M: itemSchema });

/** The text of a key or index key; undefined where it is none. */
export function textOf(value: Value | undefined): string | undefined {
  const text = value?.['S'];
  return typeof text === 'string' ? text : undefined;
}

function numberOf(value: Value | undefined): number | undefined {
  const number = value?.['N'];
  return typeof number === 'string' ? Number(number) : undefined;
}

/** What stands at a path such as `body.state`. */
export function valueAt(item: StoredItem, path: readonly string[]): Value | undefined {
  const [first = '', ...rest] = path;
  const value = item[first];
  if (rest.length === 0 || value === undefined) return value;
  const nested = nestedSchema.safeParse(value);
  return nested.success ? valueAt(nested.data.M, rest) : undefined;
}

/** Below, equal or above nothing, as DynamoDB orders; undefined where the two cannot be compared. */
export function compare(a: Value | undefined, b: Value | undefined): number | undefined {
  const texts = [textOf(a), textOf(b)] as const;
  if (texts[0] !== undefined && texts[1] !== undefined) return compareTexts(texts[0], texts[1]);
  const numbers = [numberOf(a), numberOf(b)] as const;
  if (numbers[0] !== undefined && numbers[1] !== undefined) return numbers[0] - numbers[1];
  return undefined;
}

const beyond16Bits = /[\ud800-\udfff]/;

/** Texts are ordered by their bytes in UTF-8, which only differs from JavaScript’s order beyond 16 bits. */
export function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  if (!beyond16Bits.test(a) && !beyond16Bits.test(b)) return a < b ? -1 : 1;
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

export function isEqual(a: Value | undefined, b: Value | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const order = compare(a, b);
  return order === undefined ? sorted(a) === sorted(b) : order === 0;
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

export function plus(a: Value | undefined, b: Value): Value {
  return { N: String((numberOf(a) ?? 0) + (numberOf(b) ?? Number.NaN)) };
}

/** An item as JavaScript has it. */
export function plain(item: StoredItem): Record<string, unknown> {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, plainValue(value)]));
}

function plainValue(value: Value): unknown {
  const [type, content] = Object.entries(value)[0] ?? [];
  if (type === 'N') return Number(content);
  if (type === 'NULL') return null;
  if (type === 'M') return plain(itemSchema.parse(content));
  if (type === 'L') return z.array(valueSchema).parse(content).map(plainValue);
  return content;
}
