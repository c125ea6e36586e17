import type { ShownHold } from '../../../events/api/payments.ts';
import { useList } from '../api/use-list.ts';
import { useRead } from '../api/use-read.ts';
import { counted, formatMoney } from '../words/format.ts';

/** How much a hold keeps from being paid, where that can be told. */
export function HeldAmount({ hold }: { hold: Pick<ShownHold, 'on'> & { holdId?: string } }) {
  const { on } = hold;
  if ('providerId' in on) return <AccountHeld path="/v1/providers/{id}/account" id={on.providerId} />;
  if ('personId' in on) return <AccountHeld path="/v1/people/{id}/account" id={on.personId} />;
  if ('packageId' in on) return <PackageHeld packageId={on.packageId} holdId={hold.holdId ?? null} />;
  return <p class="govuk-body">The one line it is about is paid in the payee’s next run.</p>;
}

type AccountHeldProps = { path: '/v1/providers/{id}/account' | '/v1/people/{id}/account'; id: string };

function AccountHeld({ path, id }: AccountHeldProps) {
  const account = useRead(path, { id });
  return (
    <p class="govuk-body" role="status">
      {account.state === 'loading' && 'Counting what is held…'}
      {account.state === 'failed' && `What is held could not be counted: ${account.trouble.detail}`}
      {account.state === 'here' && (
        <>
          <strong>{formatMoney(account.value.heldPence)}</strong> is held on this account. It is paid in the
          payee’s next run, unless another hold keeps it.
        </>
      )}
    </p>
  );
}

function PackageHeld({ packageId, holdId }: { packageId: string; holdId: string | null }) {
  const lines = useList('/v1/packages/{id}/lines', { id: packageId, query: { limit: '200' } });
  if (lines.state === 'loading') return <p class="govuk-body">Counting what is held…</p>;
  // No run has reckoned a direct payment or an invoice yet of which no line is known.
  if (lines.state === 'failed' && lines.trouble.status === 404)
    return <p class="govuk-body">Nothing of it is held yet: no pay run has come to it.</p>;
  if (lines.state === 'failed')
    return <p class="govuk-body">What is held could not be counted: {lines.trouble.detail}</p>;
  const held = lines.value.items.filter((line) => line.held && line.holdId === holdId);
  const pence = held.reduce((sum, { amountPence }) => sum + amountPence, 0);
  return (
    <p class="govuk-body" role="status">
      <strong>{formatMoney(pence)}</strong> in {counted(held.length, 'line')}
      {lines.value.hasMore && ' of the last 200'} is paid in the payee’s next run.
    </p>
  );
}
