import type { PlannedLine } from '../../../events/api/portal-returns.ts';
import type { Body } from '../api/contract.ts';
import { counted, formatDate } from '../words/format.ts';

/** What is in the way of sending, and the field it is about. */
type EntryProblem = { id: string; message: string };

/** What became of a planned line. */
export type Said = 'as-planned' | 'changed' | 'not-delivered';

/** A planned line as it is entered. */
export type EntryLine = {
  id: string;
  plan: PlannedLine;
  said: Said;
  startTime: string;
  quantity: string;
  carers: string;
  note: string;
};

/** What is said of a package of a week: all as planned, line by line, or nothing yet. */
export type Choice = 'left-out' | 'as-planned' | 'line-by-line';
export type EntryPackage = {
  packageId: string;
  personId: string;
  personName: string;
  serviceType: string;
  layout: PlannedLine['layout'];
  unit: string;
  /** Care of the week was accepted already. */
  isClaimed: boolean;
  choice: Choice;
  lines: readonly EntryLine[];
  /** Days of the week that are still to come: nobody can claim them yet. */
  later: number;
};

type Expected = {
  items: readonly PlannedLine[];
  alreadyClaimed: readonly string[];
  today: string;
};

/** The packages of a week as they are planned, with nothing said of them yet. */
export function packagesOf({ items, alreadyClaimed, today }: Expected): EntryPackage[] {
  const byPackage = Map.groupBy(items, ({ packageId }) => packageId);
  return [...byPackage].flatMap(([packageId, plans]) => {
    const [first] = plans;
    if (first === undefined) return [];
    const { personId, personName, serviceType, layout, unit } = first;
    const past = plans.filter(({ to }) => to <= today);
    return [
      {
        ...{ packageId, personId, personName, serviceType, layout, unit },
        isClaimed: alreadyClaimed.includes(packageId),
        choice: 'left-out' as const,
        lines: past.map((plan, place) => entryOf(plan, `${packageId}-${place}`)),
        later: plans.length - past.length,
      },
    ];
  });
}

function entryOf(plan: PlannedLine, name: string): EntryLine {
  const { quantity, carers } = plan;
  const id = name.replaceAll(/[^\w-]/g, '_');
  return { id, plan, said: 'as-planned', startTime: '', quantity, carers: String(carers), note: '' };
}

/** Confirms every package of which nothing was said and no care was accepted. */
export function allAsPlanned(packages: readonly EntryPackage[]): EntryPackage[] {
  return packages.map((each) =>
    each.choice === 'left-out' && !each.isClaimed && each.lines.length > 0
      ? { ...each, choice: 'as-planned' }
      : each,
  );
}

/** A line with some of it changed; another length or number of carers is a change, and so is going back none. */
export function changed(line: EntryLine, values: Partial<EntryLine>): EntryLine {
  const after = { ...line, ...values };
  if (values.said === 'as-planned')
    return { ...after, quantity: line.plan.quantity, carers: String(line.plan.carers) };
  if (values.said !== undefined || after.said === 'not-delivered') return after;
  const isPlanned =
    after.quantity.trim() === line.plan.quantity && after.carers.trim() === String(line.plan.carers);
  return { ...after, said: isPlanned ? 'as-planned' : 'changed' };
}

/** The lines that are sent, each as it was said. */
export function sentLines(packages: readonly EntryPackage[]): EntryLine[] {
  return packages.flatMap(({ choice, lines }) => {
    if (choice === 'left-out') return [];
    return choice === 'line-by-line' ? lines : lines.map((line) => changed(line, { said: 'as-planned' }));
  });
}

const TIME = /^([01]?\d|2[0-3]):[0-5]\d$/;
const QUANTITY = /^\d{1,5}(\.\d{1,4})?$/;
const MINUTES = /^\d{1,4}$/;
const CARERS = /^[1-9]$/;
const FEWEST_LETTERS = 3;

/** What is in the way of sending, each with its field. */
export function problemsOf(packages: readonly EntryPackage[]): EntryProblem[] {
  const lines = sentLines(packages);
  if (lines.length === 0)
    return [{ id: 'all-as-planned', message: 'Confirm at least one package, or choose another week' }];
  return lines.flatMap(problemsOfLine);
}

