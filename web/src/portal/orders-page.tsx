import { useState } from 'preact/hooks';
import type { OwnPackage } from '../../../events/api/record-shapes.ts';
import { useList } from '../api/use-list.ts';
import { dateColumn, endColumn, penceColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Listed } from '../parts/listed.tsx';
import { Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { Tag } from '../parts/tag.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { useMe } from '../session/me.ts';
import { inWords } from '../words/labels.ts';
import { AnswerOrder } from './answer-order.tsx';
import { answerOf, answerStates, isToAnswer } from './order-words.ts';

/** A provider’s orders: what waits for an answer comes first. */
export function OrdersPage() {
  const me = useMe();
  const filters = useFilters();
  const list = useList('/v1/portal/packages', { query: { limit: '200' } });
  const [done, setDone] = useState<string | null>(null);
  const orders = list.state === 'here' ? list.value.items : [];
  const answering = orders.find(({ packageId }) => packageId === filters.of('answer'));
  const close = (): void => {
    filters.set({ answer: '' });
  };
  return (
    <Page question="Is what we ordered from you right?" about={me.providerId ?? undefined}>
      {done !== null && <Notice title={done} />}
      {answering !== undefined && (
        <AnswerOrder
          key={answering.packageId}
          order={answering}
          close={close}
          onDone={(text) => {
            setDone(text);
            close();
            list.again();
          }}
        />
      )}
      <Listed
        of={list}
        what="your orders"
        one="order"
        empty="The council has no order with you on record. If you provide care for it, tell its payments team."
      >
        {(items) => (
          <>
            <WhatItMeans orders={items} />
            <DataTable
              caption="Orders, those that wait for your answer first"
              captionClass="govuk-visually-hidden"
              columns={columns}
              rows={items.toSorted((a, b) => Number(isToAnswer(b)) - Number(isToAnswer(a)))}
              keyOf={({ packageId }) => packageId}
              fileName="our-orders"
            />
          </>
        )}
      </Listed>
    </Page>
  );
}

function WhatItMeans({ orders }: { orders: readonly OwnPackage[] }) {
  const waiting = orders.filter(isToAnswer).length;
  const needed = orders.some(({ agreement }) => agreement.needed);
  return (
    <>
      <p class="govuk-body">
        {waiting === 0
          ? 'No order waits for your answer.'
          : waiting === 1
            ? '1 order waits for your answer.'
            : `${waiting} orders wait for your answer.`}{' '}
        {needed
          ? 'The council pays an order only once you have agreed to it.'
          : 'The council pays without your answer too; an answer helps to put right what is wrong before it is paid.'}
      </p>
      <p class="govuk-body">You may change an answer later. The last one counts.</p>
    </>
  );
}

const columns: readonly Column<OwnPackage>[] = [
  textColumn('Order', ({ packageId }) => packageId),
  {
    heading: 'Person',
    text: ({ personId, personName }) => (personName === null ? personId : `${personName} (${personId})`),
    order: ({ personId, personName }) => personName ?? personId,
  },
  textColumn('Service', ({ serviceType }) => serviceType, inWords),
  penceColumn(
    'A week',
    ({ weeklyPence }) => weeklyPence,
    () => 'by your rates',
  ),
  dateColumn('From', ({ startDate }) => startDate),
  endColumn('To', ({ endDate }) => endDate),
  {
    ...textColumn('Your answer', (order) => answerStates[answerOf(order)].word),
    cell: (order) => <Tag of={answerStates[answerOf(order)]} />,
  },
  textColumn('Your reason', ({ agreement }) => agreement.reason),
  {
    heading: 'Act',
    text: ({ packageId }) => packageId,
    cell: (order) => (
      <a href={`/orders?answer=${encodeURIComponent(order.packageId)}`}>
        {order.agreement.state === 'waiting' ? 'Answer' : 'Answer again'}
        <span class="govuk-visually-hidden"> about order {order.packageId}</span>
      </a>
    ),
  },
];
