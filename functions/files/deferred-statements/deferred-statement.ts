import { addDays, formatDate } from '../../../domain/calendar.ts';
import { formatPounds, pence, sumPence, type Pence } from '../../../domain/money.ts';
import type { ShownDeferredStatement } from '../../../events/api/deferred.ts';
import type { Report, ReportPart } from '../report-pdf.ts';

/** What moves a debt, in the order in which a statement sums it. */
const sums = [
  ['drawdown', 'Care that was deferred'],
  ['charge', 'Administration charges'],
  ['interest', 'Interest'],
  ['repayment', 'Repaid'],
] as const;

/**
 * A statement of a deferred payment agreement as the person gets it: what is owed by its parts, every line that moved it,
 * and, where all is to be repaid on a day, how much that is (Care and Support Statutory Guidance 9.91 to 9.93).
 */
export function deferredStatementReport(statement: ShownDeferredStatement, payerName: string): Report {
  const { agreementId, personName, addressee, from, to, redemptionOn } = statement;
  const whose = addressee === personName ? 'your' : 'the';
  return {
    title:
      redemptionOn === null
        ? `Statement of ${whose} deferred payment agreement`
        : `What repays ${whose} deferred payment agreement`,
    facts: [
      ['From', payerName],
      ['For', addressee],
      ['Agreement', agreementId],
      ['Days', `${formatDate(from)} to ${formatDate(to)}`],
    ],
    parts: [
      ...(redemptionOn === null ? [] : [redemptionPart(statement, redemptionOn)]),
      owedPart(statement),
      linesPart(statement),
      limitPart(statement),
      {
        heading: 'If something is not right',
        text: `Tell ${payerName}, and name the agreement and the line you ask about. You may ask for a statement at any time and get it within 28 days.`,
      },
    ],
  };
}

function redemptionPart(
  { closingPence }: ShownDeferredStatement,
  redemptionOn: NonNullable<ShownDeferredStatement['redemptionOn']>,
): ReportPart {
  return {
    heading: `To repay all on ${formatDate(redemptionOn)}`,
    text: `${formatPounds(closingPence)} received on ${formatDate(redemptionOn)} repays all that is owed, if nothing is corrected before. It counts care and interest until ${formatDate(addDays(redemptionOn, -1))} and nothing of later days. On another day it is another amount.`,
  };
}

function owedPart({
  lines,
  from,
  to,
  redemptionOn,
  openingPence,
  closingPence,
}: ShownDeferredStatement): ReportPart {
  const when =
    redemptionOn === null
      ? `at the end of ${formatDate(to)}`
      : `on the morning of ${formatDate(redemptionOn)}`;
  const moved = sums.map(([kind, name]): readonly [string, Pence] => [
    name,
    sumPence(lines.filter((line) => line.kind === kind).map(({ amountPence }) => amountPence)),
  ]);
  return {
    heading: 'What is owed',
    text: `${when.charAt(0).toUpperCase()}${when.slice(1)} ${formatPounds(closingPence)} was owed.`,
    table: {
      headings: ['What', 'Amount'],
      rows: [
        [`Owed at the start of ${formatDate(from)}`, formatPounds(openingPence)],
        ...moved.map(([name, amount]) => [name, formatPounds(amount)]),
        [`Owed ${when}`, formatPounds(closingPence)],
      ],
      columns: ['*', 110],
    },
  };
}

function linesPart({ lines }: ShownDeferredStatement): ReportPart {
  const heading = 'How it came to that';
  if (lines.length === 0) return { heading, text: 'Nothing moved what is owed on these days.' };
  return {
    heading,
    text: 'Every line that moved what is owed, and what was owed after it.',
    table: {
      headings: ['Date', 'What', 'Amount', 'Owed after'],
      rows: lines.map(({ date, explanation, amountPence, balancePence }) => [
        ...[formatDate(date), explanation, formatPounds(amountPence), formatPounds(balancePence)],
      ]),
      columns: [100, '*', 80, 90],
    },
  };
}

function limitPart({ equityLimitPence, closingPence, to }: ShownDeferredStatement): ReportPart {
  const left = pence(equityLimitPence - closingPence);
  const limit = `The most that may be deferred against the property is ${formatPounds(equityLimitPence)}`;
  return {
    heading: 'How much more may be deferred',
    text:
      left > 0
        ? `${limit}: on ${formatDate(to)} another ${formatPounds(left)} could be.`
        : `${limit}. It is reached: no more care is deferred, while interest and charges go on.`,
  };
}
