import { availableParallelism } from 'node:os';
import { startFunctionInstance, type InstanceSettings, type Outcome } from './function-instance.ts';
import type { FunctionUsage } from './function-usage.ts';

/** So many environments of one function are worth having: each is a thread, and they share the cores. */
export const MOST_INSTANCES = Math.min(availableParallelism(), 4);

/** The environments of one function. As in the cloud another is started where all there are have something to do. */
export function startFunctionPool(settings: InstanceSettings) {
  const instances = [startFunctionInstance(settings)];
  const fewest = () => instances.toSorted((one, other) => one.inFlight() - other.inFlight())[0];

  function free() {
    const least = fewest();
    if (least !== undefined && (least.inFlight() === 0 || instances.length === MOST_INSTANCES)) return least;
    const another = startFunctionInstance(settings);
    instances.push(another);
    return another;
  }

  return {
    /** Events that wait or are worked on. */
    inFlight: () => instances.reduce((sum, instance) => sum + instance.inFlight(), 0),
    invoke: (event: unknown): Promise<Outcome> => free().invoke(event),
    /** What they took together; the memory is that of the largest. */
    usage(): FunctionUsage {
      const all = instances.map((instance) => instance.usage());
      const sum = (of: (each: FunctionUsage) => number) => all.reduce((total, each) => total + of(each), 0);
      return {
        ...{ name: settings.name, memoryMb: settings.memoryMb },
        peakMb: Math.max(...all.map(({ peakMb }) => peakMb)),
        cpuSeconds: Math.round(sum(({ cpuSeconds }) => cpuSeconds) * 10) / 10,
        events: sum(({ events }) => events),
      };
    },
    stop: async (): Promise<void> => {
      await Promise.all(instances.map((instance) => instance.stop()));
    },
  };
}
