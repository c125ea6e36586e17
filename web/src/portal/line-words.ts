import type { ShownReturnLine } from '../../../events/api/return-shapes.ts';
import { formatDate, formatDays, formatMoney, londonClock } from '../words/format.ts';
import type { Word } from '../words/labels.ts';

const standings = {
  accepted: { word: 'Accepted', tone: 'green' },
  unchanged: { word: 'Accepted before', tone: 'grey' },
  questioned: { word: 'In question', tone: 'yellow' },
  queried: { word: 'The council asks you', tone: 'yellow' },
  disputed: { word: 'You disputed it', tone: 'blue' },
  refused: { word: 'Not accepted', tone: 'red' },
  rejected: { word: 'Sent back to you', tone: 'red' },
  replaced: { word: 'You sent it anew', tone: 'grey' },
  withdrawn: { word: 'Taken back', tone: 'grey' },
} as const satisfies Record<ShownReturnLine['state'], Word>;

/** How a line stands, in a provider’s words. */
export function standingWord(line: ShownReturnLine): Word {
  if (isFinal(line)) return { word: 'Refused for good', tone: 'red' };
  if (isForLess(line)) return { word: 'Accepted for less', tone: 'yellow' };
  return standings[line.state];
}

function lastDecision({ decisions }: ShownReturnLine): ShownReturnLine['decisions'][number] | undefined {
  return decisions.at(-1);
}

function isFinal(line: ShownReturnLine): boolean {
  return line.state === 'refused' && lastDecision(line)?.decision === 'refuse';
}

function isForLess(line: ShownReturnLine): boolean {
  const last = lastDecision(line)?.decision;
  return line.state === 'accepted' && (last === 'pay-commissioned' || last === 'amend');
}

/** Whether the provider can say why a line should be paid: the same as the server takes. */
export function isDisputable(line: ShownReturnLine): boolean {
  if (line.lineRef === '' || isFinal(line)) return false;
  const open: readonly string[] = ['questioned', 'queried', 'disputed', 'refused', 'rejected'];
  return open.includes(line.state) || isForLess(line);
}

/** The days and the care a line tells of, from its own cells. */
export function careInWords({ values, packageId, personId }: ShownReturnLine): string {
  const date = values['date'] ?? values['from'];
  const days = date === undefined ? '' : formatDays(date, values['to'] ?? date);
  const time = values['startTime'] === undefined ? '' : ` at ${values['startTime']}`;
  const about = [personId, packageId].filter((each) => each !== null).join(', ');
  return [`${days}${time}`, about].filter((each) => each !== '').join('; ');
}

/** What was claimed beside what was recorded and commissioned. */
export function comparedInWords({ compared, together }: ShownReturnLine): string | null {
  if (compared === null) return null;
  const { claimed, delivered, commissioned, unit } = compared;
  const of = together === null ? 'Claimed' : 'Of this line: claimed';
  return `${of} ${claimed}, recorded ${delivered}, commissioned ${commissioned} ${unit}.`;
}

/** Why a line is not simply accepted: what the checks say, and what the council does. */
export function whyOf(line: ShownReturnLine): string[] {
  const found = line.findings
    .filter(({ effect }) => effect === 'refuse' || effect === 'question' || effect === 'skip')
    .map(({ message }) => message);
  const alsoTold = line.findings.filter(({ effect }) => effect === 'tell').map(({ message }) => message);
  const asked =
    line.askedAt === null ? [] : [`It is asked about with line ${line.askedAt}, in the same week.`];
  const said = line.decisions.map(({ decidedAt, reason, decision }) => {
    const who = decision === 'disputed' || decision === 'withdrawn' ? 'You' : 'The council';
    return `${who} ${saidOf[decision]} on ${formatDate(londonClock(decidedAt).slice(0, 10))}: ${reason}`;
  });
  return [...(found.length === 0 ? alsoTold : found), ...asked, ...said];
}

const saidOf = {
  accept: 'accepted it',
  'pay-commissioned': 'accepted what was commissioned',
  amend: 'accepted another amount',
  reject: 'sent it back',
  refuse: 'refused it',
  query: 'asked you',
  withdrawn: 'took the file back',
  disputed: 'disputed it',
  replaced: 'took your newer line instead',
} as const satisfies Record<ShownReturnLine['decisions'][number]['decision'], string>;

/** What the provider can do about a line. */
export function whatToDo(line: ShownReturnLine): string {
  switch (line.state) {
    case 'accepted':
      return isForLess(line) ? 'Nothing, if that is right. If not, dispute it.' : 'Nothing.';
    case 'unchanged':
    case 'replaced':
    case 'withdrawn':
      return 'Nothing.';
    case 'questioned':
      return `Nothing now: the council decides. Until then ${payableInWords(line)}`;
    case 'queried':
      return `Answer the council’s question. Until then ${payableInWords(line)}`;
    case 'disputed':
      return `Nothing now: the council answers you. Until then ${payableInWords(line)}`;
    case 'rejected':
      return 'Put right what the council says and send the line again. If you think it is wrong, dispute it.';
    case 'refused':
      return isFinal(line) ? 'You can ask for written reasons, and complain to the council.' : mendOf(line);
  }
}

function payableInWords({ payablePence, heldPence, together }: ShownReturnLine): string {
  const paid = together?.payablePence ?? payablePence;
  const held = together?.heldPence ?? heldPence;
  return `the lowest of claimed, recorded and commissioned is paid, ${formatMoney(paid)}; ${formatMoney(held)} is held.`;
}

/** How to mend what each check refuses; anything else is mended as its sentence says. */
const mends: Readonly<Record<string, string>> = {
  'care-after-death': 'Leave the line out. If the date of death is wrong, dispute the line.',
  'outside-package-dates':
    'Leave the line out. If the care was agreed, ask the council to put the dates of the package right, then send the line again.',
  'date-in-future': 'Send the line again once the care was given.',
  'line-accepted-earlier':
    'Nothing, if it is the same visit: it is paid already. If it is another, mend its day or time and send it again.',
  'line-repeated-in-file':
    'Nothing, if it is the same visit: it counts once. If it is another, mend its day or time and send it again.',
  'package-of-another-provider': 'Leave the line out, or put the right package on it and send it again.',
};

function mendOf({ findings }: ShownReturnLine): string {
  const refused = findings.find(({ effect }) => effect === 'refuse');
  return mends[refused?.rule ?? ''] ?? 'Put it right and send the line again.';
}
