import type { ReturnDetail } from '../../../events/api/return-shapes.ts';
import { Loaded, Nothing } from '../parts/loaded.tsx';
import { Page } from '../parts/page.tsx';
import { monthInWords } from './month-text.ts';
import { GeneralFindings } from './general-findings.tsx';
import { ReturnDecisions } from './return-decisions.tsx';
import { ReturnHead } from './return-head.tsx';
import { ReturnRules } from './return-rules.tsx';
import { useReturn } from './use-return.ts';

/** One return and its exceptions. */
export function ReturnPage({ id }: { id: string }) {
  const reading = useReturn(id);
  return (
    <Page
      question="What is wrong, and what do I decide?"
      about={reading.state === 'here' ? nameOf(reading.value) : undefined}
      crumbs={[
        { text: 'Returns', href: '/returns' },
        { text: 'What waits for a decision', href: '/returns/exceptions' },
      ]}
    >
      <Loaded of={reading} what="the return">
        {(detail) => (
          <>
            <ReturnHead detail={detail} />
            <ReturnDecisions detail={detail} again={reading.again} />
            <GeneralFindings detail={detail} />
            {detail.taken === null ? (
              <Nothing>
                There are no lines to decide about. What became of the file stands on{' '}
                <a href={`/files/${encodeURIComponent(id)}`}>its own page</a>.
              </Nothing>
            ) : (
              <ReturnRules detail={detail} again={reading.again} />
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function nameOf({ providerId, fileName, taken }: ReturnDetail): string {
  const month = taken === null ? '' : `, ${monthInWords(taken.month)}`;
  return `${providerId}${month}, ${fileName}`;
}
