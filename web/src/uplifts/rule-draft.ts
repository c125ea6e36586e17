import type { Body } from '../api/contract.ts';
import { decimalOfTyped, penceOfPounds, poundsOfPence } from '../words/format.ts';

type RuleBody = Body<'POST', '/v1/uplifts'>['rules'][number];

/** A rule as it stands in the fields of the form: every value as text, nothing where it is not set. */
export type RuleDraft = Readonly<Record<RuleField, string>>;
export type KeyedRule = { key: number; values: RuleDraft };

const MATCH = ['serviceType', 'providerId', 'contract', 'rateCardId', 'band', 'zone'] as const;
const RATES = ['rateFrom', 'rateTo'] as const;
const LISTS = ['providers', 'contracts', 'anniversaryContracts'] as const;
export type RuleField =
  | (typeof MATCH)[number]
  | (typeof RATES)[number]
  | (typeof LISTS)[number]
  | ('dayType' | 'visitMinutes' | 'of' | 'laterRates' | 'kind' | 'change')
  | ('weeklyAbovePence' | 'negotiatedWithinMonths' | 'directPayments' | 'atNewRate');

export const changeKinds = {
  percent: 'By percent',
  amount: 'By an amount in pounds',
  toRate: 'To a rate in pounds',
  floor: 'Up to a lowest rate in pounds',
} as const;

const dayTypeNames = ['weekday', 'saturday', 'sunday', 'bank-holiday', 'any'] as const;

const ofNames = ['packages', 'rate-cards'] as const;

export const emptyRule: RuleDraft = {
  ...{ serviceType: '', providerId: '', contract: '', rateCardId: '', band: '', zone: '', dayType: '' },
  ...{ visitMinutes: '', rateFrom: '', rateTo: '', of: '', laterRates: '', kind: 'percent', change: '' },
  ...{ weeklyAbovePence: '', negotiatedWithinMonths: '', anniversaryContracts: '', directPayments: '' },
  ...{ atNewRate: '', providers: '', contracts: '' },
};

/** A rule that was asked for, as the form shows it again. */
export function draftOf({ match, change, exclude = {} }: RuleBody): RuleDraft {
  const found = Object.entries(change)[0] ?? ['percent', ''];
  const above = exclude.weeklyAbovePence;
  return {
    ...emptyRule,
    ...Object.fromEntries(MATCH.map((name) => [name, match[name] ?? ''])),
    ...Object.fromEntries(RATES.map((name) => [name, match[name] ?? ''])),
    ...Object.fromEntries(LISTS.map((name) => [name, (exclude[name] ?? []).join('\n')])),
    dayType: match.dayType ?? '',
    visitMinutes: match.visitMinutes?.toString() ?? '',
    of: match.of ?? '',
    laterRates: yes(match.laterRates),
    kind: found[0],
    change: found[1],
    weeklyAbovePence: above === undefined ? '' : poundsOfPence(above),
    negotiatedWithinMonths: exclude.negotiatedWithinMonths?.toString() ?? '',
    directPayments: yes(exclude.directPayments),
    atNewRate: yes(exclude.atNewRate),
  };
}

function yes(value: boolean | undefined): string {
  return value === true ? 'yes' : '';
}

/** The rule that the fields say, as the API takes it; what cannot be read was named before. */
export function ruleOf(values: RuleDraft): RuleBody {
  const { weeklyAbovePence: above, negotiatedWithinMonths: months, visitMinutes: minutes } = values;
  const dayType = dayTypeNames.find((name) => name === values.dayType);
  const of = ofNames.find((name) => name === values.of);
  const exclude = {
    ...(above !== '' && { weeklyAbovePence: penceOfPounds(above) ?? 0 }),
    ...(months !== '' && { negotiatedWithinMonths: Number(months) }),
    ...lists(values),
    ...(values.directPayments === 'yes' && { directPayments: true }),
    ...(values.atNewRate === 'yes' && { atNewRate: true }),
  };
  return {
    match: {
      ...texts(values),
      ...(dayType !== undefined && { dayType }),
      ...(minutes !== '' && { visitMinutes: Number(minutes) }),
      ...(of !== undefined && { of }),
      ...(values.laterRates === 'yes' && { laterRates: true }),
    },
    change: changeOf(values),
    ...(Object.keys(exclude).length > 0 && { exclude }),
  };
}

