import type { ProviderReturn, ReturnDetail } from '../../../events/api/return-shapes.ts';
import { counted, formatCount, formatDate, formatMoney } from '../words/format.ts';
import type { Word } from '../words/labels.ts';

type Taken = NonNullable<ProviderReturn['taken']>;
type Sums = Taken['sums'];

const states = {
  received: { word: 'Being checked', tone: 'blue' },
  reading: { word: 'Being checked', tone: 'blue' },
  checked: { word: 'Some lines in question', tone: 'yellow' },
  accepted: { word: 'Accepted', tone: 'green' },
  'part-accepted': { word: 'Part accepted', tone: 'yellow' },
  rejected: { word: 'Not accepted', tone: 'red' },
  duplicate: { word: 'Sent before', tone: 'grey' },
  waiting: { word: 'Waits for an earlier file', tone: 'yellow' },
  quarantined: { word: 'Not taken', tone: 'red' },
} as const satisfies Record<ProviderReturn['state'], Word>;

/** Where a file stands, in a provider’s words. */
export function stateOf({ state, taken }: ProviderReturn): Word {
  return taken?.isWithdrawn === true ? { word: 'Taken back', tone: 'grey' } : states[state];
}

/** Whether there is nothing more to come of a file by itself, at least until a person acts. */
export function isAnswered({ state }: ProviderReturn): boolean {
  return state !== 'received' && state !== 'reading';
}

/** Whether something the provider or the council said of a file is not in what is paid yet. */
export function isChanging({ decisions }: ReturnDetail): boolean {
  return decisions.some(({ isApplied }) => !isApplied);
}

/** Whether a file has lines that wait, or came lately and has lines to mend: nobody mends what is long past. */
export function needsLook({ state, taken, receivedAt }: ProviderReturn, today: string): boolean {
  if (taken?.isWithdrawn === true || state === 'duplicate') return false;
  if (state === 'waiting' || (taken !== null && taken.sums.questioned > 0)) return true;
  const days = (Date.parse(today) - Date.parse(receivedAt)) / MILLISECONDS_A_DAY;
  const isRecent = days <= DAYS_TO_MEND;
  return (
    isRecent && (taken === null ? state === 'quarantined' || state === 'rejected' : taken.sums.refused > 0)
  );
}

const MILLISECONDS_A_DAY = 86_400_000;
/** Five weeks: the month that was sent, and some days to mend it. */
const DAYS_TO_MEND = 35;

/** What became of a file, in a sentence or two. */
export function answerInWords(file: ProviderReturn): string {
  const { state, taken } = file;
  if (!isAnswered(file))
    return 'We are checking it. The answer comes to this page by itself, mostly within seconds.';
  if (taken?.isWithdrawn === true) return 'You took this file back. Nothing of it is paid.';
  if (state === 'duplicate')
    return 'You sent the very same file before. Nothing is taken twice, and there is nothing to do.';
  if (state === 'waiting')
    return 'It waits for a file that comes before it. Send that one, and this one is read by itself.';
  if (taken === null)
    return 'No. Nothing of this file was taken, so nothing of it is paid. Put right what is said below and send it again.';
  return `${yesOrNo(taken.sums)} ${linesInWords(taken.sums)}`;
}

function yesOrNo({ accepted, unchanged, questioned, refused }: Sums): string {
  if (questioned + refused === 0) return 'Yes.';
  return accepted + unchanged + questioned === 0 ? 'No.' : 'In part.';
}

/** `12 of 14 lines are accepted, 1 is in question, 1 is not accepted.` */
export function linesInWords({ accepted, unchanged, questioned, refused }: Sums): string {
  const all = accepted + unchanged + questioned + refused;
  if (questioned + refused === 0)
    return all === 1 ? 'Its one line is accepted.' : `All ${formatCount(all)} lines are accepted.`;
  const parts = [
    ...(accepted + unchanged === 0 ? [] : [`${is(accepted + unchanged)} accepted`]),
    ...(questioned === 0 ? [] : [`${is(questioned)} in question`]),
    ...(refused === 0 ? [] : [`${is(refused)} not accepted`]),
  ];
  return `Of ${counted(all, 'line')}, ${joined(parts)}.`;
}

function is(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'is' : 'are'}`;
}

function joined(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

/** When what is accepted now is in the bank. */
export function nextPaymentInWords(next: ReturnDetail['nextPayment']): string {
  return next === null
    ? 'No payment date is set for you yet. Ask the council’s payments team.'
    : `In your bank on ${formatDate(next.inBankOn)}, for care through ${formatDate(next.through)}.`;
}

/** What taking a file back changes, in numbers. */
export function withdrawalInWords({
  accepted,
  questioned,
  acceptedPence,
  meanwhilePence,
  heldPence,
}: Sums): string {
  const paid = acceptedPence + meanwhilePence;
  return [
    `${counted(accepted + questioned, 'line')} of this file will no longer count.`,
    `${formatMoney(paid)} that would be paid will not be${heldPence === 0 ? '' : `, and ${formatMoney(heldPence)} is no longer held`}.`,
    'What was paid of it already is taken off your next payment. You can send the lines again in a new file.',
  ].join(' ');
}

/** Whether there is something of a file that is not paid as it was claimed, so that reasons can be asked for. */
export function hasReasons({ state, taken, decisions }: ReturnDetail): boolean {
  if (taken === null) return state === 'rejected' || state === 'quarantined';
  if (taken.isWithdrawn) return false;
  const { sums } = taken;
  return (
    sums.refused + sums.questioned > 0 ||
    decisions.some(({ decision }) => decision === 'pay-commissioned' || decision === 'amend')
  );
}
