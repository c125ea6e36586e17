import type { PayRunDetail } from '../../../events/api/pay-runs.ts';

/** The form that starts a run, filled in as a run was. */
export function startAgainPlace({ kind, throughDate, calendar, scope }: PayRunDetail): string {
  const query = new URLSearchParams({ kind, throughDate });
  if (calendar !== null) query.set('calendar', calendar);
  for (const [name, id] of Object.entries(scope ?? {})) {
    query.set('scope', name);
    query.set('scopeId', id);
  }
  return `/pay-runs/start?${query.toString()}`;
}
