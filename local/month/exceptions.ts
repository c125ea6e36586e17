/** What this month does about a reason to look before paying: pay as it is, or leave the run for a person. */
export type Clearance = { rule: string; packages: number; decision: 'accepted' | 'left'; why: string };

/**
 * Which reasons to look are accepted in a month nobody sits in front of, and why. None of them changes a line: what is
 * accepted is paid as it was reckoned and stays readable on the run.
 */
const ACCEPTED: Readonly<Record<string, string>> = {
  'first-payment': 'the month after a move: everything is paid here for the first time',
  'one-off': 'it was commissioned as a one-off, or keyed by an officer, at that price',
  adjustment: 'a correction follows from a changed fact that its line names',
  'rate-changed': 'the new price is on record with its date',
  'ends-in-period': 'it is paid to its last day and no further',
  'also-held': 'what is held stays held; the rest is due',
  'price-gap': 'days without a price are not paid, and are paid once they have one',
  'owed-back': 'an overpayment is taken back by a recovery somebody approves, never by keeping pay back',
};
const UNKNOWN = 'no rule of this month accepts it: a person has to look, so the run is not submitted';

/** One decision for each reason that a run gives. */
export function clear(attention: readonly { rule: string; packages: number }[]): Clearance[] {
  return attention.map(({ rule, packages }) => {
    const why = ACCEPTED[rule];
    return why === undefined
      ? { rule, packages, decision: 'left', why: UNKNOWN }
      : { rule, packages, decision: 'accepted', why };
  });
}
