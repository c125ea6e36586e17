import { expect } from 'vitest';
import { measure, scheduleFor, seedsOf, tell } from './run-schedule.ts';
import { onlyDeath, slotName } from './schedule.ts';
import type { StoryName } from './stories.ts';
import { tableProperties } from './table-properties.ts';
import { makeWorld } from './world.ts';

/** The seeds of a story that a run is about: all of them, or the one that FAULT_SEED names. */
function wantedSeeds(name: StoryName): number[] {
  const only = process.env['FAULT_SEED'];
  return seedsOf(name).filter((seed) => only === undefined || seed === Number(only));
}

/**
 * Tells a story under each of its seeds, and expects nothing to be wrong after any. What a seed does is said again, and
 * whole, by `node test/faults/one.ts --seed 123`. Then a process has died at every moment there is: one that other
 * faults hid is met by itself.
 */
export async function expectEverySeedToEndWell(name: StoryName): Promise<void> {
  const world = await makeWorld(tableProperties());
  const measured = await measure(name, world);
  const died = new Set<string>();
  const wrong: string[] = [];
  for (const seed of wantedSeeds(name)) {
    const outcome = await tell(name, world, { schedule: scheduleFor(seed, measured), measured });
    for (const moment of outcome.died) died.add(moment);
    wrong.push(...outcome.faults.map((fault) => `node test/faults/one.ts --seed ${seed}: ${fault}`));
  }
  expect(wrong).toEqual([]);
  if (process.env['FAULT_SEED'] !== undefined) return;
  for (const slot of measured.slots.filter((each) => !died.has(slotName(each)))) {
    const outcome = await tell(name, world, { schedule: onlyDeath(slot), measured });
    for (const moment of outcome.died) died.add(moment);
    const again = `node test/faults/one.ts --story ${name} --die "${slotName(slot)}"`;
    expect.soft(outcome.faults, again).toEqual([]);
  }
  const missed = measured.slots.map(slotName).filter((moment) => !died.has(moment));
  expect(missed, 'moments at which nobody died').toEqual([]);
}
