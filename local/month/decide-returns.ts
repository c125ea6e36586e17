import * as z from 'zod';
import type { Office } from './office.ts';
import { severalHands } from './several-hands.ts';

const OFFICER = 'olu.officer';
const APPROVER = 'amy.approver';

/** What this month does about lines that a check asks about: a stated decision, or left for a person. */
export type ReturnClearance = {
  rule: string;
  lines: number;
  decision: 'pay-commissioned' | 'left';
  why: string;
};

/** The checks whose questions are answered without a person, and why; nothing is ever paid that was not commissioned. */
const PAID_AS_COMMISSIONED: Readonly<Record<string, string>> = {
  'units-above-commissioned': 'what was commissioned is paid, and more only once it is ordered',
  'rate-differs-from-contract': 'the agreed rate is paid until the contract says another',
  'amount-differs-from-quantity-times-rate': 'the quantity at the agreed rate is paid',
};
const UNKNOWN = 'no rule of this month answers it: the lowest is paid and the difference is held';
const REASON = 'Answered by the stated rules of the month';

const returnShape = z.object({ uploadId: z.string() });
const detailShape = z.object({
  rules: z.array(z.object({ rule: z.string(), effect: z.string(), open: z.int() })),
});
const decidedShape = z.object({ decision: z.object({ number: z.int(), state: z.string() }) });

/** Answers what the checks of returns ask, by the stated rules, before anything is paid. */
export async function decideReturns(office: Office, say: (line: string) => void): Promise<ReturnClearance[]> {
  const waiting = await office.all(OFFICER, '/provider-returns?state=checked', returnShape);
  if (waiting.length === 0) return [];
  say(`Deciding about ${waiting.length} returns …`);
  const decided = await severalHands(waiting, ({ uploadId }) => decideReturn(office, uploadId));
  await office.waitUntilIdle();
  return [...Map.groupBy(decided.flat(), ({ rule }) => rule)].map(([rule, same]) => ({
    rule,
    lines: same.reduce((sum, { open }) => sum + open, 0),
    ...clearanceOf(rule),
  }));
}

/** Decides about the lines of a return as far as a rule says how; gives what was asked. */
async function decideReturn(office: Office, uploadId: string): Promise<{ rule: string; open: number }[]> {
  const { rules } = await office.ask(OFFICER, `GET /provider-returns/${uploadId}`, { schema: detailShape });
  const asking = rules.filter(({ effect, open }) => effect === 'question' && open > 0);
  for (const { rule } of asking)
    if (clearanceOf(rule).decision === 'pay-commissioned') await payAsCommissioned(office, uploadId, rule);
  return asking;
}

function clearanceOf(rule: string): Pick<ReturnClearance, 'decision' | 'why'> {
  const why = PAID_AS_COMMISSIONED[rule];
  return why === undefined ? { decision: 'left', why: UNKNOWN } : { decision: 'pay-commissioned', why };
}

async function payAsCommissioned(office: Office, uploadId: string, finding: string): Promise<void> {
  const { decision } = await office.ask(OFFICER, `POST /provider-returns/${uploadId}/decisions`, {
    schema: decidedShape,
    body: { finding, decision: 'pay-commissioned', reason: REASON },
  });
  if (decision.state !== 'proposed') return;
  await office.ask(APPROVER, `POST /return-decisions/${uploadId}~${decision.number}/approve`, {
    schema: decidedShape,
    body: { reason: REASON },
  });
}
