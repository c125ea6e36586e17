import * as z from 'zod';
import { credentials } from '../emulators/buckets.ts';
import { region, type Resource } from '../template.ts';

export type Endpoints = { table: string; buckets: string; queues: string; mail: string };
export type FunctionProperties = {
  /** The folder under functions/. */
  name: string;
  assetKey: string;
  moduleName: string;
  exportName: string;
  memoryMb: number;
  timeoutSeconds: number;
  variables: Record<string, string>;
};

const shape = z.object({
  Code: z.object({ S3Key: z.string() }),
  Handler: z.string(),
  MemorySize: z.number().default(128),
  Timeout: z.number().default(3),
  Environment: z.object({ Variables: z.record(z.string(), z.coerce.string()) }),
});

/** CDK brings functions of its own, which run while deploying only: ours have a service name. */
export function readFunction({ properties }: Resource): FunctionProperties | undefined {
  const read = shape.safeParse(properties).data;
  const name = read?.Environment.Variables['POWERTOOLS_SERVICE_NAME'];
  if (read === undefined || name === undefined) return undefined;
  const [moduleName = '', exportName = ''] = read.Handler.split('.');
  return {
    name,
    assetKey: read.Code.S3Key,
    moduleName,
    exportName,
    memoryMb: read.MemorySize,
    timeoutSeconds: read.Timeout,
    variables: read.Environment.Variables,
  };
}

/** What the template gives the function, and what Lambda would add to it; nothing of this process's own. */
export function workerEnvironment(
  { name, memoryMb, variables }: FunctionProperties,
  endpoints: Endpoints,
): Record<string, string> {
  return {
    ...variables,
    TZ: 'UTC',
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.table,
    AWS_ENDPOINT_URL_S3: endpoints.buckets,
    AWS_ENDPOINT_URL_SQS: endpoints.queues,
    AWS_ENDPOINT_URL_SESV2: endpoints.mail,
    // s3rver knows no checksum trailers.
    AWS_REQUEST_CHECKSUM_CALCULATION: 'WHEN_REQUIRED',
    AWS_RESPONSE_CHECKSUM_VALIDATION: 'WHEN_REQUIRED',
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
    // There is no X-Ray daemon to send traces to.
    AWS_XRAY_CONTEXT_MISSING: 'IGNORE_ERROR',
    // Without this X-Ray follows every promise, which takes a tenth of what a function does.
    AWS_XRAY_MANUAL_MODE: 'true',
    POWERTOOLS_TRACE_ENABLED: 'false',
  };
}
