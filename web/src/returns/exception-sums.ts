import type { ProviderReturn } from '../../../events/api/return-shapes.ts';

type Sums = { returns: number; lines: number; heldPence: number };

/** What of a provider waits for a decision. */
export type Waiting = Sums & { providerId: string; oldest: string };

/** How long returns have waited, the oldest first. */
export const ageBands = {
  older: 'More than 28 days ago',
  month: '15 to 28 days ago',
  fortnight: '8 to 14 days ago',
  week: 'In the last 7 days',
} as const;
export type AgeBand = Sums & { band: keyof typeof ageBands };

export function byProvider(returns: readonly ProviderReturn[]): Waiting[] {
  return [...Map.groupBy(returns, ({ providerId }) => providerId)]
    .map(([providerId, own]) => ({
      ...{ providerId, ...sumsOf(own) },
      oldest: own.map(({ receivedAt }) => receivedAt).reduce((a, b) => (a < b ? a : b)),
    }))
    .sort((a, b) => b.heldPence - a.heldPence);
}

/** The returns by how long they wait; a time in which none came is left out. */
export function byAge(returns: readonly ProviderReturn[], now: Date): AgeBand[] {
  const groups = Map.groupBy(returns, ({ receivedAt }) => bandOf(receivedAt, now));
  return (['older', 'month', 'fortnight', 'week'] as const).flatMap((band) => {
    const own = groups.get(band);
    return own === undefined ? [] : [{ band, ...sumsOf(own) }];
  });
}

const DAY_MS = 86_400_000;

function bandOf(receivedAt: string, now: Date): keyof typeof ageBands {
  const days = (now.getTime() - Date.parse(receivedAt)) / DAY_MS;
  if (days < 8) return 'week';
  if (days < 15) return 'fortnight';
  return days < 29 ? 'month' : 'older';
}

function sumsOf(returns: readonly ProviderReturn[]): Sums {
  return {
    returns: returns.length,
    lines: returns.reduce((sum, { taken }) => sum + (taken?.sums.questioned ?? 0), 0),
    heldPence: returns.reduce((sum, { taken }) => sum + (taken?.sums.heldPence ?? 0), 0),
  };
}
