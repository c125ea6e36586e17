import { londonDate } from '../../domain/calendar.ts';
import { invariant } from '../../domain/outcome.ts';
import type { upliftRoutes } from '../../events/api/uplifts.ts';
import { upliftLetter } from '../files/letters/uplift-letter.ts';
import { keepReport } from '../platform/letters/keep-report.ts';
import { withoutHidden } from '../platform/pay/without-hidden.ts';
import { payerName } from '../platform/payer-name.ts';
import { NotFound } from '../platform/problem-responses.ts';
import type { Asked } from '../platform/route-area.ts';
import { changedRates, isInForce } from './changed-rates.ts';
import type { UpliftsDeps } from './deps.ts';
import { upliftOf } from './open-uplift.ts';

/** What an uplift changes for one provider as pages to send, with nothing of packages that are closed to the viewer. */
export async function readLetter(
  { id, viewer, query: { providerId } }: Asked<typeof upliftRoutes.readUpliftLetter>,
  deps: UpliftsDeps,
): Promise<{ name: string; url: string }> {
  const { body } = await upliftOf(id, deps);
  if (!isInForce(body))
    throw new NotFound(`The rates of uplift ${id} are not in force, so that there is no letter about them.`);
  const rates = await changedRates(body, providerId, deps);
  const open = await withoutHidden(viewer, rates, ({ personId }) => ({ personId }), deps);
  const provider = (await deps.facts.currentFacts('provider', [providerId])).get(providerId);
  if (provider === undefined || open.length === 0)
    throw new NotFound(`Uplift ${id} changes no rate of provider ${providerId}.`);
  const { name } = body.uplift.asked;
  const services = await deps.facts.currentFacts(
    'service-type',
    open.map(({ serviceType }) => serviceType),
  );
  const letter = upliftLetter({
    ...{ payerName: await payerName(deps), upliftId: id, name },
    provider: { providerId, name: provider.body.name },
    appliedOn: await appliedOn(id, deps),
    rates: open.map((rate) => ({
      ...rate,
      service: services.get(rate.serviceType)?.body.description ?? rate.serviceType,
    })),
    allRates: rates.length,
  });
  const about = `${id}:${providerId}`;
  return keepReport(
    letter,
    { folder: id, about, name: `new-rates-${id}-${providerId}`, madeAt: deps.clock() },
    deps,
  );
}

/** The day on which its rates were in. */
async function appliedOn(id: string, { facts }: UpliftsDeps) {
  const versions = await facts.versionsOf('uplift', id);
  const first = versions.findLast(({ body }) => body.applied !== null);
  invariant(first !== undefined, 'rates that are in force were written');
  return londonDate(first.recordedAt);
}
