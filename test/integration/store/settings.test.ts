import { describe, expect, it } from 'vitest';
import { calendarDate, instant } from '../../../domain/calendar.ts';
import { factStore } from '../../../functions/store/fact-store.ts';
import type { SettingHistory, StoredFact } from '../../../functions/store/items.ts';
import { settingStore, type Proposal } from '../../../functions/store/setting-store.ts';
import { aWrite } from '../../support/sample-facts.ts';
import { testTable } from '../../support/test-table.ts';

const table = await testTable();
const settings = settingStore(table);
const facts = factStore(table);

const effectiveFrom = calendarDate('2026-07-01');

const aProposal = (name: string, more: Partial<Proposal> = {}): Proposal => ({
  proposalId: `${name}-1`,
  name,
  value: 28,
  effectiveFrom,
  proposedBy: 'ann.admin',
  proposedAt: instant('2026-06-01T09:00:00Z'),
  reason: 'Agreed with audit',
  ...more,
});

/** What the setting becomes by a proposal, decided from what was seen of it. */
function becoming(proposal: Proposal, approvedBy: string, seen: StoredFact<'setting'> | null = null) {
  const entry = { effectiveFrom, value: proposal.value, proposedBy: proposal.proposedBy, approvedBy };
  const body: SettingHistory = { name: proposal.name, entries: [...(seen?.body.entries ?? []), entry] };
  return aWrite('setting', proposal.name, body, { seen, recording: { recordedBy: approvedBy } });
}

async function inForce(name: string): Promise<StoredFact<'setting'> | null> {
  return (await facts.currentFacts('setting', [name])).get(name) ?? null;
}

async function waiting(name: string): Promise<Proposal | undefined> {
  return (await settings.proposalsOf([name])).get(name);
}

describe('W12 proposing a change of a setting', () => {
  it('is done by one of two administrators who saw no proposal', async () => {
    const proposals = [1, 2].map((number) => aProposal('w12-a', { proposalId: `w12-a-${number}` }));
    const outcomes = await Promise.all(proposals.map((proposal) => settings.propose(proposal, null)));
    expect(outcomes.toSorted()).toEqual([false, true]);
  });

  it('takes the place of the proposal that was seen, and of no other', async () => {
    const [first, second, third] = [1, 2, 3].map((number) =>
      aProposal('w12-b', { proposalId: `w12-b-${number}`, value: number }),
    );
    if (first === undefined || second === undefined || third === undefined) throw new Error('Three.');
    await settings.propose(first, null);
    expect(await settings.propose(second, first)).toBe(true);
    expect(await settings.propose(third, first)).toBe(false);
    expect(await waiting('w12-b')).toEqual(second);
  });
});

describe('W13 withdrawing a proposal', () => {
  it('leaves no proposal, and lets another be made', async () => {
    const proposal = aProposal('w13-a');
    await settings.propose(proposal, null);
    expect(await settings.withdraw(proposal)).toBe(true);
    expect(await waiting('w13-a')).toBeUndefined();
    expect(await settings.withdraw(proposal)).toBe(false);
    const next = aProposal('w13-a', { proposalId: 'w13-a-2' });
    expect(await settings.propose(next, proposal)).toBe(false);
    expect(await settings.propose(next, null)).toBe(true);
    expect(await waiting('w13-a')).toEqual(next);
  });

  it('is refused when the proposal was replaced in between', async () => {
    const [first, second] = [aProposal('w13-b'), aProposal('w13-b', { proposalId: 'w13-b-2' })];
    await settings.propose(first, null);
    await settings.propose(second, first);
    expect(await settings.withdraw(first)).toBe(false);
    expect(await waiting('w13-b')).toEqual(second);
  });
});

describe('W14 bringing a proposal into force', () => {
  it('makes the version and ends the proposal together', async () => {
    const proposal = aProposal('w14-a');
    await settings.propose(proposal, null);
    expect(await settings.approve(proposal, becoming(proposal, 'bo.admin'), 'bo.admin')).toBe(true);
    expect((await inForce('w14-a'))?.body.entries).toEqual([
      { effectiveFrom, value: 28, proposedBy: 'ann.admin', approvedBy: 'bo.admin' },
    ]);
    expect(await waiting('w14-a')).toBeUndefined();
  });

  it('keeps every value a setting had', async () => {
    const first = aProposal('w14-b');
    await settings.propose(first, null);
    await settings.approve(first, becoming(first, 'bo.admin'), 'bo.admin');
    const second = aProposal('w14-b', { proposalId: 'w14-b-2', value: 35 });
    await settings.propose(second, null);
    const write = becoming(second, 'bo.admin', await inForce('w14-b'));
    expect(await settings.approve(second, write, 'bo.admin')).toBe(true);
    const versions = await facts.versionsOf('setting', 'w14-b');
    expect(versions.map(({ body }) => body.entries.map(({ value }) => value))).toEqual([[28, 35], [28]]);
  });

  it('is refused to the administrator who proposed it', async () => {
    const proposal = aProposal('w14-c');
    await settings.propose(proposal, null);
    expect(await settings.approve(proposal, becoming(proposal, 'ann.admin'), 'ann.admin')).toBe(false);
    expect(await inForce('w14-c')).toBeNull();
    expect(await waiting('w14-c')).toEqual(proposal);
  });

  it('is refused when the proposal was replaced after it was seen', async () => {
    const [seen, replaced] = [aProposal('w14-d'), aProposal('w14-d', { proposalId: 'w14-d-2', value: 99 })];
    await settings.propose(seen, null);
    await settings.propose(replaced, seen);
    expect(await settings.approve(seen, becoming(seen, 'bo.admin'), 'bo.admin')).toBe(false);
    expect(await inForce('w14-d')).toBeNull();
    expect(await waiting('w14-d')).toEqual(replaced);
  });

  it('is refused when the proposal was withdrawn after it was seen', async () => {
    const proposal = aProposal('w14-e');
    await settings.propose(proposal, null);
    await settings.withdraw(proposal);
    expect(await settings.approve(proposal, becoming(proposal, 'bo.admin'), 'bo.admin')).toBe(false);
    expect(await inForce('w14-e')).toBeNull();
  });

  it('is done once when two administrators approve at the same time', async () => {
    const proposal = aProposal('w14-f');
    await settings.propose(proposal, null);
    const approvals = ['bo.admin', 'cy.admin'].map((approver) =>
      settings.approve(proposal, becoming(proposal, approver), approver),
    );
    expect((await Promise.all(approvals)).toSorted()).toEqual([false, true]);
    expect(await facts.versionsOf('setting', 'w14-f')).toHaveLength(1);
  });
});

describe('AP16 the proposals that wait', () => {
  it('are found for the settings asked about', async () => {
    const proposals = [aProposal('ap16-a'), aProposal('ap16-b'), aProposal('ap16-c')];
    for (const proposal of proposals) await settings.propose(proposal, null);
    expect(await settings.proposalsOf(['ap16-a', 'ap16-c', 'ap16-none'])).toEqual(
      new Map([
        ['ap16-a', proposals[0]],
        ['ap16-c', proposals[2]],
      ]),
    );
    expect(await settings.proposalsOf([])).toEqual(new Map());
  });
});
