import { beforeAll, describe, expect, it } from 'vitest';
import type { Arrangement } from '../../../domain/direct-payments/arrangement.ts';
import { pence } from '../../../domain/money.ts';
import { anArrangement } from '../../support/an-arrangement.ts';
import type { Someone } from '../../support/call-api.ts';
import { statementDesk } from '../../support/statement-desk.ts';
import { lloyds, type Movement } from '../../support/statements/bank-files.ts';

const as: Someone = { user: 'audrey.auditor', roles: ['audit-officer'] };
const desk = await statementDesk();
const paid = (on: string, text: string, pounds: number): Movement => ({ on, text, pence: -pounds * 100 });
const show = (id: string) => desk.api.ask('readStatement', { as, id });
const foundIn = async (id: string, rule: string) =>
  (await show(id)).findings.filter((each) => each.rule === rule);
const enter = (id: string, more: Partial<Arrangement>) =>
  desk.api.ask('putArrangement', {
    ...{ as, id, body: { arrangement: anArrangement(more), version: null, reason: 'At the visit' } },
  });

beforeAll(async () => {
  await desk.agree('AA1');
  await desk.agree('AA2', { planItems: 'item:personal assistant wages|Jo Park|90.00|weekly' });
  await desk.agree('AA3');
});

describe('a statement is audited by what was agreed:', () => {
  it('a relative of the household who is paid is found, although the family name is another', async () => {
    const { upload } = await desk.send(
      lloyds([paid('2026-03-03', 'KIT BROWN', 80), paid('2026-03-09', 'KIT BROWN', 80)]),
      { agreement: 'AA1' },
    );
    expect(await foundIn(upload.uploadId, 'relative-in-household-paid')).toEqual([]);
    await enter('AA1', { household: ['Kit Brown'] });
    expect(await foundIn(upload.uploadId, 'relative-in-household-paid')).toMatchObject([
      { transactions: [1, 2], amountPence: 160_00 },
    ]);
  });

  it('what people entered goes before the extract for the same item, and adds to the others', async () => {
    const { upload } = await desk.send(
      lloyds([
        paid('2026-04-03', 'JO PARK WAGES', 150),
        paid('2026-04-06', 'M WENHOLT GARDENING', 60),
        paid('2026-04-10', 'JO PARK WAGES', 150),
      ]),
      { agreement: 'AA2' },
    );
    const before = await show(upload.uploadId);
    const rules = before.findings.map(({ rule }) => rule);
    expect(rules).toEqual(expect.arrayContaining(['above-planned-rate', 'payee-not-in-plan']));
    await enter('AA2', {
      planItems: [
        {
          ...{ what: 'personal assistant wages', payee: 'Jo Park' },
          ...{ amountPence: pence(150_00), frequency: 'weekly' },
        },
        { what: 'gardening', payee: 'M Wenholt Gardening', amountPence: null, frequency: null },
      ],
    });
    expect(await foundIn(upload.uploadId, 'above-planned-rate')).toEqual([]);
    expect(await foundIn(upload.uploadId, 'payee-not-in-plan')).toEqual([]);
    expect((await show(upload.uploadId)).transactions.map(({ by }) => by)).toEqual(['plan', 'plan', 'plan']);
  });

  it('what is earmarked is no money that should not be there', async () => {
    const { upload } = await desk.send(
      lloyds([paid('2026-05-04', 'JO PARK WAGES', 90), paid('2026-05-11', 'JO PARK WAGES', 90)], {
        opening: 9_000_00,
      }),
      { agreement: 'AA3' },
    );
    expect(await foundIn(upload.uploadId, 'balance-beyond-contingency')).toHaveLength(1);
    await enter('AA3', { earmarked: [{ what: 'redundancy', amountPence: pence(9_000_00) }] });
    expect(await foundIn(upload.uploadId, 'balance-beyond-contingency')).toEqual([]);
  });
});
