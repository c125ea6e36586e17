import type { Section } from './section.ts';
import type { Summary } from './summary.ts';
import { dayInWords, pounds, some } from './words.ts';

export function interestSection({ interest }: Summary): Section {
  const { month, agreements, through, owedPence, isSafeTwice, notReckoned } = interest;
  return {
    title: 'Deferred payment agreements',
    headings: ['in the month', 'amount'],
    rows: [
      ['Interest', pounds(month.interestPence)],
      ['Care deferred', pounds(month.drawnPence)],
      ['Charges', pounds(month.chargesPence)],
      ['Repaid', pounds(month.repaidPence)],
    ],
    notes: [
      `${pounds(owedPence)} is owed under ${some(agreements, 'agreement')} at the end of ${dayInWords(through)}. The night was run twice: the second time ${isSafeTwice ? 'posted nothing' : 'posted something again'}.`,
      ...notReckoned,
    ],
  };
}

export function proofSection({ ledger }: Summary): Section {
  return {
    title: 'Proof of the ledger',
    headings: ['what', 'lines', 'files', 'ledger', 'same'],
    rows: [
      ...ledger.proofs.map(({ what, linesPence, filesPence, ledgerPence, holds }) => [
        ...[what, pounds(linesPence), filesPence === null ? '' : pounds(filesPence)],
        ...[pounds(ledgerPence), holds ? 'Yes' : 'No'],
      ]),
      ['All accounts together', '', '', pounds(ledger.sumPence), ledger.balanced ? 'Yes' : 'No'],
    ],
    notes: ledger.proofs.some(({ ledgerPence, linesPence }) => ledgerPence > linesPence)
      ? [
          'Where the ledger has more than the lines, look first for agreements of restricted people: sam.manager sees those of people for whom the settings or the record name that user.',
        ]
      : [],
  };
}
