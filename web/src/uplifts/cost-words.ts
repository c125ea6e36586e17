import type { UpliftDetail } from '../../../events/api/uplifts.ts';
import { financialYearOf } from '../timeline/days.ts';
import { formatDate, formatMoney } from '../words/format.ts';

type Days = Pick<UpliftDetail, 'asOf' | 'effectiveDate'>;
type Totals = Pick<
  NonNullable<UpliftDetail['totals']>,
  'thisYearPence' | 'fullYearPence' | 'arrearsPence' | 'earlierYearsPence'
>;

/** The financial year whose cost is shown, that of the preview’s day or of a later first day: `2026–27`. */
export function shownYear({ asOf, effectiveDate }: Days): string {
  const year = financialYearOf(asOf !== null && asOf > effectiveDate ? asOf : effectiveDate);
  return `${year}–${String((year + 1) % 100).padStart(2, '0')}`;
}

/** `cost £5.00 this year (2026–27) and save £20.00 in a full year`, of one rate `costs` and `saves`. */
export function costInWords(uplift: Days, { thisYearPence, fullYearPence }: Totals, rates: number): string {
  const verb = (pence: number) => `${pence < 0 ? 'save' : 'cost'}${rates === 1 ? 's' : ''}`;
  const isOneWay = verb(thisYearPence) === verb(fullYearPence);
  const now = `${verb(thisYearPence)} ${unsigned(thisYearPence)} this year (${shownYear(uplift)})`;
  return `${now}${isOneWay ? ',' : ` and ${verb(fullYearPence)}`} ${unsigned(fullYearPence)} in a full year`;
}

function unsigned(pence: number): string {
  return formatMoney(Math.abs(pence));
}

/** What arrears are called as a figure: those of earlier years are no part of this year’s cost. */
export function arrearsName({ asOf }: Days, { earlierYearsPence }: Totals): string {
  const name = asOf === null ? 'Arrears' : `Arrears before ${formatDate(asOf)}`;
  return earlierYearsPence === 0 ? `${name}, part of this year’s` : name;
}

/** What of the cost is for days that are past, and what of that is not in this year’s cost. */
export function arrearsInWords(uplift: Days, { arrearsPence, earlierYearsPence }: Totals): string {
  const day = uplift.asOf === null ? '' : ` before ${formatDate(uplift.asOf)}`;
  const isOfThisYear = earlierYearsPence === 0;
  const earlier = isOfThisYear
    ? ''
    : ` ${formatMoney(earlierYearsPence)} is for days before the financial year ${shownYear(uplift)} and comes on top of this year’s cost.`;
  if (arrearsPence === 0) return `There are no arrears: no day${day} changes its price.${earlier}`;
  return `${formatMoney(arrearsPence)}${isOfThisYear ? ' of it' : ''} is for days${day}. The next pay run pays that by itself once the uplift is applied.${earlier}`;
}
