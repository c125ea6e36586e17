import { randomUUID } from 'node:crypto';
import type { S3Client } from '@aws-sdk/client-s3';
import { londonDate, type CalendarDate } from '../../../domain/calendar.ts';
import type { KeptCase } from '../../../domain/direct-payments/kept-case.ts';
import type { RecoveryFacts } from '../../../domain/direct-payments/surplus-recovery.ts';
import type { Recovery } from '../../../domain/pay/run/recovery.ts';
import { sendCaseLetter, type CaseLetter, type CaseLetterSent } from '../../platform/audits/case-letter.ts';
import { recoveryFactsOf } from '../../platform/audits/surplus-facts.ts';
import type { Clock } from '../../platform/clock.ts';
import type { SendMail } from '../../platform/send-mail.ts';
import { factStore, type FactStore } from '../../store/fact-store.ts';
import { listStore, type ListStore } from '../../store/list-store.ts';
import { payStore, type PayStore } from '../../store/pay-store.ts';
import { recoveryStore, type RecoveryStore } from '../../store/recovery-store.ts';
import { restrictedPeople, type RestrictedPeople } from '../../store/restricted-people.ts';
import { statementStore } from '../../store/statement-store.ts';
import type { Table } from '../../store/table.ts';
import { workStore, type WorkStore } from '../../store/work-store.ts';
import { toldOfRecovery, type ToldOfRecovery } from '../cases/told-of-recovery.ts';

/** What asking money back needs of the outside. */
export type RecoveryDeps = {
  facts: Pick<FactStore, 'currentFacts' | 'versionsOf' | 'recordVersions'>;
  lists: Pick<ListStore, 'everyId'>;
  recoveries: RecoveryStore;
  restricted: RestrictedPeople;
  work: Pick<WorkStore, 'open' | 'finish'>;
  runs: Pick<PayStore, 'openRuns' | 'readRun'>;
  /** What has to be known before money is asked back by an audit case. */
  recoveryFacts: (kept: KeptCase) => Promise<RecoveryFacts>;
  /** What a letter says of money that an audit case asks back. */
  toldOf: (kept: KeptCase, recovery: Recovery) => Promise<ToldOfRecovery>;
  /** Writes to whoever may be written to about an audit case. */
  writeAbout: (letter: CaseLetter) => Promise<CaseLetterSent>;
  /** An id that nothing else has. */
  newId: () => string;
  clock: Clock;
  today: () => CalendarDate;
};

type Outside = {
  table: Table;
  buckets: S3Client;
  evidenceBucket: string;
  sendMail: SendMail;
  clock: Clock;
};

/** The surroundings of asking money back, from the table, the buckets and the mail service. */
export function recoveryDeps({ table, buckets, evidenceBucket, sendMail, clock }: Outside): RecoveryDeps {
  const facts = factStore(table);
  return {
    ...{ facts, lists: listStore(table), recoveries: recoveryStore(table), clock },
    restricted: restrictedPeople(facts),
    ...{ runs: payStore(table), work: workStore(table) },
    recoveryFacts: ({ auditCase, personId }) => recoveryFactsOf(auditCase, { personId, now: clock() }, table),
    toldOf: (kept, recovery) =>
      toldOfRecovery(
        { kept, recovery, now: clock() },
        { table, buckets, evidenceBucket, statements: statementStore(table) },
      ),
    writeAbout: (letter) => sendCaseLetter(letter, { table, buckets, evidenceBucket, sendMail, clock }),
    newId: () => randomUUID().replaceAll('-', ''),
    today: () => londonDate(clock()),
  };
}
