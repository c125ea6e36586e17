import { modulusCheck } from '../../domain/bank-accounts/modulus-check.ts';
import { bacsDates } from '../../domain/bacs-cycle.ts';
import { tariffIncome } from '../../domain/charging/tariff-income.ts';
import { addDays, formatDate, type CalendarDate } from '../../domain/calendar.ts';
import { rangeDays, type ClosedRange } from '../../domain/date-range.ts';
import { weeklyDrawdown } from '../../domain/deferred/drawdown.ts';
import { equityLimit } from '../../domain/deferred/equity-limit.ts';
import { interestOver, type RatedDays } from '../../domain/deferred/interest-over.ts';
import { agreedOver, ratesOver, type RateSegment } from '../../domain/deferred/rate-segments.ts';
import { Decimal, pence, rateText } from '../../domain/money.ts';
import { proRata } from '../../domain/pay/pro-rata.ts';
import type { ReferenceKind } from '../../domain/reference/reference-kinds.ts';
import type { CouncilRow } from '../../domain/reference/reference-row.ts';
import { checkDatesInOrder } from '../../domain/records/dates-in-order.ts';
import { councilRowsOf, referenceSettingName } from '../../domain/settings/reference-settings.ts';
import type { calculatorRoutes } from '../../events/api/calculators.ts';
import { modulusTables } from '../platform/modulus-tables.ts';
import { Unacceptable } from '../platform/problem-responses.ts';
import type { Handlers } from '../platform/route-area.ts';
import type { FactStore } from '../store/fact-store.ts';

const DAYS_OF_A_YEAR = 365;

/** The sums of every officer, on the rules of the domain: nothing is kept of what is asked. */
export function serveCalculators({
  facts,
}: {
  facts: Pick<FactStore, 'currentFacts'>;
}): Handlers<typeof calculatorRoutes> {
  /** The rows are dated themselves: those that were entered last hold. */
  const ownRows = async (kind: ReferenceKind): Promise<CouncilRow[]> => {
    const name = referenceSettingName(kind);
    const setting = (await facts.currentFacts('setting', [name])).get(name);
    return councilRowsOf(kind, setting?.body.entries.at(-1)?.value);
  };
  return {
    proRata: ({ body }) => {
      const { weeklyPence, from, to } = body;
      const [disorder] = checkDatesInOrder({ from, to }, 'to');
      if (disorder !== undefined) throw refusal(disorder.field, disorder.rule, disorder.message);
      return Promise.resolve(proRata({ weeklyPence: pence(weeklyPence), from, to }));
    },
    bacsDates: ({ body }) => {
      const reading = bacsDates(body);
      if (!reading.ok) throw refusal(Object.keys(body)[0] ?? null, reading.rule, reading.message);
      return Promise.resolve(reading.value);
    },
    modulusCheck: ({ body }) => Promise.resolve(modulusCheck(body, modulusTables)),
    tariffIncome: async ({ body }) => {
      const rows = await ownRows('capital-limit');
      const found = tariffIncome({ capitalPence: pence(body.capitalPence), onDate: body.onDate }, rows);
      if (found.outcome === 'missing') throw refusal('onDate', 'reference-value-missing', found.message);
      return { tariffPence: found.tariffPence, fullCost: found.fullCost };
    },
    equityLimit: async ({ body }) => {
      const { onDate } = body;
      const [valuePence, encumbrancesPence] = [pence(body.valuePence), pence(body.encumbrancesPence)];
      const rows = await ownRows('capital-limit');
      const found = equityLimit({ valuePence, encumbrancesPence, onDate }, rows);
      if (found.outcome === 'missing') throw refusal('onDate', 'reference-value-missing', found.message);
      const { outcome: _, ...limit } = found;
      return limit;
    },
    deferredDrawdown: ({ body }) => {
      const drawdownPence = weeklyDrawdown({
        weeklyCostPence: pence(body.weeklyCostPence),
        topUpPence: pence(body.topUpPence),
        incomePence: pence(body.incomePence),
        allowancePence: pence(body.allowancePence),
      });
      return Promise.resolve({ drawdownPence });
    },
    deferredInterest: async ({ body }) => {
      const { from, to, principalPence, compounding, dayCount } = body;
      const [disorder] = checkDatesInOrder({ from, to }, 'to');
      if (disorder !== undefined) throw refusal(disorder.field, disorder.rule, disorder.message);
      if (from === to) return interestOver(pence(principalPence), { compounding, dayCount }, []);
      const days = { from, to: addDays(to, -1) };
      const rates =
        body.rates === undefined
          ? ceilingsOver(days, await ownRows('deferred-rate-ceiling'))
          : givenOver(days, body.rates);
      if (isBeyondCounting(principalPence, rates))
        throw refusal(
          'to',
          'sum-too-large',
          'So much interest cannot be counted: ask for fewer days or a lower rate.',
        );
      return interestOver(pence(principalPence), { compounding, dayCount }, rates);
    },
  };
}

/** Without a rate for each of the days nothing is reckoned: a rate nobody knows is not 0. */
function ceilingsOver(days: ClosedRange, rows: readonly CouncilRow[]): RateSegment[] {
  const { segments, missing } = ratesOver(days, [], rows);
  if (missing !== null) throw refusal('rates', 'reference-value-missing', missing.message);
  return segments;
}

function givenOver(
  days: ClosedRange,
  given: readonly { from: CalendarDate; percent: string }[],
): RatedDays[] {
  const [twice] = given.map(({ from }) => from).filter((from, place, all) => all.indexOf(from) < place);
  if (twice !== undefined)
    throw refusal('rates', 'rate-twice', `Two rates begin on ${formatDate(twice)}. Give one for each day.`);
  // The schema let pass only what is a rate; `4.50` is kept as `4.5`.
  const rates = given.map(({ from, percent }) => ({
    from,
    percent: rateText(new Decimal(percent).toString()),
  }));
  return agreedOver(days, rates).map(({ percent, ...range }) => {
    if (percent !== null) return { ...range, percent };
    const message = `No rate is given for ${formatDate(range.from)}: the first begins later.`;
    throw refusal('rates', 'rate-missing', message);
  });
}

/** Whether more may come of it than is counted to the penny; interest added each moment is more than by any of our terms. */
function isBeyondCounting(principalPence: number, rates: readonly RatedDays[]): boolean {
  const years = rates.map(
    ({ percent, ...range }) => (Number(percent) * rangeDays(range)) / (100 * DAYS_OF_A_YEAR),
  );
  const growth = years.reduce((sum, each) => sum + each, 0);
  return Math.log(Math.max(1, principalPence)) + growth > Math.log(Number.MAX_SAFE_INTEGER);
}

function refusal(field: string | null, rule: string, message: string): Unacceptable {
  return new Unacceptable(message, { errors: [{ field, rule, message }] });
}
