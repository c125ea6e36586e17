import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { StatementTable } from '../../../events/api/statement-mappings.ts';
import { write } from '../api/client.ts';
import { useRead } from '../api/use-read.ts';
import { isDone } from '../files/is-done.ts';
import { useUpload } from '../files/use-upload.ts';
import { Loaded, Nothing } from '../parts/loaded.tsx';
import { Page } from '../parts/page.tsx';
import { ReadAgain } from '../parts/read-again.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { ColumnsForm } from './columns-form.tsx';
import { FirstRows } from './first-rows.tsx';
import { statementAddress } from './statement-words.ts';

/** What the columns of a statement hold that careledger does not know. */
export function StatementColumnsPage({ id }: { id: string }) {
  const table = useRead('/v1/statements/{id}/table', { id });
  const [isSent, setSent] = useState(false);
  const known = table.state === 'here' ? table.value : null;
  return (
    <Page
      question="What do the columns of this statement hold?"
      about={known?.fileName}
      crumbs={[
        { text: 'Direct payments', href: '/direct-payments' },
        ...(known === null
          ? []
          : [
              {
                text: `Statements of ${known.agreementId}`,
                href: `/direct-payments/${encodeURIComponent(known.agreementId)}/statements`,
              },
            ]),
      ]}
    >
      {isSent ? (
        <BeingRead uploadId={id} />
      ) : (
        <Loaded of={table} what="its first rows">
          {(shown) => (
            <Columns
              table={shown}
              onDone={() => {
                setSent(true);
              }}
            />
          )}
        </Loaded>
      )}
    </Page>
  );
}

type ColumnsProps = { table: StatementTable; onDone: () => void };

function Columns({ table, onDone }: ColumnsProps) {
  const mayMap = may(useMe(), 'mapStatements');
  const { uploadId, headings, guess, problem, isKnown } = table;
  if (headings === null || guess === null)
    return (
      <>
        <Nothing>{problem.message}</Nothing>
        <FirstRows table={table} />
      </>
    );
  if (!mayMap)
    return (
      <>
        <Nothing>{problem.message} An audit officer or an audit lead says it.</Nothing>
        <FirstRows table={table} />
      </>
    );
  if (isKnown)
    return (
      <ReadAgain
        uploadId={uploadId}
        send={(asked) => write('POST', '/v1/statements/{id}/read-again', { id: uploadId, ...asked })}
        onDone={onDone}
      />
    );
  return (
    <>
      <p class="govuk-body">
        Its headings stand on line {headings.line}. What you save reads every statement with the same headings
        from now on, and every other that waits for them. It can be withdrawn among the{' '}
        <a href="/statements/mappings">saved headings of banks</a>.
      </p>
      {problem.rule === 'mapping-does-not-fit' && <Nothing>{problem.message}</Nothing>}
      <FirstRows table={table} />
      <ColumnsForm table={table} headings={headings.cells} guess={guess} onDone={onDone} />
    </>
  );
}

/** Goes on to the statement as soon as it is read, or to the file where it was not. */
function BeingRead({ uploadId }: { uploadId: string }) {
  const { route } = useLocation();
  const { upload } = useUpload(uploadId);
  const end = upload !== null && isDone(upload) ? upload.state : null;
  useEffect(() => {
    if (end !== null)
      route(end === 'accepted' ? statementAddress(uploadId) : `/files/${encodeURIComponent(uploadId)}`);
  }, [end]);
  return (
    <p class="govuk-body app-loading" role="status">
      Reading the statement…
    </p>
  );
}
