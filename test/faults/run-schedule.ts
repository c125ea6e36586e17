import { verifyEveryTrail } from '../../functions/serve-settings/verify-every-trail.ts';
import { factStore } from '../../functions/store/fact-store.ts';
import { listStore } from '../../functions/store/list-store.ts';
import { workStore } from '../../functions/store/work-store.ts';
import { inAll, whatIsLeft, type Left } from './what-is-left.ts';
import { ledgerFaults } from './ledger-faults.ts';
import { payFaults } from './pay-faults.ts';
import { scheduleOf, type Schedule, type Slot } from './schedule.ts';
import { openService, type Service, type Stored, type Tamper } from './service.ts';
import { stories, type StoryName } from './stories.ts';
import { undisturbed } from './world.ts';

/** What came of a schedule: what is wrong, what went wrong on the way, and which deaths there were. */
type Outcome = {
  faults: string[];
  told: readonly string[];
  died: readonly string[];
  reached: readonly Slot[];
  deadLetters: number;
  left: Left | null;
};

/** What an undisturbed service leaves of a story, and every moment at which one of its processes could die. */
export type Measure = { left: Left; slots: readonly Slot[] };

/** Which story each seed has, ten by ten: half of them pay. */
const shares: readonly StoryName[] = [
  ...(['pay', 'files', 'month', 'pay', 'interest', 'pay', 'files', 'pay', 'files', 'pay'] as const),
];
const SEEDS = 500;

export function storyOf(seed: number): StoryName {
  return shares[seed % shares.length] ?? 'pay';
}

/** The seeds of a story, of those that continuous integration tries. */
export function seedsOf(name: StoryName): number[] {
  return Array.from({ length: SEEDS }, (_, place) => place + 1).filter((seed) => storyOf(seed) === name);
}

/** Tells a story without any fault. */
export async function measure(name: StoryName, world: Stored): Promise<Measure> {
  const { faults, left, reached } = await tell(name, world, { schedule: undisturbed });
  if (left === null || faults.length > 0) throw new Error(`Undisturbed: ${faults.join('; ')}`);
  // A month is made of the others: at each of their moments somebody dies there.
  return { left, slots: name === 'month' ? [] : reached };
}

/** The schedule of a seed: its story’s moments are shared out among the seeds of that story. */
export function scheduleFor(seed: number, { slots }: Measure): Schedule {
  const seeds = seedsOf(storyOf(seed));
  const place = seeds.indexOf(((seed - 1) % SEEDS) + 1);
  return scheduleOf(seed, { slots, place: Math.max(0, place), places: seeds.length });
}

/** Tells a story through a schedule, and says what is wrong afterwards. */
export async function tell(
  name: StoryName,
  world: Stored,
  { schedule, measured, tamper }: { schedule: Schedule; measured?: Measure; tamper?: Tamper },
): Promise<Outcome> {
  const service = openService(world, schedule, tamper);
  const story = stories[name];
  try {
    const stuck = await story.tell(service).then(
      () => [],
      (error: unknown) => [error instanceof Error ? (error.stack ?? error.message) : String(error)],
    );
    const faults = stuck.length > 0 ? stuck : await faultsAfter(service, story.faults);
    const whole = stuck.length > 0 ? null : await whatIsLeft(service);
    const left = whole !== null && story.isInAnyOrder === true ? inAll(whole) : whole;
    const more = left === null || measured === undefined ? [] : differences(left, measured.left);
    const { told, died } = service;
    const deadLetters = service.deadLetters();
    return { faults: [...faults, ...more], told, died, reached: service.reached(), deadLetters, left };
  } finally {
    service.close();
  }
}

async function faultsAfter(
  service: Service,
  ofStory: (service: Service) => Promise<string[]>,
): Promise<string[]> {
  const { table } = service;
  const trails = await verifyEveryTrail(
    { limit: 1000 },
    { facts: factStore(table), lists: listStore(table) },
  );
  const proof = await workStore(table).readWork('nightly-proof');
  return [
    ...(await ledgerFaults(service)),
    ...(await payFaults(service)),
    ...(await ofStory(service)),
    ...trails.breaks.map(({ subject, message }) => `${subject}: ${message}`),
    ...(proof?.state === 'open' ? [proof.title] : []),
  ];
}

/** Whatever was done and undone on the way, what is left is what an undisturbed service leaves. */
function differences(left: Left, wanted: Left): string[] {
  return Object.entries(wanted).flatMap(([name, values]) => {
    const found = left[name] ?? [];
    const missing = values.filter((value) => !found.includes(value));
    const more = found.filter((value) => !values.includes(value));
    const twice = found.length === values.length ? [] : [`${name}: ${found.length}, not ${values.length}`];
    return [
      ...missing.map((value) => `${name}: ${value} is missing`),
      ...more.map((value) => `${name}: ${value} is too much`),
      ...(missing.length + more.length > 0 ? [] : twice),
    ];
  });
}
