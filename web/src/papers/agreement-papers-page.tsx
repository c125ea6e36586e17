import { useState } from 'preact/hooks';
import type { ReceivedPapers, ShownReturn } from '../../../events/api/financial-returns.ts';
import type { Answer } from '../api/contract.ts';
import { useRead } from '../api/use-read.ts';
import { Loaded, Nothing } from '../parts/loaded.tsx';
import { Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { SummaryList, type Row } from '../parts/summary-list.tsx';
import { Tag } from '../parts/tag.tsx';
import { AgreementPlaces } from '../pay/agreement-places.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { counted, formatDate, formatDays, formatMoney } from '../words/format.ts';
import { inWords } from '../words/labels.ts';
import { lastStepInWords, missingInWords, paperKinds, returnStates } from './paper-words.ts';
import { OpenPaper } from './open-paper.tsx';
import { RecordPapers } from './record-papers.tsx';

type Returns = Answer<'GET', '/v1/direct-payments/{id}/returns'>;

/** The financial returns of an agreement: when each was due, what came, and a form for what comes. */
export function AgreementPapersPage({ id }: { id: string }) {
  const reading = useRead('/v1/direct-payments/{id}/returns', { id });
  const [said, setSaid] = useState<string | null>(null);
  const me = useMe();
  return (
    <Page
      question="Which papers came, and which are due?"
      about={id}
      crumbs={[
        { text: 'Direct payments', href: '/direct-payments' },
        { text: 'Papers that are due', href: '/direct-payments/returns' },
      ]}
    >
      <AgreementPlaces id={id} here="returns" />
      <Loaded of={reading} what="the papers">
        {(returns) => (
          <>
            {said !== null && <Notice title={said} />}
            <AllReturns returns={returns} />
            {may(me, 'recordPapers') && (
              <RecordPapers
                agreementId={id}
                items={returns.items}
                today={me.today}
                onDone={(text) => {
                  setSaid(text);
                  reading.again();
                }}
              />
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function AllReturns({ returns }: { returns: Returns }) {
  const { agreementId, personId, personName, papersAsked, noReturns, items, otherDays } = returns;
  return (
    <>
      <p class="govuk-body">
        For{' '}
        <a href={`/people/${encodeURIComponent(personId)}`}>{personName === '' ? personId : personName}</a>.{' '}
        {papersAsked.length > 0 && `Each return has: ${papersAsked.map(inWords).join(', ').toLowerCase()}.`}
      </p>
      {noReturns !== null && <Nothing>{noReturns}</Nothing>}
      {items.map((item) => (
        <section class="app-section" aria-labelledby={`of-${item.period.from}`} key={item.period.from}>
          <h2 class="govuk-heading-m" id={`of-${item.period.from}`}>
            {formatDays(item.period.from, item.period.to)} <Tag of={returnStates[item.state]} />
          </h2>
          <SummaryList
            rows={[
              ...rowsOf(item),
              { name: 'Came', value: <Came agreementId={agreementId} received={item.received} /> },
            ]}
          />
        </section>
      ))}
      {otherDays.length > 0 && (
        <section class="app-section" aria-labelledby="other-days">
          <h2 class="govuk-heading-m" id="other-days">
            Other days
          </h2>
          <Came agreementId={agreementId} received={otherDays} />
        </section>
      )}
    </>
  );
}

function rowsOf(item: ShownReturn): Row[] {
  const isOpen = item.receivedOn === null;
  const late = item.daysLate === 0 ? '' : `, ${counted(item.daysLate, 'day')} late`;
  return [
    { name: 'Due by', value: formatDate(item.dueOn) + (isOpen ? late : '') },
    ...(item.receivedOn === null
      ? [
          { name: 'Missing', value: missingInWords(item) },
          { name: 'Last step', value: lastStepInWords(item) },
          { name: 'Next', value: item.nextStep.why },
        ]
      : [{ name: 'All of it here', value: formatDate(item.receivedOn) + late }]),
  ];
}

function Came({ agreementId, received }: { agreementId: string; received: readonly ReceivedPapers[] }) {
  if (received.length === 0) return <>Nothing</>;
  return (
    <ul class="govuk-list govuk-list--spaced">
      {received.map((came, place) => (
        <li key={place}>
          {came.uploadId === null ? (
            'Recorded by an officer'
          ) : (
            <a href={`/statements/${encodeURIComponent(came.uploadId)}`}>Bank statement</a>
          )}
          {` for ${formatDays(came.from, came.to)}, received on ${formatDate(came.receivedOn)}`}
          {came.acceptedOn !== null && `, accepted on ${formatDate(came.acceptedOn)}`}
          {came.papers.length > 0 && (
            <ul class="govuk-list govuk-list--bullet">
              {came.papers.map(({ paperId, uploadId, kind, payee, date, amountPence }) => (
                <li key={paperId}>
                  {`${paperKinds[kind]} of ${payee}, ${formatDate(date)}, `}
                  {amountPence === null ? 'without a sum' : formatMoney(amountPence)}
                  {uploadId !== null && (
                    <>
                      {', '}
                      <a href={`/files/${encodeURIComponent(uploadId)}`}>file {uploadId}</a>{' '}
                      <OpenPaper
                        agreementId={agreementId}
                        uploadId={uploadId}
                        of={`${paperKinds[kind]} of ${payee}`}
                      />
                    </>
                  )}
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}
