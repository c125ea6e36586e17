import { instant } from '../../domain/calendar.ts';
import { checkReturns } from '../../functions/check-returns/check-returns.ts';
import { chaseReturns } from '../../functions/chase-returns/chase-returns.ts';
import { chaseDeps, type ChaseDeps } from '../../functions/platform/chasing/chase-deps.ts';
import { chaseNow } from '../../functions/platform/chasing/chase-now.ts';
import { mailSender } from '../../functions/platform/send-mail.ts';
import { mailDesk } from './mail-desk.ts';
import { aWeek, returnDesk, visitsFile } from './return-desk.ts';

/**
 * Returns, and the clock that asks after those that did not come. P001 and P002 give care that is paid by what was
 * delivered; only P001 can be written to, until a test says otherwise.
 */
export async function reminderDesk() {
  const desk = await returnDesk();
  const { client, mails, from } = await mailDesk();
  const sendMail = mailSender(client, from);
  let now = instant('2026-11-05T08:00:00Z');
  const clock = () => now;
  const deps: ChaseDeps = chaseDeps({ table: desk.table, sendMail, clock });
  let files = 0;

  async function addresses(of: Readonly<Record<string, string>>): Promise<void> {
    files += 1;
    const rows = Object.entries(of).map(([id, address]) => `${id},Care ${id},organisation,${address}`);
    const text = ['providerId,name,kind,remittanceEmail', ...rows, ''].join('\n');
    await desk.drop(`providers/addresses-${files}.csv`, text);
  }
  await addresses({ P001: 'office@larkfield.example' });

  return {
    ...desk,
    ...{ deps, mails, client, from, clock, addresses },
    /** The hour of the schedule on a day. */
    on(day: string, time = '08:00') {
      now = instant(`${day}T${time}:00Z`);
    },
    /** A provider sends a week of visits of October. */
    async receive(providerId: 'P001' | 'P002') {
      files += 1;
      const own = providerId === 'P001' ? {} : { packageId: 'PK9', personId: 'U2' };
      const content = visitsFile(aWeek('2026-10-05', own));
      const key = `provider-returns/${providerId}/october-${files}.csv`;
      await checkReturns(await desk.put(key, content), desk.deps);
    },
    /** What the clock does every morning. */
    async morning(day: string, with_: Partial<ChaseDeps> = {}) {
      now = instant(`${day}T08:00:00Z`);
      return chaseReturns({ ...deps, ...with_ });
    },
    chase: (providerIds: string[], askedBy = 'olu.officer') =>
      chaseNow({ month: '2026-10', providerIds, askedBy }, deps),
    to: () => mails.flatMap((mail) => mail.to),
    openWork: async () => (await desk.work.listOpen({ areas: ['payments'], limit: 50 })).items,
  };
}
