import { describe, expect, it } from 'vitest';
import { agreementNamed } from '../../../domain/managed-accounts/agreement-named.ts';
import { faultyEntry, partEntries, type EntryFault } from '../../../domain/managed-accounts/part-entries.ts';
import { agreementColumns, partRows, type BulkRow } from '../../../domain/managed-accounts/part-rows.ts';

const ids = ['DP1', 'DP10', 'DP1-A', 'dp-7'];

describe('the agreement that a file is named by', () => {
  it.each([
    ['DP1.csv', 'DP1'],
    ['dp1/october.csv', 'DP1'],
    ['October 2026/DP10_statement.pdf', 'DP10'],
    ['DP1/DP1 october.csv', 'DP1'],
    ['DP1-A.csv', 'DP1-A'],
    ['Statement DP-7 (2).csv', 'dp-7'],
  ])('of %s is %s', (path, agreementId) => {
    expect(agreementNamed(path, ids)).toEqual({ agreementId });
  });

  it.each([
    ['XDP1.csv', 'none'],
    ['DP11.csv', 'none'],
    ['statement.csv', 'none'],
    ['DP1/DP10.csv', 'several'],
  ])('of %s is %s', (path, why) => {
    expect(agreementNamed(path, ids)).toEqual({ agreementId: null, why });
  });
});

describe('the files of an archive', () => {
  const entry = (path: string, fault: EntryFault | null = null) => ({ path, fault });

  it('are each with a client or refused, counted once', () => {
    const entries = [
      entry('DP1.csv'),
      entry('nobody.csv'),
      entry('DP10/a.csv'),
      entry('DP10/a.csv'),
      entry('DP1 DP10.csv'),
      entry('DP1-A.csv', 'password'),
    ];
    const { parts, refused } = partEntries(entries, ids);
    expect(parts).toEqual([{ agreementId: 'DP1', line: 1, name: 'DP1.csv', content: entries[0] }]);
    expect(refused.map(({ line, finding: { rule } }) => [line, rule])).toEqual([
      [2, 'agreement-not-yours'],
      [3, 'entry-twice'],
      [4, 'entry-twice'],
      [5, 'entry-of-several'],
      [6, 'entry-protected'],
    ]);
    expect(parts.length + refused.length).toBe(entries.length);
  });

  it('may be several of one client: in one folder, in folders by month, or with numbers in capitals or not', () => {
    const paths = ['DP1/july.csv', 'DP1/august.csv', 'July/dp1.csv', 'August/DP1.csv', 'August/dp1.csv'];
    const { parts, refused } = partEntries(
      paths.map((path) => entry(path)),
      ids,
    );
    expect(parts.map(({ agreementId, name }) => [agreementId, name])).toEqual(
      paths.map((path) => ['DP1', path]),
    );
    expect(refused).toEqual([]);
  });

  it.each([
    ['password', 'entry-protected'],
    ['archive-inside', 'entry-is-archive'],
    ['too-large', 'entry-too-large'],
    ['empty', 'entry-empty'],
    ['damaged', 'entry-damaged'],
  ] as const)('that have the fault %s are refused by the rule %s, with what to do', (fault, rule) => {
    const found = faultyEntry(fault, { line: 3, value: 'DP1.csv' });
    expect(found).toMatchObject({ rule, line: 3, value: 'DP1.csv', severity: 'error' });
    expect(found.message).toMatch(/^“DP1\.csv” .*\. .*\.$|^“DP1\.csv” .*\.$/);
  });
});

describe('the column that says whose line a line is', () => {
  it.each([
    'agreementId',
    'Agreement ID',
    'AGREEMENT_NUMBER',
    'Agreement No.',
    'DP ref',
    'Direct payment number',
  ])('may be called %s', (heading) => {
    expect(agreementColumns(['Date', heading, 'Amount'])).toEqual([1]);
  });

  it('is no other, and may be there twice', () => {
    expect(agreementColumns(['Date', 'Account Number', 'Reference'])).toEqual([]);
    expect(agreementColumns(['agreementId', 'Agreement'])).toEqual([0, 1]);
  });
});

describe('the lines of a table', () => {
  const row = (line: number, cells: string[], ragged = false): BulkRow => ({ line, cells, ragged });

  it('are each with a client, without the cell that named it, or refused', () => {
    const rows = [
      row(2, ['a', 'DP1', '1']),
      row(3, ['b', ' dp1 ', '2']),
      row(4, ['c', 'DP2', '3']),
      row(5, ['d', '', '4']),
      row(6, ['e']),
      row(7, ['f', 'DP10', '5']),
      row(8, ['g', 'DP10', '6', 'more'], true),
    ];
    const { parts, refused } = partRows(rows, 1, ids);
    expect(parts).toEqual([
      {
        ...{ agreementId: 'DP1', line: 2, name: 'DP1' },
        content: [
          ['a', '1'],
          ['b', '2'],
        ],
      },
    ]);
    expect(refused.map(({ line, finding: { rule } }) => [line, rule])).toEqual([
      [4, 'agreement-not-yours'],
      [5, 'agreement-missing'],
      [6, 'agreement-missing'],
      [7, 'client-row-unreadable'],
      [8, 'client-row-unreadable'],
    ]);
    expect(refused[3]?.finding.message).toContain('line 8 of the same client has');
    expect(refused[4]?.finding.message).toContain('it has more or fewer cells');
    expect(parts.flatMap(({ content }) => content).length + refused.length).toBe(rows.length);
  });
});
