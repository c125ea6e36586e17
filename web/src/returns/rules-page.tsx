import type { Answer } from '../api/contract.ts';
import { useRead } from '../api/use-read.ts';
import { countColumn, percentColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Loaded, Nothing } from '../parts/loaded.tsx';
import { Page } from '../parts/page.tsx';
import { Tag } from '../parts/tag.tsx';
import { counted, formatCount } from '../words/format.ts';
import { checkEffects, titleOfCheck } from '../words/labels.ts';
import { ReturnsPlaces } from './returns-places.tsx';
import { agreedPercent, decidedOf, farInWords, overallInWords } from './rule-words.ts';

type ReturnRule = Answer<'GET', '/v1/return-rules'>['items'][number];

export function ReturnRulesPage() {
  const rules = useRead('/v1/return-rules');
  return (
    <Page question="How far do our checks agree with officers?">
      <ReturnsPlaces here="checks" />
      <Loaded of={rules} what="the checks">
        {({ items }) => <Rules rules={items} />}
      </Loaded>
    </Page>
  );
}

function Rules({ rules }: { rules: readonly ReturnRule[] }) {
  const decided = rules.reduce((sum, rule) => sum + decidedOf(rule), 0);
  return (
    <>
      {decided === 0 ? (
        <Nothing>
          No officer has decided about a line yet, so nothing can be said of the checks. Decide what waits in{' '}
          <a href="/returns">the returns</a>, and it is counted here.
        </Nothing>
      ) : (
        <p class="govuk-body govuk-!-font-weight-bold">{overallInWords(rules)}</p>
      )}
      <p class="govuk-body">
        An officer agrees with a check by paying less than was claimed, or nothing; who accepts a line as it
        was claimed overrules every check that stopped it. A check that is mostly overruled asks too much:
        look at its threshold in <a href="/settings/return-checks">the settings</a>.
      </p>
      <DataTable
        caption={`${counted(rules.length, 'check')}, those decided about most first`}
        captionClass="govuk-table__caption--s"
        columns={columns}
        rows={rules.toSorted(byDecided)}
        keyOf={({ rule }) => rule}
        fileName="return-checks"
      />
    </>
  );
}

const EFFECTS: readonly ReturnRule['effect'][] = ['question', 'refuse', 'tell', 'weigh', 'skip'];

/** What was decided about most first; among the others, what asks people most. */
function byDecided(left: ReturnRule, right: ReturnRule): number {
  return decidedOf(right) - decidedOf(left) || EFFECTS.indexOf(left.effect) - EFFECTS.indexOf(right.effect);
}

const columns: readonly Column<ReturnRule>[] = [
  { ...textColumn('Check', ({ rule }) => titleOfCheck(rule)), wide: true },
  {
    ...textColumn('What it does', ({ effect }) => checkEffects[effect].word),
    cell: ({ effect }) => <Tag of={checkEffects[effect]} />,
  },
  countColumn('Lines decided', decidedOf),
  countColumn('Agreed', ({ agreed }) => agreed),
  countColumn('Overruled', ({ overruled }) => overruled),
  { ...percentColumn('Agreed, percent', agreedPercent), cell: (rule) => shareInWords(rule) },
  { ...textColumn('In a sentence', farInWords), wide: true },
];

function shareInWords(rule: ReturnRule): string {
  const percent = agreedPercent(rule);
  return percent === null ? '–' : `${formatCount(Number(percent))}%`;
}
