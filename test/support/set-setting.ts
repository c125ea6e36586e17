import { expect } from 'vitest';
import { calendarDate } from '../../domain/calendar.ts';
import type { Clock } from '../../functions/platform/clock.ts';
import type { FactStore } from '../../functions/store/fact-store.ts';

/** Sets a setting from a day on, as two administrators do. */
export async function setSetting(
  { facts, clock }: { facts: Pick<FactStore, 'currentFacts' | 'recordVersions'>; clock: Clock },
  { name, value, from }: { name: string; value: unknown; from: string },
): Promise<void> {
  const seen = (await facts.currentFacts('setting', [name])).get(name) ?? null;
  const by = { proposedBy: 'adam.admin', approvedBy: 'ada.admin' };
  const [recorded] = await facts.recordVersions([
    {
      subject: { kind: 'setting', id: name },
      body: { name, entries: [{ effectiveFrom: calendarDate(from), value, ...by }] },
      ...{ handFields: [], seen },
      recording: {
        ...{ recordedAt: clock(), recordedBy: 'ada.admin' },
        ...{ source: { kind: 'hand' }, reason: 'For this test' },
      },
    },
  ]);
  expect(recorded?.outcome).toBe('recorded');
}
