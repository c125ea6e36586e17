import { isoOf, type SampleCalendar } from './days.ts';
import { defaultOptions, type SampleOptions } from './model.ts';

/** A setting that two administrators of the council enter. */
export type SettingChange = { setting: string; value: unknown; effectiveFrom: string; reason: string };

/**
 * The highest interest of deferred payment agreements was not found for these half-years (the reference data names them as gaps). Larkshire
 * enters its own, so that its agreements are reckoned: invented, as everything of Larkshire is.
 */
const row = { category: 'standard', source: 'Larkshire decision, invented' };
const highestRates: SettingChange = {
  setting: 'reference-deferred-rate-ceiling',
  value: [
    { ...row, from: '2025-07-01', to: '2025-12-31', value: '4.75' },
    { ...row, from: '2026-01-01', to: '2026-06-30', value: '4.65' },
    { ...row, from: '2026-07-01', to: '2026-12-31', value: '4.55' },
  ],
  effectiveFrom: '2025-07-01',
  reason: 'Larkshire entered what it charges at most where nothing is published.',
};

/** What `amy.approver` may approve at once for a council of the usual size. */
const USUAL_LIMIT_PENCE = 500_000_000;

/** What Larkshire’s administrators enter beside its go-live; one that is many times its usual size pays as many times as much at once. */
export function councilSettings(
  { people }: Pick<SampleOptions, 'people'>,
  { goLive }: Pick<SampleCalendar, 'goLive'>,
): SettingChange[] {
  const times = Math.ceil(people / defaultOptions.people);
  if (times === 1) return [highestRates];
  return [
    highestRates,
    {
      setting: 'approvalLimits',
      value: { 'amy.approver': USUAL_LIMIT_PENCE * times },
      effectiveFrom: isoOf(goLive),
      reason: `A council of ${people} people pays about ${times} times as much at once as Larkshire.`,
    },
  ];
}
