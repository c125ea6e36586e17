import * as z from 'zod';
import { invariant } from '../../domain/outcome.ts';

const variables = {
  TABLE_NAME: z.string().min(1),
  INBOX_BUCKET: z.string().min(1),
  EVIDENCE_BUCKET: z.string().min(1),
  OUTBOX_BUCKET: z.string().min(1),
  EXTRACTS_QUEUE_URL: z.url(),
  RETURNS_QUEUE_URL: z.url(),
  STATEMENTS_QUEUE_URL: z.url(),
  PDF_QUEUE_URL: z.url(),
  SCAN_QUEUE_URL: z.url().optional(),
  PAY_WORK_QUEUE_URL: z.url(),
  UPLIFT_QUEUE_URL: z.url(),
  MAIL_FROM: z.email(),
  DEAD_LETTER_QUEUES: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.record(z.string(), z.object({ deadLetterQueueUrl: z.url(), queueUrl: z.url() }))),
};
type Variables = typeof variables;

/** Reads the variables a function was deployed with; throws when one is missing, so that it fails at its first start. */
export function readEnvironment<N extends keyof Variables>(
  names: readonly N[],
  environment: Readonly<Record<string, string | undefined>>,
) {
  const shape: Partial<Pick<Variables, N>> = {};
  for (const name of names) shape[name] = variables[name];
  invariant(isWhole(shape, names), 'every variable that is asked for has a schema');
  return z.object(shape).parse(environment);
}

function isWhole<N extends keyof Variables>(
  shape: Partial<Pick<Variables, N>>,
  names: readonly N[],
): shape is Pick<Variables, N> {
  return names.every((name) => name in shape);
}
