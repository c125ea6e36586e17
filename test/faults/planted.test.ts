import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { measure, scheduleFor, seedsOf, tell } from './run-schedule.ts';
import type { Tamper } from './service.ts';
import type { StoryName } from './stories.ts';
import { tableProperties } from './table-properties.ts';
import { undisturbed, makeWorld } from './world.ts';

const world = await makeWorld(tableProperties());
const transactionSchema = z.looseObject({ TransactItems: z.array(z.record(z.string(), z.unknown())) });
const putSchema = z.looseObject({ Item: z.looseObject({ entity: z.object({ S: z.string() }).optional() }) });

/** The condition that what is put is not there yet is taken off items of some kinds, in every transaction. */
function withoutMarkerOf(...entities: string[]): Tamper {
  return ({ operation, input }) => {
    if (operation !== 'table TransactWriteItems') return input;
    const { TransactItems, ...others } = transactionSchema.parse(input);
    return { ...others, TransactItems: TransactItems.map(unmarked) };
  };
  function unmarked(action: Record<string, unknown>): Record<string, unknown> {
    const put = putSchema.safeParse(action['Put']);
    if (!put.success || !entities.includes(put.data.Item.entity?.S ?? '')) return action;
    const { ConditionExpression: _condition, ...unconditional } = put.data;
    return { Put: unconditional };
  }
}

/** The first of the seeds of a story that finds something wrong; what it says. */
async function firstToFind(name: StoryName, tamper: Tamper): Promise<string[]> {
  const measured = await measure(name, world);
  for (const seed of seedsOf(name)) {
    const { faults } = await tell(name, world, { schedule: scheduleFor(seed, measured), measured, tamper });
    if (faults.length > 0) return faults;
  }
  return [];
}

describe('a bug that was planted', () => {
  const tamper = withoutMarkerOf('booked', 'journal-entry');

  it('in the marker that books an entry once is found', async () => {
    const { faults } = await tell('pay', world, { schedule: undisturbed, tamper });
    expect(faults, 'where nothing goes wrong, nobody sees it').toEqual([]);
    const found = await firstToFind('pay', tamper);
    expect(found.join('\n')).toMatch(/stands at -?\d+, its entries come to -?\d+/);
  }, 300_000);
});
