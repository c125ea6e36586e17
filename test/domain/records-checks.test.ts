import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../domain/calendar.ts';
import { pence, rateText } from '../../domain/money.ts';
import { finding, findingSchema } from '../../domain/records/finding.ts';
import { openingPositionId, rowKinds } from '../../domain/records/kinds.ts';
import { restrictionOf } from '../../domain/records/person.ts';
import { checkRateCard, rateCardLineKey } from '../../domain/records/rate-card.ts';
import {
  aContribution,
  aDeferredAgreement,
  aDirectPayment,
  anAssessment,
  anOpeningPosition,
  aPackageRow,
  aPerson,
  aProvider,
  aRateCardLine,
  aServiceType,
} from '../support/sample-facts.ts';

const day = calendarDate;
const today = day('2026-06-15');

type Said = [severity: 'error' | 'warning', rule: string, field: string];

/** What a check says, without the sentence; the sentence is asked for by its form. */
function said(findings: readonly ReturnType<typeof finding>[]): Said[] {
  return findings.map((each) => {
    expect(findingSchema.parse(each)).toEqual(each);
    expect(each.message).toMatch(/^\S.* .*\.$/);
    return [each.severity as Said[0], each.rule, each.field ?? ''];
  });
}

describe('a person', () => {
  const check = (more: Parameters<typeof aPerson>[0]) => said(rowKinds.people.check(aPerson(more), today));

  it.each<[string, Parameters<typeof aPerson>[0], Said[]]>([
    ['may be true', {}, []],
    ['may be born today', { dateOfBirth: today }, []],
    [
      'is not born tomorrow',
      { dateOfBirth: day('2026-06-16') },
      [['error', 'born-in-the-future', 'dateOfBirth']],
    ],
    ['may die on the day of birth', { dateOfDeath: day('1941-05-02') }, []],
    [
      'does not die before birth',
      { dateOfDeath: day('1941-05-01') },
      [['error', 'died-before-birth', 'dateOfDeath']],
    ],
    ['may have died today', { dateOfDeath: today }, []],
    [
      'does not die tomorrow',
      { dateOfDeath: day('2026-06-16') },
      [['error', 'death-in-the-future', 'dateOfDeath']],
    ],
    ['has an NHS number with its check digit (NHS Data Dictionary)', { nhsNumber: '943 476 5919' }, []],
    ['may have an NHS number whose check digit is 0', { nhsNumber: '0000000000' }, []],
    ...['9434765918', '943476591', '943476591X', '0000000060', '1000000010'].map(
      (nhsNumber): [string, Parameters<typeof aPerson>[0], Said[]] => [
        `has no NHS number ${nhsNumber}`,
        { nhsNumber },
        [['warning', 'nhs-number-check-digit', 'nhsNumber']],
      ],
    ),
    [
      'is told everything that cannot be true at once',
      { dateOfBirth: day('2030-01-01'), dateOfDeath: day('2029-01-01'), nhsNumber: '1' },
      [
        ['error', 'born-in-the-future', 'dateOfBirth'],
        ['error', 'died-before-birth', 'dateOfDeath'],
        ['error', 'death-in-the-future', 'dateOfDeath'],
        ['warning', 'nhs-number-check-digit', 'nhsNumber'],
      ],
    ],
  ])('%s', (_what, more, expected) => {
    expect(check(more)).toEqual(expected);
  });

  it.each([
    [null, { kind: 'open' }],
    ['', { kind: 'open' }],
    [' No ', { kind: 'open' }],
    ['false', { kind: 'open' }],
    ['n', { kind: 'open' }],
    ['YES', { kind: 'setting' }],
    ['true', { kind: 'setting' }],
    ['y', { kind: 'setting' }],
    ['olu.officer', { kind: 'named', userIds: ['olu.officer'] }],
    [
      ' Olu.Officer asha.officer;bo|cy ',
      { kind: 'named', userIds: ['olu.officer', 'asha.officer', 'bo', 'cy'] },
    ],
  ])('restricted “%s” is read as whom the record is for', (restricted, expected) => {
    expect(restrictionOf({ restricted })).toEqual(expected);
  });
});

