import type { InboxPrefix } from '../../../events/inbox.ts';

/** Words by which file names give their kind away; the longer come first, since `direct-payment` also holds `payment`. */
const HINTS: readonly (readonly [RegExp, InboxPrefix])[] = [
  [/direct[ _-]?pay/, 'direct-payment-agreements'],
  [/deferred/, 'deferred-agreements'],
  [/opening|position/, 'opening-positions'],
  [/service[ _-]?type/, 'service-types'],
  [/rate[ _-]?card/, 'rate-cards'],
  [/provider[ _-]?return|visits|stays|timesheet/, 'provider-returns'],
  [/ledger[ _-]?hist/, 'ledger-history'],
  [/ledger[ _-]?resp|settlement|acknowledg/, 'ledger-responses'],
  [/parallel/, 'parallel-run'],
  [/arucs|awacs|arudd|addacs|auddis|ddica|bacs/, 'bacs-reports'],
  [/statement|\.(ofx|qif|sta|mt940|940)$/, 'bank-statements'],
  [/contribution/, 'contributions'],
  [/assessment/, 'assessments'],
  [/uplift/, 'uplifts'],
  [/death|deceased/, 'deaths'],
  [/package/, 'care-packages'],
  [/provider/, 'providers'],
  [/people|person|client/, 'people'],
];

/** What kind of file a name suggests; nothing where it suggests none. */
export function guessKind(fileName: string): InboxPrefix | null {
  const name = fileName.toLowerCase();
  return HINTS.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}
