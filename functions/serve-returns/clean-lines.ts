import { claimOf } from '../../domain/returns/payable.ts';
import type { Commissioned } from '../../domain/returns/commissioned.ts';
import type { ExceptionLine } from '../../domain/returns/exception.ts';
import { headingOfColumns, returnReader } from '../../domain/returns/read-return.ts';
import type { Upload } from '../../events/api/uploads.ts';
import type { CheckedLine } from '../platform/returns/checked-lines.ts';
import { loadProvider } from '../platform/returns/load-provider.ts';
import { linesNumbered } from '../platform/returns/return-lines.ts';
import { Unacceptable } from '../platform/problem-responses.ts';
import type { TakenReturn } from '../store/return-store.ts';
import type { ReturnsDeps } from './deps.ts';

/** So many lines that nobody asked about are decided of at once: an officer names them one by one. */
const MOST = 200;

/** Lines that were accepted with nothing to say of them, as an officer decides of them all the same. */
export async function cleanLines(
  lines: readonly number[],
  { upload, taken }: { upload: Upload; taken: TakenReturn },
  deps: ReturnsDeps,
): Promise<ExceptionLine[]> {
  if (lines.length === 0) return [];
  if (lines.length > MOST)
    throw new Unacceptable(`At most ${MOST} lines that nobody asks about are decided of at once.`);
  const [found, provider] = await Promise.all([
    linesNumbered(upload.uploadId, lines, deps),
    loadProvider(upload.key, deps.table),
  ]);
  const packs = new Map((provider?.packages ?? []).map((pack) => [pack.carePackage.packageId, pack]));
  return lines.map((line) => {
    const checked = found.get(line);
    const exception = checked === undefined ? null : asException(checked, taken, packs);
    if (exception === null) throw new Unacceptable(`The return has no line ${line} to decide of.`);
    return exception;
  });
}

function asException(
  { line: number, placed, cells }: CheckedLine,
  { columns, layout }: TakenReturn,
  packs: ReadonlyMap<string, Commissioned>,
): ExceptionLine | null {
  const { line } = returnReader(headingOfColumns(columns, layout))({ line: number, cells });
  const pack = line === null ? undefined : packs.get(line.packageId ?? placed ?? '');
  if (line === null || pack === undefined) return null;
  const claim = claimOf(line, pack);
  const { lineRef, personId, first, last } = line;
  return {
    ...{ line: number, lineRef, personId, packageId: pack.carePackage.packageId },
    days: { first, last },
    claim: { ...claim, commissioned: claim.claimed },
    ...{ state: 'accepted', askedAt: null, findings: [] },
  };
}
