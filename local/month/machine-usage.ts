import { cpus } from 'node:os';
import type { FunctionUsage } from '../triggers/function-usage.ts';

/** What the month took of the machine it ran on. */
export type MachineUsage = {
  machine: { cores: number; processor: string; node: string };
  /**
   * The whole process at its most: all functions, the files, the queues and the API side by side, and the making of the files. The
   * table is a process of its own and not in it.
   */
  process: { peakMb: number; cpuSeconds: number };
  /** The heap and the buffers of each function’s thread at their most, the largest first. */
  functions: FunctionUsage[];
};

const KB_PER_MB = 1024;
const MICROSECONDS = 1_000_000;

export function machineUsage(functions: readonly FunctionUsage[]): MachineUsage {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const processors = cpus();
  return {
    machine: {
      ...{ cores: processors.length, processor: processors[0]?.model ?? '', node: process.version },
    },
    process: {
      peakMb: Math.round(maxRSS / KB_PER_MB),
      cpuSeconds: Math.round((userCPUTime + systemCPUTime) / MICROSECONDS),
    },
    functions: functions.toSorted((one, other) => other.peakMb - one.peakMb),
  };
}