describe('a provider', () => {
  const bank = { sortCode: '12-34-56', accountNumber: '12345678' };

  it.each<[string, Parameters<typeof aProvider>[0], Said[]]>([
    ['may have no payment details yet', {}, []],
    ['may be paid by Bacs into its account', { settlementRoute: 'bacs', ...bank }, []],
    ['may write its sort code plainly or spaced', { ...bank, sortCode: '123456' }, []],
    ['may have an account number of six to ten digits, spaced', { ...bank, accountNumber: '12 34 56' }, []],
    ['may have an account number of ten digits', { ...bank, accountNumber: '1234567890' }, []],
    [
      'has a sort code of six digits',
      { ...bank, sortCode: '12-34-5' },
      [['error', 'sort-code-form', 'sortCode']],
    ],
    [
      'has an account number of no fewer than six digits',
      { ...bank, accountNumber: '12345' },
      [['error', 'account-number-form', 'accountNumber']],
    ],
    [
      'has an account number of no more than ten digits',
      { ...bank, accountNumber: '12345678901' },
      [['error', 'account-number-form', 'accountNumber']],
    ],
    [
      'has no account number alone',
      { accountNumber: '12345678' },
      [['error', 'half-a-bank-account', 'sortCode']],
    ],
    ['has no sort code alone', { sortCode: '123456' }, [['error', 'half-a-bank-account', 'accountNumber']]],
    [
      'is told that Bacs needs an account',
      { settlementRoute: 'bacs' },
      [['warning', 'no-bank-details', 'accountNumber']],
    ],
    [
      'is told that the ledger needs a supplier number',
      { settlementRoute: 'ledger' },
      [['warning', 'no-supplier-number', 'supplierNumber']],
    ],
    [
      'may be paid by the ledger under its supplier number',
      { settlementRoute: 'ledger', supplierNumber: '5' },
      [],
    ],
  ])('%s', (_what, more, expected) => {
    expect(said(rowKinds.providers.check(aProvider(more), today))).toEqual(expected);
  });
});

describe('a line of a rate card', () => {
  it('ends on or after the day it starts', () => {
    const check = (to: string) => said(rowKinds['rate-cards'].check(aRateCardLine({ to: day(to) }), today));
    expect(check('2026-04-01')).toEqual([]);
    expect(check('2026-03-31')).toEqual([['error', 'end-before-start', 'to']]);
    expect(rowKinds['rate-cards'].check(aRateCardLine(), today)).toEqual([]);
  });

  it('is the same line when only its rate or its last day differ', () => {
    const line = aRateCardLine({
      providerId: 'PR-1',
      visitMinutes: 30,
      dayType: 'sunday',
      band: 'A',
      zone: 'N',
    });
    const repriced = { ...line, rate: rateText('30'), to: day('2027-03-31') };
    expect(rateCardLineKey(repriced)).toBe(rateCardLineKey(line));
    const others = [
      { ...line, providerId: null },
      { ...line, serviceType: 'nursing' },
      { ...line, visitMinutes: 45 },
      { ...line, dayType: null },
      { ...line, band: 'B' },
      { ...line, zone: null },
      { ...line, from: day('2026-05-01') },
    ];
    expect(new Set([line, ...others].map(rateCardLineKey)).size).toBe(8);
  });

  const from = (first: string, last: string | null, more = {}) =>
    aRateCardLine({ from: day(first), to: last === null ? null : day(last), ...more });

  it.each([
    ['follow each other', [from('2026-04-01', '2026-09-30'), from('2026-10-01', null)], 0],
    ['share a day', [from('2026-10-01', null), from('2026-04-01', '2026-10-01')], 1],
    ['give way to a later one when the end is open', [from('2026-04-01', null), from('2026-10-01', null)], 0],
    ['are for other things', [from('2026-04-01', '2027-03-31'), from('2026-05-01', null, { zone: 'N' })], 0],
    [
      'are for other lengths',
      [from('2026-04-01', '2027-03-31', { visitMinutes: 30 }), from('2026-05-01', null)],
      0,
    ],
    ['are alone', [from('2026-04-01', null)], 0],
    ['are none', [], 0],
  ])('overlap on a day or not: rates that %s', (_what, lines, overlaps) => {
    const found = checkRateCard('RC1', lines);
    expect(found.map(({ finding }) => finding.rule)).toEqual(
      Array.from({ length: overlaps }, () => 'rates-overlap'),
    );
    const latest = lines.map(rateCardLineKey).sort().at(-1);
    for (const { key } of found) expect(key).toBe(latest);
  });
});

