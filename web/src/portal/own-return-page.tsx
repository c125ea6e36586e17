import { useState } from 'preact/hooks';
import type { ReturnDetail } from '../../../events/api/return-shapes.ts';
import { read, type Answered as Reply } from '../api/client.ts';
import { usePolled, type Polled } from '../api/use-polled.ts';
import { Loaded } from '../parts/loaded.tsx';
import { Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { SummaryList, type Row } from '../parts/summary-list.tsx';
import { Tag } from '../parts/tag.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { monthInWords } from '../returns/month-text.ts';
import { counted, formatCount, formatDays, formatInstant, formatMoney } from '../words/format.ts';
import { CorrectLines } from './correct-lines.tsx';
import { DisputeLine } from './dispute-line.tsx';
import { OwnLines } from './own-lines.tsx';
import { answerInWords, isAnswered, isChanging, nextPaymentInWords, stateOf } from './return-words.ts';
import { TakeBack } from './take-back.tsx';
import { WrittenReasons } from './written-reasons.tsx';

/** One file a provider sent: what was accepted, what was not and why, and what can be done about it. */
export function OwnReturnPage({ id }: { id: string }) {
  const polled = usePolled(id, readReturn, isSettled);
  const [done, setDone] = useState<string | null>(null);
  const told = (text: string): void => {
    setDone(text);
    polled.again();
  };
  return (
    <Page
      question="Was my file accepted?"
      about={polled.value?.fileName}
      crumbs={[{ text: 'Your files', href: '/returns' }]}
    >
      {done !== null && <Notice title={done} />}
      {polled.value === null && polled.trouble?.status === 404 ? (
        <OnItsWay again={polled.again} />
      ) : (
        <Loaded of={readingOf(polled)} what="the answer to your file">
          {(file) => <Answered file={file} told={told} />}
        </Loaded>
      )}
    </Page>
  );
}

function readReturn(id: string, signal: AbortSignal): Promise<Reply<ReturnDetail>> {
  return read('/v1/portal/returns/{id}', { id, signal });
}

function isSettled(file: ReturnDetail): boolean {
  return isAnswered(file) && !isChanging(file);
}

/** A file that was just sent is not known for a moment; under a wrong address there never is one. */
function OnItsWay({ again }: { again: () => void }) {
  return (
    <div class="govuk-inset-text" role="status">
      <p class="govuk-body">
        Your file is on its way: this page looks for it again by itself. If it is not here within a minute,
        look among <a href="/returns">your files</a>, or send it again.
      </p>
      <button type="button" class="govuk-button govuk-button--secondary" onClick={again}>
        Look again now
      </button>
    </div>
  );
}

function readingOf({ value, trouble, again }: Polled<ReturnDetail>) {
  if (value !== null) return { state: 'here' as const, value, again };
  return trouble === null
    ? { state: 'loading' as const, again }
    : { state: 'failed' as const, trouble, again };
}

function Answered({ file, told }: { file: ReturnDetail; told: (text: string) => void }) {
  const filters = useFilters();
  const { uploadId, taken, state, general } = file;
  const disputing = filters.of('dispute');
  const close = (): void => {
    filters.set({ dispute: '' });
  };
  // What was decided since the table was read shows in a new one.
  const version = `${state}-${file.decisions.filter(({ isApplied }) => isApplied).length}`;
  return (
    <>
      <AnswerInWords file={file} />
      {isAnswered(file) && <SummaryList rows={summaryOf(file)} />}
      {general.length > 0 && (
        <section class="app-section" aria-labelledby="whole-file">
          <h2 class="govuk-heading-m" id="whole-file">
            About the whole file
          </h2>
          <ul class="govuk-list govuk-list--bullet">
            {general.map(({ rule, message }) => (
              <li key={rule + message}>{message}</li>
            ))}
          </ul>
        </section>
      )}
      {disputing !== '' && (
        <DisputeLine
          key={disputing}
          uploadId={uploadId}
          lineRef={disputing}
          close={close}
          onDone={(text) => {
            close();
            told(text);
          }}
        />
      )}
      {taken !== null && (
        <>
          {!taken.isWithdrawn && <CorrectLines file={file} taken={taken} />}
          <OwnLines key={version} file={file} taken={taken} />
          {state === 'checked' && !taken.isWithdrawn && (
            <TakeBack uploadId={uploadId} sums={taken.sums} onDone={told} />
          )}
        </>
      )}
      {isAnswered(file) && <WrittenReasons file={file} />}
    </>
  );
}

function AnswerInWords({ file }: { file: ReturnDetail }) {
  const { problem, taken, general } = file;
  const isSaid = general.some(({ message }) => message === problem?.message);
  return (
    <div class="govuk-inset-text" role="status" aria-live="polite">
      <p class="govuk-body">
        <Tag of={stateOf(file)} />
      </p>
      <p class="govuk-body govuk-!-font-weight-bold">{answerInWords(file)}</p>
      {problem !== null && taken?.isWithdrawn !== true && !isSaid && (
        <p class="govuk-body">{problem.message}</p>
      )}
      {isChanging(file) && (
        <p class="govuk-body">
          What was said of its lines last is being worked in. This page shows it by itself.
        </p>
      )}
    </div>
  );
}

function summaryOf(file: ReturnDetail): Row[] {
  const { taken, receivedAt, nextPayment } = file;
  const received = { name: 'Received', value: formatInstant(receivedAt) };
  if (taken === null) return [received];
  const { sums, month, from, to } = taken;
  const care = from === null || to === null ? monthInWords(month) : formatDays(from, to);
  if (taken.isWithdrawn) return [received, { name: 'Care', value: care }];
  const accepted = sums.accepted + sums.unchanged;
  return [
    received,
    { name: 'Care', value: care },
    {
      name: 'Accepted',
      value: (
        <>
          {formatMoney(sums.acceptedPence)} for {counted(accepted, 'line')}
          {sums.unchanged > 0 && `, ${formatCount(sums.unchanged)} of them from an earlier file already`}.
          {sums.acceptedPence > 0 && <> {nextPaymentInWords(nextPayment)}</>}
        </>
      ),
    },
    ...(sums.questioned === 0
      ? []
      : [
          {
            name: 'In question',
            value: `${counted(sums.questioned, 'line')}: ${formatMoney(sums.meanwhilePence)} is paid meanwhile, ${formatMoney(sums.heldPence)} is held until the council decides.`,
          },
        ]),
    ...(sums.refused === 0
      ? []
      : [
          {
            name: 'Not accepted',
            value: `${counted(sums.refused, 'line')}. ${sums.refused === 1 ? 'It is' : 'They are'} not paid.`,
          },
        ]),
  ];
}
