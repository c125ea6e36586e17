import * as z from 'zod';
import { Decimal } from '../money.ts';
import type { UpliftLine } from './uplift-line.ts';
import type { UpliftTerms } from './uplift-terms.ts';
import { changerName, type Changer, type Left } from './verdict.ts';

export const upliftFindingSchema = z.object({
  rule: z.string().describe('The name of what was found, in kebab-case.'),
  severity: z
    .enum(['error', 'warning', 'information'])
    .describe('An error is mended first, a warning is confirmed by who submits.'),
  message: z.string().describe('A plain sentence: what was found and what to do.'),
  lineIds: z.array(z.string()).describe('Lines it is about, at most fifty of them.'),
});
export type UpliftFinding = z.infer<typeof upliftFindingSchema>;

const MOST_LINES = 50;
const MOST_NAMED = 3;

/** What there is to say of the lines of a preview as a whole; the worst first. */
export function findingsOf(
  lines: readonly UpliftLine[],
  changers: readonly Changer[],
  terms: Pick<UpliftTerms, 'mostPercent'>,
): UpliftFinding[] {
  return [...refusals(lines), ...idleChangers(lines, changers), ...doubts(lines, terms)];
}

function told(
  severity: UpliftFinding['severity'],
  rule: string,
  lines: readonly UpliftLine[],
  message: string,
): UpliftFinding[] {
  if (lines.length === 0) return [];
  return [{ rule, severity, message, lineIds: lines.slice(0, MOST_LINES).map(({ lineId }) => lineId) }];
}

function refusals(lines: readonly UpliftLine[]): UpliftFinding[] {
  const refused = lines.flatMap((line) => (line.rule === null ? [] : [{ ...line, rule: line.rule }]));
  const groups = Map.groupBy(refused, ({ rule, by }) => `${rule} ${by.map(changerName).join(' ')}`);
  return [...groups.values()].flatMap((same) =>
    same.slice(0, 1).flatMap(({ rule, why }) => told('error', rule, same, `${namesOf(same)}: ${why}`)),
  );
}

/** A rule that is for nothing is a slip; one that leaves out all it is for may be one. */
function idleChangers(lines: readonly UpliftLine[], changers: readonly Changer[]): UpliftFinding[] {
  const acting = new Set(
    lines.filter(({ outcome }) => outcome !== 'excluded').flatMap(({ by }) => by.map(changerName)),
  );
  const left = Map.groupBy(lines.flatMap(reasonsToStay), ({ by }) => changerName(by));
  return changers.flatMap((changer): UpliftFinding[] => {
    const name = changerName(changer);
    if (acting.has(name)) return [];
    const isRule = changer.kind === 'rule';
    const [first, ...others] = left.get(name) ?? [];
    if (first === undefined)
      return [
        {
          ...{ severity: 'warning', lineIds: [] },
          ...(isRule
            ? {
                rule: 'rule-matches-nothing',
                message: `${name} is for no rate that holds on the effective date or after it. Mend it or take it out.`,
              }
            : {
                rule: 'named-rate-unused',
                message: `${name} is for no rate that holds on its day or after it. Look whether the package or card ended, or is another.`,
              }),
        },
      ];
    const more = others.length === 1 ? ' 1 more stays too.' : ` ${others.length} more stay too.`;
    const message = `${name} changes nothing. ${namesOf([first.line])}: ${first.why}${others.length === 0 ? '' : more}`;
    const own = [first, ...others].map(({ line }) => line);
    return told('warning', isRule ? 'rule-changes-nothing' : 'named-rate-changes-nothing', own, message);
  });
}

/** All that is for a rate and leaves it as it is, with the reason of each. */
function reasonsToStay(line: UpliftLine): (Left & { line: UpliftLine })[] {
  const { outcome, by, why, left } = line;
  const excluded = outcome === 'excluded' ? by.map((each) => ({ by: each, why })) : [];
  return [...excluded, ...left].map((each) => ({ ...each, line }));
}

function doubts(
  lines: readonly UpliftLine[],
  { mostPercent }: Pick<UpliftTerms, 'mostPercent'>,
): UpliftFinding[] {
  const far = lines.filter(({ oldRate, newRate }) => {
    if (oldRate === null || newRate === null) return false;
    return new Decimal(newRate).minus(oldRate).abs().times(100).gt(new Decimal(oldRate).times(mostPercent));
  });
  const down = lines.filter(
    ({ oldRate, newRate }) => oldRate !== null && newRate !== null && new Decimal(newRate).lt(oldRate),
  );
  const unpriced = lines.filter(({ isUnpriced }) => isUnpriced);
  const later = lines.filter(({ exclusion }) => exclusion === 'later-rate');
  const movesFar = `${namesOf(far)}: the rate ${ofEach(far)}changes by more than ${mostPercent}%, the most that the council’s settings allow a rule. Confirm that it is meant.`;
  const goesDown = `${namesOf(down)}: the rate ${ofEach(down)}goes down. Confirm that it is meant.`;
  const cannot = `${namesOf(unpriced)}: some days ${ofEach(unpriced)}cannot be priced, so that the cost shown is too low.`;
  const stays = `${namesOf(later)}: another rate begins later, and stays as it was agreed.`;
  return [
    ...told('warning', 'rate-moves-far', far, movesFar),
    ...told('warning', 'rate-goes-down', down, goesDown),
    ...told('warning', 'cannot-be-priced', unpriced, cannot),
    ...told('information', 'later-rate-kept', later, stays),
  ];
}

function ofEach({ length }: readonly UpliftLine[]): string {
  return length === 1 ? '' : 'of each ';
}

/** `Package PK1, package PK2, rate card RC1 and 9 more`. */
function namesOf(lines: readonly UpliftLine[]): string {
  const names = [
    ...new Set(
      lines.map(({ packageId, rateCardId }) =>
        packageId === null ? `rate card ${String(rateCardId)}` : `package ${packageId}`,
      ),
    ),
  ];
  const more = names.length - MOST_NAMED;
  const said = names.slice(0, MOST_NAMED).join(', ');
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}${more > 0 ? ` and ${more} more` : ''}`;
}
