import { formatDate, type CalendarDate } from '../calendar.ts';
import { checkDatesInOrder } from '../records/dates-in-order.ts';
import type { DirectPaymentAgreement } from '../records/direct-payment-agreement.ts';
import { finding, type Finding } from '../records/finding.ts';
import {
  lacksCapacityOn,
  mayBeAskedFor,
  representativeOn,
  type Arrangement,
  type SetUpStep,
} from './arrangement.ts';

type About = { agreement: Pick<DirectPaymentAgreement, 'startDate'>; today: CalendarDate };

/** What cannot be true of an arrangement, and what is still missing of it. An error keeps it from being recorded. */
export function checkArrangement(arrangement: Arrangement, about: About): Finding[] {
  return [
    ...checkPlan(arrangement),
    ...checkRepresentatives(arrangement, about),
    ...checkSigned(arrangement, about),
    ...checkSetUp(arrangement, about),
    ...checkReviews(arrangement, about),
    ...checkBereavement(arrangement),
  ];
}

function checkPlan({ planItems }: Arrangement): Finding[] {
  const seen = new Set<string>();
  return planItems.flatMap(({ what, payee }) => {
    const key = `${what} ${payee ?? ''}`.toLowerCase();
    if (seen.has(key)) {
      const message = `The plan names “${what}” twice for the same payee. Put both into one item.`;
      return [finding('warning', 'plan-item-repeated', message, { field: 'planItems', value: what })];
    }
    seen.add(key);
    return [];
  });
}

function checkRepresentatives(arrangement: Arrangement, { today }: About): Finding[] {
  const findings = arrangement.representatives.flatMap((each) => [
    ...checkDatesInOrder(each, 'to'),
    ...(each.address === null && each.email === null
      ? [
          finding(
            'warning',
            'representative-without-address',
            `${each.name} has neither an address nor an e-mail address, so nothing can be sent to them.`,
            { field: 'representatives', value: each.name },
          ),
        ]
      : []),
  ]);
  if (!lacksCapacityOn(arrangement, today)) return findings;
  if (representativeOn(arrangement, today, mayBeAskedFor.money) !== null) return findings;
  const message =
    'The person lacks capacity, and no deputy, attorney or appointee is on record. Refer it to adult social care: nothing may be demanded until there is one.';
  return [...findings, finding('warning', 'nobody-with-authority', message, { field: 'representatives' })];
}

function checkSigned(
  { signedOn, signedUploadId }: Arrangement,
  { agreement: { startDate }, today }: About,
): Finding[] {
  if (signedOn === null) {
    if (signedUploadId !== null) {
      const message = 'The signed paper is there, but not the day on which it was signed.';
      return [finding('error', 'signed-without-day', message, { field: 'signedOn' })];
    }
    if (startDate > today) return [];
    const message = `The agreement began on ${formatDate(startDate)} and is not signed yet.`;
    return [finding('warning', 'not-signed', message, { field: 'signedOn' })];
  }
  if (signedOn > today) {
    const message = `${formatDate(signedOn)} is still to come, so nothing was signed on it.`;
    return [finding('error', 'signed-in-the-future', message, { field: 'signedOn', value: signedOn })];
  }
  if (signedUploadId !== null) return [];
  const message = 'The agreement was signed, but the signed paper is not here.';
  return [finding('warning', 'signed-paper-missing', message, { field: 'signedUploadId' })];
}

const stepWords = {
  told: 'the person was told what the money may be spent on and what papers to keep',
  accountOpened: 'the account was opened',
  insurance: 'employers’ liability insurance was arranged',
  payroll: 'a payroll was arranged',
} as const;

/** An employer needs insurance and a payroll (rules.md 3.2); who employs nobody needs neither. */
function checkSetUp(
  { setUp, planItems }: Arrangement,
  { agreement: { startDate }, today }: About,
): Finding[] {
  if (startDate > today) return [];
  const employs = planItems.some(({ what }) => /\b(?:wages?|salary|personal assistants?|PAs?)\b/i.test(what));
  const steps: [keyof typeof stepWords, SetUpStep][] = [
    ['told', setUp.told],
    ['accountOpened', setUp.accountOpened],
    ...(employs ? employerSteps(setUp) : []),
  ];
  return steps
    .filter(([, done]) => done === null)
    .map(([step]) => {
      const message = `The agreement began on ${formatDate(startDate)}, and nobody has recorded that ${stepWords[step]}.`;
      return finding('warning', 'set-up-incomplete', message, { field: 'setUp', value: step });
    });
}

function employerSteps({ insurance, payroll }: Arrangement['setUp']): [keyof typeof stepWords, SetUpStep][] {
  return [
    ['insurance', insurance],
    ['payroll', payroll],
  ];
}

function checkReviews({ reviews }: Arrangement, { agreement: { startDate }, today }: About): Finding[] {
  return reviews
    .filter(({ heldOn }) => heldOn > today || heldOn < startDate)
    .map(({ heldOn }) => {
      const message =
        heldOn > today
          ? `A review on ${formatDate(heldOn)} is still to come. Record it once it was held.`
          : `A review on ${formatDate(heldOn)} is before the agreement began on ${formatDate(startDate)}.`;
      return finding('error', 'review-outside-agreement', message, { field: 'reviews', value: heldOn });
    });
}

function checkBereavement({ bereavement }: Arrangement): Finding[] {
  return bereavement === null ? [] : checkDatesInOrder({ from: bereavement.since, to: bereavement.to }, 'to');
}
