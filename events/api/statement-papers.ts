import * as z from 'zod';
import { paperKinds } from '../../domain/direct-payments/match-papers-terms.ts';
import { penceSchema } from '../../domain/money.ts';

const transaction = z.int().describe('Its number in the statement, from 1.');
const paperId = z.string();
const why = z.string();

/** Which papers show which payments of one account of a statement, and what shows none. */
export const statementPapersSchema = z.object({
  agreementId: z.string(),
  papers: z
    .int()
    .describe('How many papers were entered whose payment may lie on the days of the statement.'),
  matches: z.array(z.object({ paperId, transaction, certainty: z.enum(['exact', 'likely']), why })),
  differing: z.array(
    z.object({
      paperId,
      transaction,
      differencePence: penceSchema.describe(
        'What was paid beyond the paper; below nought where it was less.',
      ),
      why,
    }),
  ),
  suggestions: z
    .array(z.object({ papers: z.array(paperId), transactions: z.array(transaction), why }))
    .describe('What comes to the same sum together; it is for a person to say, and fills no gap.'),
  withoutPaper: z
    .array(z.object({ transaction, wanted: z.array(z.enum(paperKinds)), why }))
    .describe('Payments that need a paper and have none; of the kinds wanted one is enough.'),
  withoutPayment: z.array(
    z.object({
      paperId,
      mayBeElsewhere: z
        .boolean()
        .describe('Whether it may be paid on days that the statement does not tell of.'),
      why,
    }),
  ),
});
export type StatementPapers = z.infer<typeof statementPapersSchema>;
