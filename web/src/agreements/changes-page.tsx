import type { Answer } from '../api/contract.ts';
import { useRead } from '../api/use-read.ts';
import { SuspensionTable } from '../packages/suspension-table.tsx';
import { dateColumn, penceColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Loaded, Nothing } from '../parts/loaded.tsx';
import { Page } from '../parts/page.tsx';
import { AgreementPlaces } from '../pay/agreement-places.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { formatDate, formatInstant } from '../words/format.ts';

type Changes = Answer<'GET', '/v1/direct-payments/{id}/changes'>;

/** What an agreement pays otherwise than by the week: nothing while it is suspended, and more where something is paid once. */
export function AgreementChangesPage({ id }: { id: string }) {
  const reading = useRead('/v1/direct-payments/{id}/changes', { id });
  return (
    <Page
      question="When is this direct payment suspended, and what is paid beside it once?"
      about={id}
      crumbs={[
        { text: 'Direct payments', href: '/direct-payments' },
        { text: id, href: `/direct-payments/${encodeURIComponent(id)}` },
      ]}
    >
      <AgreementPlaces id={id} here="changes" />
      <Loaded of={reading} what="suspensions and one-offs">
        {(changes) => (
          <>
            <Standing changes={changes} />
            <Suspensions changes={changes} />
            <OneOffs changes={changes} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Standing({ changes: { agreementId, recordedAt, recordedBy, reason } }: { changes: Changes }) {
  if (recordedAt === null || recordedBy === null) return null;
  return (
    <p class="govuk-body">
      Last changed by {recordedBy} on {formatInstant(recordedAt)}: “{reason ?? 'no reason'}”.{' '}
      <a href={`/audit-trail?subject=${encodeURIComponent(`agreement-changes:${agreementId}`)}`}>
        Who changed what before
      </a>
    </p>
  );
}

function Suspensions({ changes: { agreementId, suspensions } }: { changes: Changes }) {
  const me = useMe();
  return (
    <section class="app-section" aria-labelledby="suspensions">
      <h2 class="govuk-heading-m" id="suspensions">
        Suspensions
      </h2>
      <SuspensionTable of="direct payment" suspensions={suspensions} />
      <p class="govuk-body">
        Nothing is paid for a suspended day, and no contribution is taken off. What was paid for it already is
        taken off the next payment.
      </p>
      {may(me, 'changeAgreements') && (
        <a href={changeAt(agreementId, 'suspensions')} class="govuk-button govuk-button--secondary">
          Change the suspensions
        </a>
      )}
    </section>
  );
}

function OneOffs({ changes: { agreementId, oneOffs, paidFrom } }: { changes: Changes }) {
  const me = useMe();
  return (
    <section class="app-section" aria-labelledby="one-offs">
      <h2 class="govuk-heading-m" id="one-offs">
        One-offs
      </h2>
      {oneOffs.length === 0 ? (
        <Nothing>Nothing is paid beside this direct payment.</Nothing>
      ) : (
        <DataTable
          caption="One-offs of this direct payment"
          captionClass="govuk-visually-hidden"
          columns={oneOffColumns}
          rows={oneOffs}
          keyOf={({ number }) => String(number)}
          fileName={`one-offs-${agreementId}`}
        />
      )}
      <p class="govuk-body">
        The run that pays the day of a one-off pays it, once, on a suspended day too.
        {paidFrom !== null && ` Careledger pays this agreement from ${formatDate(paidFrom)} on.`}
      </p>
      {may(me, 'changeAgreements') && (
        <a href={changeAt(agreementId, 'one-offs')} class="govuk-button govuk-button--secondary">
          Change the one-offs
        </a>
      )}
    </section>
  );
}

const oneOffColumns: readonly Column<Changes['oneOffs'][number]>[] = [
  dateColumn('For', ({ on }) => on),
  textColumn('What it is for', ({ what }) => what),
  penceColumn('Amount', ({ amountPence }) => amountPence),
];

function changeAt(agreementId: string, part: 'suspensions' | 'one-offs'): string {
  return `/direct-payments/${encodeURIComponent(agreementId)}/${part}`;
}
