import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditCaseRoutes } from '../../events/api/audit-cases.ts';
import { recoveryRoutes } from '../../events/api/recoveries.ts';
import { allowedInAudits } from '../../web/src/session/permissions.ts';
import { lloyds, type Movement } from '../support/statements/bank-files.ts';
import { drop, openCouncil, savedBy, settled, type Council } from './council.ts';
import { faultsOf, isFaultless } from './faults-of.ts';

const main = async (page: Page): Promise<string> =>
  (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');

/** £250 a week each, eight weeks of it kept for emergencies, papers every quarter. */
const AGREEMENTS = `agreementId,personId,payeeName,frequency,startDate,weeklyBudget,contingencyWeeks,accountType,returnFrequency,planItems
DP1,U2,Bo Ó Faoláin,four-weekly,2025-04-07,250.00,8,dedicated,quarterly,item:personal assistant wages|Jo Park|225.00|weekly
DP2,U1,Ann Thwaite,four-weekly,2025-04-07,250.00,8,dedicated,quarterly,item:personal assistant wages|Jo Park|225.00|weekly
DP3,U1,Ann Thwaite,four-weekly,2025-04-07,250.00,8,dedicated,quarterly,
DP4,U2,Bo Ó Faoláin,four-weekly,2025-04-07,250.00,8,dedicated,quarterly,
`;

const moved = (on: string, text: string, pence: number): Movement => ({ on: `2026-${on}`, text, pence });
const wages = (...days: string[]): Movement[] => days.map((day) => moved(day, 'JO PARK WAGES', -225_00));
const inOrder = (movements: Movement[]): Movement[] =>
  movements.toSorted((one, other) => (one.on < other.on ? -1 : 1));
const statements = {
  'DP1/march.csv': inOrder([
    moved('03-02', 'LARKSHIRE COUNCIL DP', 1_000_00),
    ...wages('03-03', '03-10', '03-17', '03-24'),
    moved('03-12', 'BETLARK ONLINE BETTING', -25_00),
    moved('03-20', 'CASH WITHDRAWAL LARKTON', -300_00),
  ]),
  'DP2/march.csv': inOrder([
    moved('03-09', 'LARKSHIRE COUNCIL DP', 1_000_00),
    ...wages('03-03', '03-10', '03-17', '03-24'),
    moved('03-13', 'CASH WITHDRAWAL LARKTON', -40_00),
    moved('03-19', 'THRUSH GARDEN CENTRE', -12_50),
  ]),
};

let council: Council;
beforeAll(async () => {
  council = await openCouncil();
  await drop(council.runtime, 'direct-payment-agreements/more.csv', AGREEMENTS);
  for (const [name, movements] of Object.entries(statements))
    await drop(council.runtime, `bank-statements/${name}`, lloyds(movements, { opening: 400_00 }));
  await council.send('audrey.auditor', '/v1/audit-cases', {
    ...{ agreementId: 'DP3', from: '2026-01-05', to: '2026-04-05', reason: 'No papers came' },
  });
  await council.send('wes.worker', '/v1/audit-cases/AC-DP3-2026-01-05/refer', {
    ...{ to: 'safeguarding', reason: 'She is afraid of a visitor' },
  });
});
afterAll(async () => {
  await council.stop();
});

describe('the queue of audits', () => {
  it('is offered to those alone who may see it, and worked by those who may', async () => {
    const { listAuditCases, readAuditCase, assignAuditCase, reopenAuditCase } = auditCaseRoutes;
    const { referAuditCase, answerReferral, recordSocialWorkerView, ...others } = auditCaseRoutes;
    expect(allowedInAudits.seeAudits.toSorted()).toEqual(listAuditCases.roles.toSorted());
    expect(readAuditCase.roles).toEqual(listAuditCases.roles);
    expect(allowedInAudits.reopenAudits).toEqual(reopenAuditCase.roles);
    for (const route of [referAuditCase, answerReferral, recordSocialWorkerView])
      expect(allowedInAudits.advanceAudits).toEqual(route.roles);
    for (const route of Object.values(others))
      if (route.method === 'POST' && route !== reopenAuditCase)
        expect(route.roles).toEqual(allowedInAudits.workAudits);
    expect(allowedInAudits.workAudits).toEqual(assignAuditCase.roles);
    expect(allowedInAudits.authoriseRecoveries).toEqual(recoveryRoutes.approveRecovery.roles);
    for (const name of ['notifyRecovery', 'disputeRecovery', 'recordRepayment'] as const)
      expect(allowedInAudits.carryOutRecoveries).toEqual(recoveryRoutes[name].roles);
    const olu = await council.openAs('olu.officer');
    expect(await olu.getByRole('link', { name: 'Audits' }).count()).toBe(0);
    await olu.context().close();
    const ivy = await council.openAs('ivy.inspector', '/audits');
    await ivy.getByRole('link', { name: 'Bo Ó Faoláin' }).waitFor();
    expect(await ivy.getByRole('button', { name: /^Take it/ }).count()).toBe(0);
    await ivy.context().close();
  });

  it('says which case comes first and why, and what this month brought', async () => {
    const page = await council.openAs('audrey.auditor');
    await page.getByRole('link', { name: 'Audits', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Which case first?' }).waitFor();
    await settled(page);
    const text = await main(page);
    expect(text).toMatch(/Your \w+ \d{4} .*Concluded 0 cases Of these in time – To come back £0\.00/);
    expect(text).toMatch(/2 cases: none is late, 2 are nobody’s\. £[\d,.]+ is in question\./);
    const rows = page.locator('.app-audits tbody tr');
    expect(await rows.first().innerText()).toContain('Bo Ó Faoláin');
    await rows.first().locator('summary').click();
    expect(await rows.first().innerText()).toMatch(/\+\d+\s*Gambling\. One finding of this kind/);
    await isFaultless(page, 'audits-queue');
    await page.context().close();
  });

  it('says what was concluded in another month, beside what the council aims at', async () => {
    const value = { concludeWithinDays: 28, onTimePercent: 90, auditsAMonth: 20 };
    const body = { value, effectiveFrom: '2024-01-01', reason: 'As the test says' };
    for (const admin of ['ada.admin', 'art.admin'])
      await council.send(admin, '/v1/settings/audit-target', body, 'PUT');
    const page = await council.openAs('audrey.auditor', '/audits');
    const month = page.getByLabel('Month');
    const [, before] = await month.locator('option').all();
    const [of, name] = [await before?.getAttribute('value'), await before?.innerText()];
    await month.selectOption(of ?? '');
    await page.waitForURL(`**?month=${of}`);
    await page.getByRole('heading', { level: 2, name: `Your ${name}` }).waitFor();
    await settled(page);
    const text = await main(page);
    expect(text).toMatch(/Concluded 0 cases Target: 20, not reached Of these in time – Target: 90%/);
    await isFaultless(page, 'audits-month');
    await page.context().close();
    const manager = await council.openAs('sam.manager', `/audits?month=${of}`);
    expect(await main(manager)).toMatch(/all officers .*Concluded 0 cases Target: 20 an officer/);
    await manager.context().close();
  });

  it('shows no restricted case but to named people, and marks it for them', async () => {
    const page = await council.openAs('audrey.auditor', '/audits');
    expect(await main(page)).not.toContain('DP3');
    await page.goto(`${council.runtime.url}/audits/AC-DP3-2026-01-05`);
    await settled(page);
    expect(await main(page)).toContain('There is no audit case of this number.');
    await page.context().close();
    const leo = await council.openAs('leo.lead', '/audits');
    const row = leo.locator('.app-audits tbody tr', { hasText: 'DP3' });
    expect(await row.innerText()).toContain('Restricted');
    await leo.context().close();
  });

  it('lets an officer take a case with one click, keeps its filters in the address, and exports what it shows', async () => {
    const page = await council.openAs('audrey.auditor', '/audits?officer=mine');
    expect(await main(page)).toContain('No case is in this state with this officer.');
    await page.getByLabel('Whose').selectOption('nobody');
    await page.waitForURL('**?officer=nobody');
    await page.getByRole('button', { name: /^Take it.*Bo Ó Faoláin$/ }).click();
    await page.getByText('1 case: none is late').waitFor();
    await page.getByLabel('Whose').selectOption('mine');
    await page.getByText('1 case: none is late, each has an officer.').waitFor();
    expect(await page.locator('.app-audits tbody tr').innerText()).toMatch(/Bo Ó Faoláin[\s\S]*You/);
    await page.reload();
    await settled(page);
    const saved = await savedBy(page, () => page.getByRole('button', { name: /rows \(CSV\)/ }).click());
    expect(saved.trim().split('\n')).toHaveLength(2);
    expect(saved).toContain('Bo Ó Faoláin,U2,DP1');
    await page.getByLabel('State').selectOption('concluded');
    await page.getByText('No case is in this state').waitFor();
    await page.context().close();
  });
});

const CASE = '/audits/AC-DP1-2026-01-07';

/** Fills what stands in a panel and presses its button, with a reason. */
async function doIt(page: Page, form: string, button: RegExp | string, reason: string): Promise<void> {
  await page.locator(`#${form}-reason`).fill(reason);
  await page.getByRole('button', { name: button, exact: typeof button === 'string' }).click();
}

describe('an audit case', () => {
  it('says what was found, how the balance went, what the plan expects and what is left over', async () => {
    const page = await council.openAs('ivy.inspector', '/audits');
    await page.getByRole('link', { name: /^Bo Ó Faoláin/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Was it spent as agreed?' }).waitFor();
    await page.locator('.app-balance').waitFor();
    await settled(page);
    const text = await main(page);
    expect(text).toContain('Bo Ó Faoláin, 7 January 2026 to 6 April 2026');
    expect(text).toMatch(/\d findings wait for a decision\. £[\d,.]+ is in question\./);
    expect(text).toContain('The contingency is £2,000.00.');
    expect(text).toMatch(/Gambling £25\.00 Error Gambling was paid for/);
    expect(text).toMatch(/personal assistant wages Jo Park £739\.29 £900\.00 \+£160\.71 4/i);
    expect(text).toMatch(/Gambling Not in the plan – £25\.00/);
    expect(text).toMatch(/Balance over time .* What was found .* Conclude the case .* Transactions/);
    expect(await page.getByRole('checkbox').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Ask for papers' }).count()).toBe(0);
    const report = await savedBy(page, () => page.getByRole('button', { name: 'Report (PDF)' }).click());
    expect(report).toMatch(/^%PDF-1\.7/);
    await page.getByRole('link', { name: '12 March 2026, −£25.00' }).click();
    expect(await page.locator('tr:has(:focus)').innerText()).toContain('BETLARK');
    await page.locator('tr:has(:focus) a').click();
    expect(await page.locator('li:focus').innerText()).toMatch(/^Gambling\s/);
    await page.context().close();
  });

  it('of a clean statement is finished from the queue with five clicks', async () => {
    const page = await council.openAs('audrey.auditor', '/audits');
    let clicks = 0;
    const click = async (role: 'link' | 'radio' | 'button', name: RegExp): Promise<void> => {
      clicks += 1;
      // The words beside a radio are what people click.
      const target = role === 'radio' ? page.getByText(name) : page.getByRole(role, { name });
      await target.click();
    };
    await click('link', /^Ann Thwaite/);
    await page.locator('#findings').waitFor();
    await isFaultless(page, 'audits-clean');
    await click('radio', /^Explained$/);
    await click('button', /^Explained: \d findings?$/);
    await page.getByText(/^Decided for \d findings?: explained\./).waitFor();
    await settled(page);
    await click('radio', /^Satisfactory$/);
    await click('button', /^Conclude: satisfactory$/);
    await page.getByText('The case is concluded.').waitFor();
    await settled(page);
    expect(clicks).toBeLessThanOrEqual(5);
    const text = await main(page);
    expect(text).toMatch(/Concluded on .* by audrey\.auditor: satisfactory\./);
    expect(text).toContain('Why it went so Nothing was wrong');
    expect(text).toMatch(/Concluded: satisfactory audrey\.auditor Every finding is decided/);
    expect(text).toMatch(/Explained by audrey\.auditor on .*: “Looked at beside the statement/);
    await isFaultless(page, 'audits-concluded');
    await page.goto(`${council.runtime.url}/audits`);
    await settled(page);
    expect(await main(page)).toMatch(/Concluded 1 case .*Of these in time 1 of 1, 100%/);
    await page.context().close();
  });

  it('is decided by keyboard alone, one finding by itself or all at once', async () => {
    const page = await council.openAs('audrey.auditor', CASE);
    const gambling = page.locator('.app-found__finding', { hasText: 'Gambling was paid for' });
    expect(await page.getByRole('checkbox', { name: 'Cash withdrawal' }).isChecked()).toBe(true);
    expect(await page.getByRole('checkbox', { name: 'Gambling' }).isChecked()).toBe(false);
    await gambling.getByRole('button', { name: /^Decide this one/ }).focus();
    await page.keyboard.press('Enter');
    await page.locator('#decision:focus').waitFor();
    expect(await main(page)).toContain('1 finding selected.');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Choose what you say of them').first().waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.locator('#decision').focus();
    await page.keyboard.press('ArrowUp');
    expect(await main(page)).toContain('1 finding, £25.00. They stand, their amount stays in question');
    // What was missing and is there now takes the focus from nobody, however late the page is drawn.
    await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 100)))');
    expect(await page.locator(':focus').getAttribute('type')).toBe('radio');
    await page.locator('#decide-reason').focus();
    await page.keyboard.type('He says that he bet on horses');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Decided for 1 finding: upheld.').waitFor();
    expect(await page.locator('[role=status]:focus').innerText()).toContain('Decided for 1 finding');
    await settled(page);
    expect(await gambling.innerText()).toContain('Upheld');
    await page.getByRole('button', { name: /^Select all \d that wait/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Nothing to do', { exact: true }).click();
    await page.getByRole('button', { name: /^Nothing to do: \d findings$/ }).click();
    await page.getByText('No finding waits for a decision.').waitFor();
    await page.getByText('Satisfactory', { exact: true }).click();
    expect(await main(page)).toContain('A finding was upheld, so that the case is not satisfactory.');
    await page.getByRole('button', { name: 'Conclude: satisfactory' }).click();
    await page.locator('#conclude').locator('..').locator('.govuk-error-summary').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.context().close();
  });

  it('waits for papers that were asked for, and lets a social worker say whether needs are met', async () => {
    const page = await council.openAs('audrey.auditor', CASE);
    await page.getByRole('button', { name: 'Ask for papers' }).click();
    await page.getByLabel('One a line').fill('The payslips of March\nThe receipt of 20 March');
    await doIt(page, 'ask', 'Ask for 2 papers', 'To see what the cash was for');
    await page.getByText(/^Asked for 2 papers by/).waitFor();
    await settled(page);
    expect(await main(page)).toMatch(/Waiting for papers .* The payslips of March .* Waited for/);
    expect(await main(page)).toContain(
      'This was asked for and has not come: The payslips of March, The receipt of 20 March.',
    );
    await page.getByRole('button', { name: 'Record what came' }).click();
    await isFaultless(page, 'audits-papers');
    await doIt(page, 'settle', 'Record it', 'They came by post');
    await page.getByText('Recorded: The payslips of March, The receipt of 20 March, came.').waitFor();
    await page.context().close();

    const wes = await council.openAs('wes.worker', CASE);
    expect(await main(wes)).toContain('The statements themselves are for those who audit.');
    expect(await wes.getByRole('button', { name: 'Ask for papers' }).count()).toBe(0);
    await wes.getByRole('button', { name: 'Record what the social worker says' }).click();
    await wes.getByRole('button', { name: 'Record it' }).click();
    await wes.getByText('Say whether needs are met').first().waitFor();
    for (const legend of ['Are the person’s needs met?', 'Do they agree to asking money back?'])
      await wes.getByRole('group', { name: legend }).getByText('Yes').click();
    await doIt(wes, 'view', 'Record it', 'Visited him at home');
    await wes.getByText('What the social worker says is recorded.').waitFor();
    await settled(wes);
    expect(await main(wes)).toContain('Needs are met Yes');
    await wes.context().close();
  });

  it('asks money back in numbers, after what stands against it is cleared, and another person authorises it', async () => {
    const page = await council.openAs('audrey.auditor', CASE);
    await page.getByText('Money is to come back', { exact: true }).click();
    await page.getByLabel('How much may be asked back').fill('325');
    await page.getByLabel('Why did it go as it did?').selectOption('misuse');
    expect(await main(page)).toContain('Findings of £25.00 are upheld.');
    expect(await main(page)).toContain(
      'Concluding so says that £325.00 may be asked back. Nothing moves yet',
    );
    await page.getByRole('button', { name: 'Record what is owed' }).click();
    await page.getByRole('button', { name: 'Add a sum that is owed' }).click();
    await page.getByLabel('What is owed').fill('Wages of March');
    await page.getByLabel('Pounds', { exact: true }).fill('60');
    await page.getByText('Yes, it is no hardship').click();
    expect(await main(page)).toContain('£60.00 of the balance is not left over then');
    await isFaultless(page, 'audits-money');
    await doIt(page, 'money', 'Record it', 'By the payroll');
    await page.getByText('It is recorded, and what is left over is worked out anew.').waitFor();
    await settled(page);
    expect(await main(page)).toMatch(/Still to go out £60\.00 is still to go out: Wages of March\. −£60\.00/);
    await doIt(page, 'conclude', 'Conclude: money is to come back', 'The bets and the cash');
    await page.getByText('The case is concluded.').waitFor();
    await settled(page);
    expect(await main(page)).toContain('This stands against asking money back: Nobody has recorded');
    await page.goto(`${council.runtime.url}/direct-payments/DP1/arrangement?change=people`);
    await page.locator('#reason').fill('He decides himself');
    await page.getByRole('button', { name: 'Record it' }).click();
    await page.getByText('“The people” is recorded.').waitFor();
    await page.goto(council.runtime.url + CASE);
    await page.getByRole('button', { name: 'Propose a recovery' }).click();
    expect(await page.getByLabel('Amount in pounds').inputValue()).toBe('325.00');
    await page.getByText('By an invoice that the payee pays').click();
    await isFaultless(page, 'audits-recovery');
    await doIt(page, 'recover', 'Propose to ask £325.00 back', 'Agreed on the phone');
    await page.getByText('£325.00 is proposed to be asked back.').waitFor();
    await settled(page);
    expect(await main(page)).toMatch(/AC-DP1-2026-01-07-1 £325\.00 £0\.00 By an invoice .* Proposed/);
    await page.getByRole('link', { name: 'AC-DP1-2026-01-07-1' }).click();
    await page.getByRole('heading', { name: /^What happens about £325\.00/ }).waitFor();
    expect(await main(page)).toContain('From the audit AC-DP1-2026-01-07, by an invoice.');
    expect(await page.getByRole('button', { name: 'Approve the recovery' }).count()).toBe(0);
    await page.context().close();
  });

  it('is authorised by another person, invoiced by letter and paid back, into the ledger', async () => {
    const place = '/recoveries?decide=AC-DP1-2026-01-07-1';
    const leo = await council.openAs('leo.lead', place);
    await leo.locator('#recovery-reason').fill('As the case says');
    await isFaultless(leo, 'recovery-approve');
    await leo.getByRole('button', { name: 'Approve the recovery' }).click();
    await leo.getByText('The recovery is approved. Tell the payee next.').waitFor();
    await leo.context().close();
    const page = await council.openAs('audrey.auditor', place);
    expect(await main(page)).toContain('A letter asks the payee for £325.00 within 28 days');
    await page.locator('#recovery-reason').fill('As the case says');
    await page.getByRole('button', { name: 'Send the invoice' }).click();
    await page.getByText('The invoice goes out.').waitFor();
    await page.goto(council.runtime.url + place);
    await page.getByRole('button', { name: 'Record what was paid back' }).click();
    await page.getByText('Say how much was paid, such as 120.50').first().waitFor();
    await isFaultless(page, 'recovery-repaid');
    await page.getByLabel('Amount in pounds').fill('325');
    await page.getByLabel('Day it came').fill('20/11/2026');
    await page.getByLabel('Reference in the bank').fill('DP1 NOV');
    await page.locator('#repaid-reason').fill('Seen in the bank');
    await page.getByRole('button', { name: 'Record what was paid back' }).click();
    await page.getByText('£325.00 that the payee paid back is recorded.').waitFor();
    await settled(page);
    expect(await main(page)).toMatch(/AC-DP1-2026-01-07 .* £325\.00 £325\.00 £0\.00 £0\.00 Recovered/);
    await page.goto(`${council.runtime.url}/direct-payments/DP1/letters`);
    await settled(page);
    expect(await main(page)).toContain('Money left over in the account of the direct payment: £325.00');
    await page.context().close();
  });
});

describe('the audits of an agreement', () => {
  it('stand beside it and beside its statements, and one is opened by hand and referred', async () => {
    const page = await council.openAs('audrey.auditor', '/direct-payments/A1');
    await page.getByRole('link', { name: 'Audits' }).last().click();
    await page.getByRole('heading', { level: 1, name: 'Was this direct payment audited?' }).waitFor();
    await page.getByRole('button', { name: 'Open a case by hand' }).click();
    await page.getByRole('button', { name: 'Open the case' }).click();
    await page.getByText('Enter the first day').first().waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByLabel('First day').fill('1/5/2026');
    await page.getByLabel('Last day').fill('31/7/2026');
    await doIt(page, 'open', 'Open the case', 'No papers came');
    await page.getByText('No statement came for this period, so no balance is known.').waitFor();
    await settled(page);
    await isFaultless(page, 'audits-by-hand');
    await page.getByRole('button', { name: 'Refer the case' }).click();
    await page.getByText('Safeguarding', { exact: true }).click();
    await page.getByText('The case is restricted at once').waitFor();
    await isFaultless(page, 'audits-refer');
    await doIt(page, 'refer', 'Refer it: safeguarding', 'His nephew has the card');
    await page.getByText('It is not among those you may see any more.').waitFor();
    await page.goto(`${council.runtime.url}/direct-payments/DP1/audits`);
    await page.getByText('Concluded', { exact: true }).last().waitFor();
    await isFaultless(page, 'audits-agreement');
    await page.getByRole('link', { name: '7 January 2026 to 6 April 2026' }).click();
    await page.getByText('Concluded on').waitFor();
    await page.context().close();
  });

  it('of several statements show one at a time, and lead from a finding to the other', async () => {
    const sent = {
      february: [
        moved('02-04', 'CASH WITHDRAWAL LARKTON', -30_00),
        moved('02-09', 'LARKSHIRE COUNCIL DP', 1_000_00),
      ],
      march: [
        moved('03-04', 'CASH WITHDRAWAL MARKET', -50_00),
        moved('03-09', 'LARKSHIRE COUNCIL DP', 1_000_00),
      ],
    };
    for (const [name, movements] of Object.entries(sent))
      await drop(council.runtime, `bank-statements/DP4/${name}.csv`, lloyds(movements, { opening: 300_00 }));
    const page = await council.openAs('audrey.auditor', '/audits/AC-DP4-2026-01-07');
    await page.locator('.app-balance').waitFor();
    await settled(page);
    expect(await main(page)).toContain('on 9 March 2026. The least it held');
    const other = page.locator('.app-found__finding', { hasText: 'CASH WITHDRAWAL LARKTON' });
    await other.getByRole('link', { name: 'the statement of 4 February 2026 to 9 February 2026' }).click();
    await page.getByText('on 9 February 2026. The least it held').waitFor();
    await settled(page);
    await isFaultless(page, 'audits-several');
    await other.getByRole('link', { name: '4 February 2026, −£30.00' }).click();
    expect(await page.locator('tr:has(:focus)').innerText()).toContain('LARKTON');
    await page.getByRole('link', { name: /march\.csv/ }).click();
    await page.getByText('on 9 March 2026. The least it held').waitFor();
    await page.context().close();
  });

  it('are one step from a statement, and an officer’s own stand on the home page', async () => {
    const page = await council.openAs('leo.lead', CASE);
    await page.getByRole('button', { name: 'Open the case again' }).click();
    await doIt(page, 'reopen', 'Open it again', 'A receipt came');
    await page.getByText('The case is open again.').waitFor();
    await settled(page);
    const { statements: sent } = (await council.ask('leo.lead', `/v1/audit-cases/AC-DP1-2026-01-07`)) as {
      statements: { uploadId: string }[];
    };
    await page.goto(`${council.runtime.url}/statements/${sent[0]?.uploadId ?? ''}`);
    await page.getByRole('link', { name: /^The audit of 7 January 2026/ }).click();
    await page.getByRole('button', { name: 'Give it to somebody' }).waitFor();
    await page.context().close();
    const audrey = await council.openAs('audrey.auditor', '/');
    const own = audrey.locator('#own-audits').locator('..');
    expect(await own.innerText()).toMatch(
      /Bo Ó Faoláin, 7 January 2026 to 6 April 2026[\s\S]*£25\.00 in question/,
    );
    await isFaultless(audrey, 'audits-home');
    await audrey.context().close();
  });
});
