import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Me } from '../../../events/api/settings.ts';

export const MeContext = createContext<Me | null>(null);

/** Who is signed in. Pages are only shown once that is known. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (me === null) throw new Error('a page was shown before it was known who is signed in');
  return me;
}
