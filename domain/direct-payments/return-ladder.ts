import * as z from 'zod';
import { addDays, formatDate, maxDate, type CalendarDate } from '../calendar.ts';
import {
  lacksCapacityOn,
  mayBeAskedFor,
  representativeOn,
  type Arrangement,
  type RepresentativeRole,
} from './arrangement.ts';
import { breathingSpaceOn } from './breathing-space.ts';
import {
  chasingSteps,
  type ChasingDone,
  type ChasingStep,
  type FinancialReturn,
  type Pause,
} from './returns-calendar.ts';

const stepSchema = z.strictObject({
  step: z.enum(chasingSteps).describe('Which step of the ladder it is.'),
  daysAfterDue: z.int().min(0).max(365).describe('Days after the due day on which it is taken.'),
  send: z.enum(['letter', 'e-mail', 'both']).describe('By what it is sent, where the addressee has it.'),
  template: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'A template is named in small letters with dashes')
    .max(60)
    .describe('The name of the text that is sent.'),
  tellsSocialCare: z
    .boolean()
    .default(true)
    .describe('Whether adult social care is told of it the same day.'),
});

/** How somebody whose papers are late is chased. No published ladder was found, so all of it is the council’s (rules.md 3.4). */
export const returnLadderSchema = z.strictObject({
  steps: z
    .array(stepSchema)
    .max(chasingSteps.length)
    .refine(
      isLadder,
      'Each step comes once, in the order reminder-1, reminder-2, escalation, on days that rise.',
    )
    .describe('What is done about papers that are late, and when.'),
});
export type ReturnLadder = z.infer<typeof returnLadderSchema>;

function isLadder(steps: readonly { step: ChasingStep; daysAfterDue: number }[]): boolean {
  return steps.every((each, place) => {
    const before = steps[place - 1];
    if (before === undefined) return true;
    const follows = chasingSteps.indexOf(each.step) > chasingSteps.indexOf(before.step);
    return follows && each.daysAfterDue > before.daysAfterDue;
  });
}

export const usualReturnLadder: ReturnLadder = {
  steps: [
    {
      ...{ step: 'reminder-1', daysAfterDue: 0, send: 'both', template: 'papers-first-reminder' },
      tellsSocialCare: true,
    },
    {
      ...{ step: 'reminder-2', daysAfterDue: 14, send: 'both', template: 'papers-second-reminder' },
      tellsSocialCare: true,
    },
    {
      ...{ step: 'escalation', daysAfterDue: 28, send: 'letter', template: 'papers-escalation' },
      tellsSocialCare: true,
    },
  ],
};

/** To whom a letter goes. */
export type Addressee = {
  name: string;
  role: 'person' | 'personal-representatives' | RepresentativeRole;
  address: string | null;
  email: string | null;
};

/** What is to be done about a late return today, and why. */
export type NextStep =
  | {
      outcome: 'send';
      step: ChasingStep;
      addressee: Addressee;
      by: readonly ('letter' | 'e-mail')[];
      template: string;
      tellsSocialCare: boolean;
      /** The one officer whom a bereaved family deals with (practice.md 5); null where any may answer. */
      contact: string | null;
      why: string;
    }
  /** Nobody may be written to: adult social care has to see to it. */
  | { outcome: 'refer'; why: string }
  /** `until` is the first day on which there may be something to do; null where none is known. */
  | { outcome: 'wait'; until: CalendarDate | null; why: string };

export type ChasedFacts = {
  financialReturn: Pick<FinancialReturn, 'period' | 'dueOn' | 'state' | 'pause'>;
  person: { name: string; diedOn: CalendarDate | null };
  arrangement: Pick<
    Arrangement,
    'representatives' | 'lacksCapacity' | 'breathingSpace' | 'address' | 'email' | 'bereavement'
  >;
  done: readonly ChasingDone[];
};

/**
 * The step of the ladder that is due for a return today. Each is taken once, and never sooner after the one before than
 * the ladder says, so that nobody gets two letters at once when a pause ends: with reminders on days 0 and 14, a first
 * one that went out on day 30 is followed by the second on day 44.
 */
export function nextStep(facts: ChasedFacts, { steps }: ReturnLadder, today: CalendarDate): NextStep {
  const waiting = reasonToWait(facts, today);
  if (waiting !== null) return waiting;
  const { financialReturn, done } = facts;
  const own = done.filter(({ periodFrom }) => periodFrom === financialReturn.period.from);
  const referral = own.find(({ step }) => step === 'referral');
  const taken = chasingSteps.flatMap((step) => own.filter((each) => each.step === step)).at(-1);
  const next = steps.find(({ step }) => taken === undefined || isAfter(step, taken.step));
  if (next === undefined) return wait('Every step of the ladder was taken. An officer decides what follows.');
  const on = dayOfStep(next, { taken, steps, dueOn: financialReturn.dueOn });
  if (on > today) return wait(`The next step, ${wordsOf[next.step]}, is due on ${formatDate(on)}.`, on);
  const told = addresseeOf(facts, today);
  const by = told === null ? [] : channelsOf(next.send, told);
  if (told === null || by.length === 0) {
    if (referral !== undefined)
      return wait(`It was referred to adult social care on ${formatDate(referral.on)}.`);
    return { outcome: 'refer', why: told === null ? NOBODY_WITH_AUTHORITY : withoutAddress(told) };
  }
  const { step, template, tellsSocialCare } = next;
  const why = `The papers for ${formatDate(financialReturn.period.from)} to ${formatDate(financialReturn.period.to)} were due by ${formatDate(financialReturn.dueOn)} and have not all come: ${wordsOf[step]} is due since ${formatDate(on)}.`;
  const contact = facts.arrangement.bereavement?.contact ?? null;
  return { outcome: 'send', step, addressee: told, by, template, tellsSocialCare, contact, why };
}

