import { parseArgs } from 'node:util';
import { tableProperties } from './table-properties.ts';
import { measure, scheduleFor, storyOf, tell } from './run-schedule.ts';
import { onlyDeath, slotName } from './schedule.ts';
import type { StoryName } from './stories.ts';
import { makeWorld } from './world.ts';

/** Tells one schedule again and prints what goes wrong in it: `node test/faults/one.ts --seed 123`. */

const { values } = parseArgs({
  options: { seed: { type: 'string' }, story: { type: 'string' }, die: { type: 'string' } },
});

const seed = Number(values.seed ?? 1);
const names: readonly StoryName[] = ['pay', 'files', 'interest', 'month'];
const name = names.find((each) => each === values.story) ?? storyOf(seed);
const world = await makeWorld(tableProperties());
const measured = await measure(name, world);
const death = measured.slots.find((slot) => slotName(slot) === values.die);
if (values.die !== undefined && death === undefined) throw new Error(`Nobody can die ${values.die}.`);
const schedule = death === undefined ? scheduleFor(seed, measured) : onlyDeath(death);
const { faults, told, deadLetters } = await tell(name, world, { schedule, measured });

console.log(`${name}, ${death === undefined ? `seed ${seed}` : slotName(death)}`);
console.log(`faults in a thousand calls: ${schedule.faultsInThousand}`);
console.log(`deliveries in a hundred that come twice: ${schedule.twiceInHundred}`);
for (const line of told) console.log(`  ${line}`);
console.log(`messages tried in vain until somebody sent them again: ${deadLetters}`);
console.log(faults.length === 0 ? 'Everything is as it should be.' : 'What is wrong afterwards:');
for (const fault of faults) console.log(`  ${fault}`);
process.exitCode = faults.length === 0 ? 0 : 1;
