import type { ShownUpliftLine } from '../../../events/api/uplifts.ts';
import {
  dateColumn,
  penceColumn,
  percentColumn,
  poundsColumn,
  textColumn,
  type Column,
} from '../parts/columns.ts';
import { Tag } from '../parts/tag.tsx';
import { formatDate } from '../words/format.ts';
import { inWords } from '../words/labels.ts';
import { exclusionWords, lineTitle, outcomeWords } from './uplift-words.ts';

/** What a line says of one rate: before, after, what it costs, and why. */
export const upliftLineColumns: readonly Column<ShownUpliftLine>[] = [
  {
    ...textColumn<ShownUpliftLine>('Rate of', lineTitle),
    cell: (line) => (
      <>
        <LineLink line={line} />
        <span class="app-note">
          {inWords(line.serviceType)}, from {formatDate(line.from)}
        </span>
      </>
    ),
  },
  {
    ...textColumn<ShownUpliftLine>('Provider', ({ providerName, providerId }) => providerName ?? providerId),
    cell: ({ providerId, providerName }) =>
      providerId === null ? null : (
        <a href={`/providers/${encodeURIComponent(providerId)}`}>{providerName ?? providerId}</a>
      ),
  },
  { ...textColumn('Service', ({ serviceType }) => serviceType, inWords), inFilesOnly: true },
  { ...dateColumn('From', ({ from }) => from), inFilesOnly: true },
  poundsColumn('Before', ({ oldRate }) => oldRate),
  poundsColumn('After', ({ newRate }) => newRate),
  percentColumn('Change', ({ percent }) => percent?.toString() ?? null),
  penceColumn('This year', ({ outcome, cost }) => (outcome === 'changed' ? cost.thisYearPence : null)),
  penceColumn('Full year', ({ outcome, cost }) => (outcome === 'changed' ? cost.fullYearPence : null)),
  penceColumn('Arrears', ({ outcome, cost }) => (outcome === 'changed' ? cost.arrearsPence : null)),
  {
    ...textColumn<ShownUpliftLine>('What happens, and why', whyInWords),
    cell: (line) => (
      <>
        <Tag of={outcomeWords[line.outcome]} /> {whyInWords(line)}
      </>
    ),
    wide: true,
  },
];

/** The way to the package a line is about; a card stands among the others. */
function LineLink({ line }: { line: ShownUpliftLine }) {
  const { packageId } = line;
  return packageId === null ? (
    <a href="/rate-cards">{lineTitle(line)}</a>
  ) : (
    <a href={`/packages/${encodeURIComponent(packageId)}`}>{lineTitle(line)}</a>
  );
}

function whyInWords({ exclusion, why, outlier, isUnpriced }: ShownUpliftLine): string {
  const parts = [
    exclusion === null ? '' : `${exclusionWords[exclusion]}.`,
    why,
    outlier ?? '',
    isUnpriced ? 'Some of its days cannot be priced, so that its cost is too low.' : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}
