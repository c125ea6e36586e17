import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { buildCouncil } from '../../../local/sample-council/council.ts';
import { defaultOptions } from '../../../local/sample-council/model.ts';
import {
  returnFileRuleNames,
  returnLineRuleNames,
} from '../../../local/sample-council/planted/rule-names.ts';
import { providerReturnFiles } from '../../../local/sample-council/returns/provider-returns.ts';
import { type SampleFile, type TruthEntry } from '../../../local/sample-council/sample-file.ts';
import { readCsv, recordsOf, type ReadRow } from './read-csv.ts';

const files = [...providerReturnFiles(buildCouncil(defaultOptions))];
const returns = files.filter(({ kind }) => kind === 'provider-return');
const truth = returns.flatMap((file) => file.truth);
const visitFiles = returns.filter(({ key }) => /-(visits|week-\d)\.csv$/.test(key));

/** Text and separator of a file, worked out from its bytes alone, as a stranger would. */
function decoded({ bytes }: SampleFile): { text: string; separator: string } {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  const strict = bytes.toString('utf8');
  const text = isUtf16
    ? bytes.toString('utf16le')
    : strict.includes('\uFFFD')
      ? bytes.toString('latin1')
      : strict;
  const separator = text.includes('\t') ? '\t' : /^lineRef;/m.test(text) ? ';' : ',';
  return { text: text.replace(/^\uFEFF/, ''), separator };
}

const readFiles = new Map<SampleFile, ReadRow[]>();

