import { useRead } from '../api/use-read.ts';
import { useMe } from '../session/me.ts';
import { formatMoney } from '../words/format.ts';

/** What the reader may approve at most, beside what “this run pays” or moves otherwise. */
export function ApprovalLimit({ pence, what }: { pence: number; what: string }) {
  const { userId } = useMe();
  const setting = useRead('/v1/settings/{name}', { id: 'approval-limits' });
  if (setting.state !== 'here') return null;
  const limit = limitOf(setting.value.value, userId);
  if (limit === null)
    return <p class="govuk-body">No approval limit is set for you, so you may not approve.</p>;
  return (
    <p class="govuk-body">
      You may approve up to {formatMoney(limit)}; {what} {formatMoney(pence)}
      {pence > limit && ', which is more. Somebody with a higher limit has to approve it'}.
    </p>
  );
}

function limitOf(limits: unknown, userId: string): number | null {
  if (typeof limits !== 'object' || limits === null) return null;
  const own: unknown = Object.entries(limits).find(([name]) => name === userId)?.[1];
  return typeof own === 'number' ? own : null;
}
