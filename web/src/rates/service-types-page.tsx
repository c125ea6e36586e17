import type { RecordView } from '../api/contract.ts';
import { useList } from '../api/use-list.ts';
import { textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Listed } from '../parts/listed.tsx';
import { Page } from '../parts/page.tsx';
import { fieldValue, textOf } from '../words/fields.ts';
import { inWords } from '../words/labels.ts';
import { RatesPlaces } from './rates-places.tsx';

export function ServiceTypesPage() {
  const list = useList('/v1/service-types');
  return (
    <Page question="Which kinds of care do we pay for, and how is each measured?">
      <RatesPlaces here="/service-types" />
      <Listed
        of={list}
        what="the service types"
        one="service type"
        empty={
          <>
            No service type is known yet. A system administrator can{' '}
            <a href="/files">send the service types extract</a>; packages need them.
          </>
        }
      >
        {(types) => (
          <DataTable
            caption="Service types"
            captionClass="govuk-visually-hidden"
            columns={columns}
            rows={types}
            keyOf={(row) => textOf(row, 'serviceType')}
            fileName="service-types"
          />
        )}
      </Listed>
    </Page>
  );
}

const SIGNS: Readonly<Record<string, string>> = { '1': 'Adds', '0': 'None', '-1': 'Takes off' };

const columns: readonly Column<RecordView>[] = [
  {
    ...textColumn('Service type', (row) => textOf(row, 'serviceType')),
    cell: (row) => (
      <a href={`/audit-trail?subject=${encodeURIComponent(`service-type:${textOf(row, 'serviceType')}`)}`}>
        {textOf(row, 'serviceType')}
      </a>
    ),
  },
  textColumn('Description', (row) => textOf(row, 'description')),
  textColumn('Unit', (row) => textOf(row, 'unit'), inWords),
  textColumn('Paid by', (row) => textOf(row, 'basis'), inWords),
  textColumn('Cost', (row) => textOf(row, 'costSign'), signInWords),
  textColumn('Payment', (row) => textOf(row, 'paymentSign'), signInWords),
  textColumn('Subjective code', (row) => textOf(row, 'subjectiveCode')),
  {
    heading: 'Tolerance',
    text: (row) =>
      [
        textOf(row, 'toleranceMinutes') === '' ? '' : `${textOf(row, 'toleranceMinutes')} minutes`,
        textOf(row, 'tolerancePercent') === '' ? '' : `${textOf(row, 'tolerancePercent')}%`,
      ]
        .filter(Boolean)
        .join(' or '),
  },
  { heading: 'Chargeable', text: (row) => fieldValue('chargeable', row['chargeable']) },
  { heading: 'Care home', text: (row) => fieldValue('careHome', row['careHome']) },
];

function signInWords(sign: string): string {
  return SIGNS[sign] ?? sign;
}
