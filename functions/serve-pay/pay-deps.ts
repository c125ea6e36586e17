import { londonDate } from '../../domain/calendar.ts';
import { uploadLineSchema } from '../../events/api/uploads.ts';
import { linesPartKey, readPart } from '../platform/checked-parts.ts';
import { modulusTables } from '../platform/modulus-tables.ts';
import { holdsThatMatter } from '../platform/pay/holds-that-matter.ts';
import { runEvidence, type RunBuckets } from '../platform/pay/evidence.ts';
import { accrualStore } from '../store/accrual-store.ts';
import { changeMarks } from '../store/change-marks.ts';
import { factStore } from '../store/fact-store.ts';
import { invoiceStore } from '../store/invoice-store.ts';
import { ledgerStore } from '../store/ledger-store.ts';
import { listStore } from '../store/list-store.ts';
import { paymentStore } from '../store/payment-store.ts';
import { payStore } from '../store/pay-store.ts';
import { positionStore } from '../store/position-store.ts';
import { restrictedPeople } from '../store/restricted-people.ts';
import { shardStore } from '../store/shard-store.ts';
import type { Table } from '../store/table.ts';
import { uploadStore } from '../store/upload-store.ts';
import { workStore } from '../store/work-store.ts';
import type { PayDeps } from './deps.ts';

type Outside = Pick<PayDeps, 'send' | 'linkTo' | 'newId' | 'clock'> & { table: Table; buckets: RunBuckets };

/** The surroundings of what answers about pay, from the table, the buckets and what goes outside. */
export function payDeps({ table, buckets, clock, ...outside }: Outside): PayDeps {
  const facts = factStore(table);
  const lists = listStore(table);
  return {
    facts,
    lists,
    runs: payStore(table),
    shards: shardStore(table),
    positions: positionStore(table),
    ledger: ledgerStore(table),
    payments: paymentStore(table),
    accruals: accrualStore(table),
    invoices: invoiceStore(table),
    uploads: uploadStore(table),
    async checkedLines(uploadId, part) {
      const key = linesPartKey(uploadId, part);
      const source = { buckets: buckets.client, bucket: buckets.evidence, key };
      return (await readPart(source, uploadLineSchema)) ?? [];
    },
    marks: changeMarks(table),
    work: workStore(table),
    restricted: restrictedPeople(facts),
    evidence: runEvidence(buckets),
    holds: holdsThatMatter({ facts, lists, clock }),
    modulusTables,
    clock,
    today: () => londonDate(clock()),
    ...outside,
  };
}
