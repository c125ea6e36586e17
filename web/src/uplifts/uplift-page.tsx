import type { UpliftDetail } from '../../../events/api/uplifts.ts';
import { Loaded } from '../parts/loaded.tsx';
import { OnThisPage } from '../parts/on-this-page.tsx';
import { Page } from '../parts/page.tsx';
import { useMe } from '../session/me.ts';
import { actsFor } from './acts.ts';
import { UpliftActs } from './uplift-acts.tsx';
import { UpliftAsked } from './uplift-asked.tsx';
import { UpliftFindings } from './uplift-findings.tsx';
import { UpliftHistory } from './uplift-history.tsx';
import { UpliftLines } from './uplift-lines.tsx';
import { UpliftSample } from './uplift-sample.tsx';
import { UpliftStanding } from './uplift-standing.tsx';
import { UpliftSums } from './uplift-sums.tsx';
import { UpliftVerification } from './uplift-verification.tsx';
import { useUplift } from './use-uplift.ts';

/** What an uplift changes, for whom and at what cost, and what may be done about it. */
export function UpliftPage({ id }: { id: string }) {
  const reading = useUplift(id);
  return (
    <Page
      question="What will change, for whom, at what cost?"
      about={reading.state === 'here' ? `${reading.value.name}, uplift ${id}` : id}
      crumbs={[{ text: 'Uplifts', href: '/uplifts' }]}
    >
      <Loaded of={reading} what="the uplift">
        {(uplift) => <Cockpit uplift={uplift} again={reading.again} />}
      </Loaded>
    </Page>
  );
}

function Cockpit({ uplift, again }: { uplift: UpliftDetail; again: () => void }) {
  const me = useMe();
  const isReckoned = uplift.totals !== null;
  const hasSample = uplift.sample.length + uplift.sampleClosed > 0;
  const places = [
    ...(uplift.leftAlone === null ? [] : [{ text: 'What was written', id: 'verification' }]),
    ...(uplift.findings.length === 0 ? [] : [{ text: 'What was found', id: 'findings' }]),
    { text: 'By service and provider', id: 'sums' },
    { text: 'Before and after', id: 'lines' },
    ...(!hasSample ? [] : [{ text: 'Sample', id: 'sample' }]),
    ...(actsFor(uplift, me).length > 0 ? [{ text: 'Decide', id: 'decide' }] : []),
    { text: 'What was asked', id: 'asked' },
    { text: 'History', id: 'history' },
  ];
  // What was said of one preview is nothing to another.
  const preview = uplift.previewHash ?? '';
  return (
    <>
      <UpliftStanding uplift={uplift} />
      {isReckoned && (
        <>
          <OnThisPage places={places} />
          <UpliftVerification uplift={uplift} />
          <UpliftFindings uplift={uplift} />
          <UpliftSums uplift={uplift} />
          <UpliftLines uplift={uplift} key={`lines ${preview}`} />
          {hasSample && (
            <UpliftSample uplift={uplift} again={again} key={`sample ${preview} ${uplift.history.length}`} />
          )}
        </>
      )}
      <UpliftActs uplift={uplift} again={again} key={`acts ${uplift.history.length}`} />
      <UpliftAsked uplift={uplift} />
      <UpliftHistory uplift={uplift} />
    </>
  );
}
