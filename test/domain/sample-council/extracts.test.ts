import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { buildCouncil } from '../../../local/sample-council/council.ts';
import { extractFiles, extractOrder, type ExtractName } from '../../../local/sample-council/extracts.ts';
import { defaultOptions, serviceTypeCodes, type SampleOptions } from '../../../local/sample-council/model.ts';
import { readCsv, type ReadRow } from './read-csv.ts';

type Extracts = Readonly<Record<ExtractName, ReadRow[]>>;

function extractsOf(options: SampleOptions): Extracts {
  const files = [...extractFiles(buildCouncil(options))];
  const rows = files.map(({ bytes }, place) => {
    const separator =
      extractOrder[place] === 'assessments'
        ? '\t'
        : extractOrder[place] === 'deferred-agreements'
          ? ';'
          : ',';
    return readCsv(separator === ';' ? bytes.toString('latin1') : bytes.toString(), separator);
  });
  return Object.fromEntries(extractOrder.map((name, place) => [name, rows[place]])) as Extracts;
}

function fingerprints(options: SampleOptions): string[] {
  return [...extractFiles(buildCouncil(options))].map(
    ({ key, bytes }) => `${key} ${createHash('sha256').update(bytes).digest('hex')}`,
  );
}

const column = (rows: readonly ReadRow[], name: string): string[] => rows.map(({ fields }) => fields[name]!);
const larkshire = extractsOf(defaultOptions);
const smallest = extractsOf({ ...defaultOptions, people: 60 });

describe('the extracts of Larkshire', () => {
  it('are the same to the byte for the same seed, and differ for another', () => {
    expect(fingerprints(defaultOptions)).toEqual(fingerprints(defaultOptions));
    expect(fingerprints({ ...defaultOptions, seed: 7 })).not.toEqual(fingerprints(defaultOptions));
  });

  it('come in the order in which nothing refers to what follows', () => {
    expect([...extractFiles(buildCouncil(defaultOptions))].map(({ key }) => key)).toEqual(
      extractOrder.map((name) => `${name}/${name}.csv`),
    );
  });

  it('hold a council of the size it is said to be', () => {
    const packages = new Set(column(larkshire['care-packages'], 'packageId'));
    expect(larkshire.people).toHaveLength(1200);
    expect(larkshire.providers).toHaveLength(60);
    expect(packages.size).toBeGreaterThan(1900);
    expect(packages.size).toBeLessThan(2100);
    expect(larkshire['direct-payment-agreements']).toHaveLength(300);
    expect(larkshire['deferred-agreements']).toHaveLength(40);
    expect(column(larkshire.people, 'restricted').filter((text) => text !== '')).toEqual([
      'yes',
      'sam.manager leo.lead',
    ]);
  });

  it('give every provider work', () => {
    expect(new Set(column(larkshire['care-packages'], 'providerId'))).toEqual(
      new Set(column(larkshire.providers, 'providerId')),
    );
  });

  it('grow in proportion', () => {
    const bigger = extractsOf({ ...defaultOptions, people: 3600 });
    expect(bigger.providers).toHaveLength(180);
    expect(bigger['direct-payment-agreements']).toHaveLength(900);
    expect(bigger['deferred-agreements']).toHaveLength(120);
    expect(
      new Set(column(bigger['care-packages'], 'packageId')).size /
        new Set(column(larkshire['care-packages'], 'packageId')).size,
    ).toBeCloseTo(3, 1);
  });

  it('refuses a council too small to hold every profile, and a month that is none', () => {
    expect(() => buildCouncil({ ...defaultOptions, people: 59 })).toThrow('at least 60');
    expect(() => buildCouncil({ ...defaultOptions, month: '2026-13' })).toThrow('YYYY-MM');
  });
});

