import { formatDate } from '../../calendar.ts';
import { Decimal, formatPounds, pence, rateText } from '../../money.ts';
import { planPrice, segmentPence, type PlanPrice } from '../price.ts';
import { dateOfDay, spanOf, subtractSpans, type Span } from '../span.ts';
import { isHeld, paidByThem, paidByUs, type ExplainedPart, type Group } from './difference.ts';
import { pricesOf, type ComponentPrice, type OurPiece } from './our-line.ts';
import { whyNothing, type Surrounding } from './package-known.ts';

type Tail = { parts: ExplainedPart[]; weight: number };

/** What rounding, other days or another price of theirs explains of what is left; heavier where it only may be so. */
export function priceTails(group: Group, residual: number, surrounding: Surrounding): Tail[] {
  const core = { ...group, ours: group.ours.filter((piece) => !isHeld(piece)) };
  return [
    { parts: rounding(core, residual), weight: 1 },
    { parts: otherDays(core, residual, surrounding), weight: 3 },
    { parts: otherRate(core, residual, surrounding), weight: 5 },
  ].filter(({ parts }) => parts.length > 0);
}

/** A penny a line, whichever side has more lines. */
function isRounding({ ours, theirs }: Group, amount: number): boolean {
  return Math.abs(amount) <= Math.max(ours.length, theirs.length);
}

function rounding(group: Group, amount: number): ExplainedPart[] {
  if (amount === 0 || !isRounding(group, amount)) return [];
  const sentence = `The rest, ${formatPounds(pence(amount))}, is rounding: at most a penny a line.`;
  return [{ cause: 'rounding', pence: amount, sentence }];
}

/** Our own prices over their days give what they pay. */
function otherDays(group: Group, residual: number, surrounding: Surrounding): ExplainedPart[] {
  const prices = pricesOf(group.ours);
  const [theirDays, ourDays] = [spansOf(group.theirs.map(spanOf)), spansOf(group.ours)];
  if (prices === null || prices.length === 0) return [];
  const [missing, more] = [without(theirDays, ourDays), without(ourDays, theirDays)];
  if (missing.length + more.length === 0) return [];
  const amount = worthOf(prices, theirDays) - paidByUs(group);
  if (!isRounding(group, residual - amount)) return [];
  const part = { ...daysPart(missing, more, surrounding), pence: amount };
  return [part, ...rounding(group, residual - amount)];
}

function daysPart(
  missing: readonly Span[],
  more: readonly Span[],
  surrounding: Surrounding,
): Omit<ExplainedPart, 'pence'> {
  const [first, ...others] = missing;
  const theirs = first === undefined ? '' : `They also pay ${inWords(missing)}.`;
  const ours = more.length === 0 ? '' : `We also pay ${inWords(more)}.`;
  if (first !== undefined && others.length + more.length === 0) {
    const { cause, sentence } = whyNothing(surrounding, {
      from: dateOfDay(first.first),
      to: dateOfDay(first.last),
    });
    if (cause !== 'nothing-due') return { cause, sentence: `${theirs} ${sentence}` };
  }
  return { cause: 'days-differ', sentence: [theirs, ours].filter((each) => each !== '').join(' ') };
}

function inWords(spans: readonly Span[]): string {
  return spans
    .map(({ first, last }) =>
      first === last
        ? formatDate(dateOfDay(first))
        : `${formatDate(dateOfDay(first))} to ${formatDate(dateOfDay(last))}`,
    )
    .join(', ');
}

/** Over the same days, a price of theirs in whole pence gives what they pay. */
function otherRate(group: Group, residual: number, { known }: Surrounding): ExplainedPart[] {
  const prices = pricesOf(group.ours) ?? [];
  const base = prices.find(({ component }) => component === 'cost') ?? prices[0];
  const days = spansOf(group.ours);
  if (base === undefined || !sameDays(days, spansOf(group.theirs.map(spanOf)))) return [];
  const others = worthOf(
    prices.filter((each) => each !== base),
    days,
  );
  const price = impliedPrice(base.price, {
    ours: base.sign * (paidByUs(group) - others),
    theirs: base.sign * (paidByThem(group) - others),
    rows: group.theirs.map(spanOf),
  });
  if (price === null) return [];
  const unit = base.price.unitsPerWeek === '1' ? 'a week' : 'a unit';
  const term = known?.terms.findLast(({ rate }) => rate === price.rate);
  const own = term === undefined ? '' : ` That is our rate from ${formatDate(term.from)}.`;
  const sentence = `Over the same days theirs is ${inPounds(price)} ${unit}, ours ${inPounds(base.price)}.${own}`;
  return [{ cause: 'rate-differs', pence: residual, sentence }];
}

function inPounds({ rate }: PlanPrice): string {
  return `£${new Decimal(rate).toFixed(Math.max(2, new Decimal(rate).decimalPlaces()))}`;
}

/** A price so far off that more than a price must be different. */
const FARTHEST = 2;

function impliedPrice(
  price: PlanPrice,
  { ours, theirs, rows }: { ours: number; theirs: number; rows: readonly Span[] },
): PlanPrice | null {
  if (ours <= 0 || theirs > ours * FARTHEST || theirs * FARTHEST < ours) return null;
  const implied = new Decimal(price.rate).times(theirs).dividedBy(ours).times(100);
  for (const whole of [implied.floor(), implied.ceil()]) {
    const rate = rateText(whole.dividedBy(100).toString());
    const candidate = planPrice({ ...price, rate });
    if (sumOver(candidate, rows) === theirs) return candidate;
  }
  return null;
}

function worthOf(prices: readonly ComponentPrice[], spans: readonly Span[]): number {
  return prices.reduce((sum, { price, sign }) => sum + sign * sumOver(price, spans), 0);
}

function sumOver(price: PlanPrice, spans: readonly Span[]): number {
  return spans.reduce((sum, span) => sum + segmentPence({ ...span, price }, span), 0);
}

/** Days as spans in order and apart. */
function spansOf(spans: readonly (Span | OurPiece)[]): Span[] {
  const apart: Span[] = [];
  for (const { first, last } of spans.toSorted((a, b) => a.first - b.first)) {
    const before = apart.at(-1);
    if (before !== undefined && first <= before.last + 1)
      apart[apart.length - 1] = { first: before.first, last: Math.max(before.last, last) };
    else apart.push({ first, last });
  }
  return apart;
}

function without(spans: readonly Span[], taken: readonly Span[]): Span[] {
  return spans.flatMap((span) => subtractSpans(span, taken));
}

function sameDays(left: readonly Span[], right: readonly Span[]): boolean {
  return without(left, right).length + without(right, left).length === 0;
}
