import { AgreementLetters } from '../agreements/agreement-letters.tsx';
import type { CaseDesk } from './case-desk.ts';
import { Section } from './section.tsx';

/** What the payee was written about the agreement; an act may write another, so each act reads them anew. */
export function CaseLetters({ desk: { shown } }: { desk: CaseDesk }) {
  return (
    <Section id="letters" title="Letters">
      <AgreementLetters id={shown.agreementId} key={shown.acts.length} />
    </Section>
  );
}
