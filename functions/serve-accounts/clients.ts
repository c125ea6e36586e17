import { londonDate, maxDate, type CalendarDate } from '../../domain/calendar.ts';
import { agreedPlan } from '../../domain/direct-payments/agreed-plan.ts';
import { readSpendingPlan } from '../../domain/direct-payments/read-spending-plan.ts';
import { inOrderOf } from '../../domain/in-order-of.ts';
import { invariant } from '../../domain/outcome.ts';
import type { DirectPaymentAgreement } from '../../domain/records/direct-payment-agreement.ts';
import type { ShownReturn } from '../../events/api/financial-returns.ts';
import type {
  ManagedClient,
  ManagedClientDetail,
  portalAccountRoutes,
} from '../../events/api/portal-accounts.ts';
import { dueTermsOn, knownReturns, type KnownReturns } from '../platform/direct-payments/due-returns.ts';
import type { Viewer } from '../platform/identity.ts';
import type { Asked } from '../platform/route-area.ts';
import type { TakenStatement } from '../store/statement-store.ts';
import type { AccountsDeps } from './deps.ts';
import { namesOf, ownAccount, ownAccounts } from './own-accounts.ts';

/** The people whose money an account provider holds, with what is due of each. */
export async function listClients(
  { viewer }: Asked<typeof portalAccountRoutes.listClients>,
  deps: AccountsDeps,
): Promise<{ items: ManagedClient[]; nextCursor: null }> {
  const clients = await clientsWith(await ownAccounts(viewer, deps), viewer, deps);
  const items = clients.map(({ shown }) => shown);
  return { items: inOrderOf(items, ({ agreementId }) => agreementId), nextCursor: null };
}

/** One of them, with what the money may buy and which statements came. */
export async function readClient(
  { viewer, id }: Asked<typeof portalAccountRoutes.readClient>,
  deps: AccountsDeps,
): Promise<ManagedClientDetail> {
  const agreement = await ownAccount(id, viewer, deps);
  const [client] = await clientsWith([agreement], viewer, deps);
  invariant(client !== undefined, 'an agreement that is asked for is answered');
  const { shown, arrangement } = client;
  const plan = agreedPlan(readSpendingPlan(agreement.planItems).plan, arrangement);
  const taken = await deps.statements.statementsOf(agreement.agreementId);
  return {
    ...shown,
    returnFrequency: agreement.returnFrequency,
    contingencyWeeks: agreement.contingencyWeeks,
    planItems: [...plan.items],
    earmarked: [...plan.earmarked],
    papersAsked: arrangement.papersAsked,
    statements: inOrderOf(
      taken.flatMap(statementsIn),
      ({ to, receivedOn }) => `${to ?? ''} ${receivedOn}`,
    ).toReversed(),
  };
}

type Client = { shown: ManagedClient; arrangement: KnownReturns['arrangement'] };

async function clientsWith(
  agreements: readonly DirectPaymentAgreement[],
  viewer: Viewer,
  deps: AccountsDeps,
): Promise<Client[]> {
  const today = londonDate(deps.clock());
  const terms = await dueTermsOn(today, deps.facts);
  // Whether the council chases them or not: who holds the money sends what the agreement says.
  const owing = { ...terms, terms: { ...terms.terms, accountsWithoutReturns: [] } };
  const [returns, nameOf] = await Promise.all([
    knownReturns(agreements, owing, deps.facts),
    namesOf(
      agreements.map(({ personId }) => personId),
      viewer,
      deps,
    ),
  ]);
  return agreements.flatMap((agreement) => {
    const known = returns.get(agreement.agreementId);
    if (known === undefined) return [];
    const shown = shownClient(agreement, known, nameOf(agreement.personId));
    return [{ shown, arrangement: known.arrangement }];
  });
}

function shownClient(
  agreement: DirectPaymentAgreement,
  { record, returns }: KnownReturns,
  personName: string | null,
): ManagedClient {
  const { agreementId, personId, startDate, endDate, frequency, payeeName, rollNumber } = agreement;
  const { weeklyBudgetPence, weeklyContributionPence, accountNumber } = agreement;
  return {
    ...{ agreementId, personId, personName, startDate, endDate, frequency, payeeName, rollNumber },
    ...{ weeklyBudgetPence, weeklyContributionPence },
    accountEndsIn: accountNumber?.slice(-4) ?? null,
    statementsThrough: lastDay(record.received.map(({ to }) => to)),
    papersDue: returns.filter(isOwed).map(({ period, dueOn, daysLate, missing }) => ({
      ...{ ...period, dueOn, daysLate, missing },
    })),
  };
}

/** What is still running is not due yet, and nobody is asked while a family grieves. */
function isOwed({ state }: ShownReturn): boolean {
  return state !== 'expected' && state !== 'received' && state !== 'accepted' && state !== 'paused';
}

function lastDay([first, ...others]: readonly CalendarDate[]): CalendarDate | null {
  return first === undefined ? null : maxDate(first, ...others);
}

function statementsIn({ receivedAt, format, accounts }: TakenStatement): ManagedClientDetail['statements'] {
  return accounts.map(({ from, to, transactions }) => ({
    ...{ receivedOn: londonDate(receivedAt), format, from, to, transactions },
  }));
}
