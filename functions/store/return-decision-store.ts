import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import {
  returnDecisionSchema,
  type ReturnDecision,
  type RuleFared,
} from '../../domain/returns/return-decision.ts';
import type { Recording } from '../../domain/facts/fact.ts';
import { transactWithAct } from './acts.ts';
import { DECISION_PREFIX, RETURN_RULES_PK, returnDecisionKey, returnRuleKey, subjectPk } from './keys.ts';
import { markDue, restateTaken, type TakenReturn } from './return-store.ts';
import { queryAll, transact, type Action, type Table } from './table.ts';

const decisionItemSchema = returnDecisionSchema.extend({
  entity: z.literal('return-decision'),
  v: z.literal(1),
});

const ruleItemSchema = z.object({
  entity: z.literal('return-rule'),
  v: z.literal(1),
  rule: z.string(),
  agreed: z.int(),
  overruled: z.int(),
});

/** What was decided of the lines of returns, and how the checks fare by it. */
export function returnDecisionStore(table: Table) {
  return {
    /** AP39: everything that was decided of a return, in order. */
    async decisionsOf(uploadId: string): Promise<ReturnDecision[]> {
      const items = await partition(uploadId, DECISION_PREFIX);
      return items.map((item) => {
        const { entity: _entity, v: _v, ...decision } = decisionItemSchema.parse(item);
        return decision;
      });
    },

    /** AP40: how the checks of returns fare with officers. */
    async ruleRecords(): Promise<RuleFared[]> {
      const answer = await table.client.send(
        new QueryCommand({
          TableName: table.name,
          KeyConditionExpression: 'PK = :pk',
          ExpressionAttributeValues: { ':pk': RETURN_RULES_PK },
        }),
      );
      return (answer.Items ?? []).map((item) => {
        const { rule, agreed, overruled } = ruleItemSchema.parse(item);
        return { rule, agreed, overruled };
      });
    },

    /**
     * W33: keeps a decision as the next of its return, with the act; one that holds marks the return as due, so that it is
     * worked off whatever happens to whoever made it. False when another was kept meanwhile.
     */
    async decide(taken: TakenReturn, decision: ReturnDecision, recording: Recording): Promise<boolean> {
      const { number, decision: said, lines, state } = decision;
      return transactWithAct(
        table,
        { kind: 'return', id: taken.uploadId },
        {
          act: state === 'proposed' ? 'decision-proposed' : 'decided',
          detail: { number, decision: said, lines },
          recording,
        },
        [
          put(decisionItem(taken.uploadId, decision), { ConditionExpression: 'attribute_not_exists(PK)' }),
          ...(state === 'made' ? [markDue(table, taken)] : []),
        ],
      );
    },

    /** W34: another person agrees to a proposed decision or declines it; false when somebody was quicker. */
    async answer(taken: TakenReturn, decision: ReturnDecision, recording: Recording): Promise<boolean> {
      const isMade = decision.state === 'made';
      return transactWithAct(
        table,
        { kind: 'return', id: taken.uploadId },
        {
          act: isMade ? 'decision-approved' : 'decision-declined',
          detail: { number: decision.number },
          recording,
        },
        [
          put(decisionItem(taken.uploadId, decision), {
            ConditionExpression: '#state = :proposed',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: { ':proposed': 'proposed' },
          }),
          ...(isMade ? [markDue(table, taken)] : []),
        ],
      );
    },

    /**
     * W35: what was decided is in what is paid: the decisions and the return say so, and the checks that asked learn how
     * they fared. False when the return was written by somebody else since it was read.
     */
    async applied(
      seen: TakenReturn,
      change: Partial<TakenReturn>,
      done: { decisions: readonly ReturnDecision[]; fared: readonly RuleFared[] },
    ): Promise<boolean> {
      const { failed } = await transact(table, [
        restateTaken(table, seen, change),
        ...done.decisions.map((each) =>
          put(decisionItem(seen.uploadId, { ...each, isApplied: true }), {
            ConditionExpression: 'isApplied = :no',
            ExpressionAttributeValues: { ':no': false },
          }),
        ),
        ...done.fared.map(addTo),
      ]);
      return failed.length === 0;
    },
  };

  function partition(uploadId: string, prefix: string) {
    return queryAll(table, {
      KeyConditionExpression: 'PK = :pk AND begins_with(SK, :prefix)',
      ExpressionAttributeValues: {
        ':pk': subjectPk({ kind: 'return', id: uploadId }),
        ':prefix': prefix,
      },
      ConsistentRead: true,
    });
  }

  function put(
    Item: Record<string, unknown>,
    condition: Omit<NonNullable<Action['Put']>, 'TableName' | 'Item'>,
  ): Action {
    return { Put: { TableName: table.name, Item, ...condition } };
  }

  function addTo({ rule, agreed, overruled }: RuleFared): Action {
    return {
      Update: {
        TableName: table.name,
        Key: returnRuleKey(rule),
        UpdateExpression:
          'SET entity = :entity, v = :v, #rule = :rule ADD agreed :agreed, overruled :overruled',
        ExpressionAttributeNames: { '#rule': 'rule' },
        ExpressionAttributeValues: {
          ':entity': 'return-rule',
          ':v': 1,
          ':rule': rule,
          ':agreed': agreed,
          ':overruled': overruled,
        },
      },
    };
  }
}
export type ReturnDecisionStore = ReturnType<typeof returnDecisionStore>;

function decisionItem(uploadId: string, decision: ReturnDecision): Record<string, unknown> {
  return {
    ...returnDecisionKey(uploadId, decision.number),
    entity: 'return-decision',
    v: 1,
    ...decision,
  };
}
