import type { PayRunDetail } from '../../../events/api/pay-runs.ts';
import { SummaryList, type Row } from '../parts/summary-list.tsx';
import { counted, formatDate, formatMoney } from '../words/format.ts';
import { payeeWords } from './pay-words.ts';

/** What approving and issuing a run changes, in numbers. */
export function RunEffects({ run }: { run: PayRunDetail }) {
  const tense = titles[run.state] ?? 'What approval does';
  return (
    <section class="app-section" aria-labelledby="effects">
      <h2 class="govuk-heading-m" id="effects">
        {tense}
      </h2>
      <SummaryList rows={effectsOf(run)} />
    </section>
  );
}

const titles: Readonly<Partial<Record<PayRunDetail['state'], string>>> = {
  preview: 'What approval would do',
  approved: 'What was approved',
  issued: 'What was approved and issued',
  acknowledged: 'What was approved and issued',
  settled: 'What was approved and issued',
  cancelled: 'What approval would have done',
};

export function payeesInWords({ kind, paymentCount }: PayRunDetail): string {
  const [one, many] = payeeWords[kind];
  return counted(paymentCount ?? 0, one, many);
}

function effectsOf(run: PayRunDetail): Row[] {
  const total = run.totalPence ?? 0;
  const held = run.heldPence ?? 0;
  const cancelled = run.cancelledPence ?? 0;
  const proposed = run.proposedPence ?? 0;
  const recharge = run.rechargePence ?? 0;
  const takenOff = run.takenOffPence ?? 0;
  const resend = run.resendPence ?? 0;
  const payOn = run.payOn === null ? '' : `, in the bank on ${formatDate(run.payOn)}`;
  return [
    {
      name: 'Payments',
      value: (
        <>
          <strong>{formatMoney(run.paymentPence ?? 0)}</strong> to {payeesInWords(run)}
          {payOn}
        </>
      ),
    },
    {
      name: 'How it adds up',
      value: `${formatMoney(total)} of lines that are not held, less ${formatMoney(cancelled)} that cancels earlier overpayments, plus ${formatMoney(proposed)} that payees will owe us${takenOff === 0 ? '' : `, less ${formatMoney(takenOff)} that payees have already or owe us`}`,
    },
    ...(resend === 0
      ? []
      : [{ name: 'Sent again', value: `${formatMoney(resend)} of earlier payments that came back` }]),
    {
      name: 'Lines',
      value: `${counted(run.lineCount ?? 0, 'line')} of ${counted(run.packageCount ?? 0, 'package')} count as paid`,
    },
    {
      name: 'Held',
      value:
        held === 0
          ? 'Nothing is held'
          : `${formatMoney(held)} waits until its hold is released, and is then paid in the payee’s next run`,
    },
    {
      name: 'Recoveries proposed',
      value:
        proposed === 0
          ? 'None'
          : `${formatMoney(proposed)} was overpaid. Nothing is taken before someone approves it and the payee is told`,
    },
    ...(recharge === 0
      ? []
      : [
          {
            name: 'Recharged to the NHS',
            value: `${formatMoney(recharge)} is owed by the NHS for its share`,
          },
        ]),
  ];
}
