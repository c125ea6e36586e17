import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, formatDate, londonDate } from '../../../domain/calendar.ts';
import type { Someone } from '../../support/call-api.ts';
import { workStore } from '../../../functions/store/work-store.ts';
import { arrange, concludedCase } from '../../support/concluded-case.ts';
import { statementDesk } from '../../support/statement-desk.ts';

const audrey: Someone = { user: 'audrey.auditor', roles: ['audit-officer'] };
const leo: Someone = { user: 'leo.lead', roles: ['audit-officer', 'audit-lead'] };
const reason = 'As found';
const desk = await statementDesk();
const today = londonDate(desk.deps.clock());
const through = addDays(today, 30);

async function purposesOf(agreementId: string) {
  const { items } = await desk.api.ask('listAgreementLetters', { as: audrey, id: agreementId });
  return items.map(({ purpose }) => purpose);
}

beforeAll(async () => {
  const people = [51, 52, 53, 54].map((number) => `U${number},Ann Smith,1940-01-02`);
  await desk.drop('people/more.csv', ['personId,name,dateOfBirth', ...people, ''].join('\n'));
});

describe('in a Breathing Space', () => {
  it('no letter of an audit goes out, and it is said until when', async () => {
    const breathingSpace = { from: today, to: through };
    const id = await concludedCase(desk, 'DP51', { personId: 'U51', arrangement: { breathingSpace } });
    expect(await purposesOf('DP51')).toEqual([]);
    await desk.api.ask('reopenAuditCase', { as: leo, id, body: { reason } });
    const body = { items: ['A bank letter'], dueOn: addDays(today, 28), reason };
    const asked = await desk.api.ask('requestInformation', { as: audrey, id, body });
    expect(asked.notes).toEqual([
      `No letter goes out. The person is in a Breathing Space: nobody is written to through ${formatDate(through)}.`,
    ]);
    expect(await purposesOf('DP51')).toEqual([]);
  });

  it('which has no end yet nobody is written to until an officer says so', async () => {
    const id = await concludedCase(desk, 'DP52', { personId: 'U52' });
    expect(await purposesOf('DP52')).toEqual(['findings']);
    await arrange(desk.api, 'DP52', { breathingSpace: { from: today, to: null } });
    await desk.api.ask('reopenAuditCase', { as: leo, id, body: { reason } });
    const body = { items: ['A bank letter'], dueOn: addDays(today, 28), reason };
    const { notes } = await desk.api.ask('requestInformation', { as: audrey, id, body });
    expect(notes.join(' ')).toContain('nobody is written to until an officer says so.');
    expect(await purposesOf('DP52')).toEqual(['findings']);
  });

  it('instalments that could not be told are work, until they are', async () => {
    const caseId = await concludedCase(desk, 'DP54', { personId: 'U54' });
    const body = { amountPence: 100_00, method: 'invoice', reason };
    const { recoveryId: id } = await desk.api.ask('proposeSurplusRecovery', { as: audrey, id: caseId, body });
    await desk.api.ask('approveRecovery', { as: leo, id, body: { reason } });
    await desk.api.ask('notifyRecovery', { as: audrey, id, body: { reason } });
    const before = await purposesOf('DP54');
    await arrange(desk.api, 'DP54', { breathingSpace: { from: today, to: through } });
    const agree = (version: number, dueOn = addDays(today, 40)) => ({
      ...{ as: audrey, id },
      body: { items: [{ dueOn, amountPence: 100_00 }], agreedOn: today, version, reason },
    });
    await desk.api.ask('agreeInstalments', agree(0));
    expect(await purposesOf('DP54')).toEqual(before);
    const untold = () => workStore(desk.table).readWork(`instalments-to-tell:${id}`);
    expect(await untold()).toMatchObject({ state: 'open', area: 'audits', link: `/audits/${caseId}` });
    await arrange(desk.api, 'DP54', { breathingSpace: null });
    // Asked again for the same plan, it is told.
    await desk.api.ask('agreeInstalments', agree(0));
    expect(await purposesOf('DP54')).toHaveLength(before.length + 1);
    expect(await untold()).toMatchObject({ state: 'done' });
  });

  it('that has ended letters go out again', async () => {
    const breathingSpace = { from: addDays(today, -60), to: addDays(today, -1) };
    await concludedCase(desk, 'DP53', { personId: 'U53', arrangement: { breathingSpace } });
    expect(await purposesOf('DP53')).toEqual(['findings']);
  });
});
