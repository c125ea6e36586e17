import { createPrng, type Prng } from '../../local/sample-council/prng.ts';

/** What may happen to a call. `times` is how many of the SDK’s tries it befalls. */
export type Fault =
  | { kind: 'killed'; when: 'before' | 'after' }
  | { kind: 'throttled'; times: number }
  | { kind: 'timed-out'; when: 'before' | 'after'; times: number }
  | { kind: 'conflict'; times: number }
  | { kind: 'in-parts' };

/** A moment at which a process can die: beside its nth call while it does such work. */
export type Slot = { work: string; call: number; when: 'before' | 'after' };

/** What a seed says will happen: at which moments a process dies for certain, and how often what else goes wrong. */
export type Schedule = {
  seed: number;
  /** Moments at which a process dies for certain: between them, the seeds of a set leave none out. */
  deaths: readonly Slot[];
  /** Of a thousand calls, how many meet a fault. */
  faultsInThousand: number;
  /** Of a hundred deliveries, how many come twice, and how many of these at the same time. */
  twiceInHundred: number;
};

/** More tries than the SDK makes: the function meets the failure itself. */
const TOO_OFTEN = 6;

export function slotName({ work, call, when }: Slot): string {
  return `${work}, ${when} call ${call}`;
}

/** The schedule of one seed among those that share the moments of a story out between them. */
export function scheduleOf(seed: number, { slots, place, places }: Share): Schedule {
  const prng = createPrng(seed, 'schedule');
  const deaths = slots.filter((_slot, at) => at % places === place);
  return {
    seed,
    deaths,
    faultsInThousand: prng.pick(deaths.length > 0 ? [0, 4, 10, 25] : [4, 10, 25]),
    twiceInHundred: prng.pick([0, 15, 40]),
  };
}
/** The moments of a story, and which of its seeds this one is. */
type Share = { slots: readonly Slot[]; place: number; places: number };

/** A fault for a call of this kind. */
export function drawFault(operation: string, prng: Prng): Fault {
  const times = prng.chance(0.6) ? prng.int(1, 2) : TOO_OFTEN;
  const kinds: Fault[] = [
    { kind: 'killed', when: prng.pick(['before', 'after']) },
    { kind: 'throttled', times },
    { kind: 'timed-out', when: 'before', times },
    ...(isWrite(operation) ? [{ kind: 'timed-out' as const, when: 'after' as const, times }] : []),
    ...(operation === 'table TransactWriteItems' ? [{ kind: 'conflict' as const, times }] : []),
    ...(operation === 'table Query' || operation === 'table BatchGetItem'
      ? [{ kind: 'in-parts' as const }]
      : []),
  ];
  return prng.pick(kinds);
}

/** A read that was done and not answered is one that was not done. */
function isWrite(operation: string): boolean {
  return !/Get|Query|GET|HEAD/.test(operation);
}

/** Nothing but one death. */
export function onlyDeath(slot: Slot): Schedule {
  return { seed: 0, deaths: [slot], faultsInThousand: 0, twiceInHundred: 0 };
}
