import type { ReferenceKind } from '../../../events/api/settings.ts';
import { useRead } from '../api/use-read.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Loaded, Nothing } from '../parts/loaded.tsx';
import { Page } from '../parts/page.tsx';
import { Tag } from '../parts/tag.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { counted } from '../words/format.ts';
import { referenceColumns } from './reference-columns.tsx';
import { SettingsPlaces } from './settings-places.tsx';

export function ReferencePage() {
  const reference = useRead('/v1/reference');
  return (
    <Page question="Which national rates and limits do we use, and where are they from?">
      <SettingsPlaces here="/reference" />
      <Loaded of={reference} what="the reference data">
        {({ items }) =>
          items.length === 0 ? (
            <Nothing>There is no reference data.</Nothing>
          ) : (
            <>
              <p class="govuk-body">{emptyInWords(items)}</p>
              {items.map((kind) => (
                <Kind key={kind.kind} kind={kind} />
              ))}
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function emptyInWords(kinds: readonly ReferenceKind[]): string {
  const empty = kinds.reduce((sum, { emptyRows }) => sum + emptyRows, 0);
  if (empty === 0) return 'Every value is there.';
  return `${counted(empty, 'value was', 'values were')} not found in any published source: a calculation that needs one says so instead of guessing. A system administrator enters what the council uses.`;
}

function Kind({ kind }: { kind: ReferenceKind }) {
  const me = useMe();
  return (
    <section class="app-section" aria-labelledby={`kind-${kind.kind}`}>
      <h2 class="govuk-heading-m" id={`kind-${kind.kind}`}>
        {kind.title}{' '}
        {kind.emptyRows > 0 && <Tag of={{ word: `${kind.emptyRows} to enter`, tone: 'yellow' }} />}
      </h2>
      <DataTable
        caption={kind.title}
        captionClass="govuk-visually-hidden"
        columns={referenceColumns(kind.unit)}
        rows={kind.rows}
        keyOf={(row) => `${row.category}|${row.from}|${row.source}`}
        fileName={kind.kind}
      />
      {may(me, 'changeSettings') && (
        <p class="govuk-body">
          <a href={`/reference/${encodeURIComponent(kind.kind)}`}>
            Enter a value of our own<span class="govuk-visually-hidden"> for {kind.title}</span>
          </a>
        </p>
      )}
    </section>
  );
}
