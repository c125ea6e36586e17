import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import * as z from 'zod';
import { credentials } from '../emulators/buckets.ts';
import { region, type Resource, type Template } from '../template.ts';

export type Outcome = { payload: unknown; bytes: number } | { error: string };
export type Functions = {
  invoke: (name: string, event: unknown) => Promise<Outcome>;
  inFlight: () => number;
  stop: () => Promise<void>;
};
export type FunctionSettings = {
  template: Template;
  endpoints: { table: string; buckets: string; queues: string };
  logs: string;
  today: string | undefined;
};

const functionShape = z.object({
  Code: z.object({ S3Key: z.string() }),
  Handler: z.string().default('index.handler'),
  MemorySize: z.number().default(128),
  Timeout: z.number().default(3),
  Runtime: z.string().default(''),
  Environment: z
    .object({ Variables: z.record(z.string(), z.coerce.string()).default({}) })
    .default({ Variables: {} }),
});
const serviceName = 'POWERTOOLS_SERVICE_NAME';
const answerShape = z.object({
  id: z.number(),
  payload: z.string().optional(),
  error: z.string().optional(),
});

/** Every function of the template that is ours, each in a thread of its own. */
export function startFunctions(settings: FunctionSettings): Functions {
  const ours = settings.template.resourcesOf('AWS::Lambda::Function').filter(isOurs);
  const instances = new Map(ours.map((resource) => [resource.name, startInstance(resource, settings)]));
  return {
    invoke: (name, event) => {
      const instance = instances.get(name);
      if (instance === undefined) throw new Error(`The template has no function ${name}.`);
      return instance.invoke(event);
    },
    inFlight: () => [...instances.values()].reduce((sum, instance) => sum + instance.inFlight(), 0),
    stop: async () => {
      await Promise.all([...instances.values()].map((instance) => instance.stop()));
    },
  };
}

/** CDK brings functions of its own, which run while deploying only; ours have a service name. */
function isOurs({ properties }: Resource): boolean {
  const parsed = functionShape.safeParse(properties);
  return parsed.success && parsed.data.Environment.Variables[serviceName] !== undefined;
}

function startInstance(resource: Resource, settings: FunctionSettings) {
  const properties = functionShape.parse(resource.properties);
  const timeoutMs = properties.Timeout * 1000;
  const label = properties.Environment.Variables[serviceName] ?? resource.name;
  const log = createWriteStream(join(settings.logs, `${label}.log`), { flags: 'a' });
  let worker: Worker | undefined;
  let waiting = 0;
  let previous: Promise<unknown> = Promise.resolve();
  let lastId = 0;

  const startWorker = () => {
    const [module = 'index', exportName = 'handler'] = properties.Handler.split('.');
    const started = new Worker(new URL('./function-worker.ts', import.meta.url), {
      workerData: {
        name: label,
        file: join(settings.template.assetFolder(properties.Code.S3Key), `${module}.mjs`),
        exportName,
        memoryMb: properties.MemorySize,
        region,
        ...(settings.today === undefined ? {} : { today: settings.today }),
      },
      env: environmentFor(label, properties, settings),
      execArgv: ['--enable-source-maps'],
      resourceLimits: { maxOldGenerationSizeMb: properties.MemorySize },
      stdout: true,
      stderr: true,
    });
    started.stdout.pipe(log, { end: false });
    started.stderr.pipe(log, { end: false });
    started.on('exit', () => {
      if (worker === started) worker = undefined;
    });
    // A thread with nothing to do must not keep the process alive.
    started.unref();
    return started;
  };

  const run = (event: string) =>
    new Promise<Outcome>((settle) => {
      const running = (worker ??= startWorker());
      const id = (lastId += 1);
      const finish = (outcome: Outcome) => {
        clearTimeout(timer);
        running.off('message', onMessage).off('error', onError).off('exit', onExit);
        settle(outcome);
      };
      const onMessage = (message: unknown) => {
        const answer = answerShape.parse(message);
        if (answer.id !== id) return;
        if (answer.error !== undefined) finish({ error: answer.error });
        else
          finish({
            payload: JSON.parse(answer.payload ?? 'null'),
            bytes: Buffer.byteLength(answer.payload ?? ''),
          });
      };
      const onError = (error: unknown) => {
        log.write(`${String(error)}\n`);
        finish({ error: String(error) });
      };
      const onExit = () => {
        finish({ error: 'Runtime exited' });
      };
      const timer = setTimeout(() => {
        log.write(`Task timed out after ${properties.Timeout} seconds\n`);
        finish({ error: `Task timed out after ${properties.Timeout} seconds` });
        worker = undefined;
        void running.terminate();
      }, timeoutMs);
      running.on('message', onMessage).on('error', onError).on('exit', onExit);
      running.postMessage({ id, event, timeoutMs });
    });

  return {
    inFlight: () => waiting,
    invoke: (event: unknown): Promise<Outcome> => {
      waiting += 1;
      const text = JSON.stringify(event);
      // One event at a time, as in one Lambda environment: module state is never shared by two.
      const outcome = previous.then(() => run(text)).finally(() => (waiting -= 1));
      previous = outcome;
      return outcome;
    },
    stop: async () => {
      const running = worker;
      worker = undefined;
      await running?.terminate();
      log.end();
    },
  };
}

function environmentFor(
  name: string,
  { Environment, MemorySize }: z.infer<typeof functionShape>,
  settings: FunctionSettings,
) {
  return {
    ...Environment.Variables,
    TZ: 'UTC',
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: settings.endpoints.table,
    AWS_ENDPOINT_URL_S3: settings.endpoints.buckets,
    AWS_ENDPOINT_URL_SQS: settings.endpoints.queues,
    // s3rver knows no checksum trailers.
    AWS_REQUEST_CHECKSUM_CALCULATION: 'WHEN_REQUIRED',
    AWS_RESPONSE_CHECKSUM_VALIDATION: 'WHEN_REQUIRED',
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(MemorySize),
    // There is no X-Ray daemon to send traces to.
    AWS_XRAY_CONTEXT_MISSING: 'IGNORE_ERROR',
    POWERTOOLS_TRACE_ENABLED: 'false',
  };
}
