/** Whole pence as pounds text: 2718 is 27.18. Integers only, so nothing is ever a fraction of a penny off. */
export function pounds(pence: number): string {
  const whole = Math.abs(pence);
  return `${pence < 0 ? '-' : ''}${Math.floor(whole / 100)}.${String(whole % 100).padStart(2, '0')}`;
}

export function poundsWithCommas(pence: number): string {
  return pounds(pence).replace(/\B(?=(\d{3})+\.)/g, ',');
}

/** Minutes at an hourly rate, half up to the penny. */
export function costOfMinutes(minutes: number, hourlyPence: number): number {
  return Math.floor((minutes * hourlyPence * 2 + 60) / 120);
}

/** Units at a rate where units are held in hundredths. */
export function costOfUnits(hundredths: number, ratePence: number): number {
  return Math.floor((hundredths * ratePence * 2 + 100) / 200);
}

/** Hundredths of a unit as text: 525 is 5.25, 700 is 7. */
export function unitsText(hundredths: number): string {
  return pounds(hundredths).replace(/\.?0+$/, '');
}

/** Units at a rate where units are held in ten-thousandths, half up to the penny. */
export function costOfTenThousandths(tenThousandths: number, ratePence: number): number {
  return Math.floor((tenThousandths * ratePence * 2 + 10_000) / 20_000);
}

/** Ten-thousandths of a unit as text: 44286 is 4.4286, 40000 is 4. */
export function tenThousandthsText(tenThousandths: number): string {
  const decimals = String(tenThousandths % 10_000)
    .padStart(4, '0')
    .replace(/0+$/, '');
  return `${Math.floor(tenThousandths / 10_000)}${decimals === '' ? '' : `.${decimals}`}`;
}
