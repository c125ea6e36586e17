import * as z from 'zod';
import { auditCaseSchema } from './audit-case-state.ts';
import { riskSchema } from './risk-score.ts';

/** A case as it is kept: with the statements it looks at, and its risk as it was when it was last written. */
export const keptCaseSchema = z.object({
  auditCase: auditCaseSchema,
  personId: z.string(),
  uploadIds: z
    .array(z.string())
    .describe('The statement files it looks at, in the order in which they came.'),
  risk: riskSchema,
  lastAct: z.string().describe('What this version did, in words.'),
  sampleWhy: z
    .string()
    .nullable()
    .default(null)
    .describe('Why it is looked at though nothing speaks against it; none where it is no sample check.'),
  /** What was proposed for recovery from it. */
  recoveryIds: z.array(z.string()),
});
export type KeptCase = z.infer<typeof keptCaseSchema>;
