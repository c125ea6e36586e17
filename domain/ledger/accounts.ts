import * as z from 'zod';

/** The accounts of careledger: a sub-ledger beside the council's own, not a copy of its chart. */
export const accountSchema = z.enum([
  'expenditure',
  'client-income',
  'nhs-income',
  'creditor',
  'held',
  'payments-in-transit',
  'accruals',
  'bank',
  'advance',
  'recoverable',
  'written-off',
  'nhs-receivable',
  'deferred-debt',
  'deferred-income',
  'opening-balance',
]);
export type Account = z.infer<typeof accountSchema>;

type Definition = {
  /** The side on which the account usually stands; its balance is positive there. */
  normalSide: 'debit' | 'credit';
  /** Whether each posting names the party it is owed to or by; the others are coded or stand alone. */
  hasParty: boolean;
  sentence: string;
};

export const chartOfAccounts: Readonly<Record<Account, Definition>> = {
  expenditure: {
    normalSide: 'debit',
    hasParty: false,
    sentence: 'What care cost, by cost centre, subjective code and tax code.',
  },
  // Shown apart from the cost even where a provider collects it and is paid net: adult social care finance
  // returns (ASC-FR) are gross.
  'client-income': {
    normalSide: 'credit',
    hasParty: false,
    sentence: 'What people contribute to their care, whoever collects it.',
  },
  'nhs-income': {
    normalSide: 'credit',
    hasParty: false,
    sentence: 'The part of the cost that the NHS bears.',
  },
  creditor: {
    normalSide: 'credit',
    hasParty: true,
    sentence: 'What is due to a payee and not yet on its way.',
  },
  held: { normalSide: 'credit', hasParty: true, sentence: 'What a payee is due but a hold keeps back.' },
  'payments-in-transit': {
    normalSide: 'credit',
    hasParty: true,
    sentence: 'What was sent to a payee and is not yet known to have arrived.',
  },
  accruals: {
    normalSide: 'credit',
    hasParty: false,
    sentence:
      'Care of the year that ended which is paid in the next, less what people and the NHS bear of it.',
  },
  bank: { normalSide: 'debit', hasParty: false, sentence: 'What payees have received.' },
  advance: {
    normalSide: 'debit',
    hasParty: true,
    sentence: 'What a payee was paid outside a run and no line of a run has taken up yet.',
  },
  recoverable: {
    normalSide: 'debit',
    hasParty: true,
    sentence: 'What a payee was overpaid and has to give back.',
  },
  'written-off': {
    normalSide: 'debit',
    hasParty: false,
    sentence: 'What payees had to give back and the council gave up, by the coding it was paid under.',
  },
  'nhs-receivable': {
    normalSide: 'debit',
    hasParty: true,
    sentence: 'What an integrated care board (ICB) owes for its part of the cost.',
  },
  'deferred-debt': {
    normalSide: 'debit',
    hasParty: true,
    sentence: 'What is owed under a deferred payment agreement: care costs, charges and interest.',
  },
  'deferred-income': {
    normalSide: 'credit',
    hasParty: false,
    sentence: 'Interest and administration charges of deferred payment agreements.',
  },
  'opening-balance': {
    normalSide: 'credit',
    hasParty: false,
    sentence: 'What stood in the books of the system that was left, on the day it was left.',
  },
};