describe.each([
  ['the default size', larkshire],
  ['the smallest size', smallest],
])('at %s the extracts', (_size, extracts) => {
  const {
    people,
    providers,
    contributions,
    assessments,
    'service-types': serviceTypes,
    'rate-cards': rateCards,
    'care-packages': packages,
    'direct-payment-agreements': agreements,
    'deferred-agreements': deferred,
    'opening-positions': positions,
  } = extracts;
  const ids = (rows: readonly ReadRow[], name: string): Set<string> => new Set(column(rows, name));
  const [personIds, providerIds, packageIds] = [
    ids(people, 'personId'),
    ids(providers, 'providerId'),
    ids(packages, 'packageId'),
  ];
  const unknown = (rows: readonly ReadRow[], name: string, known: ReadonlySet<string>): string[] =>
    column(rows, name).filter((id) => id !== '' && !known.has(id));

  it('use every service type, kind of provider, funding, price and charge', () => {
    expect(ids(serviceTypes, 'serviceType')).toEqual(new Set(serviceTypeCodes));
    expect(ids(packages, 'serviceType')).toEqual(new Set(serviceTypeCodes));
    expect(ids(providers, 'kind')).toEqual(
      new Set(['organisation', 'shared-lives', 'foster', 'account-provider']),
    );
    expect(ids(packages, 'funding')).toEqual(new Set(['care-act', 's117', 'chc', 'joint', 'reablement']));
    expect(ids(contributions, 'kind')).toEqual(
      new Set(['provisional', 'weeks-1-12', 'weeks-13-plus', 'non-residential', 'top-up', 'fnc']),
    );
    expect(ids(rateCards, 'dayType')).toEqual(
      new Set(['weekday', 'saturday', 'sunday', 'bank-holiday', 'any']),
    );
    expect(ids(positions, 'kind')).toEqual(
      new Set(['paid-to', 'balance', 'hold', 'recovery', 'deferred-balance', 'mandate']),
    );
    expect(column(agreements, 'accountProviderId')).toContain('M001');
    expect(column(packages, 'effectiveFrom')).toContain('2026-04-01');
  });

  it('give the providers who can sign in work', () => {
    for (const providerId of ['P001', 'P002', 'M001'])
      expect(column(packages, 'providerId')).toContain(providerId);
  });

  it('refer only to what exists', () => {
    expect(unknown(packages, 'personId', personIds)).toEqual([]);
    expect(unknown(packages, 'rateCardId', ids(rateCards, 'rateCardId'))).toEqual([]);
    expect(unknown(rateCards, 'providerId', providerIds)).toEqual([]);
    expect(unknown(contributions, 'personId', personIds)).toEqual([]);
    expect(unknown(contributions, 'packageId', packageIds)).toEqual([]);
    expect(unknown(assessments, 'personId', personIds)).toEqual([]);
    expect(unknown(agreements, 'personId', personIds)).toEqual([]);
    expect(unknown(deferred, 'personId', personIds)).toEqual([]);
    const known = new Set([...personIds, ...providerIds, ...packageIds, ...column(deferred, 'agreementId')]);
    expect(unknown(positions, 'id', known)).toEqual([]);
  });

  it('name each record once, but for the later terms of a package', () => {
    for (const [rows, name] of [
      [people, 'personId'],
      [providers, 'providerId'],
      [contributions, 'contributionId'],
      [assessments, 'assessmentId'],
      [agreements, 'agreementId'],
      [deferred, 'agreementId'],
    ] as const) {
      expect(ids(rows, name).size).toBe(rows.length);
    }
    expect(packages.filter(({ fields }) => fields['effectiveFrom'] === '')).toHaveLength(packageIds.size);
    expect(new Set(positions.map(({ fields }) => `${fields['kind']!} ${fields['id']!}`)).size).toBe(
      positions.length,
    );
  });

  it('never end before they start, and raise a package only within its dates', () => {
    for (const { fields } of [...packages, ...contributions, ...assessments, ...agreements]) {
      if (fields['endDate'] !== '')
        expect(fields['endDate']! >= fields['startDate']!, JSON.stringify(fields)).toBe(true);
    }
    for (const { fields } of packages.filter((row) => row.fields['effectiveFrom'] !== '')) {
      expect(fields['effectiveFrom']! > fields['startDate']!).toBe(true);
      expect(fields['endDate'] === '' || fields['endDate']! >= fields['effectiveFrom']!).toBe(true);
    }
  });

  it('price each package by a rate or a rate card, never both, in plain digits', () => {
    for (const { fields } of packages) {
      expect((fields['rate'] === '') !== (fields['rateCardId'] === '')).toBe(true);
      expect(fields['rate']).toMatch(/^(\d+\.\d\d)?$/);
      expect(fields['unitsPerWeek']).toMatch(/^\d+(\.\d{1,4})?$/);
      expect(Number(fields['unitsPerWeek'])).toBeGreaterThan(0);
    }
  });

  it('let the charges of a package follow each other day by day within its dates', () => {
    const chains = Map.groupBy(
      contributions.filter(({ fields }) => !['top-up', 'fnc'].includes(fields['kind']!)),
      ({ fields }) => `${fields['personId']!}/${fields['packageId']!}`,
    );
    for (const chain of chains.values()) {
      for (const [place, { fields }] of chain.entries()) {
        const before = chain[place - 1]?.fields['endDate'];
        if (before !== undefined) expect(fields['startDate']).toBe(dayAfter(before));
      }
    }
    const dates = new Map(packages.map(({ fields }) => [fields['packageId'], fields]));
    for (const { fields } of contributions) {
      const pack = dates.get(fields['packageId']);
      if (pack === undefined) continue;
      expect(fields['startDate']! >= pack['startDate']!).toBe(true);
      if (pack['endDate'] !== '') expect(fields['endDate']! <= pack['endDate']!).toBe(true);
    }
  });

  it('keep charges for weeks 1 to 12 within 84 days, some of them to the day', () => {
    const lengths = contributions
      .filter(({ fields }) => fields['kind'] === 'weeks-1-12')
      .map(({ fields }) => daysOf(fields['startDate']!, fields['endDate']!));
    expect(Math.max(...lengths)).toBe(84);
  });

  it('leave an amount empty only where the national nursing rate holds', () => {
    const empty = contributions.filter(({ fields }) => fields['weeklyAmount'] === '');
    expect(new Set(column(empty, 'kind'))).toEqual(new Set(['fnc']));
  });

  it('carry NHS numbers of the test range with true check digits', () => {
    for (const number of column(people, 'nhsNumber').filter((text) => text !== '')) {
      const digits = Array.from(number, Number);
      const sum = digits.slice(0, 9).reduce((total, digit, place) => total + digit * (10 - place), 0);
      expect(number).toMatch(/^999\d{7}$/);
      expect((11 - (sum % 11)) % 11).toBe(digits[9]);
    }
  });

  it('name no place that a letter could reach and no account a bank answers to', () => {
    for (const postcode of column(people, 'postcode')) expect(postcode).toMatch(/^ZZ\d/);
    for (const sortCode of [...column(providers, 'sortCode'), ...column(agreements, 'sortCode')])
      expect(sortCode).toMatch(/^00-9\d-\d\d$/);
  });
});

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}

function daysOf(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
}
