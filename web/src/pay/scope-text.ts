import type { PayRunSummary } from '../../../events/api/pay-runs.ts';

export type Scope = NonNullable<PayRunSummary['scope']>;

/** What a run is limited to, in words. */
export function scopeInWords(scope: Scope | null): string {
  if (scope === null) return 'Everything due';
  if ('providerId' in scope) return `Provider ${scope.providerId}`;
  return 'personId' in scope ? `Person ${scope.personId}` : `Package ${scope.packageId}`;
}
