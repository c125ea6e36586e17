import { describe, expect, it } from 'vitest';
import { checkAccountChange, needsCallBack } from '../../../domain/bank-accounts/account-change.ts';
import {
  agreementAccount,
  providerAccount,
  withWholeAccount,
  type KnownAccount,
} from '../../../domain/bank-accounts/known-account.ts';
import { modulusTables as tables } from '../../../functions/platform/modulus-tables.ts';

const known: KnownAccount = {
  sortCode: '08-99-99',
  accountNumber: '66374958',
  accountName: 'Willow Care Ltd',
  rollNumber: null,
};
const fields = { sortCode: '089999', accountNumber: '66374958', rollNumber: 'R1' };

describe('the account of a payee', () => {
  it('is that of the record, in the name the record gives', () => {
    expect(providerAccount({ ...fields, accountName: 'Willow' })).toEqual({
      ...fields,
      accountName: 'Willow',
    });
    expect(agreementAccount({ ...fields, payeeName: 'E Marlow' })).toEqual({
      ...fields,
      accountName: 'E Marlow',
    });
  });

  it('is not known with half of its numbers', () => {
    expect(providerAccount({ ...fields, sortCode: null, accountName: 'Willow' })).toBeNull();
    expect(agreementAccount({ ...fields, accountNumber: null, payeeName: null })).toBeNull();
  });

  it('comes under a person’s hand whole', () => {
    expect(withWholeAccount(['name', 'sortCode'])).toEqual([
      'accountNumber',
      'name',
      'rollNumber',
      'sortCode',
    ]);
    expect(withWholeAccount(['name', 'address'])).toEqual(['name', 'address']);
  });
});

describe('a known account', () => {
  it.each<[string, Partial<KnownAccount>]>([
    ['sort code', { sortCode: '08-99-98' }],
    ['account number', { accountNumber: '66374959' }],
    ['account number of a length no bank uses', { accountNumber: '663749581234' }],
    ['roll number', { rollNumber: '17' }],
    ['name', { accountName: 'Willow Holdings' }],
    ['name, which is taken away', { accountName: null }],
  ])('waits for a call back when another %s is given', (_what, change) => {
    expect(needsCallBack({ before: known, after: { ...known, ...change } })).toBe(true);
  });

  it.each<[string, Partial<KnownAccount>, Partial<KnownAccount>]>([
    ['its sort code is written without dashes', {}, { sortCode: '089999' }],
    ['its sort code is written with spaces', {}, { sortCode: '08 99 99' }],
    [
      'the noughts before its number are left out',
      { sortCode: '009999', accountNumber: '00123456' },
      { sortCode: '009999', accountNumber: '123456' },
    ],
    ['its name is written in capitals', {}, { accountName: 'WILLOW  CARE LTD' }],
    ['it is given a name for the first time', { accountName: null }, {}],
  ])('is the same where %s', (_what, before, after) => {
    const change = { before: { ...known, ...before }, after: { ...known, ...after } };
    expect(needsCallBack(change)).toBe(false);
    expect(checkAccountChange(change, { tables, firstOne: 'refused' })).toEqual([]);
  });

  it('does not change when it comes for the first time, or is taken away', () => {
    expect(needsCallBack({ before: null, after: known })).toBe(false);
    expect(needsCallBack({ before: known, after: null })).toBe(false);
  });
});

describe('an account that fails the modulus check', () => {
  const wrong = { ...known, accountNumber: '66374959' };
  const severities = (before: KnownAccount | null, firstOne: 'refused' | 'let-in') =>
    checkAccountChange({ before, after: wrong }, { tables, firstOne })
      .filter(({ rule }) => rule === 'modulus-check')
      .map(({ severity, field }) => [severity, field]);

  it('keeps a change out', () => {
    expect(severities(known, 'let-in')).toEqual([['error', 'accountNumber']]);
  });

  it('is refused or let in with a warning when it is the first, as who asks says', () => {
    expect(severities(null, 'refused')).toEqual([['error', 'accountNumber']]);
    expect(severities(null, 'let-in')).toEqual([['warning', 'accountNumber']]);
  });

  it('that is on record already is said and stands in no other change’s way', () => {
    expect(severities(wrong, 'refused')).toEqual([['warning', 'accountNumber']]);
  });

  it('leaves nothing to say once it is taken away', () => {
    expect(checkAccountChange({ before: wrong, after: null }, { tables, firstOne: 'refused' })).toEqual([]);
  });
});
