import { describe, expect, it } from 'vitest';
import { addDays, londonDate } from '../../../domain/calendar.ts';
import type { Someone } from '../../support/call-api.ts';
import { concludedCase } from '../../support/concluded-case.ts';
import { statementDesk } from '../../support/statement-desk.ts';

const audrey: Someone = { user: 'audrey.auditor', roles: ['audit-officer'] };
const leo: Someone = { user: 'leo.lead', roles: ['audit-officer', 'audit-lead'] };
const reason = 'They live on a pension';
const desk = await statementDesk();
const today = londonDate(desk.deps.clock());

/** A recovery of £100.00 from somebody for whom giving it back at once is a hardship, approved by somebody else. */
async function approved(agreementId: string) {
  const caseId = await concludedCase(desk, agreementId, { isAffordable: false });
  const { recoveryBlocks } = await desk.api.ask('readAuditCase', { as: audrey, id: caseId });
  expect(recoveryBlocks.map(({ rule }) => rule)).toEqual(['not-affordable']);
  const body = { amountPence: 100_00, method: 'invoice', reason };
  const { recoveryId: id } = await desk.api.ask('proposeSurplusRecovery', { as: audrey, id: caseId, body });
  await desk.api.ask('approveRecovery', { as: leo, id, body: { reason } });
  return { id, purposes: () => purposesOf(agreementId) };
}

async function purposesOf(agreementId: string) {
  const { items } = await desk.api.ask('listAgreementLetters', { as: audrey, id: agreementId });
  return items.map(({ purpose }) => purpose);
}

describe('a recovery that is a hardship', () => {
  it('is proposed and approved, and asked for only in instalments that were agreed', async () => {
    const { id, purposes } = await approved('DP41');
    const notify = { as: audrey, id, body: { reason } };
    const atOnce = await desk.api.refusal('notifyRecovery', notify);
    expect(atOnce).toMatchObject({ status: 409, errors: [{ rule: 'not-affordable' }] });
    expect(await purposes()).not.toContain('invoice-of-surplus');
    const items = [30, 60].map((days) => ({ dueOn: addDays(today, days), amountPence: 50_00 }));
    await desk.api.ask('agreeInstalments', { as: audrey, id, body: { items, agreedOn: today, reason } });
    expect(await desk.api.ask('notifyRecovery', notify)).toMatchObject({ state: 'notified' });
    expect(await purposes()).toContain('invoice-of-surplus');
  });

  it('is written off in whole without a notice', async () => {
    const { id, purposes } = await approved('DP42');
    const given = { amountPence: 100_00, reason };
    await desk.api.ask('proposeWriteOff', { as: audrey, id, body: { ...given, cause: 'hardship' } });
    const after = await desk.api.ask('authoriseWriteOff', { as: leo, id, body: given });
    expect(after).toMatchObject({ state: 'written-off' });
    expect(await purposes()).toEqual(['findings']);
  });
});
