import { londonDate } from '../../domain/calendar.ts';
import { sumPence } from '../../domain/money.ts';
import { invariant } from '../../domain/outcome.ts';
import type { BroughtForward } from '../../domain/pay/run/brought-forward.ts';
import type { Hold } from '../../domain/pay/run/hold.ts';
import { paymentsOf, type RunParts } from '../../domain/pay/run/payments-of-run.ts';
import type { PayRun } from '../../domain/pay/run/pay-run.ts';
import { valueOn } from '../../domain/settings/setting-definition.ts';
import { settings } from '../../domain/settings/settings.ts';
import { peopleOf } from '../platform/pay/brought-forward.ts';
import type { Outgoing } from '../platform/pay/evidence.ts';
import { payDayOfRun } from '../platform/pay/pay-day-of-run.ts';
import type { StoredFact } from '../store/items.ts';
import type { RunDeps } from './deps.ts';
import { partSendable } from './keep-back.ts';
import { payeesOf } from './payees.ts';
import { paymentsAgain } from './resend-payments.ts';

type OfRun = {
  parts: RunParts;
  /** Whose package each is. */
  people: ReadonlyMap<string, string | null>;
  forward: BroughtForward;
};

/**
 * What leaves with an approved run and to whom. It is decided once, kept in the evidence and named by the run, in one
 * conditional write: of two workers one decides, and a try after a death sends to the accounts of the first try,
 * whatever changed in between.
 */
export async function decidedOutgoing(
  asked: StoredFact<'pay-run'>,
  of: OfRun,
  deps: RunDeps,
): Promise<{ seen: StoredFact<'pay-run'>; outgoing: Outgoing }> {
  const { body: run } = asked;
  if (run.outgoing !== null)
    return { seen: asked, outgoing: await deps.evidence.readOutgoing(run, run.outgoing) };
  const outgoing = await decide(asked, of, deps);
  const moved = await deps.runs.moveRun(
    asked,
    { ...run, payOn: outgoing.payOn, outgoing: await deps.evidence.writeOutgoing(run, outgoing) },
    {
      recordedAt: deps.clock(),
      recordedBy: run.issueBy ?? 'careledger',
      source: { kind: 'hand' },
      reason: run.note,
    },
  );
  if (moved.outcome !== 'moved') throw new Error('another worker makes the payments of this run');
  return { seen: moved.run, outgoing };
}

async function decide(
  { body: run, recordedAt: madeAt }: StoredFact<'pay-run'>,
  { people, parts, forward }: OfRun,
  deps: RunDeps,
): Promise<Outgoing> {
  const on = londonDate(madeAt);
  const { payRunId } = run;
  const stored = await deps.settings([settings.outputs.name, settings.calendars.name]);
  const outputs = valueOn(settings.outputs, stored.get(settings.outputs.name)?.body.entries ?? [], on);
  const payOn = payDayOfRun(run, { settings: stored, today: on });
  const payeeOf = await payeesOf(
    [...parts.payees, ...forward.resends].map(({ payeeId }) => payeeId),
    deps,
  );
  const payments = paymentsOf(parts, { payRunId, payOn, payeeOf });
  const paid = sumPence(payments.map(({ amountPence }) => amountPence));
  invariant(paid === run.totals?.paymentPence, 'the payments of a run are what was approved');
  const again = await paymentsAgain(forward.resends, { payRunId, payOn, payeeOf }, deps);
  const holds = await holdsNow(deps);
  return {
    madeAt,
    payOn,
    own: partSendable(payments, {
      outputs,
      madeAt,
      holds: await placedSince(run, holds, deps),
      personOf: (packageId) => people.get(packageId) ?? null,
    }),
    again: partSendable(again, {
      outputs,
      madeAt,
      holds,
      personOf: await peopleOf(
        again.map(({ payee: { payeeId }, lines }) => ({ payeeId, lines })),
        deps,
      ),
    }),
  };
}

/** No list is so far behind the table. */
const MOST_LAG_MILLISECONDS = 60_000;

/**
 * Holds as they are in the table. Their list lags a moment behind it, in which an account may change: what was placed
 * just now left a mark, and is read by its name.
 */
async function holdsNow({ holds, marks, records }: RunDeps): Promise<Hold[]> {
  const listed = await holds();
  const since = new Date(Date.now() - MOST_LAG_MILLISECONDS).toISOString();
  const marked = (await marks.changedSince(since)).filter(({ kind }) => kind === 'hold');
  const recent = await records.currentFacts(
    'hold',
    marked.map(({ id }) => id),
  );
  return [
    ...listed.filter(({ holdId }) => !recent.has(holdId)),
    ...[...recent.values()].map(({ body }) => body),
  ];
}

/** The holds that the lines of a run were not reckoned with: what others keep back is not in its payments. */
async function placedSince(run: PayRun, holds: readonly Hold[], { evidence }: RunDeps): Promise<Hold[]> {
  const known = (await evidence.everySummary(run)).map(
    ({ holds: known }) =>
      new Set(known.filter(({ state }) => state === 'active').map(({ holdId }) => holdId)),
  );
  return holds.filter(({ holdId }) => known.some((ids) => !ids.has(holdId)));
}
