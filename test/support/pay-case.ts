import { calendarDate, type CalendarDate } from '../../domain/calendar.ts';
import { bankHolidays } from '../../domain/working-days.ts';
import type { FactRef } from '../../domain/pay/component.ts';
import { coverLines, type Coverage } from '../../domain/pay/coverage.ts';
import { deltaLines, type DeltaLine } from '../../domain/pay/delta.ts';
import type { AcceptedActuals, PackageFacts } from '../../domain/pay/entitlement/package-facts.ts';
import { packageEntitlement } from '../../domain/pay/entitlement/package-components.ts';
import { dateOfDay, dayNumber } from '../../domain/pay/span.ts';
import { carePackageSchema, type CarePackage } from '../../domain/packages/care-package.ts';
import { contributionSchema, type Contribution } from '../../domain/records/contribution.ts';
import { providerSchema } from '../../domain/records/provider.ts';
import { rateCardLineSchema, type RateCardLine } from '../../domain/records/rate-card.ts';
import { serviceTypeSchema, type ServiceType } from '../../domain/records/service-type.ts';

/** Facts of one package as a test says them; what is not said is the plainest thing. */
export type Told = {
  from?: string;
  to?: string | null;
  units?: string;
  rate?: string | null;
  rateCardId?: string | null;
  terms?: { from: string; units: string; rate: string | null; rateCardId?: string | null }[];
  suspensions?: { from: string; to: string | null; kind: string }[];
  detail?: Partial<CarePackage>;
  serviceType?: Partial<ServiceType>;
  contributions?: Partial<Contribution & { from: string; to: string | null; weekly: number | null }>[];
  rateCardLines?: Partial<RateCardLine>[];
  actuals?: AcceptedActuals[];
  expenses?: PackageFacts['expenses'];
  person?: { dateOfBirth?: string; dateOfDeath?: string | null };
  rules?: Partial<PackageFacts['rules']>;
  version?: number;
};

const date = calendarDate;
const ref = (kind: FactRef['kind'], id: string, version = 1): FactRef => ({ kind, id, version });

export function factsOf(told: Told): PackageFacts {
  const version = told.version ?? 1;
  const blank = Object.fromEntries(Object.keys(carePackageSchema.shape).map((field) => [field, null]));
  const carePackage = carePackageSchema.parse({
    ...blank,
    packageId: 'PK1',
    personId: 'PE1',
    providerId: 'P001',
    serviceType: 'residential',
    startDate: told.from ?? '2022-12-01',
    endDate: told.to === undefined ? '2022-12-31' : told.to,
    terms: (
      told.terms ?? [
        {
          from: told.from ?? '2022-12-01',
          units: told.units ?? '1',
          rate: told.rate === undefined ? '700' : told.rate,
          rateCardId: told.rateCardId ?? null,
        },
      ]
    ).map((term) => ({
      from: term.from,
      unitsPerWeek: term.units,
      rate: term.rate,
      rateCardId: term.rateCardId ?? null,
    })),
    suspensions: told.suspensions ?? [],
    ...told.detail,
  });
  const lines = (told.rateCardLines ?? []).map((line) =>
    rateCardLineSchema.parse({
      rateCardId: 'RC1',
      providerId: null,
      serviceType: 'residential',
      visitMinutes: null,
      dayType: null,
      band: null,
      zone: null,
      from: '2020-01-01',
      to: null,
      ...line,
    }),
  );
  return {
    carePackage: { ref: ref('package', 'PK1', version), body: carePackage },
    serviceType: {
      ref: ref('service-type', 'residential'),
      body: serviceTypeSchema.parse({
        serviceType: 'residential',
        description: null,
        unit: 'week',
        basis: 'plan',
        costSign: 1,
        paymentSign: 1,
        subjectiveCode: '41010',
        toleranceMinutes: null,
        tolerancePercent: null,
        chargeable: true,
        careHome: true,
        ...told.serviceType,
      }),
    },
    provider: {
      ref: ref('provider', 'P001'),
      body: providerSchema.parse({
        ...Object.fromEntries(Object.keys(providerSchema.shape).map((field) => [field, null])),
        providerId: 'P001',
        name: 'Larch House',
      }),
    },
    person: {
      ref: ref('person', 'PE1', version),
      body: {
        dateOfBirth: date(told.person?.dateOfBirth ?? '1940-01-01'),
        dateOfDeath: told.person?.dateOfDeath == null ? null : date(told.person.dateOfDeath),
      },
    },
    contributions: {
      ref: ref('contributions', 'PE1', version),
      body: (told.contributions ?? []).map(({ from, to, weekly, ...rest }, place) =>
        contributionSchema.parse({
          contributionId: `C${place + 1}`,
          personId: 'PE1',
          packageId: 'PK1',
          kind: 'weeks-13-plus',
          startDate: from ?? '2022-12-01',
          endDate: to === undefined ? '2022-12-31' : to,
          weeklyAmountPence: weekly === undefined ? 70_000 : weekly,
          collector: 'provider',
          status: 'active',
          ...rest,
        }),
      ),
    },
    rateCards: new Map(
      lines.length === 0
        ? []
        : [['RC1', { ref: ref('rate-card', 'RC1'), body: { rateCardId: 'RC1', lines } }]],
    ),
    actuals: told.actuals ?? [],
    expenses: told.expenses ?? [],
    rules: {
      eventRules: [],
      fncRows: [],
      bankHolidays: new Set(bankHolidays.map((each) => dayNumber(each.date))),
      months: 'days-of-the-month',
      refs: { eventRules: null, fncRows: null },
      ...told.rules,
    },
  };
}

export type Shown = { kind: string; from: string; to: string; pounds: number };

/** A package and the runs that were made over it, one after the other. */
export function payStory(goLive = '1900-01-01') {
  let coverage: Coverage = new Map();
  let version = 0;
  let told: Told = {};
  let last: { lines: DeltaLine[]; before: Coverage } = { lines: [], before: coverage };

  function run(
    through: string,
    periodStarts: (days: { first: number; last: number }) => number[] = () => [],
  ): Shown[] {
    const facts = factsOf({ ...told, version });
    const entitlement = packageEntitlement(facts);
    const lines = entitlement.blocked
      ? []
      : deltaLines({
          components: entitlement.components,
          coverage,
          through: dayNumber(date(through)),
          notBefore: dayNumber(date(goLive)),
          periodStarts,
          known: [
            facts.carePackage,
            facts.serviceType,
            facts.provider,
            facts.person,
            facts.contributions,
          ].flatMap((fact) => fact?.ref ?? []),
        });
    last = { lines, before: coverage };
    coverage = coverLines(coverage, lines);
    return shown(lines);
  }

  return {
    /** What is true from now on. */
    facts(next: Told): void {
      told = { ...told, ...next };
      version += 1;
    },
    run,
    /** The run that was made last is rejected or cancelled: its lines count no more. */
    undo(): void {
      coverage = last.before;
    },
    get coverage(): Coverage {
      return coverage;
    },
    get lines(): DeltaLine[] {
      return last.lines;
    },
    get gaps(): string[] {
      return packageEntitlement(factsOf({ ...told, version })).gaps.map((gap) => gap.rule);
    },
  };
}

function shown(lines: readonly DeltaLine[]): Shown[] {
  return lines.map(({ component, first, last, pence }) => ({
    kind: component.kind,
    from: dateOfDay(first),
    to: dateOfDay(last),
    pounds: pence / 100,
  }));
}

export function day(text: string): CalendarDate {
  return date(text);
}
