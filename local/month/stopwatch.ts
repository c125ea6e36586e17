/** Adds up how long each step takes. The day may be fixed, so the clock on the wall is no measure. */
export function stopwatch() {
  const began = performance.now();
  const spent = new Map<string, number>();
  return {
    timed: async <T>(step: string, work: () => Promise<T>): Promise<T> => {
      const from = performance.now();
      const result = await work();
      spent.set(step, (spent.get(step) ?? 0) + performance.now() - from);
      return result;
    },
    seconds: (): Record<string, number> =>
      Object.fromEntries(
        [...spent, ['total', performance.now() - began] as const].map(([step, ms]) => [
          step,
          Math.round(ms / 10) / 100,
        ]),
      ),
  };
}
