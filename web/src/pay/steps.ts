import type { ShownPayLine } from '../../../events/api/pay-runs.ts';
import { itemsOf, textOf } from '../words/fields.ts';
import { counted, formatDate, formatDays, formatMoney, formatPounds } from '../words/format.ts';

type ApiStep = ShownPayLine['explanation'][number];
type Fields = Readonly<Record<string, unknown>>;

/** One step of a reckoning as a row of its table. */
export type StepRow = {
  key: string;
  title: string;
  days: string;
  /** How it was reckoned, sentence by sentence. */
  words: readonly string[];
  /** What it adds, or takes off; null where it only says something. */
  pence: number | null;
  facts: ShownPayLine['facts'];
};

export function stepRows(steps: readonly ApiStep[]): StepRow[] {
  const rows = steps.map((step, index) => ({ key: `${index} ${step.step}`, facts: [], ...rowOf(step) }));
  if (steps.some(({ step }) => step === 'already-paid')) return rows;
  // That nothing was paid for the days is part of the answer too.
  const words = ['No earlier line is for these days.'];
  return [...rows, { key: 'not-paid', facts: [], title: ALREADY_PAID, days: '', words, pence: 0 }];
}

const ALREADY_PAID = 'Already paid';

type Row = Omit<StepRow, 'key' | 'facts'> & { facts?: StepRow['facts'] };

function rowOf(step: ApiStep): Row {
  switch (step.step) {
    case 'plan':
      return { title: 'Planned care', days: daysOf(step), words: planWords(step), pence: penceOf(step) };
    case 'sessions':
      return { title: 'Sessions', days: daysOf(step), words: sessionWords(step), pence: penceOf(step) };
    case 'items':
      return {
        title: 'Accepted items',
        days: '',
        words: itemsOf(step, 'items').map(itemWords),
        pence: penceOf(step),
      };
    case 'once':
      return {
        title: 'Paid once',
        days: formatDate(textOf(step, 'on')),
        words: onceWords(step),
        pence: penceOf(step),
      };
    case 'deducted':
      return {
        title: 'Taken off',
        days: '',
        words: ['Taken off what is paid, because the provider collects it or the NHS owes it.'],
        pence: penceOf(step),
      };
    case 'already-paid':
      return paidRow(penceOf(step));
    case 'changed':
      return {
        title: 'What changed',
        days: '',
        words: ['These versions are used now and were not when the days were paid:'],
        pence: null,
        facts: factsOf(step),
      };
    default:
      return { title: step.step, days: '', words: [], pence: null };
  }
}

function planWords(step: Fields): string[] {
  const days = numberOf(step, 'days');
  const units = textOf(step, 'unitsPerWeek');
  const percent = textOf(step, 'percent');
  const since = `the price from ${formatDate(textOf(step, 'countedFrom'))}`;
  const price = `${units === '1' ? '' : `${units} × `}${formatPounds(textOf(step, 'rate'))} a week, ${since}`;
  const share = percent === '100' ? '' : `, of which ${percent}% is paid`;
  const weeks =
    textOf(step, 'months') === 'equal-months'
      ? `${counted(days, 'day')} at ${price}, every month counted as 365/84 weeks${share}`
      : `${days} of 7 days × ${price}${share}`;
  return [`${weeks}.`, ...differenceWords(step)];
}

/** So that slices of the same price never drift by a penny, a slice is the value through its last day less that before it. */
function differenceWords(step: Fields): string[] {
  const before = numberOf(step, 'beforePence');
  if (before === 0) return [];
  const through = formatMoney(numberOf(step, 'throughPence'));
  return [
    `Counted from ${formatDate(textOf(step, 'countedFrom'))}: ${through} through the last day, less ${formatMoney(before)} for the days before, so that no penny is lost between slices.`,
  ];
}

function sessionWords(step: Fields): string[] {
  const before = new Map(
    itemsOf(step, 'before').map((each) => [textOf(each, 'rate'), numberOf(each, 'count')]),
  );
  const own = itemsOf(step, 'through').map((each) => {
    const rate = textOf(each, 'rate');
    return { rate, count: numberOf(each, 'count') - (before.get(rate) ?? 0) };
  });
  const counts = own
    .filter(({ count }) => count !== 0)
    .map(({ rate, count }) => `${counted(count, 'session')} at ${formatPounds(rate)} a unit`);
  const perSession = itemsOf({ each: [step['unitsPerSession']] }, 'each')[0] ?? {};
  const units = `${textOf(perSession, 'unitsPerWeek')} units a week over ${counted(numberOf(perSession, 'sessionsPerWeek'), 'session')}`;
  const percent = textOf(step, 'percent');
  const share = percent === '100' ? '' : ` ${percent}% of it is paid.`;
  return [`${counts.join(', ')}; ${units}.${share}`, ...differenceWords(step)];
}

function itemWords(item: Fields): string {
  const amount = formatMoney(penceOf(item));
  return `${formatDate(textOf(item, 'on'))}, ${textOf(item, 'ref')}: ${textOf(item, 'quantity')} × ${formatPounds(textOf(item, 'rate'))} is ${amount}.`;
}

function onceWords(step: Fields): string[] {
  const percent = textOf(step, 'percent');
  const share = percent === '100' ? '' : `, of which ${percent}% is paid`;
  return [
    `${textOf(step, 'unitsPerWeek')} × ${formatPounds(textOf(step, 'rate'))}${share}, all on this day.`,
  ];
}

function paidRow(pence: number): Row {
  const sentence =
    pence === 0
      ? 'Earlier lines for the same days come to nothing: what was paid was taken back.'
      : `Less the ${formatMoney(pence)} of earlier lines for the same days.`;
  return { title: ALREADY_PAID, days: '', words: [sentence], pence: 0 - pence };
}

function factsOf(step: Fields): ShownPayLine['facts'] {
  const kinds: readonly ShownPayLine['facts'][number]['kind'][] = KINDS;
  return itemsOf(step, 'facts').flatMap((fact) => {
    const kind = kinds.find((each) => each === fact['kind']);
    return kind === undefined ? [] : [{ kind, id: textOf(fact, 'id'), version: numberOf(fact, 'version') }];
  });
}

const KINDS = [
  ...(['package', 'person', 'provider', 'service-type', 'rate-card', 'contributions'] as const),
  ...(['direct-payment-agreement', 'opening-position', 'setting', 'expenses', 'actuals'] as const),
  ...(['manual-invoice', 'agreement-changes'] as const),
] as const;

function daysOf(step: Fields): string {
  return formatDays(textOf(step, 'from'), textOf(step, 'to'));
}

function penceOf(step: Fields): number {
  return numberOf(step, 'pence');
}

function numberOf(record: Fields, field: string): number {
  const value = record[field];
  return typeof value === 'number' ? value : 0;
}
