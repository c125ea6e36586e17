import { useList } from '../api/use-list.ts';
import { Listed } from '../parts/listed.tsx';
import { Page } from '../parts/page.tsx';
import { PackageTable } from '../records/package-table.tsx';
import { useMe } from '../session/me.ts';

/** What someone sees who manages accounts: the packages on record with them and nothing else. */
export function AccountHome() {
  const me = useMe();
  const list = useList('/v1/portal/packages');
  return (
    <Page question="What have you commissioned from us?" about={me.accountProviderId ?? undefined}>
      <p class="govuk-body">
        These are the packages the council has on record with you. If one is missing or wrong, tell the
        council’s payments team.
      </p>
      <Listed
        of={list}
        what="your packages"
        one="package"
        empty="The council has no package with you on record. If you provide care for it, tell its payments team."
      >
        {(packages) => (
          <PackageTable rows={packages} without={['Provider']} linked={false} fileName="our-packages" />
        )}
      </Listed>
    </Page>
  );
}
