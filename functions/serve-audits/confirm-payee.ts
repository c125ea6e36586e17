import type { statementRoutes } from '../../events/api/statements.ts';
import type { SpendingCategory } from '../../domain/direct-payments/classified.ts';
import { Conflict, NotFound } from '../platform/problem-responses.ts';
import { recordedByHand } from '../platform/recorded-by-hand.ts';
import type { Asked } from '../platform/route-area.ts';
import type { AuditsDeps } from './deps.ts';
import { knownStatement } from './show-statement.ts';

/**
 * Keeps what an officer says that the payee of a transaction is paid for. From then on every statement of the agreement says
 * so, those that were sent before among them; what the plan names goes before it.
 */
export async function confirmPayee(
  { viewer, id, body }: Asked<typeof statementRoutes.confirmPayee>,
  deps: AuditsDeps,
): Promise<{ category: SpendingCategory; transactions: number }> {
  const { agreement, audited } = await knownStatement({ viewer, id }, deps);
  const { account, transaction, category, reason } = body;
  const classified = audited.audits[account - 1]?.classified;
  const told = classified?.[transaction - 1];
  if (classified === undefined || told === undefined)
    throw new NotFound('The statement has no transaction of this number.', { ids: { uploadId: id } });
  const payee = told.payeeKey;
  if (payee === '')
    throw new Conflict('The bank names nobody for this transaction, so nothing can be said of a payee.');
  if (told.by === 'plan')
    throw new Conflict(
      'The support plan names this payee. Where that is wrong, change the plan of the agreement.',
    );
  const { agreementId } = agreement;
  await deps.statements.confirmPayee(
    { agreementId, payee, category },
    recordedByHand(viewer, reason, deps.clock),
  );
  return { category, transactions: classified.filter(({ payeeKey }) => payeeKey === payee).length };
}
