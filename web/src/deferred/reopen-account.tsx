import { write } from '../api/client.ts';
import { FoldedForm } from '../audits/act-form.tsx';
import type { ActProps } from './act-props.ts';
import { FieldedForm } from './fielded-form.tsx';

/** Takes the closing of an account back, where something came out since. */
export function ReopenAccount({ shown: { agreementId: id, version }, onDone }: ActProps) {
  return (
    <FoldedForm button="Open it again" title="Why is the account opened again?">
      {(close) => (
        <FieldedForm
          id="reopen"
          button="Open the account again"
          fields={[]}
          send={(_values, reason, key) =>
            write('POST', '/v1/deferred-agreements/{id}/close', {
              ...{ id, key, body: { closedOn: null, version, reason } },
            })
          }
          onDone={() => {
            close();
            onDone('The account is open again, and what is owed is reckoned anew.');
          }}
          onCancel={close}
        />
      )}
    </FoldedForm>
  );
}
