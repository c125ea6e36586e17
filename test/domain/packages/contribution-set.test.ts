import { describe, expect, it } from 'vitest';
import { addDays, calendarDate } from '../../../domain/calendar.ts';
import { checkContributionSet } from '../../../domain/packages/contribution-set.ts';
import type { Contribution } from '../../../domain/records/contribution.ts';
import { aContribution } from '../../support/sample-facts.ts';

const start = calendarDate('2026-04-06');

let made = 0;
function charge(
  kind: Contribution['kind'],
  firstDay: number,
  lastDay: number | null,
  more: Partial<Contribution> = {},
): Contribution {
  made += 1;
  return aContribution({
    contributionId: `C-${made}`,
    kind,
    startDate: addDays(start, firstDay),
    endDate: lastDay === null ? null : addDays(start, lastDay),
    ...more,
  });
}

const check = (items: readonly Contribution[]) => checkContributionSet(items).map(({ finding }) => finding);
const rules = (items: readonly Contribution[]) =>
  check(items).map(({ severity, rule, field }) => [severity, rule, field]);

const tooLong = [['error', 'weeks-1-12-too-long', 'endDate']];
const overlap = [['error', 'contributions-overlap', 'startDate']];
const gap = [['warning', 'contributions-gap', 'startDate']];

// LBHackney-IT/lbh-adult-social-care-api (MIT), …/UseCase/CarePackages/UpsertCareChargesUseCaseTests.cs
describe('charges published elsewhere', () => {
  it('H44: refuses a charge for weeks 1 to 12 that lasts 20 weeks, and accepts exactly 84 days', () => {
    expect(rules([charge('weeks-1-12', 0, 139)])).toEqual(tooLong);
    expect(rules([charge('weeks-1-12', 0, 83)])).toEqual([]);
    expect(rules([charge('weeks-1-12', 0, 84)])).toEqual(tooLong);
  });

  it('H45: refuses an overlap between successive charges', () => {
    expect(rules([charge('weeks-1-12', 0, 83), charge('weeks-13-plus', 83, null)])).toEqual(overlap);
  });

  it('H45, ours: says a gap between successive charges and lets it in', () => {
    expect(rules([charge('weeks-1-12', 0, 83), charge('weeks-13-plus', 85, null)])).toEqual(gap);
    expect(rules([charge('weeks-1-12', 0, 83), charge('weeks-13-plus', 84, null)])).toEqual([]);
  });
});

describe('all contributions of a person', () => {
  it('are none, or one without an end', () => {
    expect(rules([])).toEqual([]);
    expect(rules([charge('non-residential', 0, null)])).toEqual([]);
  });

  it('have weeks 1 to 12 that end', () => {
    expect(check([charge('weeks-1-12', 0, null, { contributionId: 'C-x' })])).toMatchObject([
      {
        rule: 'weeks-1-12-too-long',
        message: 'Contribution C-x for weeks 1 to 12 lasts without end; at most 84 are allowed.',
      },
    ]);
    expect(check([charge('weeks-1-12', 0, 84)])[0]?.message).toContain('lasts 85 days');
  });

  it('follow each other in whatever order they are given', () => {
    const items = [
      charge('weeks-13-plus', 100, null),
      charge('provisional', 0, 15),
      charge('weeks-1-12', 16, 99),
    ];
    expect(rules(items)).toEqual([]);
    expect(rules([...items, charge('non-residential', 15, 15)])).toEqual(overlap);
  });

  it('overlap when the earlier has no end', () => {
    const items = [
      charge('provisional', 0, null, { contributionId: 'C-a' }),
      charge('weeks-1-12', 10, 20, { contributionId: 'C-b' }),
    ];
    expect(check(items)).toEqual([
      {
        line: null,
        field: 'startDate',
        rule: 'contributions-overlap',
        severity: 'error',
        message: 'Contributions C-a and C-b overlap on 16 April 2026.',
        value: '2026-04-16',
      },
    ]);
  });

  it('name the days of a gap', () => {
    const items = [
      charge('provisional', 0, 6, { contributionId: 'C-a' }),
      charge('weeks-1-12', 10, 20, { contributionId: 'C-b' }),
    ];
    expect(check(items)[0]?.message).toBe(
      'Nothing is charged from 13 April 2026 to 15 April 2026, between C-a and C-b.',
    );
  });

  it('are told which contribution each finding is about', () => {
    const items = [
      charge('weeks-1-12', 0, 99, { contributionId: 'C-a' }),
      charge('weeks-13-plus', 50, null, { contributionId: 'C-b' }),
    ];
    expect(checkContributionSet(items).map(({ key, finding }) => [key, finding.rule])).toEqual([
      ['C-b', 'contributions-overlap'],
      ['C-a', 'weeks-1-12-too-long'],
    ]);
  });

  it('are at most a thousand for one person', () => {
    const apart = (at: number) => charge('top-up', at, at, { contributionId: `T-${at}` });
    const items = Array.from({ length: 1_001 }, (_, at) => apart(at));
    expect(checkContributionSet(items.slice(0, 1_000))).toEqual([]);
    expect(checkContributionSet(items)).toMatchObject([{ key: null, finding: { rule: 'set-too-large' } }]);
  });

  it('leave out what was cancelled', () => {
    const cancelled = { status: 'cancelled' } as const;
    expect(rules([charge('provisional', 0, 9), charge('provisional', 5, 9, cancelled)])).toEqual([]);
    expect(rules([charge('weeks-1-12', 0, null, cancelled)])).toEqual([]);
  });

  it('are apart by package, and by being a charge, a top-up or nursing care', () => {
    expect(
      rules([
        charge('provisional', 0, 30),
        charge('provisional', 10, 40, { packageId: 'PK-2' }),
        charge('provisional', 20, 50, { packageId: null }),
        charge('fnc', 0, null),
        charge('top-up', 0, null),
      ]),
    ).toEqual([]);
  });

  it('may have several top-ups at once, but nursing care once for each collector', () => {
    expect(rules([charge('top-up', 0, null), charge('top-up', 5, null)])).toEqual([]);
    expect(rules([charge('fnc', 0, null), charge('fnc', 5, null, { packageId: null })])).toEqual([]);
    expect(rules([charge('fnc', 0, null), charge('fnc', 5, null, { collector: 'provider' })])).toEqual([]);
    expect(rules([charge('fnc', 0, null), charge('fnc', 5, null)])).toEqual(overlap);
  });

  it('may have gaps in nursing care, which follows stays in a nursing home', () => {
    expect(rules([charge('fnc', 0, 9), charge('fnc', 30, null)])).toEqual([]);
  });
});
