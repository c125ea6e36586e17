import { londonDate, type CalendarDate } from '../../domain/calendar.ts';
import { asKnownAt } from '../../domain/facts/fact.ts';
import { entriesAfter, entryOn, type SettingDefinition } from '../../domain/settings/setting-definition.ts';
import { allSettings, settingNamed } from '../../domain/settings/settings.ts';
import type { Setting, settingRoutes } from '../../events/api/settings.ts';
import type { Clock } from '../platform/clock.ts';
import { NotFound } from '../platform/problem-responses.ts';
import type { Asked } from '../platform/route-area.ts';
import type { FactStore } from '../store/fact-store.ts';
import type { StoredFact } from '../store/items.ts';
import type { Proposal, SettingStore } from '../store/setting-store.ts';
import type { WorkStore } from '../store/work-store.ts';

export type SettingDeps = {
  facts: FactStore;
  settings: SettingStore;
  work: WorkStore;
  clock: Clock;
  newId: () => string;
};

export function todayOf({ clock }: Pick<SettingDeps, 'clock'>): CalendarDate {
  return londonDate(clock());
}

/** Every setting with what holds on a day. */
export async function listSettings(
  { query }: Asked<typeof settingRoutes.listSettings>,
  deps: SettingDeps,
): Promise<{ items: Setting[]; nextCursor: null }> {
  const names = allSettings.map(({ name }) => name);
  const [facts, proposals] = await Promise.all([
    deps.facts.currentFacts('setting', names),
    deps.settings.proposalsOf(names),
  ]);
  const on = query.on ?? todayOf(deps);
  const items = allSettings.map((setting) =>
    settingOn(setting, { fact: facts.get(setting.name), proposal: proposals.get(setting.name), on }),
  );
  return { items, nextCursor: null };
}

/** One setting, as it held on a day and as it was known at an instant. What is proposed now is shown for now only. */
export async function readSetting(
  { id, query }: Asked<typeof settingRoutes.readSetting>,
  deps: SettingDeps,
): Promise<Setting> {
  const definition = knownSetting(id);
  const on = query.on ?? todayOf(deps);
  if (query.knownAt === undefined) return currentSetting(definition, on, deps);
  const versions = await deps.facts.versionsOf('setting', definition.name);
  return settingOn(definition, { fact: asKnownAt(versions, query.knownAt), proposal: undefined, on });
}

export async function currentSetting(
  definition: SettingDefinition,
  on: CalendarDate,
  deps: Pick<SettingDeps, 'facts' | 'settings'>,
): Promise<Setting> {
  const { name } = definition;
  const [facts, proposals] = await Promise.all([
    deps.facts.currentFacts('setting', [name]),
    deps.settings.proposalsOf([name]),
  ]);
  return settingOn(definition, { fact: facts.get(name), proposal: proposals.get(name), on });
}

export function knownSetting(name: string): SettingDefinition {
  const definition = settingNamed(name);
  if (definition === undefined) throw new NotFound(`There is no setting ${name.slice(0, 60)}.`);
  return definition;
}

type State = {
  fact: StoredFact<'setting'> | undefined;
  proposal: Proposal | undefined;
  on: CalendarDate;
};

function settingOn(
  { name, title, description, initial }: SettingDefinition,
  { fact, proposal, on }: State,
): Setting {
  const entries = fact?.body.entries ?? [];
  const entry = entryOn(entries, on);
  return {
    ...{ name, title, description },
    value: entry === undefined ? initial : entry.value,
    isDefault: entry === undefined,
    effectiveFrom: entry?.effectiveFrom ?? null,
    version: fact?.version ?? 0,
    upcoming: entriesAfter(entries, on).map(({ value, effectiveFrom }) => ({ value, effectiveFrom })),
    proposal: proposal === undefined ? null : shownProposal(proposal),
  };
}

function shownProposal({ value, effectiveFrom, proposedBy, proposedAt, reason }: Proposal) {
  return { value, effectiveFrom, proposedBy, proposedAt, reason };
}
