/** When a function is killed: just before one of its calls goes out, or just after the call was done. */
export type Moment = { call: number; when: 'before' | 'after' };

type Sender = { send: (...sent: never[]) => unknown };

/**
 * Clients whose calls are counted, all in one row, and that die at one of them: from then on every call fails, as it
 * would if the function were gone. Without a moment they only count.
 */
export function dyingClients(moment?: Moment) {
  let calls = 0;
  let isDead = false;
  const underWay = new Set<Promise<unknown>>();

  async function pass(send: () => unknown): Promise<unknown> {
    if (isDead) throw new Error('killed');
    calls += 1;
    const isLast = calls === moment?.call;
    const isBefore = moment?.when === 'before';
    if (isLast && isBefore) {
      isDead = true;
      throw new Error('killed');
    }
    // Dead at once, since others are under way at the same time; this one is still done.
    if (isLast) isDead = true;
    const answer = await send();
    if (isLast) throw new Error('killed');
    return answer;
  }

  return {
    calls: () => calls,
    wrap<C extends Sender>(client: C): C {
      const send = (...sent: never[]) => {
        const answer = pass(() => client.send(...sent));
        const settled = answer.then(
          () => undefined,
          () => undefined,
        );
        underWay.add(settled);
        void settled.then(() => underWay.delete(settled));
        return answer;
      };
      return Object.assign(Object.create(client) as C, { send });
    },
    /** Until nothing is under way any more: what was sent before the end still arrives. */
    settled: () => Promise.all(underWay),
  };
}
