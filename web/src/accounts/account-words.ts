import type { ClientOutcome, ManagedClient, SentStatements } from '../../../events/api/portal-accounts.ts';
import { counted, formatCount, formatDate, formatDays } from '../words/format.ts';
import type { Word } from '../words/labels.ts';

const states = {
  received: { word: 'Being parted', tone: 'blue' },
  reading: { word: 'Being parted', tone: 'blue' },
  checked: { word: 'Being parted', tone: 'blue' },
  accepted: { word: 'Accepted', tone: 'green' },
  'part-accepted': { word: 'Part accepted', tone: 'yellow' },
  rejected: { word: 'Not accepted', tone: 'red' },
  duplicate: { word: 'Sent before', tone: 'grey' },
  waiting: { word: 'Waiting', tone: 'yellow' },
  quarantined: { word: 'Not taken', tone: 'red' },
} as const satisfies Record<SentStatements['state'], Word>;

/** Where a file of statements stands. */
export function stateOf({ state }: Pick<SentStatements, 'state'>): Word {
  return states[state];
}

export function isParted({ state }: Pick<SentStatements, 'state'>): boolean {
  return stateOf({ state }).word !== 'Being parted';
}

/** What became of a file, in a sentence. */
export function answerInWords({ state, counts, problem }: SentStatements): string {
  switch (state) {
    case 'received':
    case 'reading':
    case 'checked':
    case 'waiting':
      return 'We are parting it by client. The answer comes to this page by itself, mostly within seconds.';
    case 'accepted':
      return 'Yes. Every part of it is with one of your clients.';
    case 'part-accepted':
      return `In part. ${formatCount(counts.refused)} of ${counted(counts.rows, 'line or file', 'lines or files')} could not be given to a client: what was found says why.`;
    case 'duplicate':
      return 'You sent the very same file before. Nothing is taken twice, and there is nothing to do.';
    case 'rejected':
    case 'quarantined':
      return `No. ${problem?.message ?? 'Nothing of it was taken.'}`;
  }
}

const outcomes = {
  'on-its-way': { word: 'Being read', tone: 'blue' },
  read: { word: 'Read', tone: 'green' },
  refused: { word: 'Not read', tone: 'red' },
  'sent-before': { word: 'Sent before', tone: 'grey' },
} as const satisfies Record<ClientOutcome['outcome'], Word>;

export function outcomeOf({ outcome }: Pick<ClientOutcome, 'outcome'>): Word {
  return outcomes[outcome];
}

/** What a client is called: the person, or the agreement alone where the record is restricted. */
export function clientName({
  agreementId,
  personName,
}: Pick<ManagedClient, 'agreementId' | 'personName'>): string {
  return personName ?? agreementId;
}

/** Which statements of a client are due, in words. */
export function dueInWords({ papersDue }: Pick<ManagedClient, 'papersDue'>): string {
  const [first, ...others] = papersDue;
  if (first === undefined) return 'Nothing is due';
  const more = others.length === 0 ? '' : `, and ${counted(others.length, 'period')} after it`;
  return `${formatDays(first.from, first.to)}, due ${formatDate(first.dueOn)}${more}`;
}
