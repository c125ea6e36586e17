import { join } from 'node:path';
import type { Template } from '../template.ts';
import { startFunctionInstance, type Outcome } from './function-instance.ts';
import type { FunctionUsage } from './function-usage.ts';
import { readFunction, workerEnvironment, type Endpoints } from './function-properties.ts';

export type Functions = {
  invoke: (name: string, event: unknown) => Promise<Outcome>;
  inFlight: () => number;
  /** What each function that was called took of the machine. */
  usage: () => FunctionUsage[];
  stop: () => Promise<void>;
};

/** Every function of the template that is ours, each in a thread of its own. */
export function startFunctions(settings: {
  template: Template;
  endpoints: Endpoints;
  logs: string;
  today: string | undefined;
}): Functions {
  const { template, endpoints, logs, today } = settings;
  const instances = new Map(
    template.resourcesOf('AWS::Lambda::Function').flatMap((resource) => {
      const ours = readFunction(resource);
      if (ours === undefined) return [];
      const instance = startFunctionInstance({
        ...ours,
        bundle: template.assetFolder(ours.assetKey),
        environment: workerEnvironment(ours, endpoints),
        log: join(logs, `${ours.name}.log`),
        today,
      });
      return [[resource.name, instance] as const];
    }),
  );
  return {
    invoke: (name, event) => {
      const instance = instances.get(name);
      if (instance === undefined) throw new Error(`The template has no function ${name}.`);
      return instance.invoke(event);
    },
    inFlight: () => [...instances.values()].reduce((sum, instance) => sum + instance.inFlight(), 0),
    usage: () =>
      [...instances.values()].map((instance) => instance.usage()).filter(({ events }) => events > 0),
    stop: async () => {
      await Promise.all([...instances.values()].map((instance) => instance.stop()));
    },
  };
}
