import type { AuditCheck } from '../audited.ts';
import { wordsOf } from '../bank-words.ts';
import { auditFinding } from '../found.ts';

/** A name on the statement that is neither the payee’s nor the person’s. Banks shorten names, so it is no finding alone. */
export const accountNameDiffers: AuditCheck = ({ agreement, person, sent }) => {
  const { name } = sent.statement.account;
  if (name === null) return [];
  const agreed = [agreement.payeeName ?? person.name, person.name].flatMap(wordsOf);
  if (wordsOf(name).some((word) => word.length > 2 && agreed.includes(word))) return [];
  return [
    auditFinding('account-name-differs', {
      severity: 'information',
      amountPence: null,
      sentence: 'The name on the statement is neither that of the payee nor that of the person.',
      evidence: [
        `The statement names ${name}.`,
        `The agreement names ${agreement.payeeName ?? person.name}.`,
      ],
    }),
  ];
};
