import { sameValue } from '../../domain/facts/canonical-json.ts';
import { contains } from '../../domain/date-range.ts';
import { londonDate } from '../../domain/calendar.ts';
import {
  Decimal,
  pence,
  poundsToPence,
  readQuantity,
  type Pence,
  type RateText,
} from '../../domain/money.ts';
import type { Expense } from '../../domain/pay/run/expense.ts';
import { valueOn } from '../../domain/settings/setting-definition.ts';
import { settings } from '../../domain/settings/settings.ts';
import type { paymentRoutes } from '../../events/api/payments.ts';
import { Conflict } from '../platform/problem-responses.ts';
import { recordedByHand } from '../platform/recorded-by-hand.ts';
import type { Asked } from '../platform/route-area.ts';
import { imageOf } from './attached-images.ts';
import type { PayDeps } from './deps.ts';
import { idOfAct, keyUsedBefore } from './id-of-act.ts';
import { refusal } from './refusal.ts';
import { isHidden } from '../platform/pay/without-hidden.ts';

const TRIES = 3;

/** Keeps an expense of a package: an amount as it is, or units at the rate of the day. */
export async function recordExpense(
  { viewer, body, actId }: Asked<typeof paymentRoutes.recordExpense>,
  deps: PayDeps,
) {
  const { packageId, kind, date, receiptUploadId = null, reason } = body;
  const known = await deps.facts.whichExist('package', [packageId]);
  if (known.size === 0 || (await isHidden(viewer, { ids: [packageId] }, deps))) {
    throw refusal('packageId', 'unknown-reference', `Package ${packageId} is not known.`);
  }
  if (receiptUploadId !== null) await imageOf(receiptUploadId, 'receiptUploadId', deps);
  const priced = await priceExpense(body, deps);
  const expense: Expense = {
    expenseId: `E${idOfAct({ actId }, deps)}`,
    packageId,
    kind,
    date,
    receiptUploadId,
    ...priced,
  };
  const { expenseId, amountPence } = expense;
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const seen = (await deps.facts.currentFacts('expenses', [packageId])).get(packageId) ?? null;
    const kept = seen?.body.items.find((item) => item.expenseId === expenseId);
    if (kept !== undefined) {
      if (!sameValue(kept, expense)) throw keyUsedBefore(expenseId);
      return { expenseId, amountPence };
    }
    const [recorded] = await deps.facts.recordVersions([
      {
        subject: { kind: 'expenses', id: packageId },
        body: { packageId, items: [...(seen?.body.items ?? []), expense] },
        handFields: [],
        recording: recordedByHand(viewer, reason, deps.clock),
        seen,
      },
    ]);
    if (recorded?.outcome === 'recorded') return { expenseId, amountPence };
  }
  throw new Conflict('Others recorded expenses of this package at the same time. Send yours again.');
}

type Priced = { units: RateText | null; rate: RateText | null; amountPence: Pence };

async function priceExpense(
  { units, amountPence, kind, date }: Asked<typeof paymentRoutes.recordExpense>['body'],
  deps: PayDeps,
): Promise<Priced> {
  if ((units === undefined) === (amountPence === undefined)) {
    throw refusal(
      'amountPence',
      'one-of',
      'An expense has an amount with its receipt, or units that are paid by a rate.',
    );
  }
  if (amountPence !== undefined) return { units: null, rate: null, amountPence: pence(amountPence) };
  const reading = readQuantity(String(units), { maximumDecimals: 4 });
  if (!reading.ok) throw refusal('units', reading.rule, reading.message);
  const { name } = settings.expenseRates;
  const stored = await deps.facts.currentFacts('setting', [name]);
  const rates = valueOn(
    settings.expenseRates,
    stored.get(name)?.body.entries ?? [],
    londonDate(deps.clock()),
  );
  const rate = rates.filter((each) => each.kind === kind && contains(each, date)).at(-1)?.rate;
  if (rate === undefined) {
    throw refusal(
      'kind',
      'no-expense-rate',
      `No rate for ${kind} is set for that day. Enter the amount, or have the rate set.`,
    );
  }
  return {
    units: reading.value,
    rate,
    amountPence: poundsToPence(new Decimal(reading.value).times(rate), 'half-up'),
  };
}
