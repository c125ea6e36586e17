import { useState } from 'preact/hooks';
import type { ShownStatement } from '../../../events/api/statements.ts';
import { read, type Trouble } from '../api/client.ts';
import { useRead, type Reading } from '../api/use-read.ts';

const PATH = '/v1/statements/{id}';

/** What was added to a first answer since. */
type Added = {
  to: ShownStatement;
  transactions: ShownStatement['transactions'];
  nextCursor: string | null;
  busy: boolean;
  trouble: Trouble | null;
};

export type StatementSoFar = {
  statement: ShownStatement;
  busy: boolean;
  moreTrouble: Trouble | null;
  more: () => void;
  again: () => void;
};

/** One account of a statement; of very many transactions the first, and `more` adds the next. */
export function useStatement(id: string, account: string): Reading<StatementSoFar> {
  const query = account === '' ? {} : { account };
  const reading = useRead(PATH, { id, query });
  const [added, setAdded] = useState<Added>();
  if (reading.state !== 'here') return reading;
  const first = reading.value;
  // What was added to another account, or to an older answer, does not belong here.
  const so: Added =
    added?.to === first
      ? added
      : { to: first, transactions: [], nextCursor: first.nextCursor, busy: false, trouble: null };
  const load = async (cursor: string): Promise<void> => {
    setAdded({ ...so, busy: true, trouble: null });
    const answered = await read(PATH, { id, query: { ...query, cursor } });
    const next: Added = answered.ok
      ? {
          ...so,
          transactions: [...so.transactions, ...answered.value.transactions],
          nextCursor: answered.value.nextCursor,
        }
      : { ...so, trouble: answered.trouble };
    setAdded((now) => (now?.to === first ? next : now));
  };
  return {
    state: 'here',
    again: reading.again,
    value: {
      statement: {
        ...first,
        transactions: [...first.transactions, ...so.transactions],
        nextCursor: so.nextCursor,
      },
      busy: so.busy,
      moreTrouble: so.trouble,
      again: reading.again,
      more: () => {
        if (so.nextCursor !== null && !so.busy) void load(so.nextCursor);
      },
    },
  };
}
