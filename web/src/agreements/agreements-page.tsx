import { useList } from '../api/use-list.ts';
import { ListEnd } from '../parts/list-end.tsx';
import { Loaded, Nothing } from '../parts/loaded.tsx';
import { Page } from '../parts/page.tsx';
import { AgreementTable } from './agreement-table.tsx';

export function AgreementsPage() {
  const list = useList('/v1/direct-payments');
  return (
    <Page question="Who arranges their own care with our money?">
      <Loaded of={list} what="the direct payment agreements">
        {(agreements) =>
          agreements.items.length === 0 ? (
            <Nothing>
              No agreement is known yet. <a href="/files">Send the direct payment agreements extract</a>,
              after people.
            </Nothing>
          ) : (
            <>
              <AgreementTable rows={agreements.items} fileName="direct-payments.csv" />
              <ListEnd list={agreements} one="agreement" />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
