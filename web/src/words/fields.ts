import { formatDate, formatMoney, formatPounds } from './format.ts';
import { inWords } from './labels.ts';

/** Fields whose name in words is not simply their name. */
const NAMES: Readonly<Record<string, string>> = {
  addressLine1: 'Address',
  addressLine2: 'Address, second line',
  personId: 'Person',
  providerId: 'Provider',
  packageId: 'Package',
  contributionId: 'Contribution',
  agreementId: 'Agreement',
  rateCardId: 'Rate card',
  accountProviderId: 'Account provider',
  icbId: 'Integrated care board',
  nhsNumber: 'NHS number',
  nhsSharePercent: 'NHS share, percent',
  rateIncludesFnc: 'Rate includes funded nursing care',
  arAccount: 'Debtor account',
  arSite: 'Debtor account site',
  billToName: 'Billed to',
  billToAddress: 'Billing address',
  billToAuthority: 'Authority to act',
  cqcLocationId: 'CQC location',
  vatNumber: 'VAT number',
  vatStatus: 'VAT status',
  carers: 'Carers at each visit',
  effectiveFrom: 'These units and rate since',
  handFields: 'Fields changed by hand',
};

/** What a field is called on a page. */
export function fieldName(field: string): string {
  return NAMES[field] ?? inWords(field.replace(/Pence$/, ''));
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
/** Fields whose values are words of a short list. */
const CHOICES = new Set([
  ...['serviceType', 'funding', 'kind', 'collector', 'status', 'frequency', 'accountType', 'returnFrequency'],
  ...['settlementRoute', 'paymentMethod', 'vatStatus', 'unit', 'basis', 'dayType', 'setting', 'chargeStatus'],
]);
const RATES = new Set(['rate', 'weeklyAmount', 'weeklyBudget', 'weeklyContribution']);

/** A field's value as people read it. */
export function fieldValue(field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') return field.endsWith('Pence') ? formatMoney(value) : String(value);
  if (Array.isArray(value))
    return value.length === 0 ? '–' : value.map((each) => fieldValue(field, each)).join('; ');
  if (typeof value === 'object') {
    return Object.entries(value)
      .filter(([, each]) => each !== null && each !== undefined)
      .map(([name, each]) => `${fieldName(name)}: ${fieldValue(name, each)}`)
      .join(', ');
  }
  if (typeof value !== 'string') return '–';
  if (DATE.test(value)) return formatDate(value);
  if (CHOICES.has(field)) return inWords(value);
  return RATES.has(field) ? formatPounds(value) : value;
}

/** A field of a record as text; empty where there is none. */
export function textOf(record: Readonly<Record<string, unknown>>, field: string): string {
  const value = record[field];
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** The items of a record's field that is a list of objects; none where it is not. */
export function itemsOf(record: Readonly<Record<string, unknown>>, field: string): Record<string, unknown>[] {
  const value = record[field];
  return Array.isArray(value) ? value.filter((each): each is Record<string, unknown> => isObject(each)) : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An amount comes in pounds and in pence beside: people are shown one of the two. */
export function isPenceTwin(fields: { has: (field: string) => boolean }, field: string): boolean {
  return field.endsWith('Pence') && fields.has(field.slice(0, -'Pence'.length));
}

export type Change = { field: string; before: unknown; after: unknown };

/** What differs between two versions of a record, field by field. */
export function changesBetween(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Change[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...fields]
    .filter((field) => !isPenceTwin(fields, field))
    .filter((field) => JSON.stringify(before[field] ?? null) !== JSON.stringify(after[field] ?? null))
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }));
}
