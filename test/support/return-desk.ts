import { checkReturns, type Deps } from '../../functions/check-returns/check-returns.ts';
import { returnStore } from '../../functions/store/return-store.ts';
import { inboxDesk, type Delivered } from './inbox-desk.ts';
import type { Engines } from './real-engines.ts';
import { bringIn, PACKAGE_HEADING } from './small-council.ts';

const HEADING =
  'lineRef,personId,packageId,serviceType,date,startTime,claimedMinutes,actualStartTime,actualMinutes,monitoring,carerId,rate,amount,invoiceNumber';

export type VisitCells = Partial<
  Record<'lineRef' | 'personId' | 'packageId' | 'date' | 'startTime' | 'claimedMinutes', string> &
    Record<'actualStartTime' | 'actualMinutes' | 'carerId' | 'rate' | 'amount' | 'invoiceNumber', string>
>;

/** An hour a day from a Monday, as it was commissioned; each day may say something else. */
export function aWeek(
  monday: string,
  more: VisitCells = {},
  days: Readonly<Record<number, VisitCells>> = {},
): string[] {
  return Array.from({ length: 7 }, (_, day) => {
    const date = new Date(Date.parse(monday) + day * 86_400_000).toISOString().slice(0, 10);
    const cells = {
      ...{ lineRef: `L${date}`, personId: 'U1', packageId: 'PK1', date, startTime: '09:00' },
      ...{ claimedMinutes: '60', actualStartTime: '09:02', actualMinutes: '60', carerId: 'C1' },
      ...{ rate: '20.00', amount: '20.00', invoiceNumber: '' },
      ...more,
      ...days[day],
    };
    const { lineRef, personId, packageId, startTime, claimedMinutes, actualStartTime, actualMinutes } = cells;
    return [
      ...[lineRef, personId, packageId, 'home-care', cells.date, startTime, claimedMinutes, actualStartTime],
      ...[actualMinutes, 'auto', cells.carerId, cells.rate, cells.amount, cells.invoiceNumber],
    ].join(',');
  });
}

/** A file of visits, with a reference, a number and totals where they are given. */
export function visitsFile(
  rows: readonly string[],
  { file, total }: { file?: [string, number | string]; total?: [number | string, string] } = {},
): string {
  return [
    ...(file === undefined ? [] : [`#FILE,${file.join(',')}`]),
    HEADING,
    ...rows,
    ...(total === undefined ? [] : [`#TOTAL,${total.join(',')}`]),
    '',
  ].join('\n');
}

/** Two providers’ visits, commissioned of two people, and the way in of their returns. */
export async function returnDesk(engines?: Engines) {
  const desk = await inboxDesk(engines);
  await bringIn(desk);
  await desk.drop(
    'care-packages/visits.csv',
    [
      PACKAGE_HEADING,
      'PK1,U1,P001,home-care,2026-04-06,,7,20.00',
      'PK2,U2,P001,home-care,2026-04-06,,7,20.00',
      'PK9,U2,P002,home-care,2026-04-06,,7,20.00',
      '',
    ].join('\n'),
  );
  const deps: Deps = { ...desk.deps, returnsQueueUrl: desk.deps.extractsQueueUrl };
  let done = 0;
  let files = 0;

  /** Works through the messages that were sent since: word that something was decided is the same text each time. */
  async function wake(): Promise<void> {
    for (const message of desk.messages().slice(done)) {
      done += 1;
      await checkReturns(message, deps);
    }
  }

  return {
    ...desk,
    deps,
    returns: returnStore(desk.table),
    wake,
    /** Puts a return into the inbox and has it checked. */
    async send(
      content: string | Uint8Array,
      { provider = 'P001', name = 'visits.csv' } = {},
    ): Promise<Delivered> {
      files += 1;
      const uploadId = `return-${files}`;
      await checkReturns(
        await desk.put(`provider-returns/${provider}/${files}-${name}`, content, uploadId),
        deps,
      );
      return desk.read(uploadId);
    },
  };
}
