import { isoOf } from './days.ts';
import { type Package, type Price } from './model.ts';
import { pounds, unitsText } from './pounds.ts';
import { weekdayText } from './visit-plans.ts';

export const packageColumns =
  'packageId,personId,providerId,serviceType,startDate,endDate,unitsPerWeek,rate,rateCardId,effectiveFrom,rateIncludesFnc,weekdays,carers,visitMinutes,funding,nhsSharePercent,icbId,contract,costCentre,costElement,taxCode,purchaseOrder,purchaseOrderLine'.split(
    ',',
  );

export function* packageRows(packages: readonly Package[]): Generator<string[]> {
  for (const pack of packages) {
    yield packageRow(pack, pack.unitHundredths, pack.price, '');
    for (const term of pack.terms)
      yield packageRow(pack, term.unitHundredths, term, isoOf(term.effectiveFrom));
  }
}

function packageRow(pack: Package, unitHundredths: number, price: Price, effectiveFrom: string): string[] {
  const { provider, serviceType, visitPlan: plan, funding } = pack;
  const number = Number(pack.packageId.slice(2));
  const lots: Readonly<Record<string, string>> = {
    'home-care': 'HC-LOT',
    'extra-care': 'EC-LOT',
    'day-care': 'DC-LOT',
  };
  return [
    pack.packageId,
    pack.person.personId,
    provider.providerId,
    serviceType,
    isoOf(pack.startOn),
    pack.endOn === undefined ? '' : isoOf(pack.endOn),
    unitsText(unitHundredths),
    price.rateCardId === undefined ? pounds(price.ratePence) : '',
    price.rateCardId ?? '',
    effectiveFrom,
    pack.rateIncludesFnc === undefined ? '' : pack.rateIncludesFnc ? 'yes' : 'no',
    weekdayText(pack.weekdays),
    plan === undefined ? '' : String(plan.carers),
    plan === undefined ? '' : String(plan.visitMinutes),
    funding,
    pack.nhsSharePercent,
    funding === 'chc' || funding === 'joint' || funding === 's117' ? 'ICB-LARKSHIRE' : '',
    lots[serviceType] === undefined ? 'SPOT' : `${lots[serviceType]}${1 + (provider.index % 3)}`,
    `A${String(2000 + (provider.index % 40) * 10)}`,
    `CE-${serviceType}`,
    'EX',
    serviceType === 'foster' ? '' : String(4_500_000_000 + number),
    serviceType === 'foster' ? '' : '10',
  ];
}
