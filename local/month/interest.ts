import * as z from 'zod';
import { dayOf, isoOf } from '../sample-council/days.ts';
import type { Council } from './council-files.ts';
import type { Office } from './office.ts';
import { READER } from './restricted-readers.ts';

const OFFICER = 'olu.officer';
const SCHEDULE = 'daily-interest';

const agreementShape = z.object({
  agreementId: z.string(),
  startDate: z.string(),
  through: z.string(),
  owedPence: z.int(),
  missing: z.string().nullable(),
});
type Agreement = z.infer<typeof agreementShape>;
const statementShape = z.object({
  closingPence: z.int(),
  lines: z.array(z.object({ kind: z.string(), amountPence: z.int() })),
});
type Statement = z.infer<typeof statementShape>;
const trialShape = z.object({
  accounts: z.array(z.object({ account: z.string(), balancePence: z.int() })),
});

/** What is lent on homes, as the nights of the month left it. */
export type Interest = {
  agreements: number;
  /** Why some are not reckoned to the end, each said once. */
  notReckoned: string[];
  /** The last day that is posted: the day before the work is done. */
  through: string;
  /** What is owed at its end, by the statements of the agreements, or by their last day where they are not reckoned so far. */
  owedPence: number;
  /** What the days of the month added, by the same statements. */
  month: { interestPence: number; drawnPence: number; chargesPence: number; repaidPence: number };
  /** Whether the same night once more posted nothing. */
  isSafeTwice: boolean;
};

/**
 * Posts the interest of the month as the nightly schedule does: one night makes up for all that were missed since go-live.
 * It is run twice, as a schedule may be.
 */
export async function postInterest(
  office: Office,
  council: Pick<Council, 'from' | 'to' | 'today'>,
  say: (line: string) => void,
): Promise<Interest> {
  say('Posting what is owed under deferred payment agreements …');
  await runNight(office);
  const once = await balances(office);
  await runNight(office);
  const twice = await balances(office);
  const agreements = await office.all(READER, '/deferred-agreements', agreementShape);
  const through = isoOf(dayOf(council.today) - 1);
  const lines: Statement['lines'] = [];
  let owedPence = 0;
  for (const agreement of agreements) {
    lines.push(...((await statementOf(office, agreement, council))?.lines ?? []));
    owedPence += await owedUnder(office, agreement, { from: council.from, through });
  }
  const sumOf = (wanted: string): number =>
    lines.filter(({ kind }) => kind === wanted).reduce((sum, { amountPence }) => sum + amountPence, 0);
  return {
    agreements: agreements.length,
    notReckoned: [...new Set(agreements.flatMap(({ missing }) => missing ?? []))],
    ...{ through, owedPence },
    month: {
      ...{ interestPence: sumOf('interest'), drawnPence: sumOf('drawdown') },
      ...{ chargesPence: sumOf('charge'), repaidPence: sumOf('repayment') },
    },
    isSafeTwice: JSON.stringify(once) === JSON.stringify(twice),
  };
}

/** What is owed at the end of the last day that is posted; of one that is not reckoned so far, when its last day ends. */
async function owedUnder(
  office: Office,
  agreement: Agreement,
  { from, through }: { from: string; through: string },
): Promise<number> {
  if (agreement.through <= through) return agreement.owedPence;
  const statement = await statementOf(office, agreement, { from, to: through });
  return statement?.closingPence ?? 0;
}

/** A statement of some days, as far as they are reckoned; null where the account has none of them. */
async function statementOf(
  office: Office,
  { agreementId, startDate, through }: Agreement,
  days: { from: string; to: string },
): Promise<Statement | null> {
  const from = startDate > days.from ? startDate : days.from;
  const to = through < days.to ? through : days.to;
  if (to < from) return null;
  const route = `GET /deferred-agreements/${agreementId}/statement?from=${from}&to=${to}`;
  return office.ask(READER, route, { schema: statementShape });
}

async function runNight(office: Office): Promise<void> {
  await office.fire(SCHEDULE);
  await office.waitUntilIdle();
}

function balances(office: Office): Promise<z.infer<typeof trialShape>> {
  return office.ask(OFFICER, 'GET /ledger/trial-balance', { schema: trialShape });
}
