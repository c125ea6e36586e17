import { describe, expect, it } from 'vitest';
import { payCouncil, reason } from '../../support/pay-council.ts';
import { payDesk, payUsers } from '../../support/pay-desk.ts';

const { olu, amy, abe } = payUsers;

/** £300 that the home was overpaid, found by a run that amy issued. */
async function overpaid() {
  const desk = await payDesk();
  const council = payCouncil(desk);
  await council.base();
  const { api } = desk;
  const body = { reason };
  for (const rate of ['700', '400']) {
    await council.package('PK1', { rate });
    const started = await api.ask('startPayRun', {
      as: olu,
      body: { kind: 'providers', throughDate: '2022-12-07' },
    });
    const id = started.payRunId;
    await desk.work();
    await api.ask('submitPayRun', { as: olu, id, body });
    const { linesHash } = await api.ask('readPayRun', { as: olu, id });
    await api.ask('approvePayRun', { as: abe, id, body: { linesHash, reason } });
    await api.ask('issuePayRun', { as: amy, id, body });
    await desk.work();
  }
  const [recovery] = (await api.ask('listRecoveries', { as: olu })).items;
  const id = recovery?.recoveryId ?? '';
  const refusedToAmy = async () => {
    const { status, errors } = await api.refusal('approveRecovery', { as: amy, id, body });
    return [status, errors?.[0]?.rule];
  };
  return { api, id, body, refusedToAmy };
}

describe('an overpayment that somebody proposed to take back', () => {
  it('is approved by somebody else, also after another person disputed it', async () => {
    const { api, id, body, refusedToAmy } = await overpaid();
    expect(await refusedToAmy()).toEqual([403, 'maker-is-checker']);
    expect(await api.ask('disputeRecovery', { as: olu, id, body })).toMatchObject({ state: 'disputed' });
    expect(await refusedToAmy()).toEqual([403, 'maker-is-checker']);
    expect(await api.ask('approveRecovery', { as: abe, id, body })).toMatchObject({ state: 'approved' });
    expect(await refusedToAmy()).toEqual([409, 'wrong-state']);
  });
});
