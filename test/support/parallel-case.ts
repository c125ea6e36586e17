import { calendarDate } from '../../domain/calendar.ts';
import { negatePence, pence } from '../../domain/money.ts';
import type { ComponentKind } from '../../domain/pay/component.ts';
import type { OurLine } from '../../domain/pay/parallel-run/our-line.ts';
import type { PackageKnown, Surrounding } from '../../domain/pay/parallel-run/package-known.ts';
import { reconcilePackage, sidesAgree } from '../../domain/pay/parallel-run/reconcile.ts';
import { theirRows, type TheirLine } from '../../domain/pay/parallel-run/their-line.ts';
import { planPrice, segmentPence } from '../../domain/pay/price.ts';
import { segmentStep, type Step } from '../../domain/pay/explanation.ts';
import { dayNumber } from '../../domain/pay/span.ts';
import { rowOf } from './a-council.ts';

const date = calendarDate;
let lines = 0;

type OurCase = {
  component?: ComponentKind;
  rate?: string;
  units?: string;
  from?: string;
  to?: string;
  payee?: string;
  held?: boolean;
  kind?: OurLine['kind'];
  amount?: number;
  explanation?: Step[];
};

/** A line of ours: £700 a week for the four weeks from 5 December 2022, unless said otherwise. */
export function ourLine(told: OurCase = {}): OurLine {
  const { component = 'cost', rate = '700', units = '1', from = '2022-12-05', to = '2023-01-01' } = told;
  const days = { first: dayNumber(date(from)), last: dayNumber(date(to)) };
  const price = planPrice({ unitsPerWeek: units, rate, months: 'days-of-the-month' });
  const segment = { ...days, price };
  const worth = segmentPence(segment, days);
  const taken = ['contribution', 'fnc-reclaim', 'nhs-share'].includes(component);
  const amount = told.amount ?? (taken ? negatePence(worth) : worth);
  lines += 1;
  return {
    lineId: `L${lines}`,
    payRunId: 'R000001',
    packageId: 'PK1',
    personId: 'A1',
    payeeId: told.payee ?? 'provider:P001',
    component,
    kind: told.kind ?? 'entitlement',
    from: date(from),
    to: date(to),
    amountPence: pence(amount),
    heldBy: told.held === true ? 'H1' : null,
    explanation: told.explanation ?? [
      segmentStep(segment, days, worth),
      ...(taken ? [{ step: 'deducted' as const, pence: pence(amount) }] : []),
    ],
  };
}

/** A line of theirs as its file says it: £2,800.00 for the same four weeks, unless said otherwise. */
export function theirLine(fields: Record<string, string> = {}): TheirLine {
  lines += 1;
  const row = { packageId: 'PK1', from: '2022-12-05', to: '2023-01-01', amount: '2800.00', ...fields };
  return { ...rowOf(theirLayout, row), line: lines };
}

const theirLayout = {
  ...theirRows,
  factKind: 'package' as const,
  idColumn: 'packageId',
  idOf: (row: Omit<TheirLine, 'line'>) => row.packageId,
};

export function knownPackage(told: Partial<Record<keyof PackageKnown, unknown>> = {}): PackageKnown {
  return {
    startDate: date('2022-01-01'),
    endDate: null,
    suspensions: [],
    dateOfDeath: null,
    paidTo: null,
    byActuals: false,
    terms: [{ from: date('2022-01-01'), rate: '700' }],
    ...(told as Partial<PackageKnown>),
  };
}

const period = { first: dayNumber(date('2022-12-05')), last: dayNumber(date('2023-01-01')) };

export function agree(ours: readonly OurLine[], theirs: readonly TheirLine[]): boolean {
  return sidesAgree({ packageId: 'PK1', period, ours, theirs });
}

export function reconcile(
  ours: readonly OurLine[],
  theirs: readonly TheirLine[],
  surrounding: Partial<Surrounding> = {},
) {
  return reconcilePackage({
    packageId: 'PK1',
    period,
    ours,
    theirs,
    surrounding: { known: knownPackage(), goLive: null, inRun: true, gaps: [], ...surrounding },
  });
}
