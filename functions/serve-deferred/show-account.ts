import { addDays, londonDate, type CalendarDate } from '../../domain/calendar.ts';
import { accountFlags } from '../../domain/deferred/account-flags.ts';
import { accountFactsOf, beginningOf, newestValuation } from '../../domain/deferred/account-facts.ts';
import { weeklyDrawdown, type WeeklyTerms } from '../../domain/deferred/drawdown.ts';
import { termsOn } from '../../domain/deferred/deferred-terms.ts';
import { eligibilityOf } from '../../domain/deferred/eligibility.ts';
import {
  interestOn,
  limitOn,
  reckonedUntil,
  shareOfValue,
  standings,
} from '../../domain/deferred/reckoned.ts';
import { owedAfter } from '../../domain/deferred/statement.ts';
import { regularPeriodOn, statementsDue, type StatementDue } from '../../domain/deferred/statements-due.ts';
import { inOrderOf } from '../../domain/in-order-of.ts';
import type { deferredRoutes, DeferredSummary, ShownDeferredAccount } from '../../events/api/deferred.ts';
import type { KnownDeferred } from '../platform/deferred/known-account.ts';
import type { Asked } from '../platform/route-area.ts';
import type { Page } from '../store/list-store.ts';
import type { DeferredDeps } from './deps.ts';
import { openAccount, openAccounts } from './open-account.ts';

/** Pages of the store that are opened at most to fill one page of what is asked for. */
const MOST_PAGES = 10;

/** The agreements the viewer may see, by number; only those that need somebody, where that is asked. */
export async function listAccounts(
  { viewer, query: { personId, flag, limit, cursor } }: Asked<typeof deferredRoutes.listDeferredAgreements>,
  deps: DeferredDeps,
): Promise<Page<DeferredSummary>> {
  const today = londonDate(deps.clock());
  const shownOf = async (agreementIds: readonly string[]): Promise<DeferredSummary[]> => {
    const known = await openAccounts(agreementIds, viewer, deps);
    return known.map((each) => summaryOf(each, today).shown).filter((each) => hasFlag(each, flag));
  };
  if (personId !== undefined) {
    const own = await deps.lists.ofPerson('deferred-agreement', personId);
    return { items: await shownOf(own.map(({ body }) => body.agreementId)), nextCursor: null };
  }
  const items: DeferredSummary[] = [];
  let next = cursor;
  for (let pages = 0; pages < MOST_PAGES && items.length < limit; pages += 1) {
    const page = await deps.lists.all('deferred-agreement', { limit: limit - items.length, cursor: next });
    items.push(...(await shownOf(page.items.map(({ body }) => body.agreementId))));
    if (page.nextCursor === null) return { items, nextCursor: null };
    next = page.nextCursor;
  }
  return { items, nextCursor: next ?? null };
}

function hasFlag({ flags }: DeferredSummary, flag: string | undefined): boolean {
  if (flag === undefined) return true;
  return flag === 'any' ? flags.length > 0 : flags.some(({ rule }) => rule === flag);
}

/** How much is owed under an agreement at the end of today, and how safe it is. */
export async function showAccount(
  { viewer, id }: Asked<typeof deferredRoutes.readDeferredAccount>,
  deps: DeferredDeps,
): Promise<ShownDeferredAccount> {
  const known = await openAccount(id, viewer, deps);
  const today = londonDate(deps.clock());
  const { agreement, record, diedOn, entered } = known;
  const { shown, reckoned, due } = summaryOf(known, today);
  const { account } = reckoned;
  const { valuePence, valuedOn, encumbrancesPence } = newestValuation(known);
  const { facts } = accountFactsOf(known, today);
  const { terms, rates, valuations, charges, repayments, statements } = record;
  return {
    ...shown,
    ...{ diedOn, propertyAddress: agreement.propertyAddress, begins: account.from },
    broughtForwardPence: account.broughtForwardPence,
    parts: {
      carePence: account.careCostsPence,
      chargesPence: account.chargesPence,
      interestPence: account.interestPence,
    },
    ...{ valuePence, valuedOn, encumbrancesPence },
    shareOfValuePercent: shareOfValue(shown.owedPence, valuePence),
    weeklyDrawdownPence: drawnNow(facts, today),
    interest: interestOn(facts.interest, today),
    rates: [...facts.rates],
    standings: standings(reckoned),
    ...{ enteredTerms: terms, enteredRates: rates, valuations, charges, repayments, statements },
    statementsDue: due,
    eligibility:
      record.eligibility === null
        ? null
        : { ...record.eligibility, ...eligibilityOf(record.eligibility, known.councilRows) },
    ...{ version: entered?.version ?? null, recordedAt: entered?.recordedAt ?? null },
    ...{ recordedBy: entered?.recordedBy ?? null, reason: entered?.reason ?? null },
  };
}

/** What is deferred for a week by the terms of a day. */
function drawnNow(
  {
    terms,
    care,
  }: {
    terms: readonly (WeeklyTerms & { from: CalendarDate })[];
    care: { from: CalendarDate; to: CalendarDate | null };
  },
  today: CalendarDate,
) {
  if (care.to !== null && care.to < today) return null;
  const now = inOrderOf(terms, ({ from }) => from).findLast(({ from }) => from <= today);
  return now === undefined ? null : weeklyDrawdown(now);
}

function summaryOf(known: KnownDeferred, today: CalendarDate) {
  const { agreement, record, person, diedOn, terms } = known;
  const { agreementId, personId, startDate, endDate, chargeStatus } = agreement;
  const reckoned = reckonedUntil(known, today);
  const { account, limits, missing } = reckoned;
  const { through } = account;
  const begins = beginningOf(known);
  const due = statementsDue({ ...record, begins, diedOn }, terms, today);
  const shown: DeferredSummary = {
    ...{ agreementId, personId, personName: person?.name ?? '', startDate, endDate, chargeStatus },
    ...{ closedOn: record.closedOn, through, missing, owedPence: owedAfter(account, through) },
    equityLimitPence: limitOn(limits, today),
    flags: accountFlags(known, account, { missing, today }),
    nextStatement: due[0] ?? nextRegular(known, today),
  };
  return { shown, reckoned, due };
}

function nextRegular(known: KnownDeferred, today: CalendarDate): StatementDue {
  const { terms, record } = known;
  const period = regularPeriodOn(beginningOf(known), terms, record.closedOn ?? today);
  const dueOn = addDays(period.to, termsOn(terms, period.to).statementDays);
  return { ...period, kind: 'regular', statementId: null, dueOn, daysLate: 0 };
}
