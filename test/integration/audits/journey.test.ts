import { describe, expect, it } from 'vitest';
import { instant } from '../../../domain/calendar.ts';
import { emptyArrangement } from '../../../domain/direct-payments/arrangement.ts';
import { settings } from '../../../domain/settings/settings.ts';
import type { Someone } from '../../support/call-api.ts';
import { chasingDesk } from '../../support/chasing-desk.ts';
import { payDeskOver, payUsers } from '../../support/pay-desk.ts';
import { lloyds, type Movement } from '../../support/statements/bank-files.ts';

const { olu, amy, ivy } = payUsers;
const audrey: Someone = { user: 'audrey.auditor', roles: ['audit-officer'] };
const leo: Someone = { user: 'leo.lead', roles: ['audit-officer', 'audit-lead'] };
const wes: Someone = { user: 'wes.worker', roles: ['social-worker'] };
const reason = 'As agreed';

const desk = await chasingDesk({ goLive: null });
const pay = payDeskOver({
  ...{ table: desk.table, client: desk.buckets, sendMail: desk.sendMail, clock: desk.clock },
  at: (time) => {
    desk.at(time);
  },
});
const asked = <T extends object>(as: Someone, id: string, body: T) => ({ as, id, body: { reason, ...body } });

/** Pays direct payments through a day, from request to files. */
async function payThrough(throughDate: string) {
  const body = { kind: 'direct-payments', throughDate };
  const { payRunId: id } = await pay.api.ask('startPayRun', { as: olu, body });
  await pay.work();
  await pay.api.ask('submitPayRun', asked(olu, id, {}));
  const { linesHash } = await pay.api.ask('readPayRun', { as: ivy, id });
  await pay.api.ask('approvePayRun', asked(amy, id, { linesHash }));
  await pay.api.ask('issuePayRun', asked(olu, id, {}));
  await pay.work();
  return pay.api.ask('readPayRun', { as: ivy, id });
}

const moved = (on: string, text: string, pence: number): Movement => ({ on, text, pence });
const fourWeeks = ['2026-11-23', '2026-12-21', '2027-01-18', '2027-02-15'];
const statement = lloyds([
  ...fourWeeks.slice(0, 2).map((day) => moved(day, 'LARKSHIRE COUNCIL DP', 1000_00)),
  moved('2026-12-22', 'JO PARK WAGES', -225_00),
  moved('2026-12-28', 'BETLARK ONLINE BETTING', -25_00),
  ...fourWeeks.slice(2).map((day) => moved(day, 'LARKSHIRE COUNCIL DP', 1000_00)),
  moved('2027-02-22', 'JO PARK WAGES', -225_00),
]);

