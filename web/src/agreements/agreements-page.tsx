import { useList } from '../api/use-list.ts';
import { Listed } from '../parts/listed.tsx';
import { Page } from '../parts/page.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { AgreementTable } from './agreement-table.tsx';

export function AgreementsPage() {
  const me = useMe();
  const list = useList('/v1/direct-payments');
  return (
    <Page question="Who arranges their own care with our money?">
      {may(me, 'seePapers') && (
        <p class="govuk-body">
          <a href="/direct-payments/returns">Whose papers are due, and how late are they?</a>
        </p>
      )}
      <Listed
        of={list}
        what="the direct payment agreements"
        one="agreement"
        empty={
          <>
            No agreement is known yet. <a href="/files">Send the direct payment agreements extract</a>, after
            people.
          </>
        }
      >
        {(agreements) => <AgreementTable rows={agreements} fileName="direct-payments" />}
      </Listed>
    </Page>
  );
}
