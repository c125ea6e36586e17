import { factStore, type FactStore } from '../../store/fact-store.ts';
import { listStore, type ListStore } from '../../store/list-store.ts';
import { reminderStore, type ReminderStore } from '../../store/reminder-store.ts';
import { returnStore } from '../../store/return-store.ts';
import type { Table } from '../../store/table.ts';
import { workStore, type WorkStore } from '../../store/work-store.ts';
import type { Clock } from '../clock.ts';
import type { SendMail } from '../send-mail.ts';

/** What chasing returns needs of the outside. */
export type ChaseDeps = {
  facts: Pick<FactStore, 'currentFacts'>;
  lists: Pick<ListStore, 'everyId' | 'everyPackageId'>;
  returns: Pick<ReturnType<typeof returnStore>, 'takenOf'>;
  reminders: ReminderStore;
  work: WorkStore;
  sendMail: SendMail;
  clock: Clock;
};

/** The surroundings of chasing, from the table and the mail service. */
export function chaseDeps({
  table,
  sendMail,
  clock,
}: { table: Table } & Pick<ChaseDeps, 'sendMail' | 'clock'>): ChaseDeps {
  return {
    facts: factStore(table),
    lists: listStore(table),
    returns: returnStore(table),
    reminders: reminderStore(table),
    work: workStore(table),
    sendMail,
    clock,
  };
}
