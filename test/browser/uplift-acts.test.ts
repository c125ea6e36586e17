import { describe, expect, it } from 'vitest';
import type { Me } from '../../events/api/settings.ts';
import type { UpliftDetail } from '../../events/api/uplifts.ts';
import { actsFor, isChangeable } from '../../web/src/uplifts/acts.ts';

const problem = 'Part 1 of 2 could not be done in 3 tries.';
type Standing = Pick<UpliftDetail, 'state' | 'working' | 'problem'>;
const upliftOf = (standing: Standing): UpliftDetail =>
  ({ madeBy: ['olu.officer'], totals: null, ...standing }) as unknown as UpliftDetail;
const someone = (userId: string, ...roles: string[]): Me => ({ userId, roles }) as unknown as Me;
const olu = someone('olu.officer', 'payments-officer');
const amy = someone('amy.approver', 'payments-approver');
const ivy = someone('ivy.inspector', 'read-only');

describe('what is offered about an uplift', () => {
  it.each<[string, Standing, officer: string[], approver: string[], canBeChanged: boolean]>([
    ['while its preview is reckoned', { state: 'draft', working: 'preview', problem: null }, [], [], false],
    [
      'whose preview stands still',
      { state: 'draft', working: 'preview', problem },
      ['retry'],
      ['retry'],
      true,
    ],
    [
      'that is looked at again before it is applied, and stands still',
      { state: 'approved', working: 'preview', problem },
      ['retry'],
      ['retry', 'apply', 'return'],
      false,
    ],
    ['while it is applied', { state: 'applying', working: 'apply', problem: null }, [], [], false],
    ['that is half applied', { state: 'applying', working: 'apply', problem }, ['retry'], ['retry'], false],
    [
      'whose verification stands still',
      { state: 'applied', working: 'verify', problem },
      ['retry'],
      ['retry', 'undo'],
      false,
    ],
    ['that is half undone', { state: 'undoing', working: 'undo', problem }, ['retry'], ['retry'], false],
    ['that is verified', { state: 'verified', working: null, problem: null }, [], ['undo'], false],
  ])('%s', (_, standing, officer, approver, canBeChanged) => {
    const uplift = upliftOf(standing);
    expect([actsFor(uplift, olu), actsFor(uplift, amy), actsFor(uplift, ivy)]).toEqual([
      officer,
      approver,
      [],
    ]);
    expect([isChangeable(uplift, olu), isChangeable(uplift, amy)]).toEqual([canBeChanged, false]);
  });
});
