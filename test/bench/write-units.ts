/** What an item takes to write as AWS bills it: a unit a KB, rounded up, and one for each index it is in. */
export function itemUnits(item: Record<string, unknown>): number {
  const indexes = ['GSI1PK', 'GSI2PK'].filter((name) => item[name] !== undefined).length;
  return Math.ceil(mapBytes(item) / 1024) + indexes;
}

function mapBytes(item: object): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + bytesOf(name) + bytesOf(value), 0);
}

function bytesOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value, 'utf8');
  if (typeof value === 'number') return Math.ceil(String(Math.abs(value)).length / 2) + (value < 0 ? 2 : 1);
  if (value instanceof Uint8Array) return value.length;
  if (Array.isArray(value)) return 3 + value.reduce((sum: number, each) => sum + 1 + bytesOf(each), 0);
  if (typeof value === 'object' && value !== null) return 3 + mapBytes(value) + Object.keys(value).length;
  return 1;
}
