import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { noChanges, withOneOffs } from '../../../domain/direct-payments/agreement-changes.ts';
import { pence } from '../../../domain/money.ts';
import { changesAfter, packageAfter, readThought } from '../../../domain/pay/run/hypothetical.ts';
import { factsOf } from '../../support/pay-case.ts';

const today = calendarDate('2022-12-20');
const carePackage = {
  personId: 'PE1',
  providerId: 'P001',
  serviceType: 'residential',
  startDate: '2022-12-01',
  endDate: '',
  unitsPerWeek: 1,
  rate: '650.00',
  rateIncludesFnc: true,
  costCentre: null,
};
const contribution = {
  contributionId: 'C1',
  kind: 'weeks-13-plus',
  startDate: '2022-12-01',
  weeklyAmount: '120.00',
  collector: 'provider',
};
const oneOff = {
  ...{ number: null, on: calendarDate('2022-12-19'), what: 'A shower chair', amountPence: pence(25_000) },
};
const rulesOf = (path: string, body: Record<string, unknown>) =>
  readThought({ path, body }, today).findings.map(({ rule }) => rule);

describe('a change that is only thought', () => {
  it('of a package is read as its row would be, and restates it', () => {
    const { thought } = readThought({ path: '/packages/PK1', body: carePackage }, today);
    const after = packageAfter(factsOf({}).carePackage.body, thought === null ? [] : [thought]);
    expect(after).toMatchObject({
      packageId: 'PK1',
      endDate: null,
      terms: [{ rate: '650' }],
      rateIncludesFnc: true,
    });
  });

  it('of suspensions replaces them all, and is nothing where there is no package', () => {
    const body = { items: [{ from: '2022-12-03', to: null, kind: 'hospital' }] };
    const { thought } = readThought({ path: '/v1/packages/PK1/suspensions', body }, today);
    const thoughts = thought === null ? [] : [thought];
    expect(packageAfter(factsOf({}).carePackage.body, thoughts)?.suspensions).toHaveLength(1);
    expect(packageAfter(null, thoughts)).toBeNull();
  });

  it('of contributions holds the whole set of a package', () => {
    const { thought } = readThought(
      { path: '/packages/PK1/contributions', body: { items: [contribution] } },
      today,
    );
    expect(thought).toMatchObject({
      about: 'contributions',
      id: 'PK1',
      items: [{ weeklyAmountPence: 12_000 }],
    });
  });

  it('of a person or an agreement is read as its row would be', () => {
    const person = { name: 'Edith Marlow', dateOfBirth: '1941-05-06', dateOfDeath: '2022-12-04' };
    expect(readThought({ path: '/people/PE1', body: person }, today).thought).toMatchObject({
      about: 'person',
      id: 'PE1',
    });
    const agreement = { personId: 'PE1', frequency: 'weekly', startDate: '2022-12-01', weeklyBudget: '200' };
    expect(readThought({ path: '/direct-payments/DP1', body: agreement }, today).thought).toMatchObject({
      about: 'agreement',
    });
  });

  it('of what is suspended of an agreement or paid beside it follows what was entered', () => {
    const before = withOneOffs(noChanges('DP1'), [oneOff]);
    const suspensions = [{ from: '2022-12-05', to: null, kind: 'hospital' }];
    const thoughtOf = (path: string, items: unknown[]) =>
      readThought({ path, body: { items } }, today).thought!;
    const suspended = thoughtOf('/direct-payments/DP1/suspensions', suspensions);
    const added = thoughtOf('/v1/direct-payments/DP1/one-offs', [oneOff, { ...oneOff, what: 'A rail' }]);
    const other = thoughtOf('/direct-payments/DP2/suspensions', []);
    const ofPerson = thoughtOf('/packages/DP1/suspensions', []);
    expect(changesAfter(before, [ofPerson, other])).toBeNull();
    expect(changesAfter(before, [suspended, other, added])).toMatchObject({
      ...{ agreementId: 'DP1', suspensions },
      oneOffs: [{ number: 1 }, { number: 2, what: 'A rail' }],
    });
    expect(changesAfter(before, [added, suspended])).toEqual(changesAfter(before, [suspended, added]));
  });
});

describe('a thought that could not be recorded', () => {
  it('is refused by the rules of what it would be written as', () => {
    expect(rulesOf('/packages/PK1', { ...carePackage, rate: '1e3' })).toHaveLength(1);
    expect(rulesOf('/packages/PK1', { ...carePackage, endDate: '2022-11-01' })).toEqual(['end-before-start']);
    expect(rulesOf('/people/PE1', { name: { first: 'Edith' }, dateOfBirth: '1941-05-06' })).toEqual([
      'mandatory-field-empty',
    ]);
    expect(
      rulesOf('/packages/PK1/contributions', { items: ['nothing', contribution] }).length,
    ).toBeGreaterThan(0);
    expect(rulesOf('/packages/PK1/suspensions', { items: [{ from: 'now' }] })).toEqual(['suspension-form']);
    expect(rulesOf('/packages/PK1/suspensions', {})).toEqual(['mandatory-field-empty']);
    expect(rulesOf('/direct-payments/DP1/suspensions', {})).toEqual(['suspension-form']);
    expect(rulesOf('/direct-payments/DP1/one-offs', { items: [{ on: 'now' }] })).toEqual(['one-off-form']);
  });

  it.each([
    '/settings/goLive',
    '/packages',
    '/packages/PK1/lines',
    '/people/PE1/life-events',
    '/direct-payments/DP1/returns',
  ])('is refused where a preview cannot think %s', (path) => {
    expect(rulesOf(path, { items: [] })).toEqual(['not-in-a-preview']);
  });
});
