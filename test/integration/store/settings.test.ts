import { describe, expect, it } from 'vitest';
import { calendarDate, instant } from '../../../domain/calendar.ts';
import { verifyTrail } from '../../../functions/serve-settings/verify-every-trail.ts';
import { factStore } from '../../../functions/store/fact-store.ts';
import type { SettingHistory, StoredFact } from '../../../functions/store/items.ts';
import { settingStore, type Proposal } from '../../../functions/store/setting-store.ts';
import { aRecording, aWrite } from '../../support/sample-facts.ts';
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

/** What was done about a setting, and where in its chain, which must hold. */
async function trailOf(name: string): Promise<string[]> {
  const subject = { kind: 'setting', id: name } as const;
  const acts = (await facts.actsAbout(subject)).map(({ entry, act }) => `${entry.number} ${act}`);
  const versions = (await facts.versionsOf('setting', name)).map(
    ({ entry, version }) => `${entry.number} version ${version}`,
  );
  const trail = [...acts, ...versions].toSorted();
  expect(await verifyTrail(subject, facts)).toEqual({ entries: trail.length, breaks: [] });
  return trail;
}

describe('what is proposed, withdrawn and approved', () => {
  it('are recorded from the first proposal on, before there is any version', async () => {
    const first = aProposal('trail-a');
    await settings.propose(first, null);
    await settings.withdraw(first, aRecording());
    expect(await trailOf('trail-a')).toEqual(['1 change-proposed', '2 proposal-withdrawn']);
    const [second, third] = [2, 3].map((number) =>
      aProposal('trail-a', { proposalId: `trail-a-${number}`, value: number }),
    );
    if (second === undefined || third === undefined) throw new Error('Two.');
    await settings.propose(second, null);
    await settings.approve(second, becoming(second, 'bo.admin'), 'bo.admin');
    await settings.propose(third, null);
    await settings.approve(third, becoming(third, 'bo.admin', await inForce('trail-a')), 'bo.admin');
    expect((await trailOf('trail-a')).slice(2)).toEqual([
      ...['3 change-proposed', '4 version 1', '5 change-proposed', '6 version 2'],
    ]);
  });

  it('leave no act of a proposal that was refused', async () => {
    await settings.propose(aProposal('trail-b'), null);
    await settings.propose(aProposal('trail-b', { proposalId: 'trail-b-2' }), null);
    await settings.withdraw(aProposal('trail-b', { proposalId: 'trail-b-3' }), aRecording());
    expect(await trailOf('trail-b')).toEqual(['1 change-proposed']);
  });

  it('never take one place twice, however many go at it at once', async () => {
    const rounds = Array.from({ length: 12 }, (_, number) => number);
    await Promise.all(
      rounds.map(async (number) => {
        const mine = aProposal('trail-c', { proposalId: `trail-c-${number}`, value: number });
        if (!(await settings.propose(mine, (await waiting('trail-c')) ?? null))) return;
        const write = becoming(mine, 'bo.admin', await inForce('trail-c'));
        await settings.approve(mine, write, 'bo.admin');
      }),
    );
    expect((await trailOf('trail-c')).length).toBeGreaterThan(1);
  });
});

describe('W13 withdrawing a proposal', () => {
  it('leaves no proposal, and lets another be made', async () => {
    const proposal = aProposal('w13-a');
    await settings.propose(proposal, null);
    expect(await settings.withdraw(proposal, aRecording())).toBe(true);
    expect(await waiting('w13-a')).toBeUndefined();
    expect(await settings.withdraw(proposal, aRecording())).toBe(false);
    const next = aProposal('w13-a', { proposalId: 'w13-a-2' });
    expect(await settings.propose(next, proposal)).toBe(false);
    expect(await settings.propose(next, null)).toBe(true);
    expect(await waiting('w13-a')).toEqual(next);
  });

  it('is refused when the proposal was replaced in between', async () => {
    const [first, second] = [aProposal('w13-b'), aProposal('w13-b', { proposalId: 'w13-b-2' })];
    await settings.propose(first, null);
    await settings.propose(second, first);
    expect(await settings.withdraw(first, aRecording())).toBe(false);
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
    await settings.withdraw(proposal, aRecording());
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
