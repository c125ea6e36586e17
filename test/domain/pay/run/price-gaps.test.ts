import { expect, it } from 'vitest';
import { calendarDate } from '../../../../domain/calendar.ts';
import { packageEntitlement } from '../../../../domain/pay/entitlement/package-components.ts';
import { payPackage } from '../../../../domain/pay/run/pay-package.ts';
import { emptyPosition } from '../../../../domain/pay/run/position.ts';
import { dayNumber } from '../../../../domain/pay/span.ts';
import { factsOf } from '../../../support/pay-case.ts';

/** A home whose price nobody knows from 10 to 19 December 2022, run through a day by a council that began on another. */
function gapsAsked({ goLive, through }: { goLive: string; through: string }) {
  const entitlement = packageEntitlement(
    factsOf({
      terms: [
        { from: '2022-12-01', units: '1', rate: '700' },
        { from: '2022-12-10', units: '1', rate: null },
        { from: '2022-12-20', units: '1', rate: '700' },
      ],
    }),
  );
  const home = {
    packageId: 'PK1',
    personId: 'PE1',
    serviceType: 'residential',
    endDate: null,
    dateOfDeath: null,
    components: entitlement.blocked ? [] : entitlement.components,
    gaps: entitlement.gaps,
    blocked: entitlement.blocked,
    notBefore: dayNumber(calendarDate(goLive)),
    ownHolds: [],
    payeeLacks: null,
    order: null,
  };
  const pay = payPackage(home, emptyPosition, {
    payRunId: 'R1',
    through: dayNumber(calendarDate(through)),
    periodStarts: () => [],
    holds: [],
    hash: (text) => text,
  });
  return { gaps: pay.gaps.length, asks: pay.attention.some(({ rule }) => rule === 'price-gap') };
}

it.each([
  ['once the run reaches it', '2022-12-01', '2022-12-10', true],
  ['when the council began on its last day', '2022-12-19', '2022-12-31', true],
  ['not while it lies after the days paid', '2022-12-01', '2022-12-09', false],
  ['not where the old system paid it', '2022-12-20', '2022-12-31', false],
])('a gap in the prices asks for a person %s', (_, goLive, through, asks) => {
  expect(gapsAsked({ goLive, through })).toEqual({ gaps: asks ? 1 : 0, asks });
});
