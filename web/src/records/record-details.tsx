import type { RecordView } from '../api/contract.ts';
import { SummaryList, type Row } from '../parts/summary-list.tsx';
import { fieldName, fieldValue, isPenceTwin, textOf } from '../words/fields.ts';
import { formatInstant } from '../words/format.ts';
import { NameOf } from './name-of.tsx';
import { sourceInWords } from './source.tsx';

/** What every record carries beside its own fields, and what has a section of its own on its page. */
const NOT_FIELDS = new Set([
  ...['version', 'recordedAt', 'recordedBy', 'source', 'reason', 'handFields'],
  ...['terms', 'suspensions', 'lines', 'items'],
]);

/** Fields that name somebody whose own page says who they are. */
const NAMED: Readonly<Record<string, '/v1/people/{id}' | '/v1/providers/{id}'>> = {
  personId: '/v1/people/{id}',
  providerId: '/v1/providers/{id}',
};

type RecordDetailsProps = {
  record: RecordView;
  /** Links for fields that name another record. */
  links?: Readonly<Record<string, string>>;
};

/** The fields of a record that say something, and who recorded them. */
export function RecordDetails({ record, links = {} }: RecordDetailsProps) {
  const keys = new Set(Object.keys(record));
  const said = [...keys].filter(
    (field) => !NOT_FIELDS.has(field) && !isPenceTwin(keys, field) && isSaid(record[field]),
  );
  const empty = [...keys].filter(
    (field) => !NOT_FIELDS.has(field) && !isPenceTwin(keys, field) && !isSaid(record[field]),
  );
  const rows = said.map((field): Row => {
    const text = fieldValue(field, record[field]);
    const href = links[field];
    // On their own page the id is what it says.
    const named = field in links ? NAMED[field] : undefined;
    const content = named === undefined ? text : <NameOf path={named} id={textOf(record, field)} />;
    const shown = href === undefined ? content : <a href={href}>{content}</a>;
    return {
      name: fieldName(field),
      value: record.handFields.includes(field) ? <>{shown} (changed by hand)</> : shown,
    };
  });
  return (
    <>
      <SummaryList
        rows={[
          ...rows,
          {
            name: 'Recorded',
            value: (
              <>
                Version {record.version}, {formatInstant(record.recordedAt)}, by {record.recordedBy},{' '}
                {sourceInWords(record.source)}
              </>
            ),
          },
        ]}
      />
      {empty.length > 0 && (
        <p class="govuk-body-s">Not given: {empty.map((field) => fieldName(field)).join(' · ')}.</p>
      )}
    </>
  );
}

function isSaid(value: unknown): boolean {
  return value !== null && value !== undefined && value !== '';
}
