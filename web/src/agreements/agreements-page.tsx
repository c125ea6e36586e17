import { useList } from '../api/use-list.ts';
import { Listed } from '../parts/listed.tsx';
import { Page } from '../parts/page.tsx';
import { AgreementTable } from './agreement-table.tsx';

export function AgreementsPage() {
  const list = useList('/v1/direct-payments');
  return (
    <Page question="Who arranges their own care with our money?">
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
