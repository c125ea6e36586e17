import { beforeAll, describe, expect, it } from 'vitest';
import type { Someone } from '../../support/call-api.ts';
import { statementDesk } from '../../support/statement-desk.ts';
import { lloyds, type Movement } from '../../support/statements/bank-files.ts';

const audrey: Someone = { user: 'audrey.auditor', roles: ['audit-officer'] };
const ivy: Someone = { user: 'ivy.inspector', roles: ['read-only'] };
const wes: Someone = { user: 'wes.worker', roles: ['social-worker'] };

const desk = await statementDesk();
const spent = (on: string, text: string, pence: number): Movement => ({ on: `2026-${on}`, text, pence });
const papersFor = (id: string, as = audrey) => desk.api.ask('readStatementPapers', { as, id });

type Keyed = [kind: 'payslip' | 'timesheet' | 'invoice' | 'receipt', day: string, pence: number | null];
/** Papers of Jo Park, as an officer keys them. */
const keyed = (...papers: Keyed[]) =>
  papers.map(([kind, day, amountPence]) => ({ kind, date: `2026-${day}`, amountPence, payee: 'Jo Park' }));

let march = '';
beforeAll(async () => {
  for (const agreement of ['DP31', 'DP32'])
    await desk.agree(agreement, {
      ...{ startDate: '2026-01-05', personId: 'U1' },
      planItems: 'item:personal assistant wages|Jo Park|225.00|weekly',
    });
  const file = lloyds([
    spent('03-02', 'LARKSHIRE COUNCIL DP', 1000_00),
    spent('03-06', 'JO PARK WAGES', -225_00),
    spent('03-13', 'JO PARK WAGES', -225_00),
    spent('03-20', 'JO PARK WAGES', -240_00),
    spent('03-31', 'CORNER SHOP', -5_00),
  ]);
  march = (await desk.send(file, { agreement: 'DP31', name: 'march.csv' })).upload.uploadId;
});

describe('the papers of a statement', () => {
  it('are all missing before any was entered, payment by payment and kind by kind', async () => {
    const { papers, agreementId, withoutPaper, ...others } = await papersFor(march);
    expect([papers, agreementId]).toEqual([0, 'DP31']);
    expect(withoutPaper.map(({ transaction, wanted }) => [transaction, wanted.join()])).toEqual([
      ...[2, 3, 4].flatMap((number) => [
        [number, 'payslip'],
        [number, 'timesheet'],
      ]),
    ]);
    expect(withoutPaper[0]?.why).toBe(
      'The payment of £225.00 on 6 March 2026 needs a payslip, and none was sent.',
    );
    expect(others).toEqual({ matches: [], differing: [], suggestions: [], withoutPayment: [] });
  });

  it('show their payments once they came, say what differs, and what stands alone', async () => {
    await desk.api.ask('recordReturn', {
      ...{ as: audrey, id: 'DP31' },
      body: {
        ...{ periodFrom: '2026-01-05', periodTo: '2026-04-04', reason: 'They came by post' },
        papers: keyed(
          ...([
            ['payslip', '03-05', 225_00],
            ['payslip', '03-19', 239_00],
            ['timesheet', '03-12', null],
            ['receipt', '03-10', 9_99],
            ['invoice', '03-10', 9_98],
            ['receipt', '06-30', 4_00],
          ] satisfies Keyed[]),
        ),
      },
    });
    const { papers, matches, differing, withoutPaper, withoutPayment } = await papersFor(march);
    expect(papers).toBe(5);
    expect(matches.map(({ transaction, certainty }) => [transaction, certainty])).toEqual([
      [2, 'exact'],
      [3, 'likely'],
    ]);
    expect(differing).toEqual([
      expect.objectContaining({
        ...{ transaction: 4, differencePence: 1_00 },
        why: 'The payslip of Jo Park shows £239.00, and £240.00 was paid. Ask why.',
      }),
    ]);
    expect(withoutPaper.map(({ transaction, wanted }) => [transaction, wanted.join()])).toEqual([
      [2, 'timesheet'],
      [3, 'payslip'],
      [4, 'timesheet'],
    ]);
    expect(withoutPayment.map(({ mayBeElsewhere, why }) => [why, mayBeElsewhere])).toEqual([
      ['The account shows no payment for the invoice of Jo Park of 10 March 2026.', true],
      ['The account shows no payment for the receipt of Jo Park of 10 March 2026.', false],
    ]);
  });

  it('are for those who read statements, and of an account that is there', async () => {
    expect((await papersFor(march, ivy)).agreementId).toBe('DP31');
    expect((await desk.api.refusal('readStatementPapers', { as: wes, id: march })).status).toBe(403);
    const second = { as: audrey, id: march, query: { account: '2' } };
    expect((await desk.api.refusal('readStatementPapers', second)).status).toBe(404);
    expect((await desk.api.refusal('readStatementPapers', { as: audrey, id: 'none' })).status).toBe(404);
  });
});
