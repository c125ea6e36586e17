import type { Item } from '../api/contract.ts';
import { dateColumn, penceColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Tag } from '../parts/tag.tsx';
import { accountOf, payeeInWords, recoveryStates } from './pay-words.ts';
import { FactLinks } from './fact-links.tsx';

export type Recovery = Item<'/v1/recoveries'>;

type RecoveryTableProps = { rows: readonly Recovery[]; fileName: string; without?: readonly string[] };

/** What is still owed of a recovery: not what came back, and not what was given up. */
export function leftToRecover(recovery: Recovery): number {
  return recovery.amountPence - cameBack(recovery) - writtenOff(recovery);
}

export function cameBack({ cancelled, takenOff, repaid }: Recovery): number {
  return totalOf([...cancelled, ...takenOff, ...repaid]);
}

function writtenOff(recovery: Recovery): number {
  return totalOf(recovery.writtenOff);
}

function totalOf(amounts: readonly { amountPence: number }[]): number {
  return amounts.reduce((sum, { amountPence }) => sum + amountPence, 0);
}

/** Recoveries in rows, wherever they are listed. */
export function RecoveryTable({ rows, fileName, without = [] }: RecoveryTableProps) {
  return (
    <DataTable
      caption="Recoveries"
      captionClass="govuk-visually-hidden"
      columns={columns.filter(({ heading }) => !without.includes(heading))}
      rows={rows}
      keyOf={({ recoveryId }) => recoveryId}
      fileName={fileName}
    />
  );
}

const columns: readonly Column<Recovery>[] = [
  {
    ...textColumn('Payee', ({ payeeId }) => payeeInWords(payeeId)),
    cell: ({ payeeId }) => {
      const place = accountOf(payeeId);
      return place === null ? payeeInWords(payeeId) : <a href={place}>{payeeInWords(payeeId)}</a>;
    },
  },
  {
    ...textColumn('Found in', ({ caseId, packageId }) => caseId ?? packageId),
    cell: ({ caseId, packageId }) =>
      caseId === null ? (
        <a href={`/packages/${encodeURIComponent(packageId)}#pay-lines`}>{packageId}</a>
      ) : (
        <a href={`/audits/${encodeURIComponent(caseId)}`}>{caseId}</a>
      ),
  },
  dateColumn('From', ({ from }) => from),
  dateColumn('To', ({ to }) => to),
  penceColumn('To come back', ({ amountPence }) => amountPence),
  penceColumn('Made good since', cameBack),
  penceColumn('Written off', writtenOff),
  penceColumn('Still owed', leftToRecover),
  {
    ...textColumn('State', ({ state }) => recoveryStates[state].word),
    cell: ({ state }) => <Tag of={recoveryStates[state]} />,
  },
  {
    heading: 'Cause',
    text: ({ cause }) => cause.map(({ kind, id, version }) => `${kind} ${id} version ${version}`).join(', '),
    cell: ({ cause }) => (cause.length === 0 ? '–' : <FactLinks facts={cause} />),
  },
  {
    heading: 'Act',
    text: ({ recoveryId }) => recoveryId,
    cell: ({ recoveryId, payeeId, state }) =>
      state === 'recovered' ? (
        '–'
      ) : (
        <a href={`/recoveries?decide=${encodeURIComponent(recoveryId)}`}>
          {state === 'written-off' ? 'Look' : 'Decide'}
          <span class="govuk-visually-hidden"> about what {payeeInWords(payeeId)} owes</span>
        </a>
      ),
  },
];