function texts(values: RuleDraft) {
  const found: Partial<Record<(typeof MATCH)[number] | (typeof RATES)[number], string>> = {};
  for (const name of MATCH) if (values[name].trim() !== '') found[name] = values[name].trim();
  for (const name of RATES) if (values[name].trim() !== '') found[name] = decimalOfTyped(values[name]) ?? '';
  return found;
}

function lists(values: RuleDraft) {
  const found: Partial<Record<(typeof LISTS)[number], string[]>> = {};
  for (const name of LISTS) {
    const names = values[name].split('\n').map((each) => each.trim());
    const some = names.filter((each) => each !== '');
    if (some.length > 0) found[name] = some;
  }
  return found;
}

function changeOf(values: RuleDraft): RuleBody['change'] {
  const { kind } = values;
  const value = changeText(values) ?? '';
  if (kind === 'amount') return { amount: value };
  if (kind === 'toRate') return { toRate: value };
  return kind === 'floor' ? { floor: value } : { percent: value };
}

/** By how much or to what rates change, as the API takes it; null where it is no number, or one of another kind. */
function changeText({ kind, change }: RuleDraft): string | null {
  if (kind !== 'percent') return decimalOfTyped(change);
  return change.includes('£') ? null : decimalOfTyped(change.trim().replace(/\s*%$/, ''));
}

type Gap = { id: string; message: string };

/** What is missing in a rule, or cannot be read, before anything is sent. */
export function gapsOf({ key, values }: KeyedRule, place: number): Gap[] {
  const at = `in rule ${place + 1}`;
  const gap = (field: RuleField, message: string): Gap => ({ id: fieldId(field, key), message });
  const wrong = RATES.filter((name) => values[name].trim() !== '' && decimalOfTyped(values[name]) === null);
  return [
    ...(values.change.trim() === ''
      ? [gap('change', `Enter by how much, or to what, rates change ${at}`)]
      : changeText(values) === null
        ? [gap('change', `Enter the change ${at} ${asNumber(values)}`)]
        : []),
    ...wrong.map((name) => gap(name, `Enter the rate before ${at} in pounds, such as 19.50. ${COMMAS}`)),
    ...(/^\d*$/.test(values.visitMinutes)
      ? []
      : [gap('visitMinutes', `Enter minutes ${at} as a whole number`)]),
    ...(values.weeklyAbovePence === '' || (penceOfPounds(values.weeklyAbovePence) ?? -1) >= 0
      ? []
      : [gap('weeklyAbovePence', `Enter the amount a week ${at} in pounds, such as 1,500`)]),
    ...(/^(?:[1-9]\d?)?$/.test(values.negotiatedWithinMonths)
      ? []
      : [gap('negotiatedWithinMonths', `Enter months ${at} as a whole number, such as 6`)]),
  ];
}

const COMMAS = 'A comma may only part thousands';

function asNumber({ kind }: RuleDraft): string {
  return `${kind === 'percent' ? 'in percent, such as 4.2' : 'in pounds, such as 1,020.50'}. ${COMMAS}`;
}

export function fieldId(field: RuleField, key: number): string {
  return `${field}-${key}`;
}

/** Fields of the form that are no rule’s. */
const WHOLE: readonly string[] = [
  ...['name', 'effectiveDate', 'ratesUploadId', 'budgetThisYearPence', 'budgetFullYearPence', 'reason'],
];

/** The field of the form that a refusal is about, such as `rules.0.change.percent`. */
export function idOfProblem(field: string, rules: readonly KeyedRule[]): string | null {
  if (WHOLE.includes(field)) return field;
  const [, place, part, name] = /^rules\.(\d+)(?:\.(\w+))?(?:\.(\w+))?/.exec(field) ?? [];
  const rule = rules[Number(place ?? -1)];
  if (rule === undefined) return null;
  if (part === 'change') return fieldId('change', rule.key);
  const known = Object.keys(emptyRule).find((each) => each === name);
  return known === undefined ? `rule-${rule.key}` : `${known}-${rule.key}`;
}
