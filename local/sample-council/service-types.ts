import { type ServiceTypeCode } from './model.ts';

export const serviceTypeColumns =
  'serviceType,description,unit,basis,costSign,paymentSign,subjectiveCode,toleranceMinutes,tolerancePercent,chargeable,careHome'.split(
    ',',
  );

type ServiceTypeRow = readonly [ServiceTypeCode, string, string, string, string, string, string];

// Code, description, unit, basis, ledger code, chargeable, care home. Home care and extra care alone are paid on visits.
const ROWS: readonly ServiceTypeRow[] = [
  ['residential', 'Residential care home, permanent', 'week', 'plan', '41010', 'yes', 'yes'],
  ['nursing', 'Nursing care home, permanent', 'week', 'plan', '41020', 'yes', 'yes'],
  ['home-care', 'Home care by the visit', 'hour', 'actuals', '42010', 'yes', 'no'],
  ['day-care', 'Day care by the session', 'session', 'scheduled', '43010', 'yes', 'no'],
  ['supported-living', 'Supported living, shared and one-to-one hours', 'hour', 'plan', '42030', 'yes', 'no'],
  ['extra-care', 'Extra care housing, planned visits', 'hour', 'actuals', '42020', 'yes', 'no'],
  ['shared-lives', 'Shared Lives placement', 'week', 'plan', '44010', 'yes', 'no'],
  ['foster', 'Foster placement, allowance and fee', 'week', 'plan', '44020', 'no', 'no'],
  ['respite', 'Short stay, by the night', 'night', 'actuals', '41030', 'yes', 'yes'],
  ['sleep-in', 'Sleep-in night', 'night', 'actuals', '42040', 'yes', 'no'],
  [
    'direct-payment',
    'Individual service fund held by a managed account',
    'week',
    'plan',
    '45010',
    'yes',
    'no',
  ],
  ['one-off', 'One-off purchase, "as agreed"', 'item', 'once', '46010', 'no', 'no'],
  ['transport', 'Transport, by the mile', 'mile', 'actuals', '46020', 'no', 'no'],
];

export function* serviceTypeRows(): Generator<string[]> {
  for (const [code, description, unit, basis, ledgerCode, chargeable, careHome] of ROWS) {
    const byVisit = code === 'home-care' || code === 'extra-care';
    const tolerance = byVisit ? ['5', '10'] : ['', ''];
    yield [code, description, unit, basis, '1', '1', ledgerCode, ...tolerance, chargeable, careHome];
  }
}
