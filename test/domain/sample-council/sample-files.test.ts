import { describe, expect, it } from 'vitest';
import { badExtractFiles } from '../../../local/sample-council/bad-extracts.ts';
import { buildCouncil } from '../../../local/sample-council/council.ts';
import { extractFiles, extractOrder } from '../../../local/sample-council/extracts.ts';
import { defaultOptions } from '../../../local/sample-council/model.ts';
import { extractRuleNames } from '../../../local/sample-council/planted/rule-names.ts';
import { sampleFiles } from '../../../local/sample-council/sample-files.ts';
import { sampleTruth, truthText } from '../../../local/sample-council/truth.ts';
import { readCsv } from './read-csv.ts';

const small = { ...defaultOptions, people: 60 };

describe('the whole sample', () => {
  it('loads in order: extracts, what is keyed by hand, returns, statements, those of managed accounts', () => {
    const kinds = Array.from(sampleFiles(small), ({ kind }) => kind);
    expect(kinds.filter((kind, place) => kind !== kinds[place - 1])).toEqual([
      'extract',
      'hand-keyed',
      'provider-return',
      'bank-statement',
      'managed-statements',
    ]);
    expect(kinds.filter((kind) => kind === 'extract')).toHaveLength(extractOrder.length);
  });

  it('gives each file a key of its own under a prefix of the inbox', () => {
    const keys = Array.from(sampleFiles(defaultOptions), ({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys)
      expect(key).toMatch(/^[a-z-]+\/([A-Z]{1,2}\d+\/)?[\w.-]+\.(csv|json|ofx|qif|sta|xml)$/);
  });

  it.each(['2026-04', '2026-12', '2027-01', '2027-02'])('can be made for %s', (month) => {
    const files = [...sampleFiles({ ...small, month })];
    expect(files.some(({ kind }) => kind === 'provider-return')).toBe(true);
    expect(files.some(({ kind }) => kind === 'bank-statement')).toBe(true);
    expect(files.filter(({ kind }) => kind === 'managed-statements')).toHaveLength(1);
  });

  it('tells the truth as one JSON document that states its thresholds', () => {
    const entries = [...sampleTruth(small)];
    const read = JSON.parse(truthText(small, entries)) as {
      entries: unknown[];
      receivedOn: string;
      thresholds: { carerMinutesADay: number };
    };
    expect(read.entries).toEqual(JSON.parse(JSON.stringify(entries)));
    expect(read.receivedOn).toBe('2026-11-05');
    expect(read.thresholds.carerMinutesADay).toBe(960);
  });
});

describe('the bad extracts', () => {
  const council = buildCouncil(small);
  const files = [...badExtractFiles(council)];

  it('hold one wrong row after each right one, and name it by its line', () => {
    for (const { bytes, truth } of files) {
      const rows = readCsv(bytes.toString());
      expect(rows).toHaveLength(truth.length * 2);
      expect(truth.map(({ line }) => line)).toEqual(
        rows.filter((_row, place) => place % 2 === 1).map(({ line }) => line),
      );
    }
  });

  it('cover every rule of extracts', () => {
    const planted = new Set(files.flatMap(({ truth }) => truth.map(({ rule }) => rule)));
    expect(extractRuleNames.filter((rule) => !planted.has(rule))).toEqual([]);
  });

  it('plant what cannot be true', () => {
    const said = files.flatMap(({ bytes, truth }) => {
      const rows = new Map(readCsv(bytes.toString()).map(({ line, fields }) => [line, fields]));
      return truth.map(({ line, rule }) => `${rule}: ${Object.values(rows.get(line!)!).join(' ')}`);
    });
    expect(said.some((text) => /^unknown-provider: .*P99999/.test(text))).toBe(true);
    expect(said.some((text) => /^units-negative: .* -7 /.test(text))).toBe(true);
    expect(said.some((text) => /^amount-not-plain-digits: .* 1e3 /.test(text))).toBe(true);
    expect(said.some((text) => /^date-not-in-calendar: .*31\/02\/2026/.test(text))).toBe(true);
  });

  it('keep out of the sample that is loaded', () => {
    const keys = new Set(Array.from(extractFiles(council), ({ key }) => key));
    expect(files.filter(({ key }) => keys.has(key))).toEqual([]);
  });
});
