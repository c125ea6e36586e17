import { describe, expect, it } from 'vitest';
import { nothingEarlier } from '../../../domain/returns/earlier-lines.ts';
import type { ReturnLine } from '../../../domain/returns/return-line.ts';
import { aPackage, aStay, aVisit, day, pounds } from '../../support/a-return.ts';
import { settled } from '../../support/a-settled-return.ts';

/** Two visits of an hour each at £20, Monday and Wednesday, as commissioned. */
const week = (monday: Parameters<typeof aVisit>[0] = {}): ReturnLine[] => [
  aVisit(monday),
  aVisit({ first: day('2026-10-07') }),
];
const paid = (told: ReturnType<typeof settled>) =>
  [...told.care.values()].flat().map(({ quantity, inQuestion }) => `${quantity}${inQuestion ? '?' : ''}`);

describe('a file in which nobody asks about anything', () => {
  it('is paid as claimed, and no line of it is an exception', () => {
    const told = settled(week());
    expect(told.exceptions).toEqual([]);
    expect(told.asClaimedPence).toBe(4000);
    expect(told.sums).toMatchObject({ accepted: 2, questioned: 0, claimedPence: 4000, acceptedPence: 4000 });
    expect(told.clean).toEqual(told.sums);
  });

  it('is kept by package and month, a week over its end in two', () => {
    const packages = [aPackage({ weekdays: 'Mon Fri' }), aPackage({ packageId: 'PK2', personId: 'B1' })];
    const other = { personId: 'B1', packageId: 'PK2' };
    const lines = [
      aVisit({ first: day('2026-09-28'), lineRef: 'Besuch-Ä' }),
      aVisit({ first: day('2026-10-02'), rate: '20' }),
      aVisit({ first: day('2026-09-28'), ...other, visit: { carerId: 'C2' }, rate: null }),
      aVisit({ first: day('2026-09-30'), ...other, visit: { carerId: 'C2' } }),
    ];
    const told = settled(lines, { packages });
    expect([...told.care].map(([id, own]) => [id, own.map(({ lineRef }) => lineRef)])).toEqual([
      ['PK1 2026-09', ['Besuch-Ä']],
      ['PK1 2026-10', [lines[1]?.lineRef]],
      ['PK2 2026-09', [lines[2]?.lineRef, lines[3]?.lineRef]],
    ]);
  });

  it('is held with every reference it has, however many and however long', () => {
    const refs = Array.from({ length: 300 }, (_, place) => `${'Visit ✓ '.repeat(20)}${place}`);
    const lines = refs.map((lineRef, place) =>
      aVisit({ lineRef, first: day('2026-07-27') + (place % 70), visit: { startMinute: place } }),
    );
    const told = settled(lines, { packages: [aPackage({ unitsPerWeek: '168' })] });
    const kept = [...told.care.values()].flat();
    expect(kept.map(({ lineRef }) => lineRef).sort()).toEqual(refs.toSorted());
  });
});

it('a package that the file says nothing of is left as it is', () => {
  const packages = [aPackage({ packageId: 'PK0' }), aPackage(), aPackage({ packageId: 'PK2' })];
  const told = settled(week(), { packages });
  expect([...told.care.keys()]).toEqual(['PK1 2026-10']);
  expect(told.sums.accepted).toBe(2);
});

describe('a line that is asked about', () => {
  it('is paid the lowest until somebody decides, and the rest of it is held', () => {
    const told = settled(week({ rate: '25' }));
    expect(told.exceptions).toMatchObject([
      { state: 'questioned', askedAt: null, days: { first: day('2026-10-05') }, claim: { rate: '25' } },
    ]);
    expect(told.sums).toEqual({
      ...{ accepted: 1, questioned: 1, refused: 0, unchanged: 0 },
      ...{ claimedPence: 4500, acceptedPence: 2000, meanwhilePence: 2000, heldPence: 500 },
    });
    expect(told.clean).toMatchObject({ accepted: 1, questioned: 0, acceptedPence: 2000 });
  });

  it('of whose amount somebody asks is paid no more than it claims', () => {
    const told = settled(week({ amountPence: pounds(19.99) }));
    expect(told.sums).toMatchObject({ questioned: 1, meanwhilePence: 1999, heldPence: 0 });
  });

  it('in a suspension has nothing commissioned, and nothing is paid of it', () => {
    const packages = [aPackage({}, { suspensions: [{ from: '2026-10-05', to: '2026-10-06' }] })];
    const told = settled(week(), { packages });
    expect(told.exceptions).toMatchObject([{ claim: { commissioned: 0 } }, { state: 'questioned' }]);
    expect(paid(told)).toEqual(['0?', expect.anything()]);
  });

  it('with more carers than are commissioned at once has nothing commissioned for the one too many', () => {
    const first = aVisit();
    const second = aVisit({ visit: { carerId: 'C2' } });
    const told = settled([first, second]);
    const surplus = told.exceptions.find(({ line }) => line === second.line);
    expect(surplus).toMatchObject({ state: 'questioned', claim: { commissioned: 0 } });
  });

  it('only told of is accepted, and kept with what was said', () => {
    const told = settled([aVisit({ visit: { claimedMinutes: 30, actualMinutes: 30 } })]);
    expect(told.exceptions).toMatchObject([
      { state: 'accepted', askedAt: null, findings: [{ rule: 'units-below-commissioned' }] },
    ]);
    expect(told.sums).toMatchObject({ accepted: 1, questioned: 0, acceptedPence: 1000 });
    expect(told.clean).toMatchObject({ accepted: 0 });
  });
});

