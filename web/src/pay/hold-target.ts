import type { ShownHold } from '../../../events/api/payments.ts';

type Held = Pick<ShownHold, 'on' | 'payee'>;
export type Payee = NonNullable<ShownHold['payee']>;

/** The same within a sentence: the kind of thing begins small, its id stays as it is. */
export function targetInText(hold: Held): string {
  const { words } = targetOf(hold);
  return words.charAt(0).toLowerCase() + words.slice(1);
}

/** What a hold is about, in words, and where that is seen. */
export function targetOf({ on, payee }: Held): { words: string; href: string | null } {
  if ('providerId' in on)
    return {
      words: `Provider ${on.providerId}`,
      href: `/providers/${encodeURIComponent(on.providerId)}/account`,
    };
  if ('personId' in on)
    return { words: `Person ${on.personId}`, href: `/people/${encodeURIComponent(on.personId)}` };
  if ('packageId' in on) {
    if (payee?.kind === 'agreement') return { words: `Direct payment ${payee.id}`, href: recordOf(payee) };
    return {
      words: `Package ${on.packageId}`,
      href: `/packages/${encodeURIComponent(on.packageId)}#pay-lines`,
    };
  }
  return { words: `Line ${on.lineId}`, href: null };
}

/** Where the account of a payee is changed and called back about. */
export function bankDetailsOf(payee: Payee): string {
  return `${recordOf(payee)}/bank-details`;
}

function recordOf({ kind, id }: Payee): string {
  return `/${kind === 'provider' ? 'providers' : 'direct-payments'}/${encodeURIComponent(id)}`;
}
