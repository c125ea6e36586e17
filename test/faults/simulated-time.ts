import type { Prng } from '../../local/sample-council/prng.ts';

/**
 * Time as a schedule has it: it stands still until somebody waits, and then it has passed at once. While it is in force,
 * whatever asks for the time or waits is told of it: the code under test, the SDK between two of its tries. How long they
 * wait is chance, and is drawn from `prng` so that it is the same each time.
 */
export function simulateTime(start: string, prng: Prng) {
  const RealDate = Date;
  const realSetTimeout = globalThis.setTimeout;
  const realNow = Date.now;
  const realRandom = Math.random;
  let nowMs = RealDate.parse(start);
  RealDate.now = () => nowMs;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given, newTarget) => {
      const made: unknown = Reflect.construct(target, given.length === 0 ? [nowMs] : given, newTarget);
      return made instanceof RealDate ? made : new target(nowMs);
    },
  });
  const wait = (act: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) => {
    nowMs += ms;
    return realSetTimeout(() => {
      act(...given);
    }, 0);
  };
  Reflect.set(globalThis, 'setTimeout', wait);
  Math.random = () => prng.int(0, 999_999) / 1_000_000;
  return {
    now: () => nowMs,
    advance(ms: number): void {
      nowMs += ms;
    },
    restore(): void {
      RealDate.now = realNow;
      Math.random = realRandom;
      globalThis.Date = RealDate;
      globalThis.setTimeout = realSetTimeout;
    },
  };
}
