import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHAIN_START, nextEntry, verifyChain } from '../../domain/facts/audit-chain.ts';
import { canonicalJson, sameValue } from '../../domain/facts/canonical-json.ts';
import { asKnownAt, factKinds, recordingSchema, type ChainEntry } from '../../domain/facts/fact.ts';
import { handFieldsAfter, handItemsAfter, mergeExtract, mergeItems } from '../../domain/facts/merge.ts';

const hashText = (text: string) => createHash('sha256').update(text).digest('hex');

/** Plain values as records hold them, nested a little. */
const plainValue = fc.jsonValue({ maxDepth: 3 });
const body = fc.dictionary(fc.constantFrom('name', 'town', 'rate', 'terms', 'endDate'), plainValue, {
  noNullPrototype: true,
});

/** The same value with the keys of every object built in the opposite order. */
function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, entry]) => [key, reordered(entry)]),
  );
}

describe('canonical JSON', () => {
  it.each([
    [null, 'null'],
    [undefined, 'null'],
    [{ b: 1, a: [true, 'x', null] }, '{"a":[true,"x",null],"b":1}'],
    [{ kept: 0, gone: undefined }, '{"kept":0}'],
    ['a "quoted" word', '"a \\"quoted\\" word"'],
  ])('writes %j in one way', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it('does not depend on the order in which a record was built', () => {
    fc.assert(
      fc.property(plainValue, (value) => {
        expect(canonicalJson(reordered(value))).toBe(canonicalJson(value));
        expect(sameValue(reordered(value), value)).toBe(true);
      }),
    );
  });

  it('is JSON that says the same as what went in', () => {
    fc.assert(
      fc.property(plainValue, (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('is equal just where values are found to say the same', () => {
    const loose = fc.oneof(
      plainValue,
      fc.constant(undefined),
      fc.constant({ a: undefined }),
      fc.constant({ a: null }),
    );
    fc.assert(
      fc.property(loose, loose, (a, b) => {
        expect(sameValue(a, b)).toBe(canonicalJson(a) === canonicalJson(b));
      }),
    );
    expect(sameValue({ a: undefined }, {})).toBe(true);
    expect(sameValue({ a: undefined, b: 1 }, { b: 1 })).toBe(true);
    expect(sameValue({ a: 1 }, { b: 1 })).toBe(false);
    expect(sameValue({ a: null }, { b: null })).toBe(false);
    expect(sameValue([], {})).toBe(false);
  });

  it('tells different values apart', () => {
    expect(sameValue({ rate: '18.9' }, { rate: '18.90' })).toBe(false);
    expect(sameValue([1, 2], [2, 1])).toBe(false);
  });
});

describe('merging a row of an extract into a fact', () => {
  const known = { name: 'Ada Ashdown', town: 'Larkham', endDate: null };

  it('records a fact nobody knew as the row says it', () => {
    expect(mergeExtract(null, known)).toEqual({ change: 'new', body: known, findings: [] });
  });

  it('records what the row changes', () => {
    const moved = { ...known, town: 'Wending' };
    expect(mergeExtract({ body: known, handFields: [] }, moved)).toEqual({
      change: 'changed',
      body: moved,
      findings: [],
    });
  });

  it('does not bring back an item of a set that was taken out by hand', () => {
    const current = { items: [{ id: 'A' }], handFields: ['B'] };
    const merged = mergeItems(current, [{ id: 'A' }, { id: 'B' }], (item) => item.id);
    expect(merged).toMatchObject({
      change: 'unchanged',
      items: [{ id: 'A' }],
      findings: [{ key: 'B', finding: { rule: 'hand-change-kept' } }],
    });
  });

  it('keeps a value that was changed by hand, and says so', () => {
    const current = { body: known, handFields: ['town'] };
    const merged = mergeExtract(current, { ...known, name: 'Ada Birch', town: 'Wending' });
    expect(merged.body).toEqual({ ...known, name: 'Ada Birch' });
    expect(merged.change).toBe('changed');
    expect(merged.findings).toEqual([
      {
        line: null,
        field: 'town',
        rule: 'hand-change-kept',
        severity: 'warning',
        message:
          'town was changed by hand since; the hand-made value stays. Change it there if the file is right.',
        value: null,
      },
    ]);
  });

  it('is silent where the file came to agree with the hand, and about fields the file does not carry', () => {
    const current = { body: { ...known, suspensions: [] }, handFields: ['town', 'suspensions'] };
    expect(mergeExtract<Record<string, unknown>>(current, known)).toMatchObject({
      body: known,
      findings: [],
    });
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(body, body, fc.subarray(['name', 'town', 'rate']), (current, proposed, handFields) => {
        const once = mergeExtract({ body: current, handFields }, proposed);
        const twice = mergeExtract({ body: once.body, handFields }, proposed);
        expect(twice.change).toBe('unchanged');
        expect(twice.body).toEqual(once.body);
      }),
    );
  });

  it('gives each field under a hand its hand-made value, with one finding for each that differs', () => {
    fc.assert(
      fc.property(body, body, fc.subarray(['name', 'town', 'rate']), (current, proposed, handFields) => {
        const merged = mergeExtract({ body: current, handFields }, proposed);
        const differing = handFields.filter(
          (field) => field in proposed && !sameValue(current[field], proposed[field]),
        );
        expect(merged.findings.map(({ field }) => field)).toEqual(differing);
        for (const field of differing) expect(merged.body[field]).toBe(current[field]);
      }),
    );
  });
});

describe('merging rows into a set of items', () => {
  type Item = { id: string; amount: number };
  const keyOf = (item: Item) => item.id;
  const items = fc
    .array(fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), amount: fc.nat(3) }), { maxLength: 6 })
    .map((all) => [...new Map(all.map((item) => [item.id, item])).values()]);

  it('records a set nobody knew in the order of its keys', () => {
    const rows = [
      { id: 'b', amount: 2 },
      { id: 'a', amount: 1 },
    ];
    expect(mergeItems(null, rows, keyOf)).toEqual({ change: 'new', items: rows.toReversed(), findings: [] });
  });

  it('leaves items alone that no row names', () => {
    const current = { items: [{ id: 'a', amount: 1 }], handFields: [] };
    const merged = mergeItems(current, [{ id: 'b', amount: 2 }], keyOf);
    expect(merged).toMatchObject({
      change: 'changed',
      items: [
        { id: 'a', amount: 1 },
        { id: 'b', amount: 2 },
      ],
    });
  });

  it('is unchanged by a set that somebody put in another order', () => {
    const current = {
      items: [
        { id: 'b', amount: 2 },
        { id: 'a', amount: 1 },
      ],
      handFields: [],
    };
    expect(mergeItems(current, [{ id: 'a', amount: 1 }], keyOf).change).toBe('unchanged');
  });

  it('changes nothing the second time, and keeps every item that is under a hand', () => {
    fc.assert(
      fc.property(items, items, fc.subarray(['a', 'b']), (current, rows, handFields) => {
        const once = mergeItems({ items: current, handFields }, rows, keyOf);
        const twice = mergeItems({ items: once.items, handFields }, rows, keyOf);
        expect(twice.change).toBe('unchanged');
        expect(twice.items).toEqual(once.items);
        const kept = current.filter((item) => handFields.includes(item.id));
        expect(once.items).toEqual(expect.arrayContaining(kept));
        const refused = rows.filter(
          (row) =>
            handFields.includes(row.id) &&
            !kept.some((item) => item.id === row.id && item.amount === row.amount),
        );
        expect(once.findings.map(({ key }) => key)).toEqual(refused.map(keyOf));
      }),
    );
  });
});

describe('items under a hand', () => {
  const idOf = ({ id }: { id: string }) => id;

  it('are none for a set that is new', () => {
    expect(handItemsAfter(null, [{ id: 'A' }], idOf)).toEqual([]);
  });

  it('are those before, and those that were changed, added or taken away', () => {
    const before = ['same', 'changed', 'gone'].map((id) => ({ id, amount: 1 }));
    const after = [
      { id: 'same', amount: 1 },
      { id: 'changed', amount: 2 },
      { id: 'new', amount: 1 },
    ];
    const current = { items: before, handFields: ['earlier', 'gone'] };
    expect(handItemsAfter(current, after, idOf)).toEqual(['changed', 'earlier', 'gone', 'new']);
  });
});

describe('fields under a hand', () => {
  it('are none for a fact that is new', () => {
    expect(handFieldsAfter(null, { name: 'Ada' })).toEqual([]);
  });

  it('are those before and those that the hand changed', () => {
    const current = { body: { name: 'Ada', town: 'Larkham', rate: '1' }, handFields: ['rate'] };
    expect(handFieldsAfter(current, { name: 'Ada', town: 'Wending', rate: '1' })).toEqual(['rate', 'town']);
  });
});

describe('a fact as it was known at an instant', () => {
  it('is the newest version recorded by then', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { maxLength: 8 }), fc.nat(9), (days, at) => {
        const versions = days
          .toSorted()
          .map((day, index) => ({ version: index + 1, recordedAt: `2026-06-0${day}` }));
        const newest = versions.findLast(({ recordedAt }) => recordedAt <= `2026-06-0${at}`);
        expect(asKnownAt(versions, `2026-06-0${at}`)).toEqual(newest);
        expect(asKnownAt(versions.toReversed(), `2026-06-0${at}`)).toEqual(newest);
      }),
    );
  });
});

