import { describe, expect, it } from 'vitest';
import type { KeptUplift } from '../../../domain/uplift/kept-uplift.ts';
import { newUplift } from '../../../domain/uplift/uplift.ts';
import { upliftAskedSchema } from '../../../domain/uplift/uplift-rules.ts';
import type { UpliftState } from '../../../domain/uplift/uplift-state.ts';
import type { StoredFact } from '../../../functions/store/items.ts';
import { upliftStore, type OpenUplifts } from '../../../functions/store/uplift-store.ts';
import { aRecording } from '../../support/sample-facts.ts';
import { testTable } from '../../support/test-table.ts';

const uplifts = upliftStore(await testTable());
const none: OpenUplifts = { revision: 0, upliftIds: [] };

function kept(upliftId: string, state: UpliftState): KeptUplift {
  const asked = upliftAskedSchema.parse({ name: 'Fees', effectiveDate: '2026-04-01', rules: [] });
  const uplift = { ...newUplift({ upliftId, asked, by: 'olu.officer', reason: 'Decided' }), state };
  return { uplift, attempts: 0, work: null, previewed: null, applied: null, verified: null, problem: null };
}

async function moved(
  seen: StoredFact<'uplift'> | null,
  body: KeptUplift,
  open?: OpenUplifts,
): Promise<StoredFact<'uplift'>> {
  const now = open ?? (await uplifts.openUplifts());
  const outcome = await uplifts.moveUplift(seen, body, { recording: aRecording(), open: now });
  if (outcome.outcome !== 'moved') throw new Error('The uplift was not moved.');
  return outcome.uplift;
}

describe('W46 the number of an uplift', () => {
  it('is given once, however many ask at the same moment', async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, () => uplifts.nextUpliftId()));
    expect(ids.toSorted()).toEqual(['U000001', 'U000002', 'U000003', 'U000004', 'U000005']);
  });
});

describe('AP53 the uplifts on their way', () => {
  it('are none until one sets out, and none again once it arrived', async () => {
    expect(await uplifts.openUplifts()).toEqual(none);
    const draft = await moved(null, kept('U1', 'previewed'));
    expect(await uplifts.openUplifts()).toEqual(none);
    const submitted = await moved(draft, kept('U1', 'submitted'));
    expect(await uplifts.openUplifts()).toMatchObject({ upliftIds: ['U1'] });
    const approved = await moved(submitted, kept('U1', 'approved'));
    expect(await uplifts.openUplifts()).toMatchObject({ upliftIds: ['U1'] });
    await moved(approved, kept('U1', 'applied'));
    expect(await uplifts.openUplifts()).toMatchObject({ upliftIds: [] });
  });
});

describe('W47 an uplift that moves on', () => {
  it('is a version of its own, and not written over what somebody else did', async () => {
    const draft = await moved(null, kept('U2', 'draft'));
    const previewed = await moved(draft, kept('U2', 'previewed'));
    expect(previewed.version).toBe(2);
    const late = { recording: aRecording(), open: await uplifts.openUplifts() };
    const outcome = await uplifts.moveUplift(draft, kept('U2', 'returned'), late);
    expect(outcome).toEqual({ outcome: 'changed-meanwhile' });
  });

  it('does not set out beside another that set out since it looked', async () => {
    const [left, right] = [
      await moved(null, kept('U3', 'previewed')),
      await moved(null, kept('U4', 'previewed')),
    ];
    const open = await uplifts.openUplifts();
    await moved(left, kept('U3', 'submitted'), open);
    const outcome = await uplifts.moveUplift(right, kept('U4', 'submitted'), {
      ...{ recording: aRecording(), open },
    });
    expect(outcome).toEqual({ outcome: 'changed-meanwhile' });
    await moved(right, kept('U4', 'submitted'));
    expect(await uplifts.openUplifts()).toMatchObject({ upliftIds: ['U3', 'U4'] });
  });
});
