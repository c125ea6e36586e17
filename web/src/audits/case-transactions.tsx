import type { Reading } from '../api/use-read.ts';
import { Loaded, Nothing } from '../parts/loaded.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { Transactions } from '../statements/transactions.tsx';
import type { StatementSoFar } from '../statements/use-statement.ts';
import type { CaseDesk } from './case-desk.ts';
import { placeOfAsked } from './place-in-case.ts';
import { Section } from './section.tsx';

type Props = { desk: CaseDesk; statement: Reading<StatementSoFar> | null };

/** Every transaction of the statement that is shown; its flags lead to the findings of the case. */
export function CaseTransactions({ desk: { shown, again }, statement }: Props) {
  const account = Number(useFilters().of('account') || '1');
  if (statement === null || (statement.state === 'here' && isEmpty(statement.value)))
    return (
      <Section id="transactions" title="Transactions">
        <Nothing>No transaction is shown here.</Nothing>
      </Section>
    );
  return (
    <Loaded of={statement} what="the transactions">
      {(soFar) => (
        <Transactions
          soFar={{
            ...soFar,
            // Whom an officer confirms changes what is found in the case too.
            again: () => {
              soFar.again();
              again();
            },
          }}
          placeOf={placeOfAsked(shown, { uploadId: soFar.statement.uploadId, account })}
        />
      )}
    </Loaded>
  );
}

function isEmpty({ statement }: StatementSoFar): boolean {
  return statement.transactions.length === 0;
}
