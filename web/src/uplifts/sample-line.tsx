import type { ShownUpliftLine, UpliftDetail } from '../../../events/api/uplifts.ts';
import { RadioField } from '../audits/radio-field.tsx';
import { SummaryList } from '../parts/summary-list.tsx';
import { Tag } from '../parts/tag.tsx';
import { formatDate, formatMoney, formatPounds } from '../words/format.ts';
import { inWords, type Word } from '../words/labels.ts';
import { lineTitle } from './uplift-words.ts';

export type Verdict = 'right' | 'wrong';
type Opened = UpliftDetail['sample'][number]['opened'];

type Props = {
  id: string;
  line: ShownUpliftLine;
  opened: Opened;
  /** What the reader says of it, while they may; nothing before they opened it. */
  verdict: Verdict | null;
  onVerdict: ((verdict: Verdict) => void) | null;
};

/** A line of the sample: folded until somebody opens it, with what was said of it. */
export function SampleLine({ id, line, opened, verdict, onVerdict }: Props) {
  return (
    <li>
      <details class="govuk-details govuk-!-margin-bottom-2">
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">
            {lineTitle(line)}, {line.providerName ?? line.providerId ?? 'any provider'}
          </span>{' '}
          <Tag of={standingOf(opened)} />
        </summary>
        <div class="govuk-details__text">
          <SummaryList rows={rowsOf(line, opened)} />
          {onVerdict !== null && (
            <RadioField
              id={id}
              legend={`Is the new rate of ${lineTitle(line)} what was agreed?`}
              value={verdict}
              choices={[
                { value: 'right', text: 'It is right' },
                { value: 'wrong', text: 'It is wrong' },
              ]}
              onValue={onVerdict}
              error={undefined}
              isSmall
            />
          )}
        </div>
      </details>
    </li>
  );
}

function standingOf(opened: Opened): Word {
  if (opened === null) return { word: 'Not opened', tone: 'grey' };
  return opened.isRight ? { word: 'Right', tone: 'green' } : { word: 'Wrong', tone: 'red' };
}

function rowsOf(line: ShownUpliftLine, opened: Opened) {
  const { packageId, oldRate, newRate, percent, unitsPerWeek, cost, outlier } = line;
  return [
    {
      name: 'Rate',
      value:
        oldRate === null || newRate === null
          ? 'Its rate card prices it'
          : `${formatPounds(oldRate)} becomes ${formatPounds(newRate)}${percent === null ? '' : `, ${String(percent).replace('-', '−')}%`}`,
    },
    { name: 'Why', value: [line.why, outlier].filter((part) => part !== null).join(' ') },
    {
      name: 'Days',
      value: `From ${formatDate(line.from)}${line.through === null ? ', without end' : ` to ${formatDate(line.through)}`}`,
    },
    {
      name: 'Service',
      value: `${inWords(line.serviceType)}${unitsPerWeek === null ? '' : `, ${unitsPerWeek} a week`}${line.contract === null ? '' : `, contract ${line.contract}`}`,
    },
    {
      name: 'Cost',
      value: `${formatMoney(cost.thisYearPence)} this year, ${formatMoney(cost.fullYearPence)} in a full year, ${formatMoney(cost.arrearsPence)} of arrears`,
    },
    ...(packageId === null
      ? []
      : [
          {
            name: 'Record',
            value: <a href={`/packages/${encodeURIComponent(packageId)}`}>Package {packageId}</a>,
          },
        ]),
    ...(opened === null
      ? []
      : [
          {
            name: 'Opened',
            value: `By ${opened.by} on ${formatDate(opened.on)}, found ${opened.isRight ? 'right' : 'wrong'}: ${opened.reason}`,
          },
        ]),
  ];
}
