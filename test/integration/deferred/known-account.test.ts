import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { nothingRecordedYet } from '../../../domain/deferred/account-record.ts';
import { termsOn, usualDeferredTerms } from '../../../domain/deferred/deferred-terms.ts';
import { pence } from '../../../domain/money.ts';
import { deferredFactsOf } from '../../../functions/platform/deferred/known-account.ts';
import { deferredDesk } from '../../support/deferred-desk.ts';

const desk = await deferredDesk();
const today = calendarDate('2026-11-22');
const factsOf = async (...ids: string[]) => deferredFactsOf(ids, desk.facts);

describe('all that is on record of deferred payment agreements', () => {
  it('is the extract alone where nothing else came, and no agreement that nobody knows', async () => {
    await desk.agree('DA1');
    const found = await factsOf('DA1', 'nobody');
    expect([...found.keys()]).toEqual(['DA1']);
    expect(found.get('DA1')).toMatchObject({
      ...{ agreement: { agreementId: 'DA1' }, record: nothingRecordedYet('DA1'), entered: null },
      ...{ opening: null, diedOn: null, terms: [], councilRows: [] },
    });
  });

  it('has what was owed at the move, the death of the person and what officers entered', async () => {
    await desk.agree('DA2', {}, { dateOfDeath: calendarDate('2026-10-01') });
    await desk.open('DA2', '2026-04-05', 12_345_67);
    await desk.enter({ ...nothingRecordedYet('DA2'), closedOn: calendarDate('2026-11-01') });
    expect((await factsOf('DA2')).get('DA2')).toMatchObject({
      opening: { date: '2026-04-05', amountPence: pence(12_345_67) },
      ...{ diedOn: '2026-10-01', record: { closedOn: '2026-11-01' }, entered: { version: 1 } },
    });
  });

  it('has what earlier extracts said of the value, the newest of each day', async () => {
    const worth = (valuedOn: string, pounds: number) => ({
      ...{ valuedOn: calendarDate(valuedOn), propertyValuePence: pence(pounds * 100) },
    });
    await desk.agree('DA4', worth('2023-12-01', 160_000));
    await desk.agree('DA4', worth('2023-12-01', 165_000));
    await desk.agree('DA4', worth('2024-12-01', 205_000));
    const { agreement, earlierValuations } = (await factsOf('DA4')).get('DA4')!;
    expect(agreement.valuedOn).toBe('2024-12-01');
    expect(earlierValuations.map(({ valuedOn, valuePence }) => [valuedOn, valuePence])).toEqual([
      ['2023-12-01', 165_000_00],
      ['2024-12-01', 205_000_00],
    ]);
  });

  it('follows the setting by its days and the newest national values the council entered', async () => {
    await desk.agree('DA3');
    await desk.set('deferred-payments', '2026-10-01', { ...usualDeferredTerms, statementMonths: 3 });
    await desk.set('deferred-payments', '2027-01-01', { ...usualDeferredTerms, statementMonths: 12 });
    await desk.setCeilings([{ from: '2026-07-01', to: '2026-12-31', percent: '4.55' }]);
    const { terms, councilRows } = (await factsOf('DA3')).get('DA3')!;
    expect(termsOn(terms, today).statementMonths).toBe(3);
    expect(termsOn(terms, calendarDate('2026-09-30'))).toEqual(usualDeferredTerms);
    expect(termsOn(terms, calendarDate('2027-01-01')).statementMonths).toBe(12);
    expect(councilRows).toMatchObject([{ kind: 'deferred-rate-ceiling', value: '4.55' }]);
  });
});
