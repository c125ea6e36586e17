import type { UpliftDetail } from '../../../events/api/uplifts.ts';
import { Tag } from '../parts/tag.tsx';
import { counted, formatCount, formatDate, formatMoney } from '../words/format.ts';
import type { Word } from '../words/labels.ts';
import { arrearsInWords, arrearsName, costInWords, shownYear } from './cost-words.ts';
import { leftInWords, upliftStates, workingWords, type Budget } from './uplift-words.ts';

type Totals = NonNullable<UpliftDetail['totals']>;

/** Where an uplift is and who takes it on, how far the work on it is, and what it comes to. */
export function UpliftStanding({ uplift }: { uplift: UpliftDetail }) {
  const { state, working, problem, note, progress, totals, budgets } = uplift;
  const known = upliftStates[state];
  return (
    <>
      <div class="govuk-inset-text" role="status" aria-live="polite">
        <p class="govuk-body">
          <Tag of={known} /> {known.means}
        </p>
        {note !== null && <p class="govuk-body">Reason: {note}</p>}
        {working !== null && problem === null && (
          <>
            <p class="govuk-body">
              <strong>{workingWords[working]}</strong> You can leave this page and come back.
            </p>
            <Progress progress={progress} />
          </>
        )}
        {problem !== null && (
          <p class="govuk-body">
            <strong>The work stands still: {problem}</strong> It is tried again by itself each night. A
            payments or contracts officer or a payments approver may have it tried again now, once the cause
            is mended.
          </p>
        )}
      </div>
      {totals !== null && (
        <>
          <Figures uplift={uplift} totals={totals} />
          <p class="govuk-body govuk-!-font-weight-bold">{inASentence(uplift, totals)}</p>
          <p class="govuk-body">{arrearsInWords(uplift, totals)}</p>
          {budgets.map(({ of, leftPence, message }) => (
            <p class="govuk-body" key={of}>
              {leftPence < 0 && (
                <>
                  <Tag of={OVER_BUDGET} />{' '}
                </>
              )}
              {message}
            </p>
          ))}
        </>
      )}
    </>
  );
}

function Progress({ progress: { done, of } }: Pick<UpliftDetail, 'progress'>) {
  if (of === 0) return <p class="govuk-body">Finding out what there is to do…</p>;
  return (
    <p class="govuk-body">
      <progress class="app-progress" max={of} value={done} aria-label="Parts of the work done" />{' '}
      <span class="app-amount">
        {formatCount(done)} of {counted(of, 'part')} done
      </span>
    </p>
  );
}

const OVER_BUDGET = { word: 'Over budget', tone: 'yellow' } as const satisfies Word;

function Figures({ uplift, totals }: { uplift: UpliftDetail; totals: Totals }) {
  const { earlierYearsPence: earlier, nhsThisYearPence: nhs } = totals;
  const budgetOf = (wanted: Budget['of']) => uplift.budgets.find(({ of }) => of === wanted);
  return (
    <dl class="app-figures">
      <Figure
        name={`Cost this year (${shownYear(uplift)})`}
        pence={totals.thisYearPence}
        budget={budgetOf('this-year')}
      />
      <Figure name="Cost in a full year" pence={totals.fullYearPence} budget={budgetOf('full-year')} />
      <Figure name={arrearsName(uplift, totals)} pence={totals.arrearsPence} />
      {earlier !== 0 && <Figure name="Cost in earlier years" pence={earlier} />}
      <Figure name="A week" pence={totals.weeklyPence} />
      {nhs !== 0 && <Figure name="The NHS owes of this year’s" pence={nhs} />}
    </dl>
  );
}

type FigureProps = { name: string; pence: number; budget?: Budget | undefined };

function Figure({ name, pence, budget }: FigureProps) {
  return (
    <div class="app-figures__figure">
      <dt>{name}</dt>
      <dd>{formatMoney(pence)}</dd>
      {budget !== undefined && <dd class="app-figures__aim">{leftInWords(budget)}</dd>}
    </div>
  );
}

/** What an uplift comes to, as one would tell a colleague. */
function inASentence(uplift: UpliftDetail, totals: Totals): string {
  const { effectiveDate, exclusions } = uplift;
  const { changed, priced, excluded, refused } = totals;
  const parts = [
    `${counted(changed, 'rate')} ${changed === 1 ? 'changes' : 'change'} from ${formatDate(effectiveDate)} and ${costInWords(uplift, totals, changed)}.`,
    priced === 0
      ? ''
      : `${counted(priced, 'package')} ${priced === 1 ? 'costs' : 'cost'} something else because a rate card changes.`,
    excluded === 0
      ? 'No rate is left out.'
      : `${counted(excluded, 'rate')} ${excluded === 1 ? 'stays' : 'stay'} as ${excluded === 1 ? 'it is' : 'they are'}, for ${counted(exclusions.length, 'reason')}.`,
    refused === 0 ? '' : `For ${counted(refused, 'rate')} the rules have to be mended first.`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}
