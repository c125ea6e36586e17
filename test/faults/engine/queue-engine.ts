export type QueuedMessage = {
  id: string;
  queue: string;
  body: string;
  receives: number;
  /** Nobody else gets it before this moment. */
  visibleFrom: number;
};

/** As in the cloud: how often a message is tried before it is laid among the dead letters. */
const MOST_RECEIVES = 3;

/** SQS in memory: what is received is hidden for a while and comes again unless it is deleted. */
export function queueEngine() {
  const waiting = new Map<string, QueuedMessage>();
  const dead: QueuedMessage[] = [];
  let sent = 0;
  return {
    send(queue: string, body: string): string {
      sent += 1;
      const id = `m${sent}`;
      waiting.set(id, { id, queue, body, receives: 0, visibleFrom: 0 });
      return id;
    },
    visible: (now: number): QueuedMessage[] =>
      [...waiting.values()].filter(({ visibleFrom }) => visibleFrom <= now),
    /** When the next hidden message shows itself; null where none is left. */
    nextVisibleAt(): number | null {
      const times = [...waiting.values()].map(({ visibleFrom }) => visibleFrom);
      return times.length === 0 ? null : Math.min(...times);
    },
    /** Takes a message until a moment; one that was tried too often is dead instead. */
    receive(id: string, until: number): QueuedMessage | null {
      const message = waiting.get(id);
      if (message === undefined) return null;
      if (message.receives >= MOST_RECEIVES) {
        waiting.delete(id);
        dead.push(message);
        return null;
      }
      const received = { ...message, receives: message.receives + 1, visibleFrom: until };
      waiting.set(id, received);
      return received;
    },
    /** A message that failed may be tried again at a moment. */
    hideUntil(id: string, visibleFrom: number): void {
      const message = waiting.get(id);
      if (message !== undefined) waiting.set(id, { ...message, visibleFrom });
    },
    remove: (id: string) => waiting.delete(id),
    /** What somebody who was called to the dead letters sends back to their queues. */
    redrive(): number {
      const letters = dead.splice(0);
      for (const letter of letters) waiting.set(letter.id, { ...letter, receives: 0, visibleFrom: 0 });
      return letters.length;
    },
  };
}
export type QueueEngine = ReturnType<typeof queueEngine>;