describe('a direct payment', () => {
  it('is paid, its papers asked for, its statement audited, and what is left over comes back through the ledger', async () => {
    // What was agreed, and with whom.
    await desk.set(settings.goLive.name, '2026-11-23');
    await desk.agree('DP77', {
      ...{ startDate: '2026-11-23', sortCode: '000000', accountNumber: '12345678', contingencyWeeks: '4' },
      planItems: 'Wages: Jo Park 225.00 weekly',
    });
    await desk.api.ask('putArrangement', {
      ...{ as: audrey, id: 'DP77' },
      body: {
        arrangement: { ...emptyArrangement, address: '1 High Street', email: 'ann@smith.example' },
        ...{ version: null, reason },
      },
    });

    // Paid in advance, each time to be there when its four weeks begin.
    const runs = [
      { today: '2026-11-23', through: '2026-12-20' },
      { today: '2026-12-17', through: '2027-01-17' },
      { today: '2027-01-14', through: '2027-02-14' },
      { today: '2027-02-11', through: '2027-03-14' },
    ];
    for (const { today, through } of runs) {
      desk.at(instant(`${today}T09:00:00.000Z`));
      expect(await payThrough(through)).toMatchObject({ state: 'issued', totalPence: 1000_00 });
    }

    // The papers of the first quarter do not come.
    expect(await desk.morning('2027-03-23')).toMatchObject({ sent: 1 });
    expect(desk.mails.map(({ tags }) => tags['kind'])).toEqual(['papers-first-reminder']);

    // Then the statement does.
    desk.at(instant('2027-03-25T09:00:00.000Z'));
    expect((await desk.send(statement, { agreement: 'DP77' })).upload.state).toBe('accepted');
    expect(await desk.morning('2027-04-07')).toMatchObject({ sent: 0 });
    const queue = await desk.api.ask('listAuditCases', { as: audrey, query: {} });
    const [row] = queue.items;
    expect(row).toMatchObject({ agreementId: 'DP77', period: { from: '2026-11-23', to: '2027-02-22' } });
    const id = row!.caseId;
    const seen = await desk.api.ask('readAuditCase', { as: audrey, id });
    const gambling = seen.findings.filter(({ rule }) => rule === 'gambling');
    expect(gambling).toHaveLength(1);
    expect(seen.findings.every(({ isStillFound }) => isStillFound)).toBe(true);
    // £200.00 and four payments, less what was spent, less two weeks paid in advance and four weeks’ contingency.
    expect(seen.surplus).toMatchObject({
      surplusPence: 200_00 + 4000_00 - 475_00 - 500_00 - 1000_00,
      balanceOn: '2027-02-28',
    });

    // Decided one by one, with the social worker.
    await desk.api.ask('assignAuditCase', asked(audrey, id, { to: 'audrey.auditor' }));
    const others = seen.findings.filter(({ rule }) => rule !== 'gambling');
    const decide = (findings: typeof others, decision: string) =>
      desk.api.ask(
        'decideAuditFinding',
        asked(audrey, id, { findingIds: findings.map(({ findingId }) => findingId), decision }),
      );
    await decide(gambling, 'upheld');
    await decide(others, 'explained');
    await desk.api.ask(
      'recordSocialWorkerView',
      asked(wes, id, { needsCheckedOn: '2027-04-06', areNeedsMet: true, agreesToRecovery: true }),
    );
    await desk.api.ask(
      'recordMoneyInAccount',
      asked(audrey, id, {
        ...{ uncleared: [], ownMoneyPence: 0, areFinalCostsPaid: false },
        affordability: { checkedOn: '2027-04-06', isAffordable: true },
      }),
    );
    const concluded = await desk.api.ask(
      'concludeAuditCase',
      asked(audrey, id, {
        ...{ outcome: 'recovery-proposed', rootCause: 'needs-changed', recoveryPence: 1500_00 },
      }),
    );
    expect(concluded).toMatchObject({ state: 'concluded', notes: ['A letter goes out.'] });
    expect(desk.mails.at(-1)).toMatchObject({ tags: { kind: 'findings' } });
    expect(desk.mails.at(-1)?.text).toContain('BETLARK ONLINE BETTING');
    const returns = await desk.api.ask('listFinancialReturns', { as: audrey, id: 'DP77' });
    expect(returns.items.at(-1)).toMatchObject({
      ...{ period: { from: '2026-11-23', to: '2027-02-22' }, state: 'accepted', receivedOn: '2027-03-25' },
    });

    // Proposed by one, authorised by another, told before money moves.
    const { recoveryId } = await desk.api.ask(
      'proposeSurplusRecovery',
      asked(audrey, id, { amountPence: 1500_00, method: 'netting' }),
    );
    const own = await pay.api.refusal('approveRecovery', asked(audrey, recoveryId, {}));
    expect(own.status).toBe(403);
    expect((await pay.ledger.trialBalance()).recoverable).toBe(0);
    await pay.api.ask('approveRecovery', asked(leo, recoveryId, {}));
    expect((await pay.ledger.balancesOf('agreement:DP77')).recoverable).toBe(1500_00);
    const unagreed = await pay.api.refusal('notifyRecovery', asked(audrey, recoveryId, {}));
    expect(unagreed.errors).toMatchObject([{ rule: 'netting-not-agreed' }]);
    await pay.api.ask('notifyRecovery', asked(audrey, recoveryId, { offsetAgreed: true }));
    expect(desk.mails.at(-1)).toMatchObject({ tags: { kind: 'recovery-notice' } });
    const notice = desk.mails.at(-1)?.text ?? '';
    expect(notice).toContain('Not asked for: it is left to you.  −£');
    expect(notice).toContain('Together: what we ask for.  £1,500.00');
    expect(desk.mails.at(-1)?.text).toContain('BETLARK ONLINE BETTING');
    const { items: letters } = await desk.api.ask('listAgreementLetters', { as: audrey, id: 'DP77' });
    expect(letters.map(({ purpose }) => purpose).sort()).toEqual([
      ...['findings', 'papers-first-reminder', 'recovery-notice'],
    ]);

    // The next run pays eight weeks, less what comes back.
    const run = await payThrough('2027-05-09');
    const due = 2 * 1000_00;
    expect(run).toMatchObject({ state: 'issued', takenOffPence: 1500_00, paymentPence: due - 1500_00 });
    const after = await desk.api.ask('readAuditCase', { as: audrey, id });
    expect(after.recoveries).toMatchObject([{ recoveryId, state: 'recovered' }]);
    const balances = await pay.ledger.trialBalance();
    expect(balances.recoverable).toBe(0);
    expect(Object.values(balances).reduce((sum, balance) => sum + balance, 0)).toBe(0);
    const query = { from: '2027-04-01', to: '2027-04-30' };
    const targets = await desk.api.ask('listAuditTargets', { as: leo, query });
    expect(targets.items).toMatchObject([
      { officer: 'audrey.auditor', concluded: 1, onTime: 1, proposedPence: 1500_00, recoveredPence: 1500_00 },
    ]);
  });
});
