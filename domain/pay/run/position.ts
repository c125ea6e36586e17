import * as z from 'zod';
import type { CalendarDate } from '../../calendar.ts';
import { pence, penceSchema, type Pence } from '../../money.ts';
import { factRefSchema, type FactRef } from '../component.ts';
import { coverLines, readRanges, writeRanges, type Coverage, type CoveringLine } from '../coverage.ts';
import type { Owed } from './owed.ts';

/** A line that counts but was not paid, for a hold: it waits for the hold’s release. */
const waitingLineSchema = z.object({
  lineId: z.string(),
  holdId: z.string(),
  payRunId: z.string(),
  key: z.string(),
  first: z.int(),
  last: z.int(),
  amountPence: penceSchema,
});
export type WaitingLine = z.infer<typeof waitingLineSchema>;

/** An overpayment of a strand of care, or a part of it, that the council gave up: the payee has had it for these days. */
export type WrittenOff = { key: string; from: CalendarDate; to: CalendarDate; amountPence: Pence };

/** Where a package stands with its payees: what was paid, what waits, what is owed back. */
export type PayPosition = {
  coverage: Coverage;
  waiting: readonly WaitingLine[];
  owed: Owed;
  /** What was given up of it, as it is known when a run looks; it is not kept with the position. */
  writtenOff?: readonly WrittenOff[];
};

export const emptyPosition: PayPosition = { coverage: new Map(), waiting: [], owed: new Map() };

/** A position as it is stored: strands numbered, ranges and versions as short text. */
export const storedPositionSchema = z.object({
  strands: z.array(z.object({ key: z.string(), ranges: z.string(), facts: z.string(), owed: penceSchema })),
  waiting: z.array(waitingLineSchema),
});
export type StoredPosition = z.infer<typeof storedPositionSchema>;

export function storePosition({ coverage, waiting, owed }: PayPosition): StoredPosition {
  return {
    // What is owed is owed on a strand that was paid.
    strands: [...coverage].map(([key, { ranges, facts }]) => ({
      key,
      ranges: writeRanges(ranges),
      facts: facts.map(({ kind, id, version }) => `${kind}:${version}:${id}`).join(' '),
      owed: owed.get(key) ?? pence(0),
    })),
    waiting: [...waiting],
  };
}

export function readPosition({ strands, waiting }: StoredPosition): PayPosition {
  return {
    coverage: new Map(
      strands.map(({ key, ranges, facts }) => [key, { ranges: readRanges(ranges), facts: readFacts(facts) }]),
    ),
    waiting,
    owed: new Map(strands.filter(({ owed }) => owed !== 0).map(({ key, owed }) => [key, owed])),
  };
}

function readFacts(text: string): FactRef[] {
  if (text === '') return [];
  return text.split(' ').map((part) => {
    const [kind, version, ...id] = part.split(':');
    return factRefSchema.parse({ kind, id: id.join(':'), version: Number(version) });
  });
}

/** The position once some more lines count. */
export function positionAfter(
  position: PayPosition,
  { lines, waiting, owed }: { lines: readonly CoveringLine[]; waiting: readonly WaitingLine[]; owed: Owed },
): PayPosition {
  return { coverage: coverLines(position.coverage, lines), waiting, owed };
}

type Strands = ReadonlyMap<string, Pence>;

/** A position as it settles now: what came back otherwise than by its own strand, or was given up, is owed no more. */
export function lessTakenOff(
  position: PayPosition,
  { byStrand, writtenOff }: { byStrand: Strands; writtenOff: readonly WrittenOff[] },
): PayPosition {
  return { ...position, owed: moveOwed(position.owed, byStrand, -1), writtenOff };
}

/** A position as it is stored: what is owed on a strand, before what came back otherwise. */
export function plusTakenOff(position: PayPosition, takenOff: Strands): PayPosition {
  return { ...position, owed: moveOwed(position.owed, takenOff, 1) };
}

function moveOwed(owed: Owed, takenOff: Strands, sign: 1 | -1): Owed {
  if (takenOff.size === 0) return owed;
  const moved = new Map(owed);
  for (const [key, amountPence] of takenOff) {
    const left = pence((moved.get(key) ?? 0) + sign * amountPence);
    if (left === 0) moved.delete(key);
    else moved.set(key, left);
  }
  return moved;
}
