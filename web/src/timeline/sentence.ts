import type { Timeline, TimelineStretch } from '../../../events/api/record-shapes.ts';
import { counted, formatMoney } from '../words/format.ts';
import type { Share } from '../words/labels.ts';
import { weeklyShares } from './bars.ts';

type Package = Pick<Timeline['packages'][number], 'packageId' | 'stretches'>;

/** The stretch a package is in on a day. */
function stretchOn(carePackage: Package, day: string): TimelineStretch | undefined {
  return carePackage.stretches.find(({ from, to }) => from <= day && (to === null || day <= to));
}

/** Who pays what on a day, in words. */
export function whoPays(packages: readonly Package[], day: string): string {
  const stretches = packages.map((each) => stretchOn(each, day)).filter((each) => each !== undefined);
  if (stretches.length === 0) return 'Nothing is in force today, so nobody pays.';
  const running = stretches.filter(({ suspended }) => suspended === null);
  const priced = running.filter(({ weeklyCostPence }) => weeklyCostPence !== null);
  const sentences = [
    priced.length === 0 ? '' : sharesSentence(priced),
    ratedSentence(running.length - priced.length),
    suspendedSentence(stretches.length - running.length),
  ];
  return sentences.filter(Boolean).join(' ');
}

const WORDS: readonly (readonly [Share, string])[] = [
  ['person-provider', 'the person pays the provider'],
  ['person-council', 'the person pays the council'],
  ['third-party', 'a third party pays'],
  ['nhs', 'the NHS pays'],
];

function sharesSentence(stretches: readonly TimelineStretch[]): string {
  const totals = new Map<Share, number>();
  let cost = 0;
  for (const stretch of stretches) {
    cost += stretch.weeklyCostPence ?? 0;
    for (const [share, pence] of weeklyShares(stretch)) totals.set(share, (totals.get(share) ?? 0) + pence);
  }
  const others = WORDS.flatMap(([share, words]) => {
    const pence = totals.get(share) ?? 0;
    return pence === 0 ? [] : [`${words} ${formatMoney(pence)}`];
  });
  const council = `Today the council pays ${formatMoney(totals.get('council') ?? 0)} a week of ${formatMoney(cost)}`;
  return `${[council, ...others].join('; ')}.`;
}

function ratedSentence(count: number): string {
  if (count === 0) return '';
  return `${counted(count, 'package is', 'packages are')} priced visit by visit from a rate card, so no weekly amount can be said in advance.`;
}

function suspendedSentence(count: number): string {
  return count === 0 ? '' : `${counted(count, 'package is', 'packages are')} suspended today.`;
}
