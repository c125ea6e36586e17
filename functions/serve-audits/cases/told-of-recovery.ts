import { londonDate, type Instant } from '../../../domain/calendar.ts';
import type { KeptCase } from '../../../domain/direct-payments/kept-case.ts';
import { recoverySum } from '../../../domain/direct-payments/recovery-sum.ts';
import type { Recovery } from '../../../domain/pay/run/recovery.ts';
import type { CaseLetter } from '../../platform/audits/case-letter.ts';
import { knownOf } from '../../platform/statements/audit-upload.ts';
import { toldOfFiles } from './letters-of-acts.ts';
import { filesOf, surplusOfCase, type FilesDeps } from './show-case.ts';

/** What a letter says of money that is asked back: how the sum is reached, for which payments, and what the council got wrong. */
export type ToldOfRecovery = Pick<CaseLetter, 'payments' | 'councilErrors' | 'sum'>;

/** The same from the statements of the case and what is known of its agreement now. */
export async function toldOfRecovery(
  { kept, recovery, now }: { kept: KeptCase; recovery: Recovery; now: Instant },
  deps: FilesDeps,
): Promise<ToldOfRecovery> {
  const { auditCase } = kept;
  const [files, known] = await Promise.all([
    filesOf(kept, deps),
    knownOf({ agreementId: auditCase.agreementId, receivedAt: now }, deps.table),
  ]);
  const today = londonDate(now);
  const surplus = known === null ? null : await surplusOfCase(auditCase, { files, known, today }, deps);
  const { payments, councilErrors, upheldPence } = toldOfFiles(kept, files);
  const concludedPence = auditCase.conclusion?.recoveryPence ?? null;
  return { payments, councilErrors, sum: recoverySum({ recovery, concludedPence, surplus, upheldPence }) };
}
