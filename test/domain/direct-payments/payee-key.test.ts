import { describe, expect, it } from 'vitest';
import { payeeKey } from '../../../domain/direct-payments/payee-key.ts';

describe('the key of a payee', () => {
  it.each([
    ['CARD PAYMENT TO TESCO STORES 3245 ON 12 MAR', 'tescostores'],
    ['TESCO STORES 2178 GB', 'tescostores'],
    ['DIRECT DEBIT PAYMENT TO BRITISH GAS REF 850012345, MANDATE NO 0012', 'britishgas'],
    ['FASTER PAYMENTS RECEIPT REF.CARE FROM J SMITH', 'jsmith'],
    ['BILL PAYMENT VIA FASTER PAYMENT TO JO FENBY REFERENCE WAGES , MANDATE NO 12', 'jofenby'],
    ['REFERENCE ONLY', 'referenceonly'],
    ['JO FENBY WAGES 300000001234567890 201122 10 24JUN25 09:12', 'jofenby'],
    ['STO JO FENBY', 'jofenby'],
    ['Jo Fenby Wages JO FENBY WAGES', 'jofenby'],
    ['JO FENBY RETURNED', 'jofenby'],
    ['KIT LANGWORTH WAGE S', 'kitlangworth'],
    ['LANGCOMBE ALLOTMENT GROUPFPO', 'langcombeallotmentgroup'],
    ['SELFORD CARE AT HO ME', 'selfordcareathome'],
    ['Siân’s Café', 'sianscafe'],
    ['MAY FENBY', 'mayfenby'],
    ['PAYMENT TO MAY FENBY 12 MAY', 'mayfenby'],
    ['REFUND', 'refund'],
    ['DD', 'dd'],
    ['123 456', '123456'],
    ['', ''],
  ])('of %j is %j', (text, key) => {
    expect(payeeKey(text)).toBe(key);
  });
});
