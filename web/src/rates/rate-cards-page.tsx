import type { RecordView } from '../api/contract.ts';
import { useList } from '../api/use-list.ts';
import {
  dateColumn,
  endColumn,
  numberColumn,
  poundsColumn,
  textColumn,
  type Column,
} from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Listed } from '../parts/listed.tsx';
import { Page } from '../parts/page.tsx';
import { sourceInWords } from '../records/source.tsx';
import { itemsOf, textOf } from '../words/fields.ts';
import { formatInstant } from '../words/format.ts';
import { inWords } from '../words/labels.ts';
import { RatesPlaces } from './rates-places.tsx';

type Line = Readonly<Record<string, unknown>>;

export function RateCardsPage() {
  const list = useList('/v1/rate-cards');
  return (
    <Page question="What do we pay for a visit, a night, a week?">
      <RatesPlaces here="/rate-cards" />
      <Listed
        of={list}
        what="the rate cards"
        one="rate card"
        empty={
          <>
            No rate card is known yet. A system administrator can{' '}
            <a href="/files">send the rate cards extract</a>.
          </>
        }
      >
        {(cards) => (
          <>
            {cards.map((card) => (
              <RateCard key={textOf(card, 'rateCardId')} card={card} />
            ))}
          </>
        )}
      </Listed>
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
        fileName={`rate-card-${id}`}
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

const columns: readonly Column<Line>[] = [
  textColumn('Service', (line) => textOf(line, 'serviceType'), inWords),
  textColumn('Provider', (line) => textOf(line, 'providerId')),
  numberColumn('Visit, minutes', (line) => textOf(line, 'visitMinutes')),
  textColumn('Day', (line) => textOf(line, 'dayType'), inWords),
  textColumn('Band', (line) => textOf(line, 'band')),
  textColumn('Zone', (line) => textOf(line, 'zone')),
  poundsColumn('Rate a unit', (line) => textOf(line, 'rate')),
  dateColumn('From', (line) => textOf(line, 'from')),
  endColumn('To', (line) => textOf(line, 'to')),
];
