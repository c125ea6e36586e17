import type { ReturnSums } from '../../../domain/returns/settle-return.ts';
import { formatPounds } from '../../../domain/money.ts';
import type { Upload } from '../../../events/api/uploads.ts';
import type { Table } from '../../store/table.ts';
import { workStore } from '../../store/work-store.ts';
import type { Clock } from '../clock.ts';

/** Puts the lines of a return that wait for a decision into the work queue, and takes them out once none is left. */
export async function askOfficers(
  upload: Pick<Upload, 'uploadId' | 'receivedAt'>,
  { providerId, sums }: { providerId: string; sums: Pick<ReturnSums, 'questioned' | 'heldPence'> },
  { table, clock }: { table: Table; clock: Clock },
): Promise<void> {
  const work = workStore(table);
  const workId = `return:${upload.uploadId}`;
  if (sums.questioned === 0) {
    await work.finish(workId, 'Every line is decided.');
    return;
  }
  const lines = sums.questioned === 1 ? '1 line' : `${sums.questioned} lines`;
  await work.open({
    workId,
    area: 'payments',
    title: `${lines} of a return of ${providerId} ${sums.questioned === 1 ? 'waits' : 'wait'} for a decision; ${formatPounds(sums.heldPence)} is held.`,
    link: `/returns/${upload.uploadId}`,
    risk: 'medium',
    openedAt: clock(),
    dueOn: null,
  });
}
