import { csvRecord } from '../csv.ts';
import { isoOf, mondayOf, weekdayOf, type SampleCalendar } from '../days.ts';
import { type Council, type Package, type Provider } from '../model.ts';
import { unitPenceOn } from '../package-price.ts';
import { plantStays } from '../planted/stay-plants.ts';
import { amountOf, type StayLine } from './stay-line.ts';
import { type SampleFile, type TruthEntry } from '../sample-file.ts';
import { pounds, tenThousandthsText } from '../pounds.ts';

const stayColumns =
  'lineRef,personId,packageId,serviceType,from,to,units,rate,amount,invoiceNumber,note'.split(',');

const CLAIMED = ['residential', 'nursing', 'respite', 'day-care', 'transport', 'sleep-in'];

/** One month file of stays, sessions, nights and miles; homes claim a four-week schedule from the month's first Monday. */
export function* stayReturns(
  { calendar }: Pick<Council, 'calendar'>,
  provider: Provider,
  packages: readonly Package[],
): Generator<SampleFile> {
  const lines = packages
    .filter(({ serviceType }) => CLAIMED.includes(serviceType))
    .flatMap((pack) => linesOf(pack, calendar));
  if (lines.length === 0) return;
  const marks = plantStays(lines, calendar);
  const key = `provider-returns/${provider.providerId}/${calendar.month}-stays.csv`;
  const hasEnvelope = provider.index % 3 === 1;
  let text = hasEnvelope ? csvRecord(['#FILE', `${provider.providerId}-${calendar.month}-S`, '101']) : '';
  text += csvRecord(stayColumns);
  const firstLine = hasEnvelope ? 3 : 2;
  const truth: TruthEntry[] = [];
  let totalPence = 0;
  for (const [place, line] of lines.entries()) {
    const lineRef = `S${String(place + 1).padStart(5, '0')}`;
    text += csvRecord(cellsOf(line, lineRef, provider, calendar));
    totalPence += amountOf(line);
    for (const { on, ...mark } of marks)
      if (on === line) truth.push({ file: key, line: firstLine + place, lineRef, ...mark });
  }
  if (hasEnvelope) text += csvRecord(['#TOTAL', String(lines.length), pounds(totalPence)]);
  yield { key, kind: 'provider-return', bytes: Buffer.from(text), truth };
}

function linesOf(pack: Package, calendar: SampleCalendar): StayLine[] {
  const { serviceType } = pack;
  if (serviceType === 'residential' || serviceType === 'nursing') return fourWeeks(pack, calendar);
  if (serviceType === 'respite') return respite(pack, calendar);
  return weeks(pack, calendar);
}

function lastDayOf({ endOn, person }: Package): number {
  return Math.min(endOn ?? Infinity, person.diedOn ?? Infinity);
}

function fourWeeks(pack: Package, { monthFrom }: SampleCalendar): StayLine[] {
  const monday = mondayOf(monthFrom + 6);
  const from = Math.max(monday, pack.startOn);
  const to = Math.min(monday + 27, lastDayOf(pack));
  if (to < from) return [];
  return [lineOf(pack, from, to, Math.round(((to - from + 1) * 10_000) / 7))];
}

function respite(pack: Package, { monthTo }: SampleCalendar): StayLine[] {
  const to = Math.min(lastDayOf(pack), monthTo);
  return to < pack.startOn ? [] : [lineOf(pack, pack.startOn, to, (to - pack.startOn + 1) * 10_000)];
}

/** Full weeks of the month, with as many sessions, nights or miles as commissioned. */
function weeks(pack: Package, { monthFrom, monthTo }: SampleCalendar): StayLine[] {
  const lines: StayLine[] = [];
  for (let monday = mondayOf(monthFrom + 6); monday + 6 <= monthTo; monday += 7) {
    if (pack.startOn > monday || lastDayOf(pack) < monday + 6) continue;
    lines.push(lineOf(pack, monday, monday + 6, pack.unitHundredths * 100));
  }
  return lines;
}

function lineOf(pack: Package, from: number, to: number, unitTenThousandths: number): StayLine {
  return { pack, from, to, unitTenThousandths, ratePence: unitPenceOn(pack, from), amountOffPence: 0 };
}

function cellsOf(
  line: StayLine,
  lineRef: string,
  { providerId }: Provider,
  { month }: SampleCalendar,
): string[] {
  const { pack } = line;
  return [
    lineRef,
    line.personSays ?? pack.person.personId,
    pack.packageId,
    pack.serviceType,
    isoOf(line.from),
    isoOf(line.to),
    tenThousandthsText(line.unitTenThousandths),
    pounds(line.ratePence),
    pounds(amountOf(line)),
    `${providerId}-${month.slice(2).replace('-', '')}-S`,
    weekdayOf(line.from) !== 1 && pack.serviceType !== 'respite' ? 'Moved in during the period' : '',
  ];
}
