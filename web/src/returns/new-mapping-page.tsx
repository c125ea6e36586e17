import { useLocation } from 'preact-iso';
import type { Upload } from '../../../events/api/uploads.ts';
import { useRead } from '../api/use-read.ts';
import { write } from '../api/client.ts';
import { Loaded, Nothing } from '../parts/loaded.tsx';
import { Page } from '../parts/page.tsx';
import { ReadAgain } from '../parts/read-again.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { useProviderName } from '../pay/use-provider-name.ts';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { MappingForm } from './mapping-form.tsx';

const QUESTION = 'What do the columns of this file mean?';
const crumbs = [
  { text: 'Files', href: '/files' },
  { text: 'Headings of providers', href: '/returns/mappings' },
];

export function NewMappingPage() {
  const uploadId = useFilters().of('upload');
  return uploadId === '' ? (
    <Page question={QUESTION} crumbs={crumbs}>
      <Nothing>
        This page belongs to a file. Find a rejected return among{' '}
        <a href="/files?state=rejected">the files</a> and choose “Say what its columns mean” there.
      </Nothing>
    </Page>
  ) : (
    <MappingOf key={uploadId} uploadId={uploadId} />
  );
}

function MappingOf({ uploadId }: { uploadId: string }) {
  const upload = useRead('/v1/uploads/{id}', { id: uploadId });
  return (
    <Page
      question={QUESTION}
      about={upload.state === 'here' ? upload.value.fileName : undefined}
      crumbs={crumbs}
    >
      <Loaded of={upload} what="the file">
        {(file) => <Columns upload={file} />}
      </Loaded>
    </Page>
  );
}

function Columns({ upload }: { upload: Upload }) {
  const me = useMe();
  const { route } = useLocation();
  const { uploadId, state, problem, key } = upload;
  const sample = useRead('/v1/provider-returns/{id}/sample', { id: uploadId });
  const providerId = key.split('/')[1] ?? '';
  const saved = useRead('/v1/return-mappings', { query: { providerId } });
  const provider = useProviderName(providerId);
  if (state !== 'rejected' || problem?.rule !== 'column-missing')
    return (
      <Nothing>
        Its headings are not what stands in its way.{' '}
        <a href={`/files/${encodeURIComponent(uploadId)}`}>See what became of it</a>.
      </Nothing>
    );
  if (!may(me, 'mapHeadings'))
    return <Nothing>A payments officer, a contracts officer or a system administrator says it.</Nothing>;
  return (
    <>
      <p class="govuk-body">
        {provider} wrote it. What you save is used for every file of this provider with these headings.
      </p>
      <Loaded of={sample} what="its first lines">
        {(head) => (
          <Loaded of={saved} what="what was saved before">
            {({ items }) => {
              const [likely] = head.layouts;
              return head.known || likely === undefined ? (
                <ReadAgain
                  uploadId={uploadId}
                  send={(asked) =>
                    write('POST', '/v1/provider-returns/{id}/read-again', { id: uploadId, ...asked })
                  }
                  onDone={() => {
                    route(`/files/${encodeURIComponent(uploadId)}`);
                  }}
                />
              ) : (
                <MappingForm {...{ uploadId, providerId, likely }} sample={head} saved={items} />
              );
            }}
          </Loaded>
        )}
      </Loaded>
    </>
  );
}
