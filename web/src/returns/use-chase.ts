import { useState } from 'preact/hooks';
import type { Answer } from '../api/contract.ts';
import { write, type Trouble } from '../api/client.ts';
import { useAction } from '../api/use-action.ts';

type Chased = Answer<'POST', '/v1/returns-month/chase'>;
export type ChaseOutcome = Chased['items'][number];

/** So few that each request is answered in seconds, and how far it has come can be told. */
const AT_ONCE = 20;

type Chase = {
  outcomes: readonly ChaseOutcome[];
  /** How many are still to be reminded, while that goes on. */
  left: number | null;
  trouble: Trouble | null;
  remind: (providerIds: readonly string[], reason: string) => Promise<void>;
};

/** Reminds providers of a month a few at a time; where one request fails, what came of those before it stays. */
export function useChase(month: string, onDone: () => void): Chase {
  const [outcomes, setOutcomes] = useState<readonly ChaseOutcome[]>([]);
  const [left, setLeft] = useState<number | null>(null);
  const action = useAction<Chased>();
  const remind: Chase['remind'] = async (providerIds, reason) => {
    if (left !== null) return;
    const done: ChaseOutcome[] = [];
    while (done.length < providerIds.length) {
      setLeft(providerIds.length - done.length);
      const body = {
        ...{ month, reason },
        providerIds: providerIds.slice(done.length, done.length + AT_ONCE),
      };
      const answer = await action.run(body, (key) => write('POST', '/v1/returns-month/chase', { body, key }));
      if (answer === null) break;
      done.push(...answer.items);
      setOutcomes([...done]);
    }
    setLeft(null);
    if (done.length > 0) onDone();
  };
  return { outcomes, left, trouble: action.trouble, remind };
}
