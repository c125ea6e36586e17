import type { ReferenceKind } from '../../../events/api/settings.ts';
import { useRead } from '../api/use-read.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { NotFound } from '../parts/not-found.tsx';
import { Page } from '../parts/page.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { ProposalPanel } from './proposal-panel.tsx';
import { referenceColumns } from './reference-columns.tsx';
import { ReferenceRowForm } from './reference-row-form.tsx';

export function ReferenceKindPage({ id }: { id: string }) {
  const reference = useRead('/v1/reference');
  const kind =
    reference.state === 'here' ? reference.value.items.find((each) => each.kind === id) : undefined;
  if (reference.state === 'here' && kind === undefined) return <NotFound />;
  return (
    <Page
      question="Which value does our council use?"
      about={kind?.title}
      crumbs={[
        { text: 'Settings', href: '/settings' },
        { text: 'Reference data', href: '/reference' },
      ]}
    >
      <Loaded of={reference} what="the reference data">
        {() => kind !== undefined && <KindSections kind={kind} onChange={reference.again} />}
      </Loaded>
    </Page>
  );
}

/** The council's own values of a kind are one setting: proposed by one administrator, confirmed by another. */
function KindSections({ kind, onChange }: { kind: ReferenceKind; onChange: () => void }) {
  const me = useMe();
  const setting = useRead('/v1/settings/{name}', { id: `reference-${kind.kind}` });
  const again = (): void => {
    setting.again();
    onChange();
  };
  return (
    <>
      <Loaded of={setting} what="our own values">
        {(value) => (
          <>
            <ProposalPanel setting={value} onChange={again} />
            {may(me, 'changeSettings') && value.proposal === null && (
              <ReferenceRowForm kind={kind} setting={value} onProposed={again} />
            )}
          </>
        )}
      </Loaded>
      <DataTable
        caption={`All values: ${kind.title}`}
        columns={referenceColumns(kind.unit)}
        rows={kind.rows}
        keyOf={(row) => `${row.category}|${row.from}|${row.source}`}
        fileName={kind.kind}
      />
    </>
  );
}
