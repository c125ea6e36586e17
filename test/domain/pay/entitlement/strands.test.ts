import { describe, expect, it } from 'vitest';
import { keyText, readKey } from '../../../../domain/pay/component.ts';
import { coverLines, readRanges } from '../../../../domain/pay/coverage.ts';
import type { Told } from '../../../support/pay-case.ts';
import { firstRun, runOf, storyOf } from '../../../support/first-run.ts';

const LAST = '2022-12-07';

describe('a change of who is paid or of what is booked', () => {
  it.each<
    [
      string,
      NonNullable<Told['detail']>,
      (key: { payeeId: string; coding: { costCentre: string | null } }) => unknown,
      unknown[],
    ]
  >([
    ['payee', { providerId: 'P002' }, ({ payeeId }) => payeeId, ['provider:P002', 'provider:P001']],
    ['cost centre', { costCentre: 'A2010' }, ({ coding }) => coding.costCentre, ['A2010', null]],
  ])(
    'of the %s takes every day back from the old strand and pays it on the new',
    (_, detail, show, shown) => {
      const story = storyOf({});
      story.run(LAST);
      story.facts({ detail });
      expect(runOf(story, LAST)).toEqual([
        ['cost', '2022-12-01', LAST, 700],
        ['cost', '2022-12-01', LAST, -700],
      ]);
      expect(story.lines.map(({ component }) => show(component))).toEqual(shown);
      expect(story.lines.map(({ adjustment }) => adjustment)).toEqual([false, true]);
    },
  );

  it('and back again pays the first strand over the days it was paid before', () => {
    const story = storyOf({});
    story.run(LAST);
    story.facts({ detail: { providerId: 'P002' } });
    story.run(LAST);
    story.facts({ detail: {} });
    expect(runOf(story, LAST).map((row) => row[3])).toEqual([700, -700]);
    expect(runOf(story, LAST)).toEqual([]);
  });

  it('names the versions by which the old strand is no more, and nothing that stayed as it was', () => {
    const story = storyOf({ contributions: [{}] });
    story.run(LAST);
    story.facts({ contributions: [] });
    story.run(LAST);
    expect(story.lines[0]?.explanation.at(-1)).toMatchObject({
      step: 'changed',
      facts: [
        { kind: 'package', version: 2 },
        { kind: 'person', version: 2 },
        { kind: 'contributions', version: 2 },
      ],
    });
  });
});

describe('the sign of a service type', () => {
  const signed = (paymentSign: -1 | 0 | 1): Told => ({
    serviceType: { paymentSign },
    detail: { nhsSharePercent: '50' as never, icbId: 'QU9' },
    contributions: [{ weekly: 7000 }],
  });

  it.each([
    [
      '1 is paid, less what the provider collects',
      1,
      [
        ['cost', 700],
        ['contribution', -70],
        ['nhs-share', -350],
      ],
    ],
    ['0 is paid by others: only the share of the NHS is asked for', 0, [['nhs-share', -350]]],
    [
      '-1 is taken off',
      -1,
      [
        ['cost', -700],
        ['contribution', -70],
        ['nhs-share', 350],
      ],
    ],
  ] as const)('%s', (_, sign, rows) => {
    expect(firstRun(signed(sign)).map(([kind, , , pounds]) => [kind, pounds])).toEqual(rows);
  });
});

describe('what is kept of a strand', () => {
  const coding = {
    costCentre: 'A|1',
    costElement: '50%',
    subjectiveCode: '%7C',
    taxCode: null,
    purchaseOrder: 'PO 1',
    purchaseOrderLine: null,
  };
  const key = { packageId: 'PK1', kind: 'cost', sourceId: 'PK1', payeeId: 'provider:P001', coding } as const;

  it('is its key, whatever other systems put into their codes', () => {
    expect(readKey(keyText(key))).toEqual(key);
  });

  it('is told apart by each of its codes', () => {
    const moved = { ...coding, purchaseOrder: null, purchaseOrderLine: 'PO 1' };
    expect(keyText({ ...key, coding: moved })).not.toBe(keyText(key));
  });

  it('is refused as a key or as ranges when it was damaged', () => {
    expect(() => readKey('PK1')).toThrow('is no kind of component');
    for (const damaged of ['20783', '20783+28', '+0=5', '20783+28=x', 'x+28=5', '20783+28=5,,']) {
      expect(() => readRanges(damaged)).toThrow('coverage names days');
    }
  });

  it('is nothing where nothing was paid', () => {
    expect(readRanges('')).toEqual([]);
  });

  it('adds an adjustment to its own range only', () => {
    const line = { key: 'K', facts: [] };
    const covered = coverLines(new Map(), [
      { ...line, first: 1, last: 7, pence: 700 as never },
      { ...line, first: 8, last: 14, pence: 700 as never },
      { ...line, first: 8, last: 14, pence: -100 as never },
    ]);
    expect(covered.get('K')?.ranges).toEqual([
      { first: 1, last: 7, pence: 700 },
      { first: 8, last: 14, pence: 600 },
    ]);
  });
});
