import { useEffect, useRef, useState } from 'preact/hooks';
import type { ShownArrangement } from '../../../events/api/arrangements.ts';
import { write } from '../api/client.ts';
import type { Answer } from '../api/contract.ts';
import { useAction } from '../api/use-action.ts';
import { SetEditorRow } from '../packages/set-editor-row.tsx';
import { SetField, type SetRow } from '../packages/set-field.tsx';
import { ErrorSummary, errorsOf, messageFor, type FieldError } from '../parts/error-summary.tsx';
import { ReasonField } from '../parts/fields.tsx';
import { fieldOfProblem, gapsOf, type KeyedLists } from './arrangement-gaps.ts';
import { arrangementSections, sectionTitles, type SectionName } from './arrangement-sections.ts';
import { SubmitForm } from '../parts/submit-form.tsx';

type Props = {
  shown: ShownArrangement;
  name: SectionName;
  /** Says what was recorded; null where nothing was. */
  onEnd: (said: string | null) => void;
};

/** One section of an arrangement as a form; the others are recorded as they were read. */
export function ChangeArrangement({ shown, name, onEnd }: Props) {
  const { agreementId, arrangement, version } = shown;
  const section = arrangementSections[name];
  const [initial] = useState(() => section.draftOf(arrangement));
  const [values, setValues] = useState<SetRow>(initial.values);
  const [lists, setLists] = useState<KeyedLists>(() => keyed(initial.lists));
  const [nextKey, setNextKey] = useState(1_000_000);
  const [reason, setReason] = useState('');
  const [gaps, setGaps] = useState<readonly FieldError[]>([]);
  const action = useAction<Answer<'PUT', '/v1/direct-payments/{id}/arrangement'>>();
  const errors = [...gaps, ...errorsOf(action.trouble, (field) => fieldOfProblem(field, section, lists))];
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);

  const submit = async (): Promise<void> => {
    const found = gapsOf(section, { values, lists, reason });
    setGaps(found);
    if (found.length > 0) return;
    const rows = Object.fromEntries(
      Object.entries(lists).map(([field, list]) => [field, list.map((row) => row.values)]),
    );
    const body = {
      arrangement: { ...arrangement, ...section.changesOf({ values, lists: rows }) },
      ...{ version, reason },
    };
    const done = await action.run(body, (key) =>
      write('PUT', '/v1/direct-payments/{id}/arrangement', { id: agreementId, body, key }),
    );
    if (done !== null)
      onEnd(
        done.unchanged
          ? 'This is what was recorded already: nothing changed.'
          : `“${sectionTitles[name]}” is recorded.`,
      );
  };

  return (
    <section aria-labelledby="change">
      <h2 class="govuk-heading-m" id="change" tabIndex={-1} ref={heading}>
        {sectionTitles[name]}
      </h2>
      <p class="govuk-body">{section.help}</p>
      <SubmitForm onSubmit={submit}>
        <ErrorSummary errors={errors} />
        <div class="app-form-grid">
          {section.fields(values).map((column) => (
            <SetField
              key={column.field}
              id={column.field}
              column={column}
              value={values[column.field] ?? ''}
              error={messageFor(errors, column.field)}
              onValue={(value) => {
                setValues({ ...values, [column.field]: value });
              }}
            />
          ))}
        </div>
        {section.lists.map(({ field, one, columns }) => {
          const rows = lists[field] ?? [];
          return (
            <div key={field}>
              {rows.length === 0 && <p class="govuk-body">There is no {one}.</p>}
              {rows.map((row, index) => (
                <SetEditorRow
                  key={row.key}
                  title={`${one.charAt(0).toUpperCase()}${one.slice(1)} ${index + 1}`}
                  rowKey={row.key}
                  columns={columns}
                  values={row.values}
                  errors={errors}
                  change={(changed) => {
                    const next = rows.map((each) =>
                      each.key === row.key ? { ...each, values: changed } : each,
                    );
                    setLists({ ...lists, [field]: next });
                  }}
                  remove={() => {
                    setLists({ ...lists, [field]: rows.filter((each) => each.key !== row.key) });
                  }}
                />
              ))}
              <button
                type="button"
                class="govuk-button govuk-button--secondary"
                onClick={() => {
                  setLists({ ...lists, [field]: [...rows, { key: nextKey, values: {} }] });
                  setNextKey(nextKey + 1);
                }}
              >
                Add a {one}
              </button>
            </div>
          );
        })}
        <ReasonField id="reason" value={reason} onValue={setReason} error={messageFor(errors, 'reason')} />
        <div class="app-actions">
          <button type="submit" class="govuk-button" aria-disabled={action.busy}>
            Record it
          </button>
          <button
            type="button"
            class="app-link-button"
            onClick={() => {
              onEnd(null);
            }}
          >
            Back to the arrangement
          </button>
        </div>
      </SubmitForm>
    </section>
  );
}

/** Rows keep a key of their own while others are added and removed, one that no row of another list has. */
function keyed(lists: Readonly<Record<string, readonly SetRow[]>>): KeyedLists {
  return Object.fromEntries(
    Object.entries(lists).map(([field, rows], list) => [
      field,
      rows.map((values, place) => ({ key: list * 1_000 + place, values })),
    ]),
  );
}
