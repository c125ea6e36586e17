import { londonDate } from '../../../domain/calendar.ts';
import type { DirectPaymentAgreement } from '../../../domain/records/direct-payment-agreement.ts';
import type { Viewer } from '../identity.ts';
import { NotFound } from '../problem-responses.ts';
import { agreementOf } from './audit-upload.ts';
import type { Clock } from '../clock.ts';
import type { RestrictedPeople } from '../../store/restricted-people.ts';
import type { Table } from '../../store/table.ts';

type OpenDeps = { table: Table; restricted: Pick<RestrictedPeople, 'hiddenIds'>; clock: Clock };

/** An agreement, unless it is of somebody whose records are closed to the reader. */
export async function openAgreement(
  agreementId: string,
  { userId }: Pick<Viewer, 'userId'>,
  { table, restricted, clock }: OpenDeps,
): Promise<DirectPaymentAgreement | null> {
  const agreement = await agreementOf(agreementId, table);
  if (agreement === null) return null;
  const hidden = await restricted.hiddenIds(userId, [agreementId], londonDate(clock()));
  return hidden.has(agreementId) ? null : agreement;
}

/** The same for an address under it: what is not there and what is closed are answered alike. */
export async function knownAgreement(
  agreementId: string,
  viewer: Pick<Viewer, 'userId'>,
  deps: OpenDeps,
): Promise<DirectPaymentAgreement> {
  const agreement = await openAgreement(agreementId, viewer, deps);
  if (agreement === null)
    throw new NotFound('There is no direct payment agreement of this number.', { ids: { agreementId } });
  return agreement;
}
