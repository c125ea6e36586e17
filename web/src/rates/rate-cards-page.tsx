import type { RecordView } from '../api/contract.ts';
import { useList } from '../api/use-list.ts';
import { DataTable, type Column } from '../parts/data-table.tsx';
import { ListEnd } from '../parts/list-end.tsx';
import { Loaded, Nothing } from '../parts/loaded.tsx';
import { Page } from '../parts/page.tsx';
import { sourceInWords } from '../records/source.tsx';
import { itemsOf, textOf } from '../words/fields.ts';
import { formatDate, formatInstant, formatPounds } from '../words/format.ts';
import { inWords } from '../words/labels.ts';
import { RatesPlaces } from './rates-places.tsx';

type Line = Readonly<Record<string, unknown>>;

export function RateCardsPage() {
  const list = useList('/v1/rate-cards');
  return (
    <Page question="What do we pay for a visit, a night, a week?">
      <RatesPlaces here="/rate-cards" />
      <Loaded of={list} what="the rate cards">
        {(cards) =>
          cards.items.length === 0 ? (
            <Nothing>
              No rate card is known yet. A system administrator can{' '}
              <a href="/files">send the rate cards extract</a>.
            </Nothing>
          ) : (
            <>
              {cards.items.map((card) => (
                <RateCard key={textOf(card, 'rateCardId')} card={card} />
              ))}
              <ListEnd list={cards} one="rate card" />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function RateCard({ card }: { card: RecordView }) {
  const id = textOf(card, 'rateCardId');
  return (
    <section class="app-section">
      <DataTable
        caption={`Rate card ${id}`}
        columns={columns}
        rows={itemsOf(card, 'lines')}
        keyOf={(line) => JSON.stringify(line)}
        fileName={`rate-card-${id}.csv`}
      />
      <p class="govuk-body-s">
        Version {card.version}, {formatInstant(card.recordedAt)}, by {card.recordedBy},{' '}
        {sourceInWords(card.source)}.{' '}
        <a href={`/audit-trail?subject=${encodeURIComponent(`rate-card:${id}`)}`}>
          Audit trail<span class="govuk-visually-hidden"> of rate card {id}</span>
        </a>
      </p>
    </section>
  );
}

const text = (
  heading: string,
  field: string,
  shown: (value: string) => string = (value) => value,
): Column<Line> => ({
  heading,
  text: (line) => (textOf(line, field) === '' ? '' : shown(textOf(line, field))),
  order: (line) => textOf(line, field),
});

const columns: readonly Column<Line>[] = [
  text('Service', 'serviceType', inWords),
  text('Provider', 'providerId'),
  text('Visit, minutes', 'visitMinutes'),
  text('Day', 'dayType', inWords),
  text('Band', 'band'),
  text('Zone', 'zone'),
  {
    heading: 'Rate a unit',
    numeric: true,
    text: (line) => formatPounds(textOf(line, 'rate')),
    order: (line) => Number(textOf(line, 'rate')),
  },
  text('From', 'from', formatDate),
  {
    ...text('To', 'to', formatDate),
    text: (line) => (textOf(line, 'to') === '' ? 'No end' : formatDate(textOf(line, 'to'))),
  },
];
