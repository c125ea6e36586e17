import { counted, formatMoney } from '../words/format.ts';
import { leftToRecover, type Recovery } from './recovery-table.tsx';

export type RecoveryAct = 'approve' | 'notify' | 'dispute';

type Words = { button: string; does: string; done: string };

/** What may be done about a recovery in its state, the way on before the way off. */
const possible: Readonly<Partial<Record<Recovery['state'], readonly RecoveryAct[]>>> = {
  proposed: ['approve', 'dispute'],
  disputed: ['approve'],
  approved: ['notify', 'dispute'],
  notified: ['dispute'],
  recovering: ['dispute'],
};

export function actsOn({ state }: Recovery): readonly RecoveryAct[] {
  return possible[state] ?? [];
}

/** Whether the payee has to agree first that later payments are reduced. */
export function asksForAgreement({ caseId, method, offsetAgreed }: Recovery): 'may' | 'must' | 'no' {
  if (offsetAgreed || method === 'invoice') return 'no';
  return caseId === null ? 'may' : 'must';
}

/** What an act changes, in the words of where the recovery comes from. */
export function wordsOf(act: RecoveryAct, recovery: Recovery): Words {
  const left = formatMoney(leftToRecover(recovery));
  switch (act) {
    case 'approve':
      return {
        button: 'Approve the recovery',
        does: `Approving says that ${left} ${recovery.caseId === null ? 'was overpaid' : 'is left over'} and is to come back. Nothing is taken before the payee was told.`,
        done: 'The recovery is approved. Tell the payee next.',
      };
    case 'notify':
      return recovery.caseId === null ? toldWords(recovery, left) : noticeWords(recovery, left);
    case 'dispute':
      return {
        button: 'The payee disputes it',
        does: 'Nothing more is taken until somebody approves the recovery again.',
        done: 'The dispute is recorded. Nothing more is taken until the recovery is approved again.',
      };
  }
}

function toldWords({ offsetAgreed }: Recovery, left: string): Words {
  return {
    button: 'The payee was told',
    does: offsetAgreed
      ? `From the next run on, payments to the payee are reduced until ${left} came back.`
      : 'Payments to carers and direct payments are reduced only if the payee agreed and care goes on.',
    done: 'It is recorded that the payee was told.',
  };
}

function noticeWords({ method, instalments }: Recovery, left: string): Words {
  const when =
    instalments === null ? 'within 28 days' : `in ${counted(instalments.items.length, 'instalment')}`;
  return method === 'invoice'
    ? {
        button: 'Send the invoice',
        does: `A letter asks the payee for ${left} ${when}, with the right to a review. What they pay is recorded here.`,
        done: 'The invoice goes out.',
      }
    : {
        button: 'Send the notice',
        does: `A letter says what comes back and why. From the next run on, payments are reduced until ${left} came back.`,
        done: 'The notice goes out. The next run reduces what it pays.',
      };
}