function rowsOf(file: SampleFile): ReadRow[] {
  const { text, separator } = decoded(file);
  const rows = readFiles.get(file) ?? readCsv(text, separator);
  readFiles.set(file, rows);
  return rows;
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
const isoDate = (text: string): string => (text.includes('/') ? text.split('/').reverse().join('-') : text);

describe('a month of provider returns', () => {
  it('is the same to the byte for the same seed', () => {
    const again = [...providerReturnFiles(buildCouncil(defaultOptions))];
    const prints = (all: readonly SampleFile[]): string[] =>
      all.map(({ key, bytes }) => `${key} ${createHash('sha256').update(bytes).digest('hex')}`);
    expect(prints(again)).toEqual(prints(files));
  });

  it('holds thirty to forty thousand visits, P001 among the agencies and P002 among the homes', () => {
    const visits = visitFiles.flatMap(rowsOf).length;
    expect(visits).toBeGreaterThan(30_000);
    expect(visits).toBeLessThan(40_000);
    const keys = returns.map(({ key }) => key);
    expect(keys).toContain('provider-returns/P001/2026-10-visits.csv');
    expect(keys).toContain('provider-returns/P002/2026-10-stays.csv');
  });

  it('comes in every encoding, separator and layout', () => {
    const heads = visitFiles.map((file) => decoded(file).text.slice(0, 40));
    expect(heads.some((head) => head.startsWith('#FILE,'))).toBe(true);
    expect(heads.some((head) => head.startsWith('lineRef;'))).toBe(true);
    expect(heads.some((head) => head.startsWith('lineRef\t'))).toBe(true);
    expect(heads.some((head) => head.startsWith('FileReference,'))).toBe(true);
    expect(visitFiles.some(({ bytes }) => bytes[0] === 0xff && bytes[1] === 0xfe)).toBe(true);
    expect(visitFiles.some(({ bytes }) => bytes[0] === 0xef && bytes[1] === 0xbb)).toBe(true);
  });

  it('ends with control totals that are true, but where the truth says otherwise', () => {
    for (const file of returns) {
      const { text, separator } = decoded(file);
      const records = recordsOf(text, separator);
      const total = records.at(-1)?.cells;
      if (total?.[0] !== '#TOTAL') continue;
      const pence = readCsv(text.replace(/#TOTAL.*\r?\n$/, ''), separator).reduce(
        (sum, { fields }) => sum + Math.round(Number(fields['amount']!.replace('£', '')) * 100),
        0,
      );
      const isPlanted = file.truth.some(({ rule }) => rule === 'control-totals-differ');
      expect(total[1]).toBe(String(records.length - 3));
      expect(Math.round(Number(total[2]) * 100) - pence, file.key).toBe(isPlanted ? 1 : 0);
    }
  });
});

describe('the errors planted in provider returns', () => {
  it('cover every rule', () => {
    const flagged = new Set(truth.filter(({ expected }) => expected === 'flag').map(({ rule }) => rule));
    expect([...returnFileRuleNames, ...returnLineRuleNames].filter((rule) => !flagged.has(rule))).toEqual([]);
  });

  it.each([
    'visit-duration-beyond-tolerance',
    'units-above-commissioned',
    'units-below-commissioned',
    'carer-hours-beyond-limit',
    'carer-in-two-places',
    'carer-without-travel-time',
    'too-old-to-claim',
  ])('lie at, below and above the threshold of %s, and only beyond it is a flag', (rule) => {
    const steps = new Map(
      truth
        .filter((entry) => entry.rule === rule && entry.distance !== undefined)
        .map(({ distance, expected }) => [distance, expected]),
    );
    expect(Object.fromEntries(steps)).toEqual({ below: 'silent', at: 'silent', above: 'flag' });
  });

  it('are named by the line on which they stand', () => {
    const rows = linesByFile();
    const fieldOf = (entry: TruthEntry, name: string): string | undefined =>
      rows.get(entry.file)?.get(entry.line!)?.[name];
    const named = (rule: string): TruthEntry[] =>
      truth.filter(
        (entry) => entry.rule === rule && entry.expected === 'flag' && !entry.file.includes('stays'),
      );
    for (const entry of truth.filter(({ line }) => line !== undefined))
      expect(rows.get(entry.file)?.has(entry.line!), JSON.stringify(entry)).toBe(true);
    expect(
      named('person-unknown').map((entry) => fieldOf(entry, 'personId') ?? fieldOf(entry, 'ServiceUserRef')),
    ).toEqual(named('person-unknown').map(() => 'L999999'));
    expect(
      new Set(
        named('amount-not-in-pounds').map(
          (entry) => fieldOf(entry, 'amount') ?? fieldOf(entry, 'PaymentClaimed'),
        ),
      ),
    ).toEqual(new Set(['1e3', '12,34', '15.775']));
  });

  it('differ from the record by what they say', () => {
    const rows = linesByFile();
    const short = truth.filter(
      ({ rule, distance }) => rule === 'visit-duration-beyond-tolerance' && distance !== undefined,
    );
    for (const { file, line, distance } of short) {
      const fields = rows.get(file)?.get(line!);
      if (fields?.['claimedMinutes'] === undefined) continue;
      const claimed = Number(fields['claimedMinutes']);
      const tolerance = Math.max(5, claimed / 10);
      const over = claimed - Number(fields['actualMinutes']) - tolerance;
      expect(Math.sign(over)).toBe({ below: -1, at: 0, above: 1 }[distance!]);
    }
  });
});

describe('visits the truth does not speak of', () => {
  const spokenOf = new Set(
    truth.flatMap(({ file, line, orLines }) => [line, ...(orLines ?? [])].map((one) => `${file}/${one}`)),
  );
  const clean = visitFiles.flatMap((file) =>
    rowsOf(file)
      .filter(({ line, fields }) => fields['lineRef'] !== undefined && !spokenOf.has(`${file.key}/${line}`))
      .map(({ fields }) => {
        const start = minutesOf(fields['startTime']!);
        return {
          ...fields,
          file: file.key,
          date: isoDate(fields['date']!),
          start,
          end: start + Number(fields['claimedMinutes']),
        };
      }),
  );
  type Visit = (typeof clean)[number] & Readonly<Record<string, string | number>>;
  const overlapping = (visits: readonly Visit[]): Visit[] => {
    const sorted = visits.toSorted((a, b) => a.start - b.start);
    return sorted.filter((visit, place) => place > 0 && visit.start < sorted[place - 1]!.end);
  };
  const groups = (key: (visit: Visit) => string): Visit[][] => [
    ...Map.groupBy(clean as Visit[], key).values(),
  ];

  it('are nearly all of them', () => {
    expect(clean.length).toBeGreaterThan(20_000);
  });

  it('have each carer in one place at a time', () => {
    expect(groups((visit) => `${visit['carerId']!} ${visit.date}`).flatMap(overlapping)).toEqual([]);
  });

  it('have no more carers with a person than commissioned', () => {
    const single = groups((visit) => `${visit['personId']!} ${visit.date}`).map((visits) =>
      Map.groupBy(visits, ({ start, packageId }: Visit) => `${start}/${packageId ?? ''}`),
    );
    expect(single.flatMap((starts) => overlapping([...starts.values()].map(([first]) => first!)))).toEqual(
      [],
    );
    expect(
      single.flatMap((starts) => [...starts.values()].filter((together) => together.length > 2)),
    ).toEqual([]);
  });

  it('net to within a tenth over each week', () => {
    const weeks = groups(
      (visit) => `${visit['packageId']!} ${Math.floor((Date.parse(visit.date) / 86_400_000 + 3) / 7)}`,
    );
    for (const visits of weeks) {
      const claimed = visits.reduce((sum, visit) => sum + Number(visit['claimedMinutes']), 0);
      const actual = visits.reduce((sum, visit) => sum + Number(visit['actualMinutes']), 0);
      expect(Math.abs(claimed - actual), JSON.stringify(visits[0])).toBeLessThanOrEqual(
        Math.max(5, claimed / 10),
      );
    }
  });

  it('cost what minutes at the rate come to, half up', () => {
    for (const visit of clean as Visit[]) {
      const exact =
        (Number(visit['claimedMinutes']) *
          Number(visit['carers']) *
          Math.round(Number(visit['rate']) * 100)) /
        60;
      expect(Math.round(Number(visit['amount']) * 100)).toBe(Math.floor(exact + 0.5));
    }
  });
});

function linesByFile(): Map<string, Map<number, Readonly<Record<string, string>>>> {
  return new Map(
    returns.map((file) => [file.key, new Map(rowsOf(file).map(({ line, fields }) => [line, fields]))]),
  );
}
