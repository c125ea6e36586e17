import * as z from 'zod';
import { calendarDateSchema, instantSchema } from '../../domain/calendar.ts';
import type { Recording } from '../../domain/facts/fact.ts';
import { chainEnd, transactWithAct, type NewAct } from './acts.ts';
import { changeMark } from './change-marks.ts';
import { nextVersion, versionActions, type VersionWrite } from './versions.ts';
import { proposalKey } from './keys.ts';
import { batchGet, transact, type Table } from './table.ts';

/** A change of a setting by one administrator that waits for another. */
const proposalSchema = z.object({
  proposalId: z.string(),
  name: z.string(),
  value: z.unknown(),
  effectiveFrom: calendarDateSchema,
  proposedBy: z.string(),
  proposedAt: instantSchema,
  reason: z.string(),
});
export type Proposal = z.infer<typeof proposalSchema>;
const itemSchema = proposalSchema.extend({
  entity: z.literal('proposal'),
  v: z.literal(1),
  ended: z.enum(['withdrawn', 'in-force']).optional(),
});

/** No item is ever deleted (the functions may not): a proposal that is over says how it ended. */
const IS_SEEN = 'proposalId = :seen AND attribute_not_exists(ended)';

/** Proposed changes of settings. What is in force is a fact of the kind `setting`. */
export function settingStore(table: Table) {
  return {
    /** W12: proposes a change, in place of the proposal that was seen (none, or one by its id), and records that it was. */
    async propose(proposal: Proposal, seen: Proposal | null): Promise<boolean> {
      const { name, proposedAt: recordedAt, proposedBy: recordedBy, reason } = proposal;
      const recording = { recordedAt, recordedBy, source: { kind: 'hand' as const }, reason };
      return transactWithAct(table, settingOf(name), actOn(proposal, 'change-proposed', recording), [
        {
          Put: {
            TableName: table.name,
            Item: { ...proposalKey(name), entity: 'proposal', v: 1, ...proposal },
            ...(seen === null
              ? { ConditionExpression: 'attribute_not_exists(PK) OR attribute_exists(ended)' }
              : {
                  ConditionExpression: IS_SEEN,
                  ExpressionAttributeValues: { ':seen': seen.proposalId },
                }),
          },
        },
      ]);
    },

    /** W13: withdraws a proposal, and records that it was; false when it is another by now. */
    async withdraw(seen: Proposal, recording: Recording): Promise<boolean> {
      return transactWithAct(table, settingOf(seen.name), actOn(seen, 'proposal-withdrawn', recording), [
        {
          Update: {
            TableName: table.name,
            Key: proposalKey(seen.name),
            UpdateExpression: 'SET ended = :how',
            ConditionExpression: IS_SEEN,
            ExpressionAttributeValues: { ':how': 'withdrawn', ':seen': seen.proposalId },
          },
        },
      ]);
    },

    /**
     * W14: brings a proposal into force: the new version and the end of the proposal are one transaction,
     * on condition that it is still the one that was seen and that another administrator made it.
     */
    async approve(seen: Proposal, write: VersionWrite<'setting'>, approvedBy: string): Promise<boolean> {
      // What was done about a setting before its first version comes before it in the chain, too.
      const last = write.seen === null ? (await chainEnd(table, write.subject)).last : write.seen.chain;
      const { failed } = await transact(table, [
        ...versionActions(table.name, write.seen, nextVersion(write, last)),
        {
          Update: {
            TableName: table.name,
            Key: proposalKey(seen.name),
            UpdateExpression: 'SET ended = :how',
            ConditionExpression: `${IS_SEEN} AND proposedBy <> :approver`,
            ExpressionAttributeValues: {
              ':how': 'in-force',
              ':seen': seen.proposalId,
              ':approver': approvedBy,
            },
          },
        },
        ...changeMark(table, [write.subject]),
      ]);
      return failed.length === 0;
    },

    /** AP16: the proposals that wait for a second administrator, of the settings named. */
    async proposalsOf(names: readonly string[]): Promise<Map<string, Proposal>> {
      const items = await batchGet(table, names.map(proposalKey));
      const proposals = items.flatMap((item) => {
        const { entity: _entity, v: _v, ended, ...proposal } = itemSchema.parse(item);
        return ended === undefined ? [proposal] : [];
      });
      return new Map(proposals.map((proposal) => [proposal.name, proposal]));
    },
  };
}

function settingOf(id: string) {
  return { kind: 'setting' as const, id };
}

function actOn({ value, effectiveFrom }: Proposal, act: string, recording: Recording): NewAct {
  return { act, detail: { value, effectiveFrom }, recording };
}
export type SettingStore = ReturnType<typeof settingStore>;
