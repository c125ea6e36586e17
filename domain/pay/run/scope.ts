import type { Provider } from '../../records/provider.ts';
import type { PayRunKind, PayScope } from './pay-run.ts';

/** What a scope reaches, once its package or person was looked up. */
export type Reach = {
  scope: PayScope | null;
  providerIds: readonly string[];
  personIds: readonly string[];
};

/** Whether two runs of a kind would look at the same package. */
export function overlapsScope(left: Reach, right: Reach): boolean {
  if (left.scope === null || right.scope === null) return true;
  if ('packageId' in left.scope && 'packageId' in right.scope) {
    return left.scope.packageId === right.scope.packageId;
  }
  if ('providerId' in left.scope || 'providerId' in right.scope) {
    return left.providerIds.some((id) => right.providerIds.includes(id));
  }
  return left.personIds.some((id) => right.personIds.includes(id));
}

/** Which run pays a provider: carers in their own homes apart from organisations, managed accounts with direct payments. */
export function runKindOf({ kind }: Pick<Provider, 'kind'>): PayRunKind {
  if (kind === 'shared-lives' || kind === 'foster') return 'carers';
  return kind === 'account-provider' ? 'direct-payments' : 'providers';
}
