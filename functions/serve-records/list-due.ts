import { londonDate, type CalendarDate } from '../../domain/calendar.ts';
import { financialReturnReaders, type ShownReturn } from '../../events/api/financial-returns.ts';
import { dueTermsOn, knownReturns } from '../platform/direct-payments/due-returns.ts';
import type { Viewer } from '../platform/identity.ts';
import { Forbidden } from '../platform/problem-responses.ts';
import type { StoredFact } from '../store/items.ts';
import type { ReadDeps } from './read-record.ts';

type Agreement = StoredFact<'direct-payment-agreement'>;
export type DueAgreement = {
  agreement: Agreement;
  personName: string;
  financialReturn: ShownReturn;
  openReturns: number;
};

/** Why somebody is not chased may say of a death or of debts: it is for those who see arrangements. */
export function maySeeDue({ roles, userId }: Viewer): void {
  if (roles.some((role) => financialReturnReaders.includes(role))) return;
  throw new Forbidden(`When papers are due is shown to ${financialReturnReaders.join(', ')}.`, {
    ids: { userId },
  });
}

/** Of some agreements, those with an open financial return that is due by a day, each with its oldest. */
export async function dueBy(
  day: CalendarDate,
  agreements: readonly Agreement[],
  { facts, clock }: Pick<ReadDeps, 'facts' | 'clock'>,
): Promise<DueAgreement[]> {
  if (agreements.length === 0) return [];
  const terms = await dueTermsOn(londonDate(clock()), facts);
  const known = await knownReturns(
    agreements.map(({ body }) => body),
    terms,
    facts,
  );
  return agreements.flatMap((agreement) => {
    const { personName = '', returns = [] } = known.get(agreement.body.agreementId) ?? {};
    const open = returns.filter(
      ({ state, dueOn }) => state !== 'received' && state !== 'accepted' && dueOn <= day,
    );
    const [financialReturn] = open;
    return financialReturn === undefined
      ? []
      : [{ agreement, personName, financialReturn, openReturns: open.length }];
  });
}
