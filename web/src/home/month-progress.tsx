import { useEffect, useState } from 'preact/hooks';
import type { Upload } from '../../../events/api/uploads.ts';
import { read, type Trouble } from '../api/client.ts';
import { Nothing } from '../parts/loaded.tsx';
import { monthBefore, monthInWords } from '../returns/month-text.ts';
import { useMe } from '../session/me.ts';
import { counted, monthName } from '../words/format.ts';
import { monthOf, type Month } from './month.ts';

const MOST_PAGES = 10;

/** This month's files from received to accepted, as bars of the same length for the same number. */
export function MonthProgress() {
  const { today } = useMe();
  const month = today.slice(0, 7);
  const last = monthBefore(month);
  const [known, setKnown] = useState<Month | Trouble | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    readMonth(month, stop.signal)
      .then(setKnown)
      .catch(() => undefined); // Only an abandoned read throws.
    return () => {
      stop.abort();
    };
  }, [month]);
  return (
    <section class="app-section" aria-labelledby="month">
      <h2 class="govuk-heading-m" id="month">
        Files of {monthName(Number(month.slice(5)))} {month.slice(0, 4)}
      </h2>
      {known === null && (
        <p class="govuk-body app-loading" role="status">
          Counting the files of this month…
        </p>
      )}
      {known !== null && 'status' in known && (
        <p class="govuk-body">The files could not be counted: {known.detail}</p>
      )}
      {known !== null && 'received' in known && <Bars month={known} />}
      <p class="govuk-body">
        <a href={`/returns/month/${last}`}>Where every provider is with {monthInWords(last)}</a>: who sent its
        return, what waits for a decision, and who is missing.
      </p>
    </section>
  );
}

function Bars({ month }: { month: Month }) {
  if (month.received === 0) {
    return (
      <Nothing>
        No file has come in this month. <a href="/files">Send the month’s extracts</a> and they are counted
        here.
      </Nothing>
    );
  }
  const steps = [
    { name: 'Received', count: month.received },
    { name: 'Read', count: month.read },
    { name: 'Accepted, whole or in part', count: month.accepted },
  ];
  return (
    <ul class="app-steps">
      {steps.map(({ name, count }) => (
        <li key={name}>
          <span class="app-steps__name">{name}</span>
          <progress class="app-steps__bar" max={month.received} value={count} aria-label={name} />
          <span class="app-steps__count">
            {name === 'Received' ? counted(count, 'file') : `${count} of ${month.received}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Files come newest first, so reading stops at the first of an earlier month. */
async function readMonth(month: string, signal: AbortSignal): Promise<Month | Trouble> {
  const uploads: Upload[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query: Record<string, string> = { limit: '200', ...(cursor !== null && { cursor }) };
    const answered = await read('/v1/uploads', { query, signal });
    if (!answered.ok) return answered.trouble;
    uploads.push(...answered.value.items);
    cursor = answered.value.nextCursor;
    if (cursor === null || uploads.some(({ receivedAt }) => receivedAt.slice(0, 7) < month)) break;
  }
  return monthOf(uploads, month);
}
