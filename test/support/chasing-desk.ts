import { calendarDate, instant } from '../../domain/calendar.ts';
import { emptyArrangement, type Arrangement } from '../../domain/direct-payments/arrangement.ts';
import {
  noReturnsYet,
  type FinancialReturnsRecord,
} from '../../domain/direct-payments/financial-return-record.ts';
import { settings } from '../../domain/settings/settings.ts';
import { chasePapers } from '../../functions/chase-papers/chase-papers.ts';
import { paperDeps, type PaperDeps } from '../../functions/chase-papers/deps.ts';
import { mailSender } from '../../functions/platform/send-mail.ts';
import { dyingClients, type Moment } from './dying-function.ts';
import { letterDesk } from './letter-desk.ts';

/**
 * Direct payments whose papers do not come, and the clock that asks after them. An agreement begins on 6 April 2026 and
 * owes papers every quarter: the first, through 5 July, are due by 2 August. The council is live since 6 April 2026.
 */
export async function chasingDesk({ goLive = '2026-04-06' }: { goLive?: string | null } = {}) {
  const desk = await letterDesk();
  const { table, buckets, facts, clock } = desk;
  const { evidenceBucket } = desk.deps;
  const sendMail = mailSender(desk.mailClient, desk.from);
  const deps = paperDeps({ table, buckets, evidenceBucket, sendMail, clock });
  const by = { proposedBy: 'adam.admin', approvedBy: 'ada.admin' };
  const recording = () => ({
    ...{ recordedAt: clock(), recordedBy: 'ada.admin' },
    ...{ source: { kind: 'hand' as const }, reason: 'As the test says' },
  });

  async function set(name: string, value: unknown): Promise<void> {
    const seen = (await facts.currentFacts('setting', [name])).get(name) ?? null;
    const body = { name, entries: [{ effectiveFrom: calendarDate('2026-01-01'), value, ...by }] };
    const subject = { kind: 'setting' as const, id: name };
    await facts.recordVersions([{ subject, body, handFields: [], seen, recording: recording() }]);
  }
  if (goLive !== null) await set(settings.goLive.name, goLive);

  async function record(agreementId: string, of: Partial<FinancialReturnsRecord>): Promise<void> {
    const seen = (await facts.currentFacts('financial-returns', [agreementId])).get(agreementId) ?? null;
    const body = { ...(seen?.body ?? noReturnsYet(agreementId)), ...of };
    const subject = { kind: 'financial-returns' as const, id: agreementId };
    await facts.recordVersions([{ subject, body, handFields: [], seen, recording: recording() }]);
  }

  return {
    ...{ ...desk, chaseDeps: deps, set, record },
    /** An agreement of Ann Smith, with what was entered about it. */
    async owe(agreementId: string, entered: Partial<Arrangement> | null = {}): Promise<void> {
      await desk.agree(agreementId, { startDate: '2026-04-06' });
      if (entered === null) return;
      const seen = (await facts.currentFacts('arrangement', [agreementId])).get(agreementId) ?? null;
      const reached = { address: '1 High Street', email: `${agreementId.toLowerCase()}@smith.example` };
      const body = { ...emptyArrangement, ...reached, ...entered, agreementId };
      const subject = { kind: 'arrangement' as const, id: agreementId };
      await facts.recordVersions([{ subject, body, handFields: [], seen, recording: recording() }]);
    },
    /** Papers come for the days through one. */
    receive: (agreementId: string, to = '2026-07-05') =>
      record(agreementId, {
        received: [
          {
            ...{ from: calendarDate('2026-04-06'), to: calendarDate(to), receivedOn: calendarDate(to) },
            ...{ acceptedOn: null, uploadId: null, papers: [] },
          },
        ],
      }),
    /** What the clock does every morning. */
    async morning(day: string, { time = '09:00', ...with_ }: Partial<PaperDeps> & { time?: string } = {}) {
      desk.at(instant(`${day}T${time}:00.000Z`));
      return chasePapers({ ...deps, ...with_ });
    },
    /** The same by a function that dies at a moment. */
    async dyingMorning(day: string, moment?: Moment): Promise<number> {
      desk.at(instant(`${day}T09:00:00.000Z`));
      const clients = dyingClients(moment);
      const attempt = chasePapers(
        paperDeps({
          ...{ table: { ...table, client: clients.wrap(table.client) }, buckets: clients.wrap(buckets) },
          ...{ sendMail: mailSender(clients.wrap(desk.mailClient), desk.from), evidenceBucket, clock },
        }),
      );
      const ended = await attempt.then(
        () => 'in peace',
        () => 'killed',
      );
      await clients.settled();
      if (ended !== (moment === undefined ? 'in peace' : 'killed')) throw new Error(`it ended ${ended}`);
      return clients.calls();
    },
    doneOf: async (agreementId: string) =>
      (await facts.currentFacts('financial-returns', [agreementId])).get(agreementId)?.body.done ?? [],
    titles: async (area: 'audits' | 'social-care') =>
      (await desk.openWork()).filter((work) => work.area === area).map(({ title }) => title),
  };
}
