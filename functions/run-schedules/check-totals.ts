import { formatDate } from '../../domain/calendar.ts';
import { formatPounds, sumPence, type Pence } from '../../domain/money.ts';
import { controlTotals, type DayTotals, type IssuedRun } from '../../domain/pay/settlement/control-totals.ts';
import type { ScheduleDeps } from './deps.ts';
import { unsettledRuns, type UnsettledRun } from './unsettled-runs.ts';

type TotalsDeps = Pick<ScheduleDeps, 'runs' | 'payments' | 'ledger' | 'work' | 'clock'>;

/** Holds what was sent, day by day, and what the ledger says is on its way against the payments; a difference reaches a person. */
export async function checkTotals(unsettled: readonly UnsettledRun[], deps: TotalsDeps): Promise<void> {
  for (const totals of controlTotals(unsettled.flatMap(issuedRun))) await tellOfDay(totals, deps);
  await checkOnTheWay(unsettled, deps);
}

function issuedRun({ run, payments }: UnsettledRun): IssuedRun[] {
  const issuedOn = (payments.find(({ attempt }) => attempt === 1) ?? payments[0])?.sentOn;
  if (run.totals === null || issuedOn === undefined) return [];
  return [{ payRunId: run.payRunId, issuedOn, approvedPence: run.totals.paymentPence, payments }];
}

async function tellOfDay(
  { day, payRunIds, sentPence, differencePence }: DayTotals,
  deps: TotalsDeps,
): Promise<void> {
  await tell(
    {
      workId: `pay-control-total:${day}`,
      differencePence,
      title: `Of ${formatPounds(sentPence)} sent on ${formatDate(day)}, ${formatPounds(differencePence)} is neither acknowledged, settled, returned nor on its way.`,
      link: `/pay-runs/${payRunIds[0] ?? ''}`,
    },
    deps,
  );
}

/** Payments move while they are read: what still differs at a second look is no matter of moments. */
async function checkOnTheWay(unsettled: readonly UnsettledRun[], deps: TotalsDeps): Promise<void> {
  let differencePence = await differenceOf(unsettled, deps);
  if (differencePence !== 0) differencePence = await differenceOf(await unsettledRuns(deps), deps);
  await tell(
    {
      workId: 'pay-control-total:on-the-way',
      differencePence,
      title: `The ledger and the payments differ by ${formatPounds(differencePence)} about what is on its way. Look at the payees whose accounts do not fit their payments.`,
      link: '/pay-runs',
    },
    deps,
  );
}

async function differenceOf(unsettled: readonly UnsettledRun[], { ledger }: TotalsDeps): Promise<Pence> {
  const balances = await ledger.trialBalance();
  const onTheWay = unsettled
    .flatMap(({ payments }) => payments)
    .filter(({ status }) => status === 'sent' || status === 'acknowledged');
  return sumPence([balances['payments-in-transit'], ...onTheWay.map(({ amountPence }) => amountPence)]);
}

type Difference = { workId: string; differencePence: Pence; title: string; link: string };

async function tell(
  { workId, differencePence, title, link }: Difference,
  { work, clock }: TotalsDeps,
): Promise<void> {
  if (differencePence === 0) await work.finish(workId, 'What was sent is accounted for.');
  else
    await work.open({
      ...{ workId, area: 'payments', title, link, risk: 'high' },
      ...{ openedAt: clock(), dueOn: null },
    });
}
