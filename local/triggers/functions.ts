import { join } from 'node:path';
import type { Template } from '../template.ts';
import type { Outcome } from './function-instance.ts';
import { startFunctionPool } from './function-pool.ts';
import type { FunctionUsage } from './function-usage.ts';
import { readFunction, workerEnvironment, type Endpoints } from './function-properties.ts';

export type Functions = {
  invoke: (name: string, event: unknown) => Promise<Outcome>;
  inFlight: () => number;
  /** What each function that was called took of the machine. */
  usage: () => FunctionUsage[];
  stop: () => Promise<void>;
};

/** Every function of the template that is ours, in threads of its own. */
export function startFunctions(settings: {
  template: Template;
  endpoints: Endpoints;
  logs: string;
  today: string | undefined;
}): Functions {
  const { template, endpoints, logs, today } = settings;
  const pools = new Map(
    template.resourcesOf('AWS::Lambda::Function').flatMap((resource) => {
      const ours = readFunction(resource);
      if (ours === undefined) return [];
      const pool = startFunctionPool({
        ...ours,
        bundle: template.assetFolder(ours.assetKey),
        environment: workerEnvironment(ours, endpoints),
        log: join(logs, `${ours.name}.log`),
        today,
      });
      return [[resource.name, pool] as const];
    }),
  );
  return {
    invoke: (name, event) => {
      const pool = pools.get(name);
      if (pool === undefined) throw new Error(`The template has no function ${name}.`);
      return pool.invoke(event);
    },
    inFlight: () => [...pools.values()].reduce((sum, pool) => sum + pool.inFlight(), 0),
    usage: () => [...pools.values()].map((pool) => pool.usage()).filter(({ events }) => events > 0),
    stop: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.stop()));
    },
  };
}