describe('a week that is asked about', () => {
  it('is netted as one: three hours claimed of two share the two to the minute', () => {
    const lines = [...week(), aVisit({ first: day('2026-10-09') })];
    const told = settled(lines);
    const asked = lines[2]?.line;
    expect(told.exceptions.map(({ line, askedAt, state }) => [line, askedAt, state])).toEqual([
      [lines[0]?.line, asked, 'questioned'],
      [lines[1]?.line, asked, 'questioned'],
      [asked, null, 'questioned'],
    ]);
    expect(paid(told)).toEqual(['40?', '40?', '40?']);
    // Each is rounded by itself: 40 minutes at £20 are £13.33.
    expect(told.sums).toMatchObject({ claimedPence: 6000, meanwhilePence: 3999, heldPence: 2001 });
  });

  it('of which less was recorded shares what was delivered', () => {
    const told = settled(week({ visit: { actualMinutes: 20 } }));
    expect(paid(told)).toEqual(['40?', '40?']);
  });

  it('leaves a line that is asked about for itself what was delivered of that line', () => {
    const told = settled(week({ rate: '25', visit: { actualMinutes: 20 } }));
    expect(told.exceptions).toMatchObject([{ claim: { delivered: 20 } }, { claim: { delivered: 40 } }]);
  });

  it('leaves less to commission by what an earlier file brought', () => {
    const first = day('2026-10-05');
    const earlier = {
      ...nothingEarlier,
      lines: new Map([[`PK1 ${first} 900 60 1 C9`, 'before']]),
    };
    expect(paid(settled(week(), { earlier }))).toEqual(['30?', '30?']);
  });

  it('of which earlier files brought more than was commissioned pays nothing meanwhile', () => {
    const first = day('2026-10-05');
    const earlier = { ...nothingEarlier, lines: new Map([[`PK1 ${first} 900 180 1 C9`, 'before']]) };
    expect(paid(settled(week(), { earlier }))).toEqual(['0?', '0?']);
  });

  it('without a line that is refused is held against the rest', () => {
    const lines = [...week(), aVisit({ first: day('2026-10-09') })];
    const told = settled(lines, { packages: [aPackage({ endDate: '2026-10-08' })] });
    expect(told.exceptions).toMatchObject([{ line: lines[2]?.line, state: 'refused' }]);
    expect(paid(told)).toEqual(['60', '60']);
    expect(told.sums).toMatchObject({ accepted: 2, refused: 1, claimedPence: 6000, acceptedPence: 4000 });
  });
});

describe('a stay', () => {
  const nights = (basis: string) =>
    aPackage({ unitsPerWeek: '1', weekdays: '' }, { service: { unit: 'week', basis } });

  it('beyond what was commissioned of its days is paid what was', () => {
    const told = settled([aStay({ units: '1.5', rate: '20' })], { packages: [nights('actuals')] });
    expect(told.exceptions).toMatchObject([{ state: 'questioned', claim: { commissioned: 10_000 } }]);
    expect(told.sums).toMatchObject({ claimedPence: 3000, meanwhilePence: 2000, heldPence: 1000 });
  });

  it('that is paid by its plan brings nothing to pay, and nothing of it is held', () => {
    const told = settled([aStay({ units: '1.5', rate: '20' })], { packages: [nights('plan')] });
    expect(told.care).toEqual(new Map());
    expect(told.sums).toMatchObject({ questioned: 1, acceptedPence: 0, meanwhilePence: 0, heldPence: 0 });
  });
});

describe('a line that was sent before', () => {
  const sent = aVisit({ lineRef: 'V-1' });
  const key = `PK1 ${sent.first} 540 60 1 C1`;

  it('stands as it was accepted where it comes again as it was', () => {
    const earlier = { ...nothingEarlier, lines: new Map([[key, 'V-1']]) };
    const told = settled([sent], { earlier });
    expect(told.exceptions).toMatchObject([
      { state: 'unchanged', findings: [{ rule: 'line-sent-again', effect: 'skip' }] },
    ]);
    expect(told.sums).toMatchObject({ unchanged: 1, accepted: 0, refused: 0, claimedPence: 0 });
  });

  it('is refused where the same visit was accepted by another name', () => {
    const earlier = { ...nothingEarlier, lines: new Map([[key, 'V-2']]) };
    expect(settled([sent], { earlier }).exceptions).toMatchObject([{ state: 'refused' }]);
  });

  it('and is in question takes the place of the old one, whose minutes count no more', () => {
    const old = { uploadId: 'OCT-0', line: 7, key };
    const earlier = {
      ...nothingEarlier,
      lines: new Map([[key, 'V-1']]),
      open: new Map([[`PK1 ${sent.first} V-1`, old]]),
    };
    const mended = [
      aVisit({ lineRef: 'V-1', visit: { claimedMinutes: 55 } }),
      aVisit({ first: day('2026-10-07') }),
    ];
    const told = settled(mended, { earlier });
    expect(told.replaced).toEqual([old]);
    expect(told.exceptions).toEqual([]);
    expect(settled([aVisit({ lineRef: 'V-3' })], { earlier }).replaced).toEqual([]);
  });
});
