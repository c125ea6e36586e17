import type { ShownPayLine } from '../../../events/api/pay-runs.ts';
import { inWords } from '../words/labels.ts';

type Fact = ShownPayLine['facts'][number];

/** Facts with pages of their own; the audit trail shows the others. */
const PLACES: Readonly<Partial<Record<Fact['kind'], string>>> = {
  package: '/packages/',
  person: '/people/',
  provider: '/providers/',
  'direct-payment-agreement': '/direct-payments/',
  'agreement-changes': '/direct-payments/',
  setting: '/settings/',
};

/** The versions of facts an amount was reckoned from, each with the way to it. */
export function FactLinks({ facts }: { facts: readonly Fact[] }) {
  return (
    <ul class="govuk-list app-facts">
      {facts.map((fact) => (
        <li key={`${fact.kind} ${fact.id} ${fact.version}`}>
          <a href={placeOf(fact)}>
            {inWords(fact.kind)} {fact.id}, version {fact.version}
          </a>
        </li>
      ))}
    </ul>
  );
}

function placeOf({ kind, id }: Fact): string {
  const place = PLACES[kind];
  return place === undefined
    ? `/audit-trail?subject=${encodeURIComponent(`${kind}:${id}`)}`
    : `${place}${encodeURIComponent(id)}`;
}
