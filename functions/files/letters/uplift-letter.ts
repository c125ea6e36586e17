import { formatDate, type CalendarDate } from '../../../domain/calendar.ts';
import { invariant } from '../../../domain/outcome.ts';
import { formatRate } from '../../../domain/uplift/new-rate.ts';
import type { UpliftLine } from '../../../domain/uplift/uplift-line.ts';
import type { Report, ReportPart } from '../report-pdf.ts';

type Rate = Pick<
  UpliftLine,
  | 'packageId'
  | 'rateCardId'
  | 'visitMinutes'
  | 'dayType'
  | 'band'
  | 'zone'
  | 'from'
  | 'through'
  | 'oldRate'
  | 'newRate'
> & { service: string };

export type UpliftLetterAsked = {
  payerName: string;
  provider: { providerId: string; name: string };
  upliftId: string;
  name: string;
  /** The day on which the new rates were set. */
  appliedOn: CalendarDate;
  /** The rates it may name. */
  rates: readonly Rate[];
  /** How many of the provider’s rates change in all. */
  allRates: number;
};

/** A letter names so many rates; the portal has all of them. */
const MOST_RATES = 1_000;

/** What an uplift changes for one provider: which rates, from when, how what is past is paid. It names no person. */
export function upliftLetter(asked: UpliftLetterAsked): Report {
  const { payerName, provider, upliftId, name, appliedOn } = asked;
  return {
    title: `Your new rates: ${name}`,
    facts: [
      ['From', payerName],
      ['To', `${provider.name} (${provider.providerId})`],
      ['Set on', formatDate(appliedOn)],
      ['Reference', upliftId],
    ],
    parts: [
      ratesPart(asked),
      {
        heading: 'When you are paid at the new rates',
        text: paidInWords(asked),
      },
      {
        heading: 'If a rate is not what was agreed',
        text: `Tell ${payerName}. Name ${upliftId} and the package or rate card you ask about, and send what shows the rate that was agreed. Until it is settled you are paid by the rates above.`,
      },
    ],
  };
}

function ratesPart({ rates, allRates }: UpliftLetterAsked): ReportPart {
  const named = rates.slice(0, MOST_RATES);
  const first = firstDay(rates);
  const isOneDay = rates.every(({ from }) => from === first);
  const change = allRates === 1 ? 'One of your rates changes' : `${allRates} of your rates change`;
  return {
    heading: 'What changes',
    text: isOneDay
      ? `${change} from ${formatDate(first)}.`
      : `${change}, the first of them from ${formatDate(first)}; the table has the day of each.`,
    more:
      named.length < allRates
        ? [
            `${named.length} of them follow${named.length === 1 ? 's' : ''}. Your page of the portal has all of them.`,
          ]
        : [],
    table: {
      headings: ['Rate of', 'Service', 'From', 'Before', 'After'],
      columns: ['*', 110, 100, 60, 60],
      rows: named.map((rate) => [
        rateOf(rate),
        rate.service,
        daysOf(rate),
        rate.oldRate === null ? '' : formatRate(rate.oldRate),
        rate.newRate === null ? '' : formatRate(rate.newRate),
      ]),
    },
  };
}

/** Arrears come by themselves with the payment after the rates were set; what was paid too much is asked back. */
function paidInWords({ rates, appliedOn }: UpliftLetterAsked): string {
  const first = firstDay(rates);
  const isOneDay = rates.every(({ from }) => from === first);
  const day = isOneDay ? formatDate(first) : 'the first day of each new rate';
  const after = `Care from ${day} on is paid at the new rates by itself.`;
  if (first >= appliedOn) return after;
  const past = isOneDay ? 'That day was past' : 'Some of these days were past';
  return `${after} ${past} when the rates were set on ${formatDate(appliedOn)}: the difference for the days since comes with the next payment after it, and you need not invoice for it. Where a rate goes down, the difference is asked back: you are told how much first, and may question it.`;
}

function firstDay(rates: readonly Rate[]): CalendarDate {
  const [first] = rates.map(({ from }) => from).toSorted();
  invariant(first !== undefined, 'a letter is about rates that change');
  return first;
}

function daysOf({ from, through }: Rate): string {
  return through === null ? formatDate(from) : `${formatDate(from)} to ${formatDate(through)}`;
}

const dayTypes = new Map([
  ['weekday', 'weekdays'],
  ['saturday', 'Saturdays'],
  ['sunday', 'Sundays'],
  ['bank-holiday', 'bank holidays'],
  ['any', 'any kind of day'],
]);

/** `Package PK1`, or `Rate card RC1: 30 minutes, Sundays, band B`. */
function rateOf({ packageId, rateCardId, visitMinutes, dayType, band, zone }: Rate): string {
  if (packageId !== null) return `Package ${packageId}`;
  const details = [
    visitMinutes === null ? null : `${visitMinutes} minutes`,
    dayType === null ? null : (dayTypes.get(dayType) ?? dayType),
    band === null ? null : `band ${band}`,
    zone === null ? null : `zone ${zone}`,
  ].filter((detail) => detail !== null);
  return [`Rate card ${rateCardId ?? ''}`, ...(details.length === 0 ? [] : [details.join(', ')])].join(': ');
}
