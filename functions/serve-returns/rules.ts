import type { Effect } from '../../domain/returns/return-rule.ts';
import {
  carerRules,
  fileRules,
  lineRules,
  packageRules,
  personRules,
  weekRules,
  wholeProviderRules,
} from '../../domain/returns/return-rules.ts';
import type { Asked } from '../platform/route-area.ts';
import type { returnRoutes } from '../../events/api/returns.ts';
import type { ReturnDecisionStore } from '../store/return-decision-store.ts';

const effects: ReadonlyMap<string, Effect> = new Map(
  [
    ...[...lineRules, ...packageRules, ...personRules, ...carerRules, ...weekRules],
    ...[...fileRules, ...wholeProviderRules],
  ].map(({ rule, effect }) => [rule, effect]),
);

type ShownRule = { rule: string; effect: Effect; agreed: number; overruled: number };

/** Every check of returns, and how often officers decided with it and against it. */
export async function listRules(
  _asked: Asked<typeof returnRoutes.listReturnRules>,
  { decisions }: { decisions: Pick<ReturnDecisionStore, 'ruleRecords'> },
): Promise<{ items: ShownRule[] }> {
  const fared = new Map((await decisions.ruleRecords()).map((each) => [each.rule, each]));
  const rules = new Set([...effects.keys(), ...fared.keys()]);
  return {
    items: [...rules].map((rule) => ({
      rule,
      // What is not among the checks was found in reading the line, or in finding its package: either refuses it.
      effect: effects.get(rule) ?? 'refuse',
      agreed: fared.get(rule)?.agreed ?? 0,
      overruled: fared.get(rule)?.overruled ?? 0,
    })),
  };
}
