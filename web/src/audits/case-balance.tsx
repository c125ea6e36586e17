import type { ShownCase } from '../../../events/api/audit-cases.ts';
import type { Reading } from '../api/use-read.ts';
import { Loaded, Nothing } from '../parts/loaded.tsx';
import { Places } from '../parts/places.tsx';
import { BalanceOverTime } from '../statements/balance-over-time.tsx';
import { daysOf } from '../statements/statement-words.ts';
import type { StatementSoFar } from '../statements/use-statement.ts';
import { caseAddress } from './audit-words.ts';
import type { CaseDesk } from './case-desk.ts';
import { Section } from './section.tsx';

type Statement = ShownCase['statements'][number];
type Props = { desk: CaseDesk; chosen: Statement | null; statement: Reading<StatementSoFar> | null };

/** How the balance of a statement went; of several, the newest first, and the ways to the others. */
export function CaseBalance({ desk: { shown }, chosen, statement }: Props) {
  const { statements, caseId } = shown;
  if (chosen === null || statement === null)
    return (
      <Section id="balance" title="Balance over time">
        <Nothing>
          {statements.length === 0
            ? 'No statement came for this period, so no balance is known. Ask for one under “Papers”.'
            : 'The statements themselves are for those who audit. What was found in them stands below.'}
        </Nothing>
      </Section>
    );
  return (
    <>
      {statements.length > 1 && (
        <Places
          label="Statements of this period"
          here={addressOf(caseId, chosen)}
          places={statements.map((each) => ({ text: textOf(each), href: addressOf(caseId, each) }))}
        />
      )}
      <Loaded of={statement} what="the statement">
        {(soFar) => <BalanceOverTime statement={soFar.statement} />}
      </Loaded>
    </>
  );
}

function textOf(statement: Statement): string {
  return `${daysOf(statement)} (${statement.fileName})`;
}

function addressOf(caseId: string, { uploadId, account }: Statement): string {
  const query = new URLSearchParams({ statement: uploadId, account: String(account) });
  return `${caseAddress(caseId)}?${query.toString()}`;
}
