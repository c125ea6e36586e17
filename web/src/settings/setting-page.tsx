import { useRead } from '../api/use-read.ts';
import { Loaded } from '../parts/loaded.tsx';
import { Page } from '../parts/page.tsx';
import { SummaryList } from '../parts/summary-list.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { ProposalPanel } from './proposal-panel.tsx';
import { ProposeForm } from './propose-form.tsx';
import { settingRows } from './settings-page.tsx';

export function SettingPage({ id }: { id: string }) {
  const me = useMe();
  const setting = useRead('/v1/settings/{name}', { id });
  const title = setting.state === 'here' ? setting.value.title : id;
  return (
    <Page
      question="What is this rule, and should it change?"
      about={title}
      crumbs={[{ text: 'Settings', href: '/settings' }]}
    >
      <Loaded of={setting} what="the setting">
        {(value) => (
          <>
            <p class="govuk-body">{value.description}</p>
            <SummaryList rows={settingRows(value)} />
            <ProposalPanel setting={value} onChange={setting.again} />
            {may(me, 'changeSettings') && value.proposal === null && (
              <ProposeForm setting={value} onProposed={setting.again} />
            )}
            <p class="govuk-body">
              <a href={`/audit-trail?subject=${encodeURIComponent(`setting:${value.name}`)}`}>
                See who changed this, and when
              </a>
            </p>
          </>
        )}
      </Loaded>
    </Page>
  );
}