describe('an audit chain', () => {
  type Link = { entry: ChainEntry; content: unknown };

  function chainOf(contents: readonly unknown[]): Link[] {
    const chain: Link[] = [];
    for (const content of contents) {
      chain.push({ entry: nextEntry(chain.at(-1)?.entry ?? null, content, hashText), content });
    }
    return chain;
  }

  const contents = fc.uniqueArray(fc.record({ what: fc.string(), rate: fc.nat() }), {
    minLength: 2,
    maxLength: 7,
    selector: canonicalJson,
  });
  const placed = contents.chain((all) => fc.tuple(fc.constant(chainOf(all)), fc.nat(all.length - 1)));

  it('begins at nothing and numbers its entries', () => {
    const [first, second] = chainOf([{ a: 1 }, { a: 2 }]);
    expect(first?.entry).toMatchObject({ number: 1, previousHash: CHAIN_START });
    expect(second?.entry).toMatchObject({ number: 2, previousHash: first?.entry.hash });
  });

  it('holds as it was written, whatever the order it is read in', () => {
    fc.assert(
      fc.property(contents, (all) => {
        const chain = chainOf(all);
        expect(verifyChain(chain, hashText)).toEqual([]);
        expect(verifyChain(chain.toReversed(), hashText, chain.at(-1)?.entry)).toEqual([]);
      }),
    );
  });

  it('tells which entry was altered', () => {
    fc.assert(
      fc.property(placed, ([chain, place]) => {
        const altered = chain.with(place, { entry: chain[place]!.entry, content: { what: 'else' } });
        expect(verifyChain(altered, hashText)).toEqual([
          {
            number: place + 1,
            rule: 'entry-altered',
            message: `Entry ${place + 1} is not what was written.`,
          },
        ]);
      }),
    );
  });

  it('tells where an entry was altered together with its own hash', () => {
    fc.assert(
      fc.property(placed, ([chain, place]) => {
        const last = chain[place - 1]?.entry ?? null;
        const content = { what: 'else' };
        const forged = chain.with(place, { entry: nextEntry(last, content, hashText), content });
        const isLast = place === chain.length - 1;
        const [found, ...others] = verifyChain(forged, hashText, chain.at(-1)?.entry);
        expect(others).toEqual([]);
        expect(found).toMatchObject({ rule: 'chain-cut', number: isLast ? place + 1 : place + 2 });
      }),
    );
  });

  it('tells which entry is not there, the last ones included', () => {
    fc.assert(
      fc.property(placed, ([chain, place]) => {
        const [found, ...others] = verifyChain(chain.toSpliced(place, 1), hashText, chain.at(-1)?.entry);
        expect(others).toEqual([]);
        expect(found).toEqual({
          number: place + 1,
          rule: 'entry-missing',
          message: `Entry ${place + 1} is not there.`,
        });
      }),
    );
  });

  it('tells when two entries changed places', () => {
    fc.assert(
      fc.property(placed, fc.nat(6), ([chain, place], step) => {
        const other = (place + 1 + (step % (chain.length - 1))) % chain.length;
        const [a, b] = [chain[place]!, chain[other]!];
        const contentsSwapped = chain
          .with(place, { entry: a.entry, content: b.content })
          .with(other, { entry: b.entry, content: a.content });
        expect(verifyChain(contentsSwapped, hashText)).toHaveLength(2);
        const numbersSwapped = chain
          .with(place, { entry: { ...a.entry, number: b.entry.number }, content: a.content })
          .with(other, { entry: { ...b.entry, number: a.entry.number }, content: b.content });
        expect(verifyChain(numbersSwapped, hashText).length).toBeGreaterThanOrEqual(2);
      }),
    );
  });
});

describe('a recording', () => {
  const recording = {
    recordedAt: '2026-06-01T09:00:00.000Z',
    recordedBy: 'olu.officer',
    source: { kind: 'file', uploadId: 'UP-1', line: 2 },
    reason: null,
  };

  it('says when, by whom, from where and why', () => {
    expect(recordingSchema.parse(recording)).toEqual(recording);
    expect(recordingSchema.safeParse({ ...recording, source: { kind: 'guess' } }).success).toBe(false);
    expect(recordingSchema.safeParse({ ...recording, recordedAt: '1 June' }).success).toBe(false);
  });

  it('is about one of the kinds of facts', () => {
    expect(new Set(factKinds).size).toBe(factKinds.length);
  });
});
