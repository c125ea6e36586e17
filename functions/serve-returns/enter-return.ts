import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { portalReturnRoutes } from '../../events/api/portal-returns.ts';
import { csvText } from '../files/payments/csv-text.ts';
import { loadPackagesOf } from '../platform/returns/load-provider.ts';
import { Unacceptable, type FieldError } from '../platform/problem-responses.ts';
import type { Asked } from '../platform/route-area.ts';
import { announceOwn } from './announce.ts';
import type { ReturnsDeps } from './deps.ts';
import { providerOfViewer } from '../platform/identity.ts';

type Entered = Asked<typeof portalReturnRoutes.enterReturn>['body']['lines'][number];
type Layout = 'visits' | 'stays';
type Line = Entered & { personId: string; serviceType: string };

const HEADINGS: Readonly<Record<Layout, readonly string[]>> = {
  visits: [
    ...['lineRef', 'personId', 'packageId', 'serviceType', 'date', 'startTime', 'claimedMinutes'],
    ...['monitoring', 'carers', 'carerId', 'invoiceNumber', 'note'],
  ],
  stays: [
    ...['lineRef', 'personId', 'packageId', 'serviceType', 'from', 'to', 'units', 'invoiceNumber', 'note'],
  ],
};

/** Makes a file of lines that were entered by hand and puts it where files come in: the same checks are behind both. */
export async function enterReturn(
  { viewer, body, actId }: Asked<typeof portalReturnRoutes.enterReturn>,
  deps: ReturnsDeps,
): Promise<{ uploads: { uploadId: string; layout: Layout }[] }> {
  const providerId = providerOfViewer(viewer);
  const packages = new Map(
    (await loadPackagesOf(providerId, deps.table)).map((pack) => [pack.carePackage.packageId, pack]),
  );
  const errors: FieldError[] = [];
  const byLayout = new Map<Layout, Line[]>();
  for (const [place, line] of body.lines.entries()) {
    const pack = packages.get(line.packageId);
    if (pack === undefined) errors.push(unknownPackage(place, line.packageId));
    else {
      const layout = pack.serviceType.unit === 'hour' ? 'visits' : 'stays';
      const { personId } = pack.carePackage;
      const own = byLayout.get(layout) ?? [];
      own.push({ ...line, personId, serviceType: pack.serviceType.serviceType });
      byLayout.set(layout, own);
    }
  }
  if (errors.length > 0)
    throw new Unacceptable('Some lines are about packages that are not with you. Nothing was sent.', {
      errors,
    });
  const act = actId ?? deps.newId();
  const uploads: { uploadId: string; layout: Layout }[] = [];
  for (const [layout, lines] of byLayout) {
    // The same request again makes the same file under the same id, and is received once.
    const uploadId = `${act.slice(0, 24)}-${layout}`;
    const key = await announceOwn({ uploadId, fileName: `entered-${layout}.csv`, viewer, providerId }, deps);
    await deps.buckets.send(
      new PutObjectCommand({
        Bucket: deps.inboxBucket,
        Key: key,
        Body: Buffer.from(csvText([HEADINGS[layout], ...numbered(lines).map(rowOf[layout])])),
        Metadata: { 'upload-id': uploadId },
      }),
    );
    uploads.push({ uploadId, layout });
  }
  return { uploads };
}

function unknownPackage(place: number, packageId: string): FieldError {
  return {
    field: `lines.${place}.packageId`,
    rule: 'package-unknown',
    message: `You have no package ${packageId}.`,
  };
}

type Numbered = Line & { lineRef: string };

/** A reference for each line that is the same when the week is entered again: package, day, and which of that day. */
function numbered(lines: readonly Line[]): Numbered[] {
  const counts = new Map<string, number>();
  return lines.map((line) => {
    const at = `${line.packageId}/${line.date}`;
    const count = (counts.get(at) ?? 0) + 1;
    counts.set(at, count);
    return { ...line, lineRef: `${at}/${count}` };
  });
}

const rowOf: Readonly<Record<Layout, (line: Numbered) => string[]>> = {
  visits: (line) => [
    ...[line.lineRef, line.personId, line.packageId, line.serviceType, line.date, line.startTime ?? ''],
    ...[line.quantity, 'manual', String(line.carers ?? 1), line.carerId ?? '', line.invoiceNumber ?? ''],
    line.note ?? '',
  ],
  stays: (line) => [
    ...[line.lineRef, line.personId, line.packageId, line.serviceType, line.date, line.to ?? line.date],
    ...[line.quantity, line.invoiceNumber ?? '', line.note ?? ''],
  ],
};
