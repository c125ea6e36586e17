import type { ShownHold } from '../../../events/api/payments.ts';

export type HeldOn = ShownHold['on'];

/** The same within a sentence: the kind of thing begins small, its id stays as it is. */
export function targetInText(on: HeldOn): string {
  const { words } = targetOf(on);
  return words.charAt(0).toLowerCase() + words.slice(1);
}

/** What a hold is about, in words, and where that is seen. */
export function targetOf(on: HeldOn): { words: string; href: string | null } {
  if ('providerId' in on)
    return {
      words: `Provider ${on.providerId}`,
      href: `/providers/${encodeURIComponent(on.providerId)}/account`,
    };
  if ('personId' in on)
    return { words: `Person ${on.personId}`, href: `/people/${encodeURIComponent(on.personId)}` };
  if ('packageId' in on)
    return {
      words: `Package ${on.packageId}`,
      href: `/packages/${encodeURIComponent(on.packageId)}#pay-lines`,
    };
  return { words: `Line ${on.lineId}`, href: null };
}
