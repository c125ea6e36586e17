import { beforeAll, describe, expect, it } from 'vitest';
import { usualAuditTarget } from '../../../domain/direct-payments/audit-case-acts.ts';
import { usualRiskTerms } from '../../../domain/direct-payments/risk-score-terms.ts';
import type { Someone } from '../../support/call-api.ts';
import { setSetting } from '../../support/set-setting.ts';
import { statementDesk } from '../../support/statement-desk.ts';
import { lloyds, type Movement } from '../../support/statements/bank-files.ts';

const audrey: Someone = { user: 'audrey.auditor', roles: ['audit-officer'] };
const leo: Someone = { user: 'leo.lead', roles: ['audit-officer', 'audit-lead'] };
const wes: Someone = { user: 'wes.worker', roles: ['social-worker'] };
const reason = 'As found';

const desk = await statementDesk();
const show = (id: string, as = audrey) => desk.api.ask('readAuditCase', { as, id });
const act = (
  name: 'decideAuditFinding' | 'assignAuditCase' | 'requestInformation' | 'settleInformation',
  id: string,
  body: object,
  as = audrey,
) => desk.api.ask(name, { as, id, body: { reason, ...body } });

const spent = (on: string, text: string, pence: number): Movement => ({ on, text, pence });
const wages = (day: string) => spent(`2026-${day}`, 'JO PARK WAGES', -225_00);
const council = (day: string) => spent(`2026-${day}`, 'LARKSHIRE COUNCIL DP', 1000_00);
const bet = (day: string) => spent(`2026-${day}`, 'BETLARK ONLINE BETTING', -25_00);

const PLAN = 'item:personal assistant wages|Jo Park|225.00|weekly';

const setTo = (name: string, value: unknown) =>
  setSetting({ facts: desk.facts, clock: desk.deps.clock }, { name, value, from: '2026-11-22' });

async function only(agreementId: string) {
  const query = { agreementId };
  const { items } = await desk.api.ask('listAuditCases', { as: leo, query });
  expect(items).toHaveLength(1);
  return items[0]!;
}

beforeAll(async () => {
  for (const agreement of ['DP11', 'DP12', 'DP14'])
    await desk.agree(agreement, { startDate: '2026-01-05', contingencyWeeks: '1' });
  // What adult social care looks at for Ann Smith spares her, whichever agreement it is about.
  const another = { personId: 'U2', payeeName: 'Bo Ó Faoláin' };
  await desk.agree('DP13', { startDate: '2026-01-05', contingencyWeeks: '1', ...another });
});

describe('a statement that came', () => {
  it('opens a case of the period of its returns, with what was found and why it is urgent', async () => {
    await desk.send(lloyds([council('01-05'), bet('01-12'), wages('01-16')]), { agreement: 'DP11' });
    const row = await only('DP11');
    expect(row).toMatchObject({
      ...{ agreementId: 'DP11', personName: 'Ann Smith', state: 'open', assignee: null },
      period: { from: '2026-01-05', to: '2026-04-04' },
    });
    const shown = await show(row.caseId);
    const gambling = shown.findings.find(({ rule }) => rule === 'gambling');
    expect(gambling).toMatchObject({ amountPence: 25_00, decided: null, isStillFound: true });
    expect(gambling?.transactions).toEqual([2]);
    expect(shown.risk.parts.map(({ name }) => name)).toContain('gambling');
    expect(shown.risk.score).toBe(shown.risk.parts.reduce((sum, { points }) => sum + points, 0));
    expect(shown.statements).toMatchObject([{ account: 1, from: '2026-01-05', transactions: 3 }]);
  });

  it('adds to the case of its period what is new in it, once', async () => {
    const { caseId, undecided } = await only('DP11');
    await desk.send(lloyds([council('02-02'), bet('02-09'), wages('02-16')]), { agreement: 'DP11' });
    const row = await only('DP11');
    expect(row.caseId).toBe(caseId);
    expect(row.undecided).toBeGreaterThan(undecided);
    expect((await show(caseId)).statements).toHaveLength(2);
  });

  it('shows what the plan expects beside what was spent, and what nobody planned', async () => {
    const { caseId } = await only('DP11');
    const { plan } = await show(caseId);
    expect(plan).toContainEqual(
      expect.objectContaining({ what: 'Gambling', isPlanned: false, spentPence: 50_00, payments: 2 }),
    );
  });
});

