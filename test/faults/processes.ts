import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Prng } from '../../local/sample-council/prng.ts';
import { faultyCall, Killed } from './faulty-call.ts';
import type { Call, HttpAnswer } from './network.ts';
import { drawFault, slotName, type Fault, type Schedule, type Slot } from './schedule.ts';

/** One life of a function: from an event to its end, or to its death. */
type Life = { work: string; calls: number; isDead: boolean; isOver: boolean; isSpared: boolean };
type Waiting = { life: Life; call: Call; answer: (sent: Promise<HttpAnswer>) => void };

/** What became of a life: done with an answer, failed with an error that its caller sees, or killed. */
export type Ended<T> = { how: 'done'; answer: T } | { how: 'failed'; error: unknown } | { how: 'killed' };

/**
 * Processes whose calls a schedule lets through one at a time, in an order of its own: it waits until each process that
 * is alive has asked for something, then answers one of them, or disturbs it, or kills who asked.
 */
export function processes(schedule: Schedule, prng: Prng) {
  const current = new AsyncLocalStorage<Life>();
  const deaths = new Map(schedule.deaths.map((slot) => [slotName(slot), slot]));
  const befalls = new Map<string, { fault: Fault; times: number }>();
  const lives = new Set<Life>();
  let waiting: Waiting[] = [];
  const told: string[] = [];
  const reached = new Map<string, Slot>();
  const died: string[] = [];

  function carry(call: Call): Promise<HttpAnswer> {
    const life = current.getStore();
    if (life === undefined) return Promise.resolve(call.perform());
    if (life.isDead) return Promise.reject(new Killed());
    return new Promise((resolve) => {
      waiting.push({ life, call, answer: resolve });
    });
  }

  /** Runs lives side by side until each has ended. */
  async function run<T>(works: readonly { work: string; act: () => Promise<T> }[]): Promise<Ended<T>[]> {
    const ended = works.map(({ work, act }) => live(work, act));
    for (;;) {
      await nextTurn();
      const alive = [...lives].filter(({ isOver }) => !isOver);
      if (alive.length === 0) return Promise.all(ended);
      const everyoneAsks = alive.every((life) => waiting.some((each) => each.life === life));
      if (everyoneAsks) answerOne();
    }
  }

  async function live<T>(work: string, act: () => Promise<T>): Promise<Ended<T>> {
    const life: Life = { work, calls: 0, isDead: false, isOver: false, isSpared: isAwaited(work) };
    lives.add(life);
    const how = await current.run(life, act).then(
      (answer): Ended<T> => ({ how: 'done', answer }),
      (error: unknown): Ended<T> => ({ how: 'failed', error }),
    );
    life.isOver = true;
    lives.delete(life);
    return life.isDead ? { how: 'killed' } : how;
  }

  /** Whether a death of such work is still to come: it is left in peace until then, so that it gets there. */
  function isAwaited(work: string): boolean {
    return [...deaths.values()].some((slot) => slot.work === work);
  }

  function answerOne(): void {
    const chosen = prng.pick(waiting);
    waiting = waiting.filter((each) => each !== chosen);
    const { life, call, answer } = chosen;
    answer(answered(life, call));
  }

  async function answered(life: Life, call: Call): Promise<HttpAnswer> {
    const fault = faultOf(life, call);
    if (fault === undefined) return Promise.resolve(call.perform());
    if (fault.kind !== 'killed') return faultyCall(call, fault);
    if (fault.when === 'after') call.perform();
    died.push(slotName({ work: life.work, call: life.calls, when: fault.when }));
    told.push(`${life.work}: killed ${fault.when} call ${life.calls}, ${call.operation}`);
    life.isDead = true;
    for (const each of waiting.filter((other) => other.life === life))
      each.answer(Promise.reject(new Killed()));
    waiting = waiting.filter((each) => each.life !== life);
    throw new Killed();
  }

  function faultOf(life: Life, call: Call): Fault | undefined {
    const before = befalls.get(call.commandId);
    if (before !== undefined && before.times > 0) {
      befalls.set(call.commandId, { ...before, times: before.times - 1 });
      return before.fault;
    }
    if (before !== undefined) return undefined;
    life.calls += 1;
    const death = deathAt(life);
    if (death !== undefined) return death;
    // Drawn in any case: whether somebody is spared must not change what comes after.
    const drawn = prng.int(1, 1000);
    if (life.isSpared || drawn > schedule.faultsInThousand) return undefined;
    const fault = drawFault(call.operation, prng);
    if (fault.kind !== 'killed')
      told.push(`${life.work}: call ${life.calls}, ${call.operation}, ${textOf(fault)}`);
    if ('times' in fault) befalls.set(call.commandId, { fault, times: fault.times - 1 });
    return fault;
  }

  function deathAt({ work, calls: call }: Life): Fault | undefined {
    for (const when of ['before', 'after'] as const) {
      const slot = { work, call, when };
      reached.set(slotName(slot), slot);
      if (deaths.delete(slotName(slot))) return { kind: 'killed', when };
    }
    return undefined;
  }

  return {
    carry,
    run,
    isAwaited,
    /** What went wrong, in order, as a person reads it. */
    told,
    /** Every moment that was come by. */
    reached: (): Slot[] => [...reached.values()],
    /** The moments at which somebody died. */
    died,
  };
}

function textOf(fault: Exclude<Fault, { kind: 'killed' }>): string {
  switch (fault.kind) {
    case 'throttled':
      return `throttled ${fault.times} times`;
    case 'timed-out':
      return `${fault.when === 'after' ? 'done, but ' : ''}timed out ${fault.times} times`;
    case 'conflict':
      return `in conflict ${fault.times} times`;
    case 'in-parts':
      return 'answered in parts';
  }
}
