import type { Setting } from '../../../events/api/settings.ts';
import { useRead } from '../api/use-read.ts';
import { Loaded, Nothing } from '../parts/loaded.tsx';
import { Page } from '../parts/page.tsx';
import { SummaryList, type Row } from '../parts/summary-list.tsx';
import { Tag } from '../parts/tag.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { formatDate } from '../words/format.ts';
import { SettingValue } from './setting-value.tsx';
import { SettingsPlaces } from './settings-places.tsx';

/** Settings that hold a council's own reference values are shown with the reference data. */
const REFERENCE = 'reference-';

export function SettingsPage() {
  const settings = useRead('/v1/settings');
  return (
    <Page question="What rules are we running?">
      <SettingsPlaces here="/settings" />
      <p class="govuk-body">
        A change is proposed by one system administrator and takes effect when a second confirms it. Every
        earlier value is kept.
      </p>
      <Loaded of={settings} what="the settings">
        {({ items }) =>
          items.length === 0 ? (
            <Nothing>There is no setting yet.</Nothing>
          ) : (
            <>
              {items
                .filter(({ name }) => !name.startsWith(REFERENCE))
                .map((setting) => (
                  <SettingEntry key={setting.name} setting={setting} />
                ))}
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function SettingEntry({ setting }: { setting: Setting }) {
  const me = useMe();
  return (
    <section class="app-section app-setting" aria-labelledby={`setting-${setting.name}`}>
      <h2 class="govuk-heading-s" id={`setting-${setting.name}`}>
        <a href={`/settings/${encodeURIComponent(setting.name)}`}>{setting.title}</a>{' '}
        {setting.proposal !== null && (
          <Tag of={{ word: 'Waits for a second administrator', tone: 'yellow' }} />
        )}
      </h2>
      <p class="govuk-body-s">{setting.description}</p>
      <SummaryList rows={settingRows(setting)} />
      {may(me, 'changeSettings') &&
        setting.proposal !== null &&
        setting.proposal.proposedBy !== me.userId && (
          <p class="govuk-body">
            <a href={`/settings/${encodeURIComponent(setting.name)}`}>
              See what will change, and confirm or leave it
            </a>
          </p>
        )}
    </section>
  );
}

/** What holds, since when, by whom, and what comes next. */
export function settingRows(setting: Setting): Row[] {
  return [
    { name: 'Value', value: <SettingValue name={setting.name} value={setting.value} /> },
    {
      name: 'In force',
      value: setting.effectiveFrom === null ? 'Always' : `Since ${formatDate(setting.effectiveFrom)}`,
    },
    {
      name: 'Source',
      value: setting.isDefault
        ? 'The default of careledger'
        : `Set here by two administrators (version ${setting.version})`,
    },
    ...setting.upcoming.map((next) => ({
      name: `From ${formatDate(next.effectiveFrom)}`,
      value: <SettingValue name={setting.name} value={next.value} />,
    })),
  ];
}