describe('a row of a care package', () => {
  it.each<[string, Parameters<typeof aPackageRow>[0], Said[]]>([
    ['may be true', {}, []],
    ['may last one day', { endDate: day('2026-04-06') }, []],
    [
      'does not end before it starts',
      { endDate: day('2026-04-05') },
      [['error', 'end-before-start', 'endDate']],
    ],
    ['may change on its first day', { effectiveFrom: day('2026-04-06') }, []],
    [
      'does not change before it starts',
      { effectiveFrom: day('2026-04-05') },
      [['error', 'effective-outside-package', 'effectiveFrom']],
    ],
    ['may change on its last day', { endDate: day('2026-05-01'), effectiveFrom: day('2026-05-01') }, []],
    [
      'does not change after its end',
      { endDate: day('2026-05-01'), effectiveFrom: day('2026-05-02') },
      [['error', 'effective-outside-package', 'effectiveFrom']],
    ],
    ['may have a rate card in place of a rate', { rate: null, rateCardId: 'RC-1' }, []],
    [
      'is told that nothing can be paid without a rate',
      { rate: null },
      [['warning', 'package-without-rate', 'rate']],
    ],
    ['may be shared with the NHS', { funding: 'joint', nhsSharePercent: rateText('50'), icbId: 'ICB-1' }, []],
    [
      'is told that a joint package needs the share of the NHS',
      { funding: 'joint' },
      [['warning', 'joint-without-share', 'nhsSharePercent']],
    ],
    [
      'is told that a share of the NHS needs a board to pay it',
      { nhsSharePercent: rateText('0.5') },
      [['warning', 'share-without-icb', 'icbId']],
    ],
    ['may say that the NHS pays nothing', { nhsSharePercent: rateText('0') }, []],
  ])('%s', (_what, more, expected) => {
    expect(said(rowKinds['care-packages'].check(aPackageRow(more), today))).toEqual(expected);
  });
});

describe('a contribution', () => {
  it.each<[string, Parameters<typeof aContribution>[0], Said[]]>([
    ['may be true', {}, []],
    ['may last one day', { endDate: day('2026-04-06') }, []],
    [
      'does not end before it starts',
      { endDate: day('2026-04-05') },
      [['error', 'end-before-start', 'endDate']],
    ],
    ['needs an amount', { weeklyAmountPence: null }, [['error', 'mandatory-field-empty', 'weeklyAmount']]],
    ['for nursing may leave the amount to the national rate', { kind: 'fnc', weeklyAmountPence: null }, []],
  ])('%s', (_what, more, expected) => {
    expect(said(rowKinds.contributions.check(aContribution(more), today))).toEqual(expected);
  });
});

describe('an assessment', () => {
  it('ends on or after the day it starts', () => {
    const check = (endDate: string | null) =>
      said(
        rowKinds.assessments.check(anAssessment({ endDate: endDate === null ? null : day(endDate) }), today),
      );
    expect([check(null), check('2026-04-06'), check('2026-04-05')]).toEqual([
      [],
      [],
      [['error', 'end-before-start', 'endDate']],
    ]);
  });
});

describe('a direct payment agreement', () => {
  it.each<[string, Parameters<typeof aDirectPayment>[0], Said[]]>([
    ['may be true', { endDate: day('2026-04-06'), weeklyContributionPence: pence(30_000) }, []],
    [
      'does not end before it starts',
      { endDate: day('2026-04-05') },
      [['error', 'end-before-start', 'endDate']],
    ],
    [
      'has no contribution above its budget',
      { weeklyContributionPence: pence(30_001) },
      [['error', 'contribution-over-budget', 'weeklyContribution']],
    ],
    [
      'with a managed account names who holds it',
      { accountType: 'managed' },
      [['error', 'managed-without-provider', 'accountProviderId']],
    ],
    ['with a managed account may be true', { accountType: 'managed', accountProviderId: 'PR-1' }, []],
    ['has a whole bank account', { sortCode: '123456' }, [['error', 'half-a-bank-account', 'accountNumber']]],
  ])('%s', (_what, more, expected) => {
    expect(said(rowKinds['direct-payment-agreements'].check(aDirectPayment(more), today))).toEqual(expected);
  });
});

describe('a deferred payment agreement', () => {
  it.each<[string, Parameters<typeof aDeferredAgreement>[0], Said[]]>([
    ['may be true', { endDate: day('2026-04-06'), encumbrancesPence: pence(25_000_000) }, []],
    [
      'does not end before it starts',
      { endDate: day('2026-04-05') },
      [['error', 'end-before-start', 'endDate']],
    ],
    [
      'is told when earlier charges are more than the property is worth',
      { encumbrancesPence: pence(25_000_001) },
      [['warning', 'encumbrances-over-value', 'encumbrances']],
    ],
    [
      'is told when it ended and nobody says on which day',
      { status: 'repaid', endDate: null },
      [['warning', 'ended-without-a-day', 'endDate']],
    ],
    ['may have ended on its day', { status: 'ended', endDate: day('2026-04-06') }, []],
  ])('%s', (_what, more, expected) => {
    expect(said(rowKinds['deferred-agreements'].check(aDeferredAgreement(more), today))).toEqual(expected);
  });
});

