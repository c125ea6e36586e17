import { expect, it } from 'vitest';
import { calendarDate as day } from '../../../../domain/calendar.ts';
import { pence } from '../../../../domain/money.ts';
import { readKey } from '../../../../domain/pay/component.ts';
import { recoveryByHand } from '../../../../domain/pay/run/recovery-by-hand.ts';

const carePackage = {
  ...{ packageId: 'PK1', personId: 'A1', providerId: 'P001', costCentre: 'CC1', costElement: null },
  ...{ taxCode: null, purchaseOrder: 'PO7', purchaseOrderLine: null },
};
const asked = {
  ...{ recoveryId: 'MR1', from: day('2022-12-01'), to: day('2022-12-07'), amountPence: pence(100_00) },
  method: 'netting' as const,
};
const made = (kind: Parameters<typeof recoveryByHand>[1]['provider']['kind']) =>
  recoveryByHand(asked, { carePackage, provider: { kind }, serviceType: { subjectiveCode: '41010' } });

it('What somebody asks back by hand is proposed, in a strand of its own that is booked as its package is', () => {
  const recovery = made('organisation');
  expect(recovery).toMatchObject({
    ...{ ...asked, state: 'proposed', payRunId: null, caseId: null, lineId: null },
    ...{ runKind: 'providers', payeeId: 'provider:P001', personId: 'A1', offsetAgreed: true },
  });
  expect(readKey(recovery.key)).toMatchObject({
    ...{ packageId: 'PK1', kind: 'one-off', sourceId: 'MR1', payeeId: 'provider:P001' },
    coding: { costCentre: 'CC1', subjectiveCode: '41010', purchaseOrder: 'PO7' },
  });
});

it('The fee of a carer is reduced for it only where they agreed', () => {
  expect(made('foster')).toMatchObject({ runKind: 'carers', offsetAgreed: false });
});