const returnState = async (agreementId: string) => {
  const { items } = await desk.api.ask('listFinancialReturns', { as: audrey, id: agreementId });
  return items.find(({ period: { from } }) => from === '2026-01-05')?.state;
};

describe('a case', () => {
  it('is concluded once every finding is decided, and not before', async () => {
    const { caseId } = await only('DP11');
    const conclude = { outcome: 'advice-given', rootCause: 'agreement-not-understood', reason };
    const early = await desk.api.refusal('concludeAuditCase', { as: audrey, id: caseId, body: conclude });
    expect(early).toMatchObject({ status: 409, errors: [{ rule: 'findings-undecided' }] });
    await act('assignAuditCase', caseId, { to: 'audrey.auditor' });
    const { findings } = await show(caseId);
    const findingIds = findings.map(({ findingId }) => findingId);
    const decided = await act('decideAuditFinding', caseId, { findingIds, decision: 'upheld' });
    expect(decided).toMatchObject({ state: 'in-review', notes: [] });
    const asked = await act('requestInformation', caseId, { items: ['A bank letter'], dueOn: '2026-12-20' });
    expect(asked).toMatchObject({ state: 'awaiting-information', notes: ['A letter goes out.'] });
    // Sent again by a browser that got no answer: asked for once, and written once.
    await act('requestInformation', caseId, { items: ['A bank letter'], dueOn: '2026-12-20' });
    await act('settleInformation', caseId, { items: ['A bank letter'], how: 'received' });
    const done = await desk.api.ask('concludeAuditCase', { as: audrey, id: caseId, body: conclude });
    expect(done).toMatchObject({ state: 'concluded', notes: ['A letter goes out.'] });
    await desk.api.ask('concludeAuditCase', { as: audrey, id: caseId, body: conclude });
    const letters = await desk.api.ask('listAgreementLetters', { as: audrey, id: 'DP11' });
    expect(letters.items.map(({ purpose }) => purpose).sort()).toEqual([
      'findings',
      'request-for-information',
    ]);
    const { acts, conclusion } = await show(caseId);
    expect(conclusion).toMatchObject({ by: 'audrey.auditor', outcome: 'advice-given' });
    expect(acts.map(({ what }) => what)).toEqual([
      'Concluded: advice given',
      'Came: A bank letter',
      'Asked for: A bank letter',
      `${findingIds.length} findings decided: upheld`,
      'Given to audrey.auditor',
      'Another statement came',
      'Opened by a statement',
    ]);
  });

  it('counts for the officer who concluded it, in time', async () => {
    const query = { from: '2026-11-01', to: '2026-11-30' };
    const { items, target } = await desk.api.ask('listAuditTargets', { as: leo, query });
    expect(items).toContainEqual(
      expect.objectContaining({ officer: 'audrey.auditor', month: '2026-11', concluded: 1, onTime: 1 }),
    );
    expect(target).toEqual(usualAuditTarget);
  });

  it('counts beside what the council aimed at on the last of the days asked for', async () => {
    const aimed = { concludeWithinDays: 28, onTimePercent: 90, auditsAMonth: 20 };
    await setTo('audit-target', aimed);
    const targetOf = async (month: string, days: number) =>
      (
        await desk.api.ask('listAuditTargets', {
          ...{ as: leo, query: { from: `${month}-01`, to: `${month}-${days}` } },
        })
      ).target;
    expect(await targetOf('2026-11', 30)).toEqual(aimed);
    expect(await targetOf('2026-10', 31)).toEqual(usualAuditTarget);
  });

  it('is opened again by what comes after it was concluded, and asks only about that', async () => {
    const query = { agreementId: 'DP11', state: 'concluded' };
    const { items } = await desk.api.ask('listAuditCases', { as: audrey, query });
    expect(items).toHaveLength(1);
    await desk.send(lloyds([council('03-02'), bet('03-09'), wages('03-16')]), { agreement: 'DP11' });
    const again = await show(items[0]!.caseId);
    expect(again).toMatchObject({ state: 'reopened', conclusion: null });
    expect(again.earlierConclusions).toHaveLength(1);
    expect(again.findings.filter(({ decided }) => decided === null).length).toBeGreaterThan(0);
  });

  it('leaves its papers accepted while it is concluded, and received once it is opened again', async () => {
    const papers = { periodFrom: '2026-01-05', periodTo: '2026-04-04', papers: [], reason };
    await desk.api.ask('recordReturn', { as: audrey, id: 'DP11', body: papers });
    const { caseId } = await only('DP11');
    const findingIds = (await show(caseId)).findings.map(({ findingId }) => findingId);
    await act('decideAuditFinding', caseId, { findingIds, decision: 'explained' });
    const conclude = {
      ...{ as: audrey, id: caseId },
      body: { outcome: 'satisfactory', rootCause: 'nothing-wrong', reason },
    };
    await desk.api.ask('concludeAuditCase', conclude);
    expect(await returnState('DP11')).toBe('accepted');
    const reopen = { as: leo, id: caseId, body: { reason: 'A neighbour rang' } };
    expect(await desk.api.ask('reopenAuditCase', reopen)).toMatchObject({ state: 'reopened' });
    expect(await returnState('DP11')).toBe('received');
    // Whoever got no answer asks again.
    await desk.api.ask('reopenAuditCase', reopen);
    await desk.api.ask('concludeAuditCase', conclude);
    expect(await returnState('DP11')).toBe('accepted');
  });

  it('opens by hand where no papers came, and once', async () => {
    const body = { agreementId: 'DP12', from: '2026-01-05', to: '2026-04-04', reason: 'No papers came' };
    const opened = await desk.api.ask('openAuditCase', { as: audrey, body });
    expect(await show(opened.caseId)).toMatchObject({ state: 'open', findings: [], surplus: null });
    const again = await desk.api.refusal('openAuditCase', { as: audrey, body });
    expect(again.status).toBe(409);
  });

  it('in which something may show abuse is for named people, and adult social care is asked the same day', async () => {
    await desk.agree('DP15', { startDate: '2026-01-05', accountType: 'third-party' });
    await desk.send(lloyds([council('01-05'), bet('01-13'), wages('01-19')]), { agreement: 'DP15' });
    const { caseId, isRestricted } = await only('DP15');
    expect(isRestricted).toBe(true);
    expect((await desk.api.refusal('readAuditCase', { as: audrey, id: caseId })).status).toBe(404);
    const { items: told } = await desk.work.listOpen({ areas: ['social-care'], limit: 50 });
    expect(told.filter(({ title }) => title.includes(caseId))).toHaveLength(1);
  });

  it('keeps what may show abuse from who reads the statement, and may not read the case', async () => {
    const { caseId } = await only('DP15');
    const { uploadId } = (await show(caseId, leo)).statements[0]!;
    const rules = async (as: Someone) =>
      (await desk.api.ask('readStatement', { as, id: uploadId })).findings.map(({ rule }) => rule);
    expect(await rules(leo)).toContain('gambling');
    expect(await rules(audrey)).not.toContain('gambling');
    await act('assignAuditCase', caseId, { to: 'audrey.auditor' }, leo);
    expect(await rules(audrey)).toContain('gambling');
  });

  it('that is referred for safeguarding is there for named people only', async () => {
    const { caseId } = await only('DP12');
    const body = { to: 'safeguarding', reason: 'She fears her son' };
    const referred = await desk.api.ask('referAuditCase', { as: wes, id: caseId, body });
    expect(referred.notes.join(' ')).toContain('restricted');
    const { items: told } = await desk.work.listOpen({ areas: ['social-care'], limit: 50 });
    expect(told.filter(({ title }) => title.includes(caseId))).toMatchObject([
      { risk: 'high', dueOn: '2026-11-22', link: `/audits/${caseId}` },
    ]);
    expect(JSON.stringify(told)).not.toMatch(/safeguarding|Ann Smith/);
    expect((await desk.api.refusal('readAuditCase', { as: audrey, id: caseId })).status).toBe(404);
    const listed = await desk.api.ask('listAuditCases', { as: audrey, query: { agreementId: 'DP12' } });
    expect(listed.items).toEqual([]);
    expect(await show(caseId, leo)).toMatchObject({ isRestricted: true });
    await act('assignAuditCase', caseId, { to: 'audrey.auditor' }, leo);
    expect(await show(caseId)).toMatchObject({ assignee: 'audrey.auditor' });
  });
});

