import { beforeAll, describe, expect, it } from 'vitest';
import { rowKinds } from '../../../domain/records/kinds.ts';
import { rowOf } from '../../support/a-council.ts';
import { payCouncil, reason } from '../../support/pay-council.ts';
import { payDesk, payUsers } from '../../support/pay-desk.ts';

const { olu } = payUsers;

/** A home, a carer, a managed account and an agreement; D7 is the id of a home and of an agreement. */
async function payees() {
  const desk = await payDesk();
  const council = payCouncil(desk);
  await council.base();
  await council.provider('C1', { kind: 'shared-lives' });
  await council.provider('M1', { kind: 'account-provider' });
  await council.provider('D7');
  for (const agreementId of ['DP1', 'D7']) {
    await council.record(
      'direct-payment-agreement',
      agreementId,
      rowOf(rowKinds['direct-payment-agreements'], {
        ...{ agreementId, personId: 'A1', frequency: 'monthly', startDate: '2022-12-01' },
        ...{ weeklyBudget: '84', payeeName: 'A Marlow' },
      }),
    );
  }
  const keyed = (payee: string, kind?: string) => ({
    ...{ payee, amountPence: 500, method: 'chaps', paidOn: '2022-12-19', reference: 'CHAPS 7', reason },
    ...(kind !== undefined && { kind }),
  });
  return {
    async paid(payee: string, kind?: string) {
      const { paymentId } = await desk.api.ask('payOutside', { as: olu, body: keyed(payee, kind) });
      const { payment } = await desk.api.ask('paymentTrace', { as: olu, id: paymentId });
      return [payment.payeeId, payment.runKind];
    },
    async refused(payee: string, kind?: string) {
      const { status, detail, errors } = await desk.api.refusal('payOutside', {
        as: olu,
        body: keyed(payee, kind),
      });
      return [status, errors?.[0]?.field, errors?.[0]?.rule, detail];
    },
  };
}

let desk: Awaited<ReturnType<typeof payees>>;
beforeAll(async () => {
  desk = await payees();
}, 60_000);

describe('a payment made outside', () => {
  it.each([
    ['P001', undefined, 'provider:P001', 'providers'],
    ['P001', 'manual', 'provider:P001', 'manual'],
    ['C1', undefined, 'provider:C1', 'carers'],
    ['M1', 'direct-payments', 'provider:M1', 'direct-payments'],
    ['DP1', undefined, 'agreement:DP1', 'direct-payments'],
    ['provider:D7', undefined, 'provider:D7', 'providers'],
    ['agreement:D7', undefined, 'agreement:D7', 'direct-payments'],
  ])('to %s (%s) is kept for %s and the runs that pay it: %s', async (payee, kind, payeeId, runKind) => {
    expect(await desk.paid(payee, kind)).toEqual([payeeId, runKind]);
  });

  it.each([
    ['P001', 'direct-payments', 'provider:P001 is paid by runs of the kind providers or manual'],
    ['P001', 'carers', 'provider:P001 is paid by runs of the kind providers or manual'],
    ['C1', 'providers', 'provider:C1 is paid by runs of the kind carers or manual'],
    ['DP1', 'manual', 'agreement:DP1 is paid by runs of the kind direct-payments'],
  ])('to %s is not left to %s, whose runs would never take it off', async (payee, kind, sentence) => {
    expect(await desk.refused(payee, kind)).toEqual([
      ...[422, 'kind', 'kind-of-another-payee'],
      `${sentence}: no run of the kind ${kind} would take the payment off.`,
    ]);
  });

  it.each([
    ['provider:DP1', 'provider:DP1 is neither a provider nor an agreement.'],
    ['agreement:P001', 'agreement:P001 is neither a provider nor an agreement.'],
    ['icb:P001', 'icb:P001 is neither a provider nor an agreement.'],
  ])('to %s is refused: nobody is called so', async (payee, sentence) => {
    expect(await desk.refused(payee)).toEqual([422, 'payee', 'unknown-reference', sentence]);
  });

  it('says what to write where an id names a provider and an agreement', async () => {
    expect(await desk.refused('D7')).toEqual([
      ...[422, 'payee', 'payee-of-two-kinds'],
      'D7 is a provider and an agreement. Say which: provider:D7 or agreement:D7.',
    ]);
  });
});
