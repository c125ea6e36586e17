import type { RecordView } from '../api/contract.ts';
import { useList } from '../api/use-list.ts';
import { DataTable, type Column } from '../parts/data-table.tsx';
import { ListEnd } from '../parts/list-end.tsx';
import { Loaded, Nothing } from '../parts/loaded.tsx';
import { Page } from '../parts/page.tsx';
import { fieldValue, textOf } from '../words/fields.ts';
import { inWords } from '../words/labels.ts';
import { RatesPlaces } from './rates-places.tsx';

export function ServiceTypesPage() {
  const list = useList('/v1/service-types');
  return (
    <Page question="Which kinds of care do we pay for, and how is each measured?">
      <RatesPlaces here="/service-types" />
      <Loaded of={list} what="the service types">
        {(types) =>
          types.items.length === 0 ? (
            <Nothing>
              No service type is known yet. A system administrator can{' '}
              <a href="/files">send the service types extract</a>; packages need them.
            </Nothing>
          ) : (
            <>
              <DataTable
                caption="Service types"
                captionClass="govuk-visually-hidden"
                columns={columns}
                rows={types.items}
                keyOf={(row) => textOf(row, 'serviceType')}
                fileName="service-types.csv"
              />
              <ListEnd list={types} one="service type" />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

const SIGNS: Readonly<Record<string, string>> = { '1': 'Adds', '0': 'None', '-1': 'Takes off' };

const column = (
  heading: string,
  field: string,
  shown: (value: string) => string = inWords,
): Column<RecordView> => ({
  heading,
  text: (row) => (textOf(row, field) === '' ? '' : shown(textOf(row, field))),
  order: (row) => textOf(row, field),
});

const columns: readonly Column<RecordView>[] = [
  {
    ...column('Service type', 'serviceType', (value) => value),
    cell: (row) => (
      <a href={`/audit-trail?subject=${encodeURIComponent(`service-type:${textOf(row, 'serviceType')}`)}`}>
        {textOf(row, 'serviceType')}
      </a>
    ),
  },
  column('Description', 'description', (value) => value),
  column('Unit', 'unit'),
  column('Paid by', 'basis'),
  column('Cost', 'costSign', (value) => SIGNS[value] ?? value),
  column('Payment', 'paymentSign', (value) => SIGNS[value] ?? value),
  column('Subjective code', 'subjectiveCode', (value) => value),
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
