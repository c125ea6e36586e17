import type { SettingChange } from '../sample-council/settings.ts';

/** Sums up what is owed, and is named for restricted records so that no agreement is left out. */
export const READER = 'sam.manager';

/** What Larkshire decided, so that the sum of all debts can be set beside the ledger. */
export function restrictedReaders(effectiveFrom: string): SettingChange {
  const reason = 'The service manager answers for what restricted people owe.';
  return { setting: 'restrictedReaders', value: [READER], effectiveFrom, reason };
}
