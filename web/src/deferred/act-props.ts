import type { ShownDeferredAccount } from '../../../events/api/deferred.ts';

/** What a form that records something of an account is given. */
export type ActProps = {
  shown: ShownDeferredAccount;
  today: string;
  /** Reads the account again and says what was recorded. */
  onDone: (said: string) => void;
};
