import type { ShownReturnLine } from '../../../events/api/return-shapes.ts';
import { formatDate, formatDays } from '../words/format.ts';
import { titleOfCheck } from '../words/labels.ts';

type Line = ShownReturnLine;

/** What is compared of a line: of a question about a week, all of the week. */
export function comparedOf({ together, compared }: Line): Line['compared'] {
  return together?.compared ?? compared;
}

/** The first day a line tells of. */
export function dayOf({ values }: Line): string | null {
  return values['date'] ?? values['from'] ?? null;
}

/** When it was, as the file says it: its day and time, or the days of a stay. */
export function whenOf({ values }: Pick<Line, 'values'>): string {
  const { date, from, to, startTime } = values;
  if (date !== undefined) return `${formatDate(date)}${startTime === undefined ? '' : `, ${startTime}`}`;
  return from === undefined || to === undefined ? '' : formatDays(from, to);
}

/** What this check says of a line, and by their names what others say. */
export function saidBy({ findings }: Line, rule: string | null): string[] {
  const own = findings.filter((each) => rule === null || each.rule === rule);
  const others = new Set(
    findings.filter((each) => rule !== null && each.rule !== rule).map((each) => titleOfCheck(each.rule)),
  );
  return [
    ...own.map(({ message }) => message),
    ...(others.size === 0 ? [] : [`Also: ${[...others].join('; ')}.`]),
  ];
}

/** What the provider says: its note, and its disputes. */
export function wordsOf({ values, decisions }: Line): string[] {
  const note = values['note'] ?? '';
  return [
    ...(note === '' ? [] : [`The provider notes: “${note}”`]),
    ...decisions
      .filter(({ decision }) => decision === 'disputed')
      .map(({ reason }) => `The provider disputes it: “${reason}”`),
  ];
}
