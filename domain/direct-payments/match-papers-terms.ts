import * as z from 'zod';

/** What people send to show what was paid. */
export const paperKinds = ['payslip', 'timesheet', 'invoice', 'receipt'] as const;
export type PaperKind = (typeof paperKinds)[number];

const days = z
  .strictObject({
    fromDays: z
      .int()
      .min(-90)
      .max(90)
      .describe('Days from the paper to the earliest payment; below 0 before it.'),
    toDays: z.int().min(-90).max(180).describe('Days from the paper to the latest payment.'),
  })
  .refine(({ fromDays, toDays }) => fromDays <= toDays, 'The earliest is not after the latest.');

/** How papers are held against payments. */
export const paperTermsSchema = z.strictObject({
  windows: z
    .strictObject({ payslip: days, timesheet: days, invoice: days, receipt: days })
    .describe('How far the day of a payment may be from that of its paper, by the kind of paper.'),
  differsPercent: z
    .int()
    .min(0)
    .max(100)
    .describe(
      'A payment to the payee of a paper that is off by at most so many percent of it may be meant for it.',
    ),
  needed: z
    .record(z.string().min(1).max(60), z.array(z.array(z.enum(paperKinds)).min(1).max(4)).max(4))
    .describe('By what money was spent on, which papers show it: of each list one, and of every list.'),
});
export type PaperTerms = z.infer<typeof paperTermsSchema>;

/** A payslip is often of the week after; an invoice is paid within 60 days, a card receipt clears within a week. */
export const usualPaperTerms: PaperTerms = {
  windows: {
    payslip: { fromDays: -7, toDays: 21 },
    timesheet: { fromDays: -3, toDays: 35 },
    invoice: { fromDays: -7, toDays: 60 },
    receipt: { fromDays: -2, toDays: 7 },
  },
  differsPercent: 20,
  needed: {
    wages: [['payslip'], ['timesheet']],
    care: [['invoice', 'receipt']],
    activity: [['receipt', 'invoice']],
    equipment: [['receipt', 'invoice']],
    trade: [['invoice', 'receipt']],
    payroll: [['invoice', 'receipt']],
  },
};
