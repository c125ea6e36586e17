import type { CaseRow, ShownCase } from '../../../events/api/audit-cases.ts';
import { titleOfFinding } from '../statements/statement-words.ts';
import { inWords, type Word } from '../words/labels.ts';

type State = CaseRow['state'];
type Outcome = NonNullable<CaseRow['outcome']>;
type Finding = ShownCase['findings'][number];
type Decision = NonNullable<Finding['decided']>['decision'];
type Risk = CaseRow['risk'];

/** What each state of a case is called, in the order in which a case goes through them. */
export const caseStates = {
  open: { word: 'Open', tone: 'blue' },
  reopened: { word: 'Opened again', tone: 'blue' },
  'in-review': { word: 'In review', tone: 'teal' },
  'awaiting-information': { word: 'Waiting for papers', tone: 'yellow' },
  concluded: { word: 'Concluded', tone: 'green' },
} as const satisfies Record<State, Word>;

/** How urgent a case is; the colour only repeats the word. */
export const riskBands = {
  high: { word: 'High risk', tone: 'red' },
  medium: { word: 'Medium risk', tone: 'yellow' },
  low: { word: 'Low risk', tone: 'grey' },
} as const satisfies Record<Risk['band'], Word>;

const riskParts: Readonly<Record<string, string>> = {
  'amount-in-question': 'How much is in question',
  'may-show-abuse': 'It may show abuse',
  'papers-late': 'Papers are late',
  'earlier-outcomes': 'How earlier audits ended',
  'first-review': 'The first audit of the agreement',
  'account-kind': 'The kind of account',
  'nobody-with-authority': 'Nobody may act for the person',
  restricted: 'Restricted',
};

/** A reason for the score; what weighs as a finding is called as the finding is. */
export function titleOfRiskPart({ name }: Risk['parts'][number]): string {
  return riskParts[name] ?? titleOfFinding({ rule: name });
}

/** Those who know of a case alone see it: named people. */
export const restrictedTag: Word = { word: 'Restricted', tone: 'red' };

/** A case that nothing speaks against, and that is looked at nevertheless. */
export const sampleTag: Word = { word: 'Sample check', tone: 'teal' };

/** What an officer says of a finding, what it does, and the reason that is offered for it. */
export const findingDecisions = {
  explained: {
    choice: 'Explained',
    word: { word: 'Explained', tone: 'green' },
    does: 'They weigh no more, and their amount is no longer in question.',
    reason: 'Looked at beside the statement and the plan, and explained.',
  },
  'no-action': {
    choice: 'Nothing to do',
    word: { word: 'Nothing to do', tone: 'grey' },
    does: 'They weigh no more, and their amount is no longer in question. Nobody is asked about them.',
    reason: 'Looked at beside the statement and the plan: nobody has to be asked.',
  },
  upheld: {
    choice: 'Upheld',
    word: { word: 'Upheld', tone: 'red' },
    does: 'They stand, their amount stays in question, and the case cannot be concluded as satisfactory.',
    reason: '',
  },
} as const satisfies Record<Decision, { choice: string; word: Word; does: string; reason: string }>;
export type FindingDecision = keyof typeof findingDecisions;
export const findingDecisionNames: readonly FindingDecision[] = ['explained', 'no-action', 'upheld'];

/** How a case may end, and what that does. */
export const caseOutcomes = {
  satisfactory: {
    choice: 'Satisfactory',
    word: { word: 'Satisfactory', tone: 'green' },
    does: 'The money was spent as agreed. Nothing is asked back.',
  },
  'advice-given': {
    choice: 'Advice given',
    word: { word: 'Advice given', tone: 'teal' },
    does: 'Something is to be done otherwise from now on. Nothing is asked back.',
  },
  'recovery-proposed': {
    choice: 'Money is to come back',
    word: { word: 'Money is to come back', tone: 'yellow' },
    does: 'Says how much may be asked back. Nothing is asked before it is proposed here and another person authorises it.',
  },
  referred: {
    choice: 'Referred',
    word: { word: 'Referred', tone: 'red' },
    does: 'Others look into it: counter-fraud, or safeguarding. Nothing is asked back by this case.',
  },
} as const satisfies Record<Outcome, { choice: string; word: Word; does: string }>;
export type CaseOutcome = keyof typeof caseOutcomes;
export const caseOutcomeNames: readonly CaseOutcome[] = [
  ...(['satisfactory', 'advice-given', 'recovery-proposed', 'referred'] as const),
];

/** How money comes back. */
export const recoveryMethods = {
  netting: 'Taken off later payments, with the person’s agreement',
  invoice: 'By an invoice that the payee pays',
} as const satisfies Record<ShownCase['recoveries'][number]['method'], string>;

/** The terms of what is left over, as the sum is made. */
const surplusTerms: Readonly<Record<string, string>> = {
  balance: 'The last reliable balance',
  earmarked: 'Kept for a purpose',
  'paid-in-advance': 'Paid for days to come',
  uncleared: 'Still to go out',
  'own-money': 'The person’s own money',
  contingency: 'Contingency',
};

export function titleOfTerm(name: string): string {
  return surplusTerms[name] ?? inWords(name);
}

/** Whom a case is referred to. */
export const referrals = { fraud: 'Counter-fraud', safeguarding: 'Safeguarding' } as const satisfies Record<
  ShownCase['referrals'][number]['to'],
  string
>;

/** The address of a case, and of a part of it. */
export function caseAddress(caseId: string): string {
  return `/audits/${encodeURIComponent(caseId)}`;
}

/** Whose case it is, to whoever looks. */
export function officerInWords(assignee: string | null, me: string): string {
  if (assignee === null) return 'Nobody';
  return assignee === me ? 'You' : assignee;
}