function problemsOfLine({ id, plan, said, startTime, quantity, carers, note }: EntryLine): EntryProblem[] {
  const of = `${plan.personName}, ${formatDate(plan.date)}`;
  if (said === 'not-delivered')
    return note.trim().length < FEWEST_LETTERS
      ? [{ id: `note-${id}`, message: `${of}: say why it was not delivered` }]
      : [];
  const isVisit = plan.layout === 'visits';
  const isRight = isVisit ? MINUTES.test(quantity.trim()) : QUANTITY.test(quantity.trim());
  const found: EntryProblem[] = [];
  if (!isRight || Number(quantity) === 0)
    found.push({
      id: `quantity-${id}`,
      message: isVisit
        ? `${of}: minutes must be a whole number above 0; if there was no visit, choose Not delivered`
        : `${of}: units must be a number above 0; if there was no care, choose Not delivered`,
    });
  if (isVisit && startTime.trim() !== '' && !TIME.test(startTime.trim()))
    found.push({ id: `start-${id}`, message: `${of}: the start must be a time such as 9:30` });
  if (isVisit && !CARERS.test(carers.trim()))
    found.push({ id: `carers-${id}`, message: `${of}: carers must be a number from 1 to 9` });
  return found;
}

export type WeekSummary = {
  asPlanned: number;
  changed: number;
  notDelivered: number;
  leftOut: number;
  planned: string;
  claimed: string;
};

/** What is sent, in numbers. */
export function summaryOf(packages: readonly EntryPackage[]): WeekSummary {
  const lines = sentLines(packages);
  const count = (said: Said): number => lines.filter((line) => line.said === said).length;
  return {
    asPlanned: count('as-planned'),
    changed: count('changed'),
    notDelivered: count('not-delivered'),
    leftOut: packages.filter(({ choice, isClaimed }) => choice === 'left-out' && !isClaimed).length,
    planned: careInWords(lines.map(({ plan }) => ({ plan, quantity: plan.quantity, carers: plan.carers }))),
    claimed: careInWords(
      lines.map(({ plan, said, quantity, carers }) => ({
        plan,
        quantity: said === 'not-delivered' ? '0' : quantity,
        carers: Number(carers),
      })),
    ),
  };
}

const MINUTES_AN_HOUR = 60;
type Care = { plan: PlannedLine; quantity: string; carers: number };

/** `10 hours 30 minutes of visits and 7 days`; nothing is reckoned that has two units. */
function careInWords(cares: readonly Care[]): string {
  const visits = cares.filter(({ plan }) => plan.layout === 'visits');
  const minutes = visits.reduce((sum, { quantity, carers }) => sum + Number(quantity) * carers, 0);
  const byUnit = Map.groupBy(
    cares.filter(({ plan }) => plan.layout === 'stays'),
    ({ plan }) => plan.unit,
  );
  const stays = [...byUnit].map(([unit, some]) => {
    // Ten-thousandths, so that no unit is lost on the way.
    const units = some.reduce((sum, { quantity }) => sum + Math.round(Number(quantity) * 10_000), 0);
    return counted(units / 10_000, unit);
  });
  return [...(visits.length === 0 ? [] : [hoursInWords(minutes)]), ...stays].join(' and ') || 'nothing';
}

/** `630` minutes as `10 hours 30 minutes`. */
export function hoursInWords(minutes: number): string {
  const hours = Math.floor(minutes / MINUTES_AN_HOUR);
  const rest = minutes % MINUTES_AN_HOUR;
  const parts = [
    ...(hours === 0 ? [] : [counted(hours, 'hour')]),
    ...(rest === 0 ? [] : [counted(rest, 'minute')]),
  ];
  return parts.join(' ') || '0 hours';
}

/** The lines as they are sent. */
export function bodyOf(packages: readonly EntryPackage[]): Body<'POST', '/v1/portal/returns'> {
  return {
    lines: sentLines(packages).map(({ plan, said, startTime, quantity, carers, note }) => ({
      ...{ packageId: plan.packageId, date: plan.date },
      ...(plan.layout === 'stays' ? { to: plan.to } : { carers: Number(carers.trim()) }),
      ...(startTime.trim() === '' || said === 'not-delivered' ? {} : { startTime: startTime.trim() }),
      quantity: said === 'not-delivered' ? '0' : quantity.trim(),
      ...(note.trim() === '' ? {} : { note: note.trim() }),
    })),
  };
}

/** The Monday a number of weeks from the week of a day. */
export function mondayOf(day: string, weeks = 0): string {
  const at = new Date(`${day}T00:00:00Z`);
  const sinceMonday = (at.getUTCDay() + 6) % 7;
  at.setUTCDate(at.getUTCDate() - sinceMonday + weeks * 7);
  return at.toISOString().slice(0, 10);
}
