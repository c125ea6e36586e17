import type { ShownStatement } from '../../../events/api/statements.ts';
import { BalanceChart } from './balance-chart.tsx';
import { balanceInWords, balancePoints } from './balance-line.ts';
import { Sentence } from './sentence.tsx';

/** How the balance went: a sentence and a drawing; the transactions below are its table. */
export function BalanceOverTime({ statement }: { statement: ShownStatement }) {
  const points = balancePoints(statement);
  const sentence = balanceInWords(points, statement);
  return (
    <section class="app-section" aria-labelledby="balance">
      <h2 class="govuk-heading-m" id="balance">
        Balance over time
      </h2>
      {sentence === '' ? (
        <p class="govuk-body">The statement gives no balance after its transactions, so none is drawn.</p>
      ) : (
        <>
          <p class="govuk-body govuk-!-font-weight-bold">
            <Sentence text={sentence} />
          </p>
          <BalanceChart statement={statement} points={points} sentence={sentence} />
        </>
      )}
    </section>
  );
}