describe('an opening position', () => {
  const tomorrow = day('2026-06-16');

  it.each<[string, Parameters<typeof anOpeningPosition>[0], Said[]]>([
    ['of a paid-to date needs no amount and may lie ahead', { date: tomorrow }, []],
    ['of a hold may be dated today', { kind: 'hold', date: today }, []],
    [
      'of a hold is told that it lies ahead',
      { kind: 'hold', date: tomorrow },
      [['warning', 'opening-position-in-the-future', 'date']],
    ],
    ['of a balance may be below zero', { kind: 'balance', amountPence: pence(-1) }, []],
    ['of a balance needs an amount', { kind: 'balance' }, [['error', 'mandatory-field-empty', 'amount']]],
    ['of a recovery needs an amount', { kind: 'recovery' }, [['error', 'mandatory-field-empty', 'amount']]],
    [
      'of a deferred balance needs an amount',
      { kind: 'deferred-balance' },
      [['error', 'mandatory-field-empty', 'amount']],
    ],
    ['of a mandate needs none', { kind: 'mandate' }, []],
  ])('%s', (_what, more, expected) => {
    expect(said(rowKinds['opening-positions'].check(anOpeningPosition(more), today))).toEqual(expected);
  });
});

describe('what a row belongs to, and what it refers to', () => {
  it('is itself, and nothing, for people, providers, service types, opening positions', () => {
    expect([
      rowKinds.people.idOf(aPerson()),
      rowKinds.providers.idOf(aProvider()),
      rowKinds['service-types'].idOf(aServiceType()),
      rowKinds['opening-positions'].idOf(anOpeningPosition()),
    ]).toEqual(['P-1', 'PR-1', 'home-care', 'paid-to:PK-1']);
    expect([
      ...rowKinds.people.references(aPerson()),
      ...rowKinds.providers.references(aProvider()),
      ...rowKinds['service-types'].references(aServiceType()),
      ...rowKinds['opening-positions'].references(anOpeningPosition()),
    ]).toEqual([]);
    expect(rowKinds['service-types'].check(aServiceType(), today)).toEqual([]);
  });

  it('tells opening positions of one thing apart by their kind', () => {
    expect(openingPositionId({ kind: 'hold', id: 'PK-1' })).not.toBe(
      openingPositionId({ kind: 'paid-to', id: 'PK-1' }),
    );
  });

  it.each([
    [
      'a package',
      rowKinds['care-packages'].idOf(aPackageRow()),
      rowKinds['care-packages'].references(aPackageRow({ rateCardId: 'RC-1' })),
      'PK-1',
      [
        'personId person P-1',
        'providerId provider PR-1',
        'serviceType service-type home-care',
        'rateCardId rate-card RC-1',
      ],
    ],
    [
      'a package without a rate card',
      rowKinds['care-packages'].factKind,
      rowKinds['care-packages'].references(aPackageRow()),
      'package',
      ['personId person P-1', 'providerId provider PR-1', 'serviceType service-type home-care'],
    ],
    [
      'a line of a rate card of one provider',
      rowKinds['rate-cards'].idOf(aRateCardLine()),
      rowKinds['rate-cards'].references(aRateCardLine({ providerId: 'PR-1' })),
      'RC-1',
      ['serviceType service-type home-care', 'providerId provider PR-1'],
    ],
    [
      'a contribution',
      rowKinds.contributions.idOf(aContribution()),
      rowKinds.contributions.references(aContribution()),
      'P-1',
      ['personId person P-1', 'packageId package PK-1'],
    ],
    [
      'an assessment',
      rowKinds.assessments.idOf(anAssessment()),
      rowKinds.assessments.references(anAssessment()),
      'AS-1',
      ['personId person P-1'],
    ],
    [
      'a direct payment agreement',
      rowKinds['direct-payment-agreements'].idOf(aDirectPayment()),
      rowKinds['direct-payment-agreements'].references(aDirectPayment({ accountProviderId: 'PR-1' })),
      'DP-1',
      ['personId person P-1', 'accountProviderId provider PR-1'],
    ],
    [
      'a deferred payment agreement',
      rowKinds['deferred-agreements'].idOf(aDeferredAgreement()),
      rowKinds['deferred-agreements'].references(aDeferredAgreement()),
      'DA-1',
      ['personId person P-1'],
    ],
  ])('of %s is named field by field', (_what, id, references, expectedId, expected) => {
    expect(id).toBe(expectedId);
    expect(references.map(({ field, kind, id: to }) => `${field} ${kind} ${to}`)).toEqual(expected);
  });
});

describe('a finding', () => {
  it('is about a file where no line, field or value is named', () => {
    expect(finding('information', 'file-empty', 'Nothing is in it.')).toEqual({
      line: null,
      field: null,
      rule: 'file-empty',
      severity: 'information',
      message: 'Nothing is in it.',
      value: null,
    });
    expect(finding('error', 'r', 'm', { line: 3, field: 'rate', value: 'x' })).toMatchObject({
      line: 3,
      field: 'rate',
      value: 'x',
    });
  });
});