function isAfter(step: ChasingStep, other: ChasingDone['step']): boolean {
  return chasingSteps.findIndex((each) => each === step) > chasingSteps.findIndex((each) => each === other);
}

const wordsOf = {
  'reminder-1': 'the first reminder',
  'reminder-2': 'the second reminder',
  escalation: 'the escalation',
} as const satisfies Record<ChasingStep, string>;

const NOBODY_WITH_AUTHORITY =
  'The person lacks capacity, and nobody with authority to act for them is on record: refer it, do not chase.';

function withoutAddress({ name }: Addressee): string {
  return `${name} has neither an address nor an e-mail address on record, so that nothing can be sent.`;
}

function wait(why: string, until: CalendarDate | null = null): NextStep {
  return { outcome: 'wait', until, why };
}

function reasonToWait(
  { financialReturn, arrangement, person: { diedOn } }: ChasedFacts,
  today: CalendarDate,
): NextStep | null {
  const { state, pause, period, dueOn } = financialReturn;
  if (state === 'received' || state === 'accepted') return wait('The papers have come.');
  if (pause !== null) return waitOut(pause);
  if (state === 'expected')
    return wait(`The period ends on ${formatDate(period.to)}.`, addDays(period.to, 1));
  if (dueOn >= today) return wait(`The papers may still come until ${formatDate(dueOn)}.`, addDays(dueOn, 1));
  const breathingSpace = breathingSpaceOn(arrangement, { diedOn, today });
  if (breathingSpace === null) return null;
  const until = breathingSpace.to === null ? null : addDays(breathingSpace.to, 1);
  return wait('The person is in a Breathing Space: nobody is contacted while it lasts.', until);
}

function waitOut({ why, through }: Pause): NextStep {
  const reason = why === 'death' ? 'The person has died' : 'There was a death in the household';
  if (through === null) return wait(`${reason}: nobody is chased until an officer says so.`);
  return wait(`${reason}: no letter goes out by itself through ${formatDate(through)}.`, addDays(through, 1));
}

/** So many days after the papers were first late, and not sooner after the step before than the ladder has them apart. */
function dayOfStep(
  next: ReturnLadder['steps'][number],
  {
    taken,
    steps,
    dueOn,
  }: { taken: ChasingDone | undefined; steps: ReturnLadder['steps']; dueOn: CalendarDate },
): CalendarDate {
  const byDueDay = addDays(dueOn, 1 + next.daysAfterDue);
  if (taken === undefined) return byDueDay;
  const before = steps.find(({ step }) => step === taken.step)?.daysAfterDue ?? 0;
  return maxDate(byDueDay, addDays(taken.on, next.daysAfterDue - before));
}

/**
 * Who is written to: after a death the personal representatives; for a person who lacks capacity whoever has authority,
 * null where nobody has (one of the `roles`); else whom the person nominated, since they keep the account, and the person where there is none.
 */
export function addresseeOf(
  { person, arrangement }: Pick<ChasedFacts, 'person' | 'arrangement'>,
  today: CalendarDate,
  roles: readonly RepresentativeRole[] = mayBeAskedFor.papers,
): Addressee | null {
  const { address, email } = arrangement;
  if (person.diedOn !== null) {
    const name = `The personal representatives of ${person.name}`;
    return { name, role: 'personal-representatives', address, email: null };
  }
  const lacks = lacksCapacityOn(arrangement, today);
  const acting = representativeOn(arrangement, today, lacks ? roles : ['nominated-person']);
  if (acting !== null) {
    return { name: acting.name, role: acting.role, address: acting.address, email: acting.email };
  }
  return lacks ? null : { name: person.name, role: 'person', address, email };
}

/** What is wanted as far as the addressee has it; the other where they have only that. */
function channelsOf(
  send: 'letter' | 'e-mail' | 'both',
  { address, email }: Addressee,
): readonly ('letter' | 'e-mail')[] {
  const has = [
    ...(address === null ? [] : ['letter' as const]),
    ...(email === null ? [] : ['e-mail' as const]),
  ];
  const wanted = has.filter((each) => send === 'both' || each === send);
  return wanted.length === 0 ? has : wanted;
}
