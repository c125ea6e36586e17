/**
 * JSON text with keys in order and without undefined, so that equal values have equal text whatever
 * order they were built in. What is hashed and compared is always this text.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const parts: string[] = [];
    for (const key of Object.keys(value).sort()) {
      const entry: unknown = Reflect.get(value, key);
      if (entry !== undefined) parts.push(`${JSON.stringify(key)}:${canonicalJson(entry)}`);
    }
    return `{${parts.join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}

/** Whether two plain values say the same: their canonical JSON would be equal, found without writing it. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && sameItems(a, b);
  }
  return isObject(a) && isObject(b) ? sameEntries(a, b) : canonicalJson(a) === canonicalJson(b);
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, place) => sameValue(item, b[place]));
}

function sameEntries(a: object, b: object): boolean {
  const keys = saidKeys(a);
  const others = new Set(saidKeys(b));
  return (
    keys.length === others.size &&
    keys.every((key) => others.has(key) && sameValue(Reflect.get(a, key), Reflect.get(b, key)))
  );
}

/** A key whose value is undefined says nothing. */
function saidKeys(value: object): string[] {
  return Object.keys(value).filter((key) => Reflect.get(value, key) !== undefined);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
