import type { ReturnDetail } from '../../../events/api/return-shapes.ts';
import { SummaryList, type Row } from '../parts/summary-list.tsx';
import { Tag } from '../parts/tag.tsx';
import { NameOf } from '../records/name-of.tsx';
import { counted, formatDate, formatDays, formatInstant, formatMoney } from '../words/format.ts';
import { fileStates } from '../words/labels.ts';
import { monthInWords } from './month-text.ts';
import { meansForDecider } from './return-words.ts';
import { isWorkingOff } from './use-return.ts';

/** Whose return it is, of what, how it stands and what it comes to. */
export function ReturnHead({ detail }: { detail: ReturnDetail }) {
  const { taken, problem } = detail;
  return (
    <>
      <div class="govuk-inset-text" role="status">
        <p class="govuk-body">
          <Tag of={fileStates[detail.state]} /> {meansForDecider(detail)}
        </p>
        {problem !== null && <p class="govuk-body govuk-!-font-weight-bold">{problem.message}</p>}
        {isWorkingOff(detail) && (
          <p class="govuk-body">What was decided is being worked off; the sums follow in a moment.</p>
        )}
      </div>
      {taken !== null && <Sums sums={taken.sums} />}
      <SummaryList rows={rowsOf(detail)} />
    </>
  );
}

function Sums({ sums }: Pick<NonNullable<ReturnDetail['taken']>, 'sums'>) {
  const figures = [
    { name: 'Claimed', pence: sums.claimedPence },
    { name: 'Accepted', pence: sums.acceptedPence },
    { name: 'Paid meanwhile', pence: sums.meanwhilePence },
    { name: 'Held', pence: sums.heldPence },
  ];
  return (
    <dl class="app-figures">
      {figures.map(({ name, pence }) => (
        <div class="app-figures__figure" key={name}>
          <dt>{name}</dt>
          <dd>{formatMoney(pence)}</dd>
        </div>
      ))}
    </dl>
  );
}

function rowsOf(detail: ReturnDetail): Row[] {
  const { providerId, uploadId, fileName, receivedAt, taken, nextPayment } = detail;
  return [
    {
      name: 'Provider',
      value: (
        <a href={`/providers/${encodeURIComponent(providerId)}`}>
          <NameOf path="/v1/providers/{id}" id={providerId} />
        </a>
      ),
    },
    { name: 'File', value: <a href={`/files/${encodeURIComponent(uploadId)}`}>{fileName}</a> },
    { name: 'Received', value: formatInstant(receivedAt) },
    ...(taken === null ? [] : takenRows(taken)),
    ...(nextPayment === null || taken === null
      ? []
      : [
          {
            name: 'Paid next',
            value: `What is accepted now is paid in the run to ${formatDate(nextPayment.through)}, in the bank on ${formatDate(nextPayment.inBankOn)}`,
          },
        ]),
  ];
}

function takenRows({ month, from, to, reference, sums }: NonNullable<ReturnDetail['taken']>): Row[] {
  const days = from === null || to === null ? '' : `, ${formatDays(from, to)}`;
  const { accepted, questioned, refused, unchanged } = sums;
  const lines = [
    `${counted(accepted, 'line')} accepted`,
    `${counted(questioned, 'line')} waiting`,
    `${counted(refused, 'line')} refused`,
    ...(unchanged === 0 ? [] : [`${counted(unchanged, 'line')} accepted from an earlier file`]),
  ];
  return [
    {
      name: 'Month',
      value: (
        <>
          <a href={`/returns/month/${month}`}>{monthInWords(month)}</a>
          {days}
        </>
      ),
    },
    { name: 'Lines', value: lines.join(', ') },
    ...(reference === null ? [] : [{ name: 'The provider’s reference', value: reference }]),
  ];
}
