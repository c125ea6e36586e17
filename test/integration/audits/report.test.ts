import { createHash } from 'node:crypto';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { extractText, getDocumentProxy } from 'unpdf';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Someone } from '../../support/call-api.ts';
import { statementDesk } from '../../support/statement-desk.ts';
import { lloyds, type Movement } from '../../support/statements/bank-files.ts';

const audrey: Someone = { user: 'audrey.auditor', roles: ['audit-officer'] };
const leo: Someone = { user: 'leo.lead', roles: ['audit-officer', 'audit-lead'] };
const wes: Someone = { user: 'wes.worker', roles: ['social-worker'] };
const sam: Someone = { user: 'sam.manager', roles: ['service-manager'] };
const olu: Someone = { user: 'olu.officer', roles: ['payments-officer'] };

const desk = await statementDesk();
const spent = (on: string, text: string, pence: number): Movement => ({ on, text, pence });
const march = lloyds([
  spent('2026-01-05', 'LARKSHIRE COUNCIL DP', 1000_00),
  spent('2026-01-12', 'BETLARK ONLINE BETTING', -25_00),
  spent('2026-01-16', 'JO PARK WAGES', -225_00),
]);
const CASE = 'AC-DP21-2026-01-05';

/** Asks for a report, and reads its pages as another program does. */
async function reportFor(as: Someone, id = CASE) {
  const { name, url } = await desk.api.ask('readAuditReport', { as, id });
  const { pathname, searchParams } = new URL(url);
  const stored = await desk.buckets.send(
    new GetObjectCommand({
      ...{ Bucket: desk.deps.evidenceBucket, Key: decodeURIComponent(pathname.slice(1)) },
    }),
  );
  const document = await getDocumentProxy(new Uint8Array(await stored.Body!.transformToByteArray()));
  const { text } = await extractText(document, { mergePages: true });
  return { name, as: searchParams.get('as'), key: pathname, text: text.replaceAll(/\s+/g, ' ') };
}

beforeAll(async () => {
  for (const agreement of ['DP21', 'DP22'])
    await desk.agree(agreement, {
      ...{ startDate: '2026-01-05', contingencyWeeks: '1' },
      planItems: 'item:personal assistant wages|Jo Park|225.00|weekly',
    });
  await desk.send(march, { agreement: 'DP21', name: 'march.csv' });
});

