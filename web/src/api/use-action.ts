import { useRef, useState } from 'preact/hooks';
import type { Answered, Trouble } from './client.ts';

export type Action<T> = {
  busy: boolean;
  trouble: Trouble | null;
  /** Does it; the key stays the same while the same request is tried again, so that it is done once only. */
  run: (request: unknown, send: (key: string) => Promise<Answered<T>>) => Promise<T | null>;
  clear: () => void;
};

/** A write by the press of a button: busy meanwhile, and the trouble if it failed. */
export function useAction<T>(): Action<T> {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const pending = useRef<{ request: string; key: string } | null>(null);
  const run: Action<T>['run'] = async (request, send) => {
    if (busy) return null;
    const text = JSON.stringify(request);
    if (pending.current?.request !== text) pending.current = { request: text, key: crypto.randomUUID() };
    setBusy(true);
    setTrouble(null);
    const answered = await send(pending.current.key);
    setBusy(false);
    // Only an answer that never came leaves it open whether the write happened: that retry needs the same key.
    if (answered.ok || answered.trouble.status !== 0) pending.current = null;
    if (answered.ok) return answered.value;
    setTrouble(answered.trouble);
    return null;
  };
  return {
    busy,
    trouble,
    run,
    clear: () => {
      setTrouble(null);
    },
  };
}
