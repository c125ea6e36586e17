const timeZone = 'Europe/London';
const dayMs = 86_400_000;
const londonDay = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });

/**
 * Makes every `new Date()` and `Date.now()` of this thread fall on `today`, at the present time of day in London. At
 * midnight the day begins again instead of ending. Returns the undo.
 */
export function installFixedClock(today: string): () => void {
  const RealDate = Date;
  const realNow = Date.now;
  let shiftMs = 0;
  let validUntilMs = 0;
  const now = () => {
    const realMs = realNow();
    if (realMs >= validUntilMs) {
      shiftMs = shiftTo(today, realMs);
      validUntilMs = endOfShift(today, realMs, shiftMs);
    }
    return realMs + shiftMs;
  };
  RealDate.now = now;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given, newTarget) => {
      const made: unknown = Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget);
      return made instanceof RealDate ? made : new target(now());
    },
    apply: (target) => new target(now()).toString(),
  });
  RealDate.prototype.constructor = globalThis.Date;
  return () => {
    RealDate.now = realNow;
    RealDate.prototype.constructor = RealDate;
    globalThis.Date = RealDate;
  };
}

/** Whole days, give or take the hour by which summer time may differ between the two days. */
function shiftTo(today: string, realMs: number): number {
  const daysMs = Date.parse(today) - Date.parse(londonDay.format(realMs));
  const wanted = timeOfDay(realMs);
  const shifts = [0, -3_600_000, 3_600_000].map((hourMs) => daysMs + hourMs);
  const exact = shifts.find(
    (shiftMs) => londonDay.format(realMs + shiftMs) === today && timeOfDay(realMs + shiftMs) === wanted,
  );
  // In the hour that the clocks skip no instant has that time of day: any on the right day will do.
  return exact ?? shifts.find((shiftMs) => londonDay.format(realMs + shiftMs) === today) ?? daysMs;
}

function endOfShift(today: string, realMs: number, shiftMs: number): number {
  const stepMs = 60_000;
  let endMs = realMs - (realMs % stepMs) + stepMs;
  while (endMs < realMs + dayMs && londonDay.format(endMs + shiftMs) === today) endMs += stepMs;
  return endMs;
}

function timeOfDay(ms: number): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium' }).format(ms);
}