describe('the report of a case', () => {
  it('says what was found with its evidence and payments, beside the plan and what is left over', async () => {
    const { name, as, key, text } = await reportFor(audrey);
    expect(name).toBe('report-AC-DP21-2026-01-05.pdf');
    expect(as).toBe(name);
    expect(key).toMatch(/^\/letters\/DP21\/AC-DP21-2026-01-05!report![0-9a-f]{16}\.pdf$/);
    expect(text).toMatch(
      /Report of the audit of DP21, 5 January 2026 to 4 April 2026 From: .* Case: AC-DP21-2026-01-05 Person: U1 Agreement: DP21, £250\.00 a week, paid four weekly/,
    );
    expect(text).toMatch(
      /Officer: Nobody .* as audrey\.auditor may see the case Risk \w+ risk, \d+ points\. \+/,
    );
    expect(text).toMatch(
      /: Gambling Gambling was paid for.* Amount: £25\.00\. Evidence: .* Statement: .*march\.csv, account 1\. Nothing is decided yet\. No\. Date Text Amount 2 12 January 2026 BETLARK ONLINE BETTING –£25\.00/,
    );
    expect(text).toMatch(/Plan beside spending .* Jo Park £[\d,.]+ £225\.00 1/);
    expect(text).toMatch(
      /What is left over On 16 January 2026 there was £128\.57 more .* Left over On 16 January 2026 £128\.57/,
    );
    expect(text).toContain('The case is not concluded.');
  });

  it('tells the payments to those only who may see statements', async () => {
    expect((await reportFor(sam)).text).toContain('No. Date Text Amount');
    const { text } = await reportFor(wes);
    expect(text).toContain('Transactions of the statement, by number: 2.');
    expect(text).not.toContain('No. Date Text Amount');
  });

  it('ends with the fingerprints of the files and of what was known', async () => {
    const { text } = await reportFor(audrey);
    expect(text).toContain(createHash('sha256').update(march).digest('hex'));
    const own = /The case as it is shown here: [0-9a-f]{64}/;
    const again = await reportFor(audrey);
    expect(own.exec(again.text)?.[0]).toBe(own.exec(text)?.[0] ?? 'none');
    expect((await reportFor(audrey)).key).toBe(again.key);
  });

  it('says who decided what and why, who said what, and how it ended, in the order of the acts', async () => {
    const before = await reportFor(audrey);
    const { findings } = await desk.api.ask('readAuditCase', { as: audrey, id: CASE });
    const findingIds = findings.map(({ findingId }) => findingId);
    const asked = { as: audrey, id: CASE };
    await desk.api.ask('requestInformation', {
      ...asked,
      body: { items: ['A bank letter'], dueOn: '2026-12-20', reason: 'To be sure' },
    });
    await desk.api.ask('settleInformation', {
      ...asked,
      body: { items: ['A bank letter'], how: 'received', reason: 'It came by post' },
    });
    await desk.api.ask('recordMoneyInAccount', {
      ...asked,
      body: {
        uncleared: [{ what: 'Wages of March', amountPence: 60_00 }],
        ...{ ownMoneyPence: 5_00, affordability: { checkedOn: '2026-11-20', isAffordable: false } },
        ...{ areFinalCostsPaid: false, reason: 'By the payroll' },
      },
    });
    await desk.api.ask('recordSocialWorkerView', {
      ...{ as: wes, id: CASE },
      body: { needsCheckedOn: '2026-11-20', areNeedsMet: true, agreesToRecovery: false, reason: 'Seen' },
    });
    await desk.api.ask('decideAuditFinding', {
      ...asked,
      body: { findingIds, decision: 'upheld', reason: 'It was a bet' },
    });
    await desk.api.ask('concludeAuditCase', {
      ...asked,
      body: { outcome: 'advice-given', rootCause: 'agreement-not-understood', reason: 'She was told' },
    });
    const { text, key } = await reportFor(audrey);
    expect(key).not.toBe(before.key);
    expect(text).toMatch(/Upheld by audrey\.auditor on \d+ November 2026: “It was a bet”\./);
    expect(text).toMatch(/A bank letter: asked for on .* due by 20 December 2026; it came on/);
    expect(text).toMatch(/Still to go out: Wages of March, £60\.00\. .* found to be a hardship\./);
    expect(text).toMatch(
      /Recorded by wes\.worker on .*: “Seen”\. Needs were checked on 20 November 2026\. They are met\. Does not agree/,
    );
    expect(text).toMatch(
      /Concluded: advice given\. Root cause: The agreement was not understood\. By audrey\.auditor on .*: “She was told”\./,
    );
    expect(text).toMatch(
      /What was done .* Opened by a statement .* Asked for: A bank letter .* Concluded: advice given/,
    );
  });

  it('of a case without papers says what there is not', async () => {
    const body = { agreementId: 'DP22', from: '2026-01-05', to: '2026-04-04', reason: 'No papers came' };
    const { caseId } = await desk.api.ask('openAuditCase', { as: audrey, body });
    const { text } = await reportFor(audrey, caseId);
    for (const said of [
      'No statement came for this period.',
      'Nothing was found that has to be asked about.',
      'No reliable balance is known',
      'Nothing was asked for.',
      'The social worker has not said anything.',
      'The case was not referred.',
    ])
      expect(text).toContain(said);
    await desk.api.ask('referAuditCase', {
      ...{ as: wes, id: caseId },
      body: { to: 'safeguarding', reason: 'She fears her son' },
    });
    expect((await desk.api.refusal('readAuditReport', { as: audrey, id: caseId })).status).toBe(404);
    expect((await reportFor(leo, caseId)).text).toMatch(
      /Restricted: Something here may show abuse or fraud\. .* To safeguarding, by wes\.worker on .*: “She fears her son”\. No answer came yet\./,
    );
  });

  it('is not for those who only pay', async () => {
    expect((await desk.api.refusal('readAuditReport', { as: olu, id: CASE })).status).toBe(403);
  });
});
