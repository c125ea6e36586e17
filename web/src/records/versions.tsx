import type { Item, ListPath } from '../api/contract.ts';
import { useList } from '../api/use-list.ts';
import { Listed } from '../parts/listed.tsx';
import { changesBetween, fieldName, fieldValue, type Change } from '../words/fields.ts';
import { formatInstant } from '../words/format.ts';
import { sourceInWords } from './source.tsx';

type Version = Item<'/v1/packages/{id}/versions'>;
type VersionsPath = Extract<ListPath, `${string}/versions`>;

type VersionsProps = {
  path: VersionsPath;
  id: string;
  /** Whose trail these versions belong to, as in `package:PK-1`. */
  subject: string;
};

/** What changed from version to version: field, before, after, who, when, why. */
export function Versions({ path, id, subject }: VersionsProps) {
  const list = useList(path, { id, query: { limit: '20' } });
  return (
    <section class="app-section" aria-labelledby="versions">
      <h2 class="govuk-heading-m" id="versions">
        Versions
      </h2>
      <Listed of={list} what="the versions" one="version" empty="No version has been recorded.">
        {(versions, { hasMore }) => (
          <ol class="app-versions">
            {versions.map((version, index) => (
              <VersionEntry
                key={version.version}
                version={version}
                before={versions[index + 1]}
                isFirst={!hasMore && index === versions.length - 1}
              />
            ))}
          </ol>
        )}
      </Listed>
      <p class="govuk-body">
        <a href={`/audit-trail?subject=${encodeURIComponent(subject)}`}>
          See the audit trail and check that it holds
        </a>
      </p>
    </section>
  );
}

type EntryProps = { version: Version; before: Version | undefined; isFirst: boolean };

function VersionEntry({ version, before, isFirst }: EntryProps) {
  return (
    <li class="app-versions__version">
      <h3 class="govuk-heading-s govuk-!-margin-bottom-1">Version {version.version}</h3>
      <p class="govuk-body-s govuk-!-margin-bottom-1">
        {formatInstant(version.recordedAt)}, by {version.recordedBy}, {sourceInWords(version.source)}
        {version.reason !== null && <>. Reason: {version.reason}</>}
      </p>
      {isFirst && <p class="govuk-body-s">Recorded for the first time.</p>}
      {before !== undefined && (
        <Changes changes={changesBetween(before.body, version.body)} version={version.version} />
      )}
      {!isFirst && before === undefined && (
        <p class="govuk-body-s">Show more to compare with the version before.</p>
      )}
    </li>
  );
}

function Changes({ changes, version }: { changes: readonly Change[]; version: number }) {
  if (changes.length === 0) return <p class="govuk-body-s">No field changed.</p>;
  return (
    <table class="govuk-table app-versions__changes">
      <caption class="govuk-visually-hidden">What changed with version {version}</caption>
      <thead class="govuk-table__head">
        <tr class="govuk-table__row">
          <th scope="col" class="govuk-table__header">
            Field
          </th>
          <th scope="col" class="govuk-table__header">
            Before
          </th>
          <th scope="col" class="govuk-table__header">
            After
          </th>
        </tr>
      </thead>
      <tbody class="govuk-table__body">
        {changes.map(({ field, before, after }) => (
          <tr class="govuk-table__row" key={field}>
            <th scope="row" class="govuk-table__header">
              {fieldName(field)}
            </th>
            <td class="govuk-table__cell">{fieldValue(field, before)}</td>
            <td class="govuk-table__cell">{fieldValue(field, after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