describe('a case that is referred for fraud', () => {
  it('is there for named people only, and somebody is asked once to take it on', async () => {
    const opening = { agreementId: 'DP14', from: '2026-01-05', to: '2026-04-04', reason };
    const { caseId } = await desk.api.ask('openAuditCase', { as: audrey, body: opening });
    const refer = { as: audrey, id: caseId, body: { to: 'fraud', reason: 'A neighbour says so' } };
    const { notes } = await desk.api.ask('referAuditCase', refer);
    expect(notes.join(' ')).toContain('restricted');
    const { items } = await desk.work.listOpen({ areas: ['audits'], limit: 50 });
    const told = items.filter(({ workId }) => workId.startsWith(`case-to-take-on:${caseId}`));
    expect(told).toMatchObject([{ risk: 'high', dueOn: '2026-11-22', link: `/audits/${caseId}` }]);
    expect(JSON.stringify(told)).not.toMatch(/fraud|Ann Smith/);
    expect((await desk.api.refusal('readAuditCase', { as: audrey, id: caseId })).status).toBe(404);
    expect(await show(caseId, leo)).toMatchObject({ isRestricted: true });
  });
});

describe('what somebody found out about a case', () => {
  it('they found out by today', async () => {
    const opening = { agreementId: 'DP14', from: '2026-04-05', to: '2026-07-04', reason };
    const { caseId: id } = await desk.api.ask('openAuditCase', { as: audrey, body: opening });
    const view = { needsCheckedOn: '2026-11-23', areNeedsMet: true, agreesToRecovery: true };
    const early = await desk.api.refusal('recordSocialWorkerView', {
      as: wes,
      id,
      body: { ...view, reason },
    });
    expect(early).toMatchObject({ status: 422, errors: [{ field: 'needsCheckedOn' }] });
    const money = { uncleared: [], ownMoneyPence: 0, areFinalCostsPaid: false };
    const affordability = { checkedOn: '2026-11-23', isAffordable: true };
    const body = { ...money, affordability, reason };
    const looked = await desk.api.refusal('recordMoneyInAccount', { as: audrey, id, body });
    expect(looked).toMatchObject({ status: 422, errors: [{ field: 'affordability.checkedOn' }] });
  });
});

