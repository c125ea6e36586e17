import type { UpliftDeps } from './deps.ts';

/** Opens work about an uplift, once however often it is told. */
export async function tellOfUplift(
  upliftId: string,
  { what, sentence }: { what: string; sentence: string },
  { work, clock }: Pick<UpliftDeps, 'work' | 'clock'>,
): Promise<void> {
  await work.open({
    workId: `uplift-${what}:${upliftId}`,
    area: 'payments',
    title: `Uplift ${upliftId}: ${sentence}`,
    link: `/uplifts/${upliftId}`,
    risk: 'high',
    openedAt: clock(),
    dueOn: null,
  });
}
