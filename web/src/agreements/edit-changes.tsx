import type { ComponentChildren } from 'preact';
import { write } from '../api/client.ts';
import type { Answer } from '../api/contract.ts';
import { useRead } from '../api/use-read.ts';
import { suspensionColumns } from '../packages/edit-suspensions.tsx';
import type { SetColumn } from '../packages/set-field.tsx';
import { SetEditor } from '../packages/set-editor.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Page } from '../parts/page.tsx';
import { poundsOfPence } from '../words/format.ts';
import { orNull, penceIn, textIn } from './draft-values.ts';

type Changes = Answer<'GET', '/v1/direct-payments/{id}/changes'>;

const oneOffColumns: readonly SetColumn[] = [
  { field: 'on', label: 'For the day', kind: 'date', mandatory: true },
  { field: 'what', label: 'What it is for', kind: 'text', mandatory: true },
  { field: 'amountPence', label: 'Pounds', kind: 'pounds', mandatory: true },
];

/** The days on which a direct payment is not paid, all of them at once. */
export function EditAgreementSuspensions({ id }: { id: string }) {
  return (
    <ChangesForm
      id={id}
      question="On which days is this direct payment not paid?"
      help="A suspension lies within the days of the agreement, and no two overlap. Without a last day it goes on until somebody ends it. Say why in a word or two, such as hospital or papers missing."
    >
      {({ suspensions, version }) => (
        <SetEditor
          one="suspension"
          whole="direct payment"
          columns={suspensionColumns}
          initial={suspensions.map(({ from, to, kind }) => ({ from, to: to ?? '', kind }))}
          back={changesAt(id)}
          save={(rows, reason, key) =>
            write('PUT', '/v1/direct-payments/{id}/suspensions', {
              id,
              body: {
                items: rows.map((row) => ({
                  ...{ from: textIn(row, 'from'), to: orNull(row, 'to'), kind: textIn(row, 'kind') },
                })),
                ...{ version, reason },
              },
              key,
            })
          }
        />
      )}
    </ChangesForm>
  );
}

/** What is paid once beside a direct payment, all of it at once. */
export function EditOneOffs({ id }: { id: string }) {
  return (
    <ChangesForm
      id={id}
      question="What is paid once beside this direct payment?"
      help="The run that pays the day pays the one-off, whole and once. Say what it is for without anybody’s name, such as a redundancy or a shower chair. One that is removed after it was paid is taken off the next payment."
    >
      {({ oneOffs, version }) => (
        <SetEditor
          one="one-off"
          whole="direct payment"
          columns={oneOffColumns}
          initial={oneOffs.map(({ number, on, what, amountPence }) => ({
            ...{ number: String(number), on, what, amountPence: poundsOfPence(amountPence) },
          }))}
          back={changesAt(id)}
          save={(rows, reason, key) =>
            write('PUT', '/v1/direct-payments/{id}/one-offs', {
              id,
              body: {
                items: rows.map((row) => ({
                  number: row['number'] === undefined ? null : Number(row['number']),
                  ...{ on: textIn(row, 'on'), what: textIn(row, 'what'), amountPence: penceIn(row) ?? 0 },
                })),
                ...{ version, reason },
              },
              key,
            })
          }
        />
      )}
    </ChangesForm>
  );
}

type FormProps = {
  id: string;
  question: string;
  help: string;
  children: (changes: Changes) => ComponentChildren;
};

function ChangesForm({ id, question, help, children }: FormProps) {
  const reading = useRead('/v1/direct-payments/{id}/changes', { id });
  return (
    <Page
      question={question}
      about={id}
      crumbs={[
        { text: 'Direct payments', href: '/direct-payments' },
        { text: id, href: `/direct-payments/${encodeURIComponent(id)}` },
        { text: 'Suspensions and one-offs', href: changesAt(id) },
      ]}
    >
      <p class="govuk-body">{help}</p>
      <Loaded of={reading} what="suspensions and one-offs">
        {children}
      </Loaded>
    </Page>
  );
}

function changesAt(id: string): string {
  return `/direct-payments/${encodeURIComponent(id)}/changes`;
}
