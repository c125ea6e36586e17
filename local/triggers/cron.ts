const names: Record<string, number> = {
  ...Object.fromEntries(
    ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'].map((name, i) => [
      name,
      i + 1,
    ]),
  ),
  ...Object.fromEntries(['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'].map((name, i) => [name, i + 1])),
};
const unitMs: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * When a schedule expression of EventBridge is due: `isDue(minute)` for the minute that begins at that instant. It reads
 * `cron(…)` with numbers, names, lists, ranges and steps, and `rate(…)` counted from `startedAt`; L, W and # are not
 * used in careledger and are refused.
 */
export function parseSchedule(
  expression: string,
  timeZone: string,
  startedAt: number,
): (minute: number) => boolean {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (rate !== null) {
    const everyMs = Number(rate[1]) * (unitMs[rate[2] ?? ''] ?? Number.NaN);
    const first = startedAt - (startedAt % 60_000);
    return (minute) => minute > first && (minute - first) % everyMs === 0;
  }
  const fields = /^cron\((\S+) (\S+) (\S+) (\S+) (\S+) (\S+)\)$/
    .exec(expression)
    ?.slice(1)
    .map((text, place) => parseField(text, place < 2 ? 0 : 1, expression));
  if (fields === undefined) throw new Error(`The local runtime cannot read the schedule ${expression}.`);
  return (minute) => {
    const now = wallClock(minute, timeZone);
    return fields.every((field, i) => field(now[i] ?? Number.NaN));
  };
}

function parseField(text: string, lowest: number, expression: string): (value: number) => boolean {
  if (text === '*' || text === '?') return () => true;
  const parts = text.split(',').map((part) => {
    const match = /^(?:(\*)|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(part);
    const from = match?.[1] === '*' ? lowest : toNumber(match?.[2]);
    const to =
      match?.[1] === '*' || (match?.[4] !== undefined && match[3] === undefined)
        ? Infinity
        : toNumber(match?.[3] ?? match?.[2]);
    const step = Number(match?.[4] ?? 1);
    if (Number.isNaN(from) || Number.isNaN(to) || step < 1)
      throw new Error(`The local runtime cannot read the schedule ${expression}.`);
    return (value: number) => value >= from && value <= to && (value - from) % step === 0;
  });
  return (value) => parts.some((part) => part(value));
}

function toNumber(text: string | undefined): number {
  return names[text ?? ''] ?? (text !== undefined && /^\d+$/.test(text) ? Number(text) : Number.NaN);
}

/** Minute, hour, day, month, weekday (Sunday is 1) and year, in the order of a cron expression. */
function wallClock(instant: number, timeZone: string): number[] {
  const options = {
    timeZone,
    minute: 'numeric',
    hour: 'numeric',
    day: 'numeric',
    month: 'numeric',
    weekday: 'short',
    year: 'numeric',
    hourCycle: 'h23',
  } as const;
  const parts = new Intl.DateTimeFormat('en-GB', options).formatToParts(instant);
  return (['minute', 'hour', 'day', 'month', 'weekday', 'year'] as const).map((type) => {
    const value = parts.find((part) => part.type === type)?.value ?? '';
    return type === 'weekday' ? (names[value.toUpperCase()] ?? Number.NaN) : Number(value);
  });
}
