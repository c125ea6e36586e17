import { useRead } from '../api/use-read.ts';
import { Loaded } from '../parts/loaded.tsx';
import { Page } from '../parts/page.tsx';
import { ChangeForm, type FieldSpec } from '../records/change-form.tsx';
import { packageCrumbs } from './package-crumbs.ts';

/** The columns of a care packages extract, without the id. */
const specs: readonly FieldSpec[] = [
  { field: 'personId', kind: 'text', mandatory: true },
  { field: 'providerId', kind: 'text', mandatory: true },
  { field: 'serviceType', kind: 'text', mandatory: true },
  { field: 'startDate', kind: 'date', mandatory: true },
  { field: 'endDate', kind: 'date', hint: 'Empty: no end' },
  { field: 'unitsPerWeek', kind: 'decimal', mandatory: true },
  { field: 'rate', kind: 'decimal', hint: 'Pounds a unit, such as 27.18' },
  { field: 'rateCardId', kind: 'text', hint: 'Instead of one rate' },
  {
    field: 'effectiveFrom',
    kind: 'date',
    hint: 'Empty: they hold for the whole package, and what held before is replaced',
  },
  { field: 'rateIncludesFnc', kind: 'flag' },
  { field: 'funding', kind: ['care-act', 's117', 'chc', 'joint', 'reablement'] },
  { field: 'nhsSharePercent', kind: 'decimal' },
  { field: 'icbId', kind: 'text' },
  { field: 'weekdays', kind: 'text', hint: 'Such as Mon Tue Thu' },
  { field: 'carers', kind: 'whole' },
  { field: 'visitMinutes', kind: 'whole' },
  { field: 'contract', kind: 'text' },
  { field: 'costCentre', kind: 'text' },
  { field: 'costElement', kind: 'text' },
  { field: 'taxCode', kind: 'text' },
  { field: 'purchaseOrder', kind: 'text' },
  { field: 'purchaseOrderLine', kind: 'text' },
];

export function ChangePackage({ id }: { id: string }) {
  const carePackage = useRead('/v1/packages/{id}', { id });
  return (
    <Page question="What should change in this package?" about={id} crumbs={packageCrumbs(id)}>
      <p class="govuk-body">
        What you change here stays when the next extract says otherwise, and the difference is reported.
        Change it in the case system too.
      </p>
      <Loaded of={carePackage} what="the package">
        {(record) => (
          <ChangeForm
            path="/v1/packages/{id}"
            id={id}
            record={record}
            specs={specs}
            back={`/packages/${encodeURIComponent(id)}`}
          />
        )}
      </Loaded>
    </Page>
  );
}
