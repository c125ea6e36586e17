import type { SQSClient } from '@aws-sdk/client-sqs';
import { londonDate } from '../../domain/calendar.ts';
import type { ExtractPrefix } from '../../events/inbox.ts';
import type { Upload } from '../../events/api/uploads.ts';
import { readTable } from '../files/tables/read-table.ts';
import type { Clock } from '../platform/clock.ts';
import { modulusTables } from '../platform/modulus-tables.ts';
import { recheckWaiting } from '../platform/recheck-waiting.ts';
import { readBytes } from '../platform/stored-object.ts';
import { factStore } from '../store/fact-store.ts';
import { historyStore } from '../store/history-store.ts';
import { listStore } from '../store/list-store.ts';
import { uploadStore, type UploadChange } from '../store/upload-store.ts';
import { checkNewRates, checkPayments } from './check-only.ts';
import { importHistory } from './import-history.ts';
import { importKinds } from './import-kinds.ts';
import { importRows } from './import-rows.ts';
import { knownReferences } from './known-references.ts';
import { missingFromExtract } from './missing-from-extract.ts';
import type { Opened } from './open-upload.ts';
import { reporter, type ReporterDeps } from './reporter.ts';

export type TakeRowsDeps = ReporterDeps & { queues: SQSClient; extractsQueueUrl: string; clock: Clock };

/** Kinds that rows of other kinds name: once they grow, rows that waited may go in. */
const NAMED_BY_OTHERS: readonly ExtractPrefix[] = [
  'people',
  'providers',
  'service-types',
  'rate-cards',
  'care-packages',
];

/** Takes the rows of a file that can be trusted as a whole, and says what became of them. */
export async function takeRows(
  { upload, prefix, object, waited }: Opened,
  rows: number,
  deps: TakeRowsDeps,
): Promise<UploadChange> {
  const facts = factStore(deps.table);
  const lists = listStore(deps.table);
  const uploads = uploadStore(deps.table);
  const today = londonDate(deps.clock());
  const report = reporter(upload, rows, deps);
  const bytes = await readBytes(object, deps.buckets);
  const events = readTable(bytes, { fileName: upload.fileName });
  const references = knownReferences(facts);
  if (prefix === 'ledger-history') {
    const history = historyStore(deps.table);
    await importHistory(upload, events, { history, references, today, emit: report.take });
    return report.end();
  }
  if (prefix === 'parallel-run' || prefix === 'uplifts') {
    const check = prefix === 'uplifts' ? checkNewRates : checkPayments;
    await check(events, { references, today, emit: report.take });
    return report.end();
  }
  const subjects = await takeKind(prefix, {
    upload,
    events,
    deps: {
      facts,
      references,
      receivedAtOf: remembered(async (id) => (await uploads.readUpload(id))?.receivedAt ?? null),
      modulusTables,
      clock: deps.clock,
      today,
      emit: report.take,
    },
  });
  if (upload.extract?.mode === 'full') {
    const { factKind, rows: layout } = importKinds[prefix];
    const named = { factKind, noun: layout.noun };
    await report.find(await missingFromExtract(named, subjects, { facts, lists, today }));
  }
  const change = await report.end();
  // Rows that went in on an earlier look count as accepted again: for them, others were looked at then. Without this
  // two files that both wait for what never comes would have each other looked at for ever.
  const grew = waited === null ? change.counts.accepted > 0 : change.rowsWaiting < waited;
  // Before the end is recorded: a try that dies in between is repeated, and must still see that the kind grew.
  if (grew && NAMED_BY_OTHERS.includes(prefix))
    await recheckWaiting({ uploads, queues: deps.queues, queueUrl: deps.extractsQueueUrl }, upload);
  return change;
}

type Taking = {
  upload: Upload;
  events: ReturnType<typeof readTable>;
  deps: Parameters<typeof importRows>[3];
};

/** Picks the kind with its own types: each line gives `importRows` one kind of fact and its layout. */
function takeKind(prefix: keyof typeof importKinds, { upload, events, deps }: Taking): Promise<Set<string>> {
  switch (prefix) {
    case 'people':
      return importRows(importKinds.people, upload, events, deps);
    case 'providers':
      return importRows(importKinds.providers, upload, events, deps);
    case 'service-types':
      return importRows(importKinds['service-types'], upload, events, deps);
    case 'rate-cards':
      return importRows(importKinds['rate-cards'], upload, events, deps);
    case 'care-packages':
      return importRows(importKinds['care-packages'], upload, events, deps);
    case 'contributions':
      return importRows(importKinds.contributions, upload, events, deps);
    case 'assessments':
      return importRows(importKinds.assessments, upload, events, deps);
    case 'direct-payment-agreements':
      return importRows(importKinds['direct-payment-agreements'], upload, events, deps);
    case 'deferred-agreements':
      return importRows(importKinds['deferred-agreements'], upload, events, deps);
    case 'opening-positions':
      return importRows(importKinds['opening-positions'], upload, events, deps);
  }
}

function remembered<T>(look: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (key) => {
    const answer = known.get(key) ?? look(key);
    known.set(key, answer);
    return answer;
  };
}
