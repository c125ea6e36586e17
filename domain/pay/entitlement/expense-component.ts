import type { Component } from '../component.ts';
import type { Coding } from '../payment.ts';
import { dayNumber } from '../span.ts';
import type { Expense } from '../run/expense.ts';
import type { Known, PackageFacts } from './package-facts.ts';

/** An expense is worth its amount on its day: mileage at its dated rate, a receipt as it stands. */
export function expenseComponent(
  { facts, payeeId, coding }: { facts: PackageFacts; payeeId: string; coding: Coding },
  { ref, body }: Known<Expense>,
): Component {
  const day = dayNumber(body.date);
  const item = {
    ref: `${body.kind} ${body.expenseId}`,
    day,
    quantity: body.units ?? '1',
    rate: body.rate ?? '',
    pence: body.amountPence,
  };
  return {
    key: {
      packageId: facts.carePackage.body.packageId,
      kind: 'expense',
      sourceId: body.expenseId,
      payeeId,
      coding,
    },
    sign: 1,
    segments: [{ first: day, last: day, price: { basis: 'actuals', items: [item] } }],
    unknown: [],
    facts: [facts.carePackage.ref, ref],
  };
}
