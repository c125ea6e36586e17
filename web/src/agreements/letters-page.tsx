import { Page } from '../parts/page.tsx';
import { AgreementPlaces } from '../pay/agreement-places.tsx';
import { AgreementLetters } from './agreement-letters.tsx';

/** The letters about an agreement, the newest first, each to be printed and posted from here. */
export function LettersPage({ id }: { id: string }) {
  return (
    <Page
      question="What did we write about this direct payment?"
      about={id}
      crumbs={[{ text: 'Direct payments', href: '/direct-payments' }]}
    >
      <AgreementPlaces id={id} here="letters" />
      <AgreementLetters id={id} />
    </Page>
  );
}
