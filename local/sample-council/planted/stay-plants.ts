import { type SampleCalendar } from '../days.ts';
import { type StayLine, type StayMark } from '../returns/stay-line.ts';

/** Errors of stays and sessions. Each takes a line of its own; a home too small for all of them carries the first ones. */
export function plantStays(lines: readonly StayLine[], calendar: SampleCalendar): StayMark[] {
  const marks = lines.flatMap((line) => edgesOf(line, calendar));
  const taken = new Set(marks.map(({ on }) => on));
  // Each line after its own kind only: errors stay rare beside what is right.
  const free = lines.filter(
    (line, place) => place % 3 === 1 && !taken.has(line) && line.pack.person.diedOn === undefined,
  );
  for (const [place, plant] of PLANTS.entries()) {
    const line = free[place];
    if (line !== undefined) marks.push(plant(line));
  }
  return marks;
}

const PLANTS: readonly ((line: StayLine) => StayMark)[] = [
  (line) => {
    line.ratePence += 1;
    return {
      rule: 'rate-differs-from-contract',
      expected: 'flag',
      distance: 'above',
      note: 'a penny over the agreed rate',
      on: line,
    };
  },
  (line) => {
    line.amountOffPence = 1;
    return {
      rule: 'amount-differs-from-quantity-times-rate',
      expected: 'flag',
      distance: 'above',
      note: 'a penny more than units at the rate',
      on: line,
    };
  },
  (line) => ({
    rule: 'amount-differs-from-quantity-times-rate',
    expected: 'silent',
    distance: 'at',
    note: 'units at the rate, half up',
    on: line,
  }),
  (line) => {
    line.unitTenThousandths += Math.max(10_000, Math.ceil(line.unitTenThousandths / 4 / 10_000) * 10_000);
    return {
      rule: 'units-above-commissioned',
      expected: 'flag',
      note: 'a quarter more than commissioned, at least one unit',
      on: line,
    };
  },
  (line) => {
    line.personSays = 'L999998';
    return {
      rule: 'person-unknown',
      expected: 'flag',
      note: 'nobody has this number',
      also: ['package-unknown'],
      on: line,
    };
  },
];

/** Stays that end with the package or the life are lawful; every second of them is claimed a day too long. */
function edgesOf(line: StayLine, { monthTo }: SampleCalendar): StayMark[] {
  const { endOn, person, packageId, serviceType } = line.pack;
  if (serviceType !== 'residential' && serviceType !== 'nursing' && serviceType !== 'respite') return [];
  const rule =
    line.to === person.diedOn ? 'care-after-death' : line.to === endOn ? 'outside-package-dates' : undefined;
  if (rule === undefined || line.to >= monthTo) return [];
  if (Number(packageId.slice(2)) % 2 === 0) {
    return [{ rule, expected: 'silent', distance: 'at', note: 'claimed to the last day', on: line }];
  }
  line.to += 1;
  line.unitTenThousandths = Math.round(
    ((line.to - line.from + 1) * 10_000) / (serviceType === 'respite' ? 1 : 7),
  );
  return [
    {
      rule,
      expected: 'flag',
      distance: 'above',
      note: 'claimed one day past it',
      also: ['units-above-commissioned'],
      on: line,
    },
  ];
}
