import { sameValue } from '../../domain/facts/canonical-json.ts';
import { entryOn, type SettingDefinition } from '../../domain/settings/setting-definition.ts';
import type { settingRoutes } from '../../events/api/settings.ts';
import { Conflict, Unacceptable } from '../platform/problem-responses.ts';
import { recordedByHand } from '../platform/recorded-by-hand.ts';
import type { Asked } from '../platform/route-area.ts';
import type { StoredFact } from '../store/items.ts';
import type { Proposal } from '../store/setting-store.ts';
import { currentSetting, knownSetting, todayOf, type SettingDeps } from './show-settings.ts';

type Put = Asked<typeof settingRoutes.putSetting>;
type State = { fact: StoredFact<'setting'> | null; proposal: Proposal | null };

/**
 * Two administrators change a setting: what one proposes comes into force when another one asks for the same. Anything
 * else takes the place of what was proposed, as a proposal of whoever asked.
 */
export async function putSetting(asked: Put, deps: SettingDeps) {
  const definition = knownSetting(asked.id);
  const value = readValue(definition, asked.body.value);
  const state = await stateOf(definition, deps);
  const { proposal } = state;
  const isApproved = proposal !== null && approves(asked, value, proposal);
  if (isApproved) await approve(asked, { ...state, proposal }, deps);
  else await propose(asked, { definition, value, state }, deps);
  return {
    state: isApproved ? ('in-force' as const) : ('proposed' as const),
    setting: await currentSetting(definition, todayOf(deps), deps),
  };
}

/** Takes a proposal back; who made it may, and any other administrator. */
export async function withdrawProposal(
  asked: Asked<typeof settingRoutes.withdrawProposal>,
  deps: SettingDeps,
) {
  const definition = knownSetting(asked.id);
  const { proposal } = await stateOf(definition, deps);
  if (proposal === null) throw new Conflict('No change is proposed here, so there is none to withdraw.');
  const recording = recordedByHand(asked.viewer, asked.body.reason, deps.clock);
  if (!(await deps.settings.withdraw(proposal, recording))) throw changedMeanwhile();
  await deps.work.finish(workIdOf(definition), asked.body.reason);
  return currentSetting(definition, todayOf(deps), deps);
}

function readValue({ title, schema }: SettingDefinition, value: unknown): unknown {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const errors = read.error.issues.slice(0, 50).map((issue) => ({
    field: ['value', ...issue.path.map(String)].join('.'),
    rule: issue.code.replaceAll('_', '-'),
    message: issue.message,
  }));
  throw new Unacceptable(`This is not a value of ${title}.`, { errors });
}

async function stateOf({ name }: SettingDefinition, { facts, settings }: SettingDeps): Promise<State> {
  const [found, proposals] = await Promise.all([
    facts.currentFacts('setting', [name]),
    settings.proposalsOf([name]),
  ]);
  return { fact: found.get(name) ?? null, proposal: proposals.get(name) ?? null };
}

function approves({ viewer, body }: Put, value: unknown, proposal: Proposal): boolean {
  return (
    proposal.proposedBy !== viewer.userId &&
    sameValue(proposal.value, value) &&
    (body.effectiveFrom === undefined || body.effectiveFrom === proposal.effectiveFrom)
  );
}

async function approve(
  asked: Put,
  { fact, proposal }: State & { proposal: Proposal },
  deps: SettingDeps,
): Promise<void> {
  const { name, value, effectiveFrom, proposedBy } = proposal;
  const approvedBy = asked.viewer.userId;
  const entries = [...(fact?.body.entries ?? []), { effectiveFrom, value, proposedBy, approvedBy }];
  const write = {
    subject: { kind: 'setting' as const, id: name },
    body: { name, entries },
    handFields: [],
    recording: recordedByHand(asked.viewer, asked.body.reason, deps.clock),
    seen: fact,
  };
  if (!(await deps.settings.approve(proposal, write, approvedBy))) throw changedMeanwhile();
  await deps.work.finish(`setting:${name}`, asked.body.reason);
}

async function propose(
  asked: Put,
  { definition, value, state }: { definition: SettingDefinition; value: unknown; state: State },
  deps: SettingDeps,
): Promise<void> {
  const { fact, proposal: seen } = state;
  const { name, title } = definition;
  const { userId: proposedBy } = asked.viewer;
  const effectiveFrom = asked.body.effectiveFrom ?? todayOf(deps);
  const inForce = entryOn(fact?.body.entries ?? [], effectiveFrom);
  if (seen === null && inForce !== undefined && sameValue(inForce.value, value)) {
    throw new Conflict(`This value is in force from ${inForce.effectiveFrom} already.`);
  }
  const { reason } = asked.body;
  const proposedAt = deps.clock();
  const proposal = { proposalId: deps.newId(), name, value, effectiveFrom, proposedBy, proposedAt, reason };
  if (!(await deps.settings.propose(proposal, seen))) throw changedMeanwhile();
  await deps.work.open({
    workId: workIdOf(definition),
    area: 'settings',
    title: `“${title}”: a proposed change waits for a second administrator.`,
    link: `/settings/${name}`,
    risk: 'medium',
    openedAt: proposedAt,
    dueOn: null,
  });
}

function workIdOf({ name }: SettingDefinition): string {
  return `setting:${name}`;
}

function changedMeanwhile(): Conflict {
  return new Conflict('Somebody changed this setting at the same moment. Read it again before you go on.');
}