describe('a return that nothing speaks against', () => {
  it('waits for a person as the sample check, and says so in the queue and in its history', async () => {
    await setTo('audit-risk', {
      ...{ ...usualRiskTerms, samplePercent: 100 },
      ...{ mediumFrom: 100, highFrom: 200, sensitive: 200 },
    });
    await desk.agree('DP16', { startDate: '2026-01-05', frequency: 'four-weekly', planItems: PLAN });
    await desk.send(lloyds([council('01-05'), wages('01-12'), wages('01-19')]), { agreement: 'DP16' });
    const row = await only('DP16');
    expect((await show(row.caseId)).findings).toEqual([]);
    const why = 'Nothing was found, and this return is one of the 100% that are looked at nevertheless.';
    expect(row).toMatchObject({ state: 'open', risk: { band: 'low' }, sampleWhy: why });
    const { acts, sampleWhy } = await show(row.caseId);
    expect(sampleWhy).toBe(why);
    expect(acts.map(({ what }) => what)).toEqual([`Opened by a statement. ${why}`]);
  });
});

describe('money that is left over', () => {
  const propose = (id: string, amountPence: number) =>
    desk.api.ask('proposeSurplusRecovery', {
      ...{ as: audrey, id },
      body: { amountPence, method: 'netting', reason: 'Agreed on the phone' },
    });

  it('is the balance less what belongs there, each part with its sum', async () => {
    await desk.send(
      lloyds([council('01-05'), wages('01-12'), spent('2026-03-30', 'JO PARK WAGES', -225_00)]),
      {
        agreement: 'DP13',
      },
    );
    const { caseId } = await only('DP13');
    const { surplus } = await show(caseId);
    expect(surplus?.parts.map(({ name }) => name)).toEqual([
      ...['balance', 'paid-in-advance', 'own-money', 'contingency'],
    ]);
    const sum = surplus!.parts.reduce((total, part) => total + part.pence, 0);
    expect(sum).toBe(surplus!.surplusPence - surplus!.shortfallPence);
    await desk.api.ask('recordMoneyInAccount', {
      ...{ as: audrey, id: caseId },
      body: {
        uncleared: [{ what: 'Wages of March', amountPence: 60_00 }],
        ...{ ownMoneyPence: 0, affordability: { checkedOn: '2026-11-20', isAffordable: true } },
        ...{ areFinalCostsPaid: false, reason: 'By the payroll' },
      },
    });
    const after = (await show(caseId)).surplus!;
    expect(after.surplusPence - after.shortfallPence).toBe(sum - 60_00);
  });

  it('is asked back only after a conclusion, with needs checked and the person able to decide', async () => {
    const { caseId } = await only('DP13');
    const proposal = { amountPence: 100_00, method: 'netting', reason };
    const early = { as: audrey, id: caseId, body: proposal };
    expect(await desk.api.refusal('proposeSurplusRecovery', early)).toMatchObject({
      ...{ status: 409, errors: [{ rule: 'recovery-not-concluded' }] },
    });
    const { findings } = await show(caseId);
    const findingIds = findings.map(({ findingId }) => findingId);
    if (findingIds.length > 0) await act('decideAuditFinding', caseId, { findingIds, decision: 'explained' });
    const conclude = {
      ...{ as: audrey, id: caseId },
      body: { outcome: 'recovery-proposed', rootCause: 'needs-changed', recoveryPence: 100_00, reason },
    };
    const refused = await desk.api.refusal('concludeAuditCase', conclude);
    expect(refused.errors).toMatchObject([{ rule: 'needs-not-checked' }]);
    await desk.api.ask('recordSocialWorkerView', {
      ...{ as: wes, id: caseId },
      body: { needsCheckedOn: '2026-11-20', areNeedsMet: true, agreesToRecovery: true, reason },
    });
    await desk.api.ask('concludeAuditCase', conclude);
    const { recoveryBlocks } = await show(caseId);
    expect(recoveryBlocks.map(({ rule }) => rule)).toEqual(['capacity-not-recorded']);
    expect((await desk.api.refusal('proposeSurplusRecovery', early)).status).toBe(409);
  });

  it('is proposed once for what the case was concluded with', async () => {
    const { caseId } = await only2('DP13');
    const { arrangement } = await desk.api.ask('readArrangement', { as: audrey, id: 'DP13' });
    await desk.api.ask('putArrangement', {
      ...{ as: audrey, id: 'DP13' },
      body: { arrangement, version: null, reason },
    });
    expect(await propose(caseId, 60_00)).toMatchObject({
      ...{ recoveryId: `${caseId}-1`, state: 'proposed', payeeId: 'agreement:DP13', caseId },
      ...{ method: 'netting', runKind: 'direct-payments', amountPence: 60_00, offsetAgreed: false },
    });
    const over = { as: audrey, id: caseId, body: { amountPence: 40_01, method: 'netting', reason } };
    expect(await desk.api.refusal('proposeSurplusRecovery', over)).toMatchObject({
      errors: [{ rule: 'recovery-over-conclusion' }],
    });
    expect((await show(caseId)).recoveries).toHaveLength(1);
  });

  async function only2(agreementId: string) {
    const query = { agreementId, state: 'concluded' };
    const { items } = await desk.api.ask('listAuditCases', { as: leo, query });
    return items[0]!;
  }
});
