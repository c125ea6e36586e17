import { Places } from '../parts/places.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';

type Here = '' | 'arrangement' | 'audits' | 'bank-details' | 'changes' | 'letters' | 'returns' | 'statements';

/** The pages of one direct payment, side by side. */
export function AgreementPlaces({ id, here }: { id: string; here: Here }) {
  const me = useMe();
  const agreement = `/direct-payments/${encodeURIComponent(id)}`;
  return (
    <Places
      label="This direct payment"
      here={here === '' ? agreement : `${agreement}/${here}`}
      places={[
        { text: 'Agreement', href: agreement },
        ...(may(me, 'seeArrangements') ? [{ text: 'Arrangement', href: `${agreement}/arrangement` }] : []),
        { text: 'Suspensions and one-offs', href: `${agreement}/changes` },
        { text: 'Bank details', href: `${agreement}/bank-details` },
        ...(may(me, 'seeStatements') ? [{ text: 'Statements', href: `${agreement}/statements` }] : []),
        ...(may(me, 'seeAudits') ? [{ text: 'Audits', href: `${agreement}/audits` }] : []),
        ...(may(me, 'seePapers') ? [{ text: 'Papers', href: `${agreement}/returns` }] : []),
        ...(may(me, 'seeLetters') ? [{ text: 'Letters', href: `${agreement}/letters` }] : []),
      ]}
    />
  );
}
