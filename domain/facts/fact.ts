import * as z from 'zod';
import { instantSchema } from '../calendar.ts';

/** What extracts and people's hands record: what care is commissioned, for whom, at what price. */
const recordKinds = [
  'person',
  'provider',
  'service-type',
  'rate-card',
  'package',
  'contributions',
  'assessment',
  'direct-payment-agreement',
  'deferred-agreement',
  'opening-position',
] as const;
export type RecordKind = (typeof recordKinds)[number];

/** What a dated fact is about. A new kind is a new word here and a row in the store's entity chart. */
export const factKinds = [
  ...recordKinds,
  'setting',
  'expenses',
  'manual-invoice',
  'pay-run',
  'hold',
  'payment',
  'recovery',
  'order-agreement',
  'accrual',
  'return-mapping',
  'statement-mapping',
  'actuals',
  'agreement-changes',
  'arrangement',
  'financial-returns',
  'audit-case',
  'deferred-account',
  'uplift',
] as const;
export type FactKind = (typeof factKinds)[number];

/** The thing a fact, an audit entry or a finding is about. */
export type Subject = { kind: FactKind; id: string };

/** Where a version came from: a line of a file, somebody's hand, or an uplift of many rates. */
export const sourceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('file'), uploadId: z.string(), line: z.int() }),
  z.object({ kind: z.literal('hand') }),
  z.object({ kind: z.literal('uplift'), upliftId: z.string() }),
]);

/** Who recorded a version, when, from where and why: the same for every version and audit entry. */
export const recordingSchema = z.object({
  recordedAt: instantSchema,
  recordedBy: z.string(),
  source: sourceSchema,
  reason: z.string().nullable(),
});
export type Recording = z.infer<typeof recordingSchema>;

/** A link of a subject's hash chain: its place, the hash before it and its own. */
export const chainEntrySchema = z.object({
  number: z.int().min(1),
  previousHash: z.string(),
  hash: z.string(),
});
export type ChainEntry = z.infer<typeof chainEntrySchema>;

/** One version of a dated fact. Versions are numbered from 1, kept for ever and never changed. */
export type FactVersion<Body> = Recording & {
  subject: Subject;
  version: number;
  body: Body;
  /** Fields a person changed by hand: the next extract does not revert them. */
  handFields: readonly string[];
  entry: ChainEntry;
};

/** The newest of some versions that was already recorded at an instant: the fact as we knew it then. */
export function asKnownAt<F extends { version: number; recordedAt: string }>(
  versions: readonly F[],
  knownAt: string,
): F | undefined {
  return versions
    .filter((version) => version.recordedAt <= knownAt)
    .reduce<F | undefined>(
      (newest, each) => (newest === undefined || each.version > newest.version ? each : newest),
      undefined,
    );
}
