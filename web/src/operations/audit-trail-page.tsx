import { useState } from 'preact/hooks';
import type { Item } from '../api/contract.ts';
import { useList } from '../api/use-list.ts';
import { useRead } from '../api/use-read.ts';
import { countColumn, instantColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { SelectField, TextField } from '../parts/fields.tsx';
import { Listed } from '../parts/listed.tsx';
import { Loaded, Nothing } from '../parts/loaded.tsx';
import { Page } from '../parts/page.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { sourceInWords } from '../records/source.tsx';
import { counted } from '../words/format.ts';
import { inWords } from '../words/labels.ts';

type Entry = Item<'/v1/audit-trail'>;

const KINDS = [
  ...['package', 'person', 'provider', 'contributions', 'direct-payment-agreement', 'deferred-agreement'],
  ...['assessment', 'service-type', 'rate-card', 'opening-position', 'setting'],
];

export function AuditTrailPage() {
  const filters = useFilters();
  const subject = filters.of('subject');
  return (
    <Page
      question="Who did what to this, when and why?"
      about={subject === '' ? undefined : subject.replace(':', ' ')}
    >
      <SubjectForm
        key={subject}
        subject={subject}
        show={(text) => {
          filters.set({ subject: text });
        }}
      />
      {subject === '' ? (
        <Nothing>Choose what you want to know about, and enter its id.</Nothing>
      ) : (
        <>
          <Verification subject={subject} />
          <Trail subject={subject} />
        </>
      )}
    </Page>
  );
}

function SubjectForm({ subject, show }: { subject: string; show: (subject: string) => void }) {
  const [kind = 'package', ...rest] = subject === '' ? [] : subject.split(':');
  const [chosen, setChosen] = useState(kind);
  const [id, setId] = useState(rest.join(':'));
  return (
    <form
      class="app-filters"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        if (id.trim() !== '') show(`${chosen}:${id.trim()}`);
      }}
    >
      <SelectField
        id="subject-kind"
        label="About"
        value={chosen}
        onValue={setChosen}
        choices={KINDS.map((value) => ({ value, text: inWords(value) }))}
      />
      <TextField id="subject-id" label="Id" width="govuk-input--width-10" value={id} onValue={setId} />
      <button type="submit" class="govuk-button govuk-button--secondary">
        Show the trail
      </button>
    </form>
  );
}

function Verification({ subject }: { subject: string }) {
  const verified = useRead('/v1/audit-trail/verify', { query: { subject } });
  return (
    <Loaded of={verified} what="whether the trail holds">
      {({ entries, holds, breaks }) =>
        holds ? (
          <div class="govuk-inset-text">
            <strong>The trail holds.</strong> {counted(entries, 'entry follows', 'entries follow')} one from
            the other, and none was altered.
          </div>
        ) : (
          <div class="app-trouble" role="alert">
            <h2 class="govuk-heading-m">The trail does not hold</h2>
            <p class="govuk-body">
              Someone or something changed what was recorded. Tell the system administrator and internal audit
              today.
            </p>
            <ul class="govuk-list govuk-list--bullet">
              {breaks.map(({ number, rule, message }) => (
                <li key={`${number}${rule}`}>{message}</li>
              ))}
            </ul>
          </div>
        )
      }
    </Loaded>
  );
}

function Trail({ subject }: { subject: string }) {
  const list = useList('/v1/audit-trail', { query: { subject } });
  return (
    <Listed
      of={list}
      what="the trail"
      one="entry"
      many="entries"
      empty="Nothing has been recorded about this. Check the id."
    >
      {(trail) => (
        <DataTable
          caption="Entries"
          captionClass="govuk-visually-hidden"
          columns={columns}
          rows={trail}
          keyOf={({ number }) => String(number)}
          fileName={`audit-trail-${subject.replace(':', '-')}`}
        />
      )}
    </Listed>
  );
}

const columns: readonly Column<Entry>[] = [
  countColumn('Entry', ({ number }) => number),
  instantColumn('When', ({ recordedAt }) => recordedAt),
  textColumn('Who', ({ recordedBy }) => recordedBy),
  textColumn('What', ({ what }) => what, inWords),
  {
    heading: 'From',
    text: ({ source }) =>
      source.kind === 'hand'
        ? 'by hand'
        : source.kind === 'uplift'
          ? `uplift ${source.upliftId}`
          : `line ${source.line} of file ${source.uploadId}`,
    cell: ({ source }) => sourceInWords(source),
  },
  { heading: 'Why', text: ({ reason }) => reason ?? '' },
  {
    heading: 'Seal',
    text: ({ hash }) => hash,
    cell: ({ hash }) => <code class="app-code">{hash.slice(0, 12)}…</code>,
  },
];
