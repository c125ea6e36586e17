import type { Worker } from 'node:worker_threads';

/** What the thread of a function took of the machine so far. */
export type FunctionUsage = {
  name: string;
  /** What it may have, as deployed. */
  memoryMb: number;
  /** The most that its heap held at once, garbage that was not swept yet included, and what its buffers held. */
  peakMb: number;
  cpuSeconds: number;
  events: number;
};

const SAMPLE_MS = 250;
const MB = 1024 * 1024;
const MICROSECONDS = 1_000_000;

/** Looks at the thread of a function four times a second while it works; threads that follow one another are added up. */
export function functionUsage({ name, memoryMb }: Pick<FunctionUsage, 'name' | 'memoryMb'>) {
  let peakBytes = 0;
  let events = 0;
  const cpuOf = new Map<Worker, number>();

  const look = async (worker: Worker): Promise<void> => {
    try {
      const [heap, cpu] = await Promise.all([worker.getHeapStatistics(), worker.cpuUsage()]);
      peakBytes = Math.max(peakBytes, heap.total_heap_size + heap.external_memory);
      cpuOf.set(worker, (cpu.user + cpu.system) / MICROSECONDS);
    } catch {
      // The thread ended meanwhile; what it took is known as of the last look.
    }
  };

  return {
    /** Watches the thread while an event is worked on. */
    during: async <T>(worker: Worker, work: Promise<T>): Promise<T> => {
      events += 1;
      const timer = setInterval(() => void look(worker), SAMPLE_MS);
      try {
        return await work;
      } finally {
        clearInterval(timer);
        void look(worker);
      }
    },
    read: (): FunctionUsage => ({
      ...{ name, memoryMb, events },
      peakMb: Math.round(peakBytes / MB),
      cpuSeconds: Math.round([...cpuOf.values()].reduce((sum, each) => sum + each, 0) * 10) / 10,
    }),
  };
}
