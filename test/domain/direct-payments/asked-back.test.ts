import { describe, expect, it } from 'vitest';
import { calendarDate as day } from '../../../domain/calendar.ts';
import { askedBackOf, stillToGoBack, type AskedBack } from '../../../domain/direct-payments/asked-back.ts';
import { pence } from '../../../domain/money.ts';
import { nothingDone } from '../../../domain/pay/run/recovery.ts';
import { ofRule, type AuditCase } from '../../support/an-audit.ts';

const terms = {
  agreement: { frequency: 'four-weekly' as const, startDate: day('2026-01-05'), endDate: null },
  ...{ diedOn: null, months: 'days-of-the-month' as const },
};
const fourWeeks: AskedBack = {
  ...{ from: day('2026-08-03'), to: day('2026-08-30'), amountPence: pence(280_00) },
  ...{ isOfAudit: false, came: [] },
};
const goingBack = (asked: Partial<AskedBack>, balanceOn = '2026-08-31', since = '2026-08-01') =>
  stillToGoBack([{ ...fourWeeks, ...asked }], { ...terms, balanceOn: day(balanceOn), since: day(since) }).map(
    ({ amountPence }) => amountPence / 100,
  );
const came = (on: string, pounds: number) => ({ on: day(on), amountPence: pence(pounds * 100) });

describe('what a run asked back', () => {
  it('goes out of the account as far as its days are not paid in advance', () => {
    expect(goingBack({})).toEqual([280]);
    expect(goingBack({}, '2026-08-23')).toEqual([210]);
    expect(goingBack({}, '2026-08-02')).toEqual([]);
  });

  it('was in the account at a balance unless it had come back by then', () => {
    const part = { came: [came('2026-08-31', 100), came('2026-09-01', 100)] };
    expect(goingBack(part)).toEqual([180]);
    expect(goingBack({ came: [came('2026-08-31', 280)] })).toEqual([]);
  });

  it('is named by its days', () => {
    expect(
      stillToGoBack([fourWeeks], { ...terms, balanceOn: day('2026-08-31'), since: day('2026-08-01') }),
    ).toEqual([{ what: 'what was asked back for 3 August 2026 to 30 August 2026', amountPence: 280_00 }]);
  });
});

describe('what an audit asked back', () => {
  const ofAudit = { isOfAudit: true, from: day('2026-05-01'), to: day('2026-07-31') };

  it('goes out whole, where it was an audit of earlier days', () => {
    expect(goingBack(ofAudit)).toEqual([280]);
  });

  it('is what the audit of the same days asks itself', () => {
    expect(goingBack(ofAudit, '2026-07-31', '2026-05-01')).toEqual([]);
  });
});

describe('a recovery', () => {
  const recovery = {
    ...{ ...nothingDone, caseId: null, from: fourWeeks.from, to: fourWeeks.to },
    amountPence: pence(280_00),
  };
  const taken = (payRunId: string, pounds: number) => ({ payRunId, amountPence: pence(pounds * 100) });
  const payOnOf = (payRunId: string) => (payRunId === 'R000002' ? day('2026-08-27') : null);

  it('was asked back without what was given up, and came by runs that paid and by what was repaid', () => {
    const made = {
      ...recovery,
      cancelled: [taken('R000002', 20)],
      takenOff: [taken('R000002', 30), taken('R000003', 40)],
      repaid: [{ reference: 'A', receivedOn: day('2026-09-04'), amountPence: pence(50_00) }],
      writtenOff: [
        {
          ...{ amountPence: pence(60_00), cause: 'hardship' as const, proposedBy: 'olu.officer' },
          ...{ proposedOn: day('2026-09-05'), authorisedBy: 'amy.approver', on: day('2026-09-06') },
        },
      ],
    };
    expect(askedBackOf(made, payOnOf)).toEqual({
      ...{ ...fourWeeks, amountPence: 220_00 },
      came: [came('2026-08-27', 20), came('2026-08-27', 30), came('2026-09-04', 50)],
    });
    expect(askedBackOf({ ...recovery, caseId: 'C1' }, payOnOf).isOfAudit).toBe(true);
  });
});

describe('a balance beyond the contingency', () => {
  it('is asked about without what is asked back already', () => {
    const rich: AuditCase = {
      ...{ days: ['2026-08-01', '2026-08-31'], opening: 9000, moves: [] },
    };
    const rule = 'balance-beyond-contingency';
    const [all] = ofRule(rule, rich);
    const paid = { askedBack: [{ ...fourWeeks, amountPence: pence(500_00) }] };
    const [rest] = ofRule(rule, { ...rich, paid });
    expect((all?.amountPence ?? 0) - (rest?.amountPence ?? 0)).toBe(500_00);
    expect(rest?.evidence).toContain(
      '£500.00 is still to go out: what was asked back for 3 August 2026 to 30 August 2026.',
    );
  });
});
