import { inOrderOf } from '../in-order-of.ts';
import type { HashText } from '../pay/run/pay-line.ts';
import type { UpliftPreview } from './preview.ts';
import type { UpliftLine } from './uplift-line.ts';
import type { UpliftTerms } from './uplift-terms.ts';

/**
 * The lines a second person opens: up to half of them the outliers, the farthest first, the others in the order of a hash
 * of the uplift, its preview and the line. So the same preview gives the same sample to whoever asks, and nobody can
 * choose it, or try until it suits.
 */
export function sampleOf({
  upliftId,
  preview,
  lines,
  terms: { sampleLines },
  hash,
}: {
  upliftId: string;
  preview: Pick<UpliftPreview, 'previewHash' | 'outliers'>;
  lines: readonly UpliftLine[];
  terms: Pick<UpliftTerms, 'sampleLines'>;
  hash: HashText;
}): string[] {
  const farthest = preview.outliers.slice(0, Math.ceil(sampleLines / 2)).map(({ lineId }) => lineId);
  const chosen = new Set(farthest);
  const others = lines.flatMap(({ lineId, outcome }) =>
    outcome === 'changed' && !chosen.has(lineId)
      ? [{ lineId, place: hash(`${upliftId} ${preview.previewHash} ${lineId}`) }]
      : [],
  );
  const drawn = inOrderOf(others, ({ place }) => place).map(({ lineId }) => lineId);
  return [...farthest, ...drawn].slice(0, sampleLines);
}
