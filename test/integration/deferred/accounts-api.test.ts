import type * as z from 'zod';
import { beforeAll, describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { nothingRecordedYet } from '../../../domain/deferred/account-record.ts';
import type { deferredRoutes } from '../../../events/api/deferred.ts';
import type { Someone } from '../../support/call-api.ts';
import { deferredDesk } from '../../support/deferred-desk.ts';
import { formatPounds, pence } from '../../../domain/money.ts';

const cara: Someone = { user: 'cara.charging', roles: ['charging-officer'] };
const ivy: Someone = { user: 'ivy.inspector', roles: ['read-only'] };
const desk = await deferredDesk();
const { api } = desk;
const account = (id: string, as = cara) => api.ask('readDeferredAccount', { as, id });
const statement = (id: string, query: Record<string, string> = {}) =>
  api.ask('readDeferredStatement', { as: cara, id, query });
const pages = (id: string, query: Record<string, string> = {}) =>
  api.ask('readDeferredStatementPages', { as: cara, id, query });
const refused = async (name: Parameters<typeof api.refusal>[0], id: string, body: unknown) => {
  const { status, detail, errors } = await api.refusal(name, { as: cara, id, body });
  return { status, detail, rules: errors?.map(({ rule }) => rule) };
};
const reason = 'As the test says';

// £700 a week from 1 January 2024 at 4%: the first half of that year is known, the halves from July 2025 are not.
beforeAll(() => {
  desk.at('2024-05-20T09:00:00.000Z');
});

describe('the account of a deferred payment agreement', () => {
  it('says what is owed by its parts, how safe it is, and what is next', async () => {
    await desk.agree('DA1');
    const shown = await account('DA1', ivy);
    const { owedPence, parts, standings } = shown;
    // 20 whole weeks; the twenty-first is drawn on its last day.
    expect(parts).toMatchObject({ carePence: 14_000_00, chargesPence: 0 });
    expect(owedPence).toBe(parts.carePence + parts.interestPence);
    expect(parts.interestPence).toBeGreaterThan(90_00);
    expect(standings.map(({ date }) => date)).toEqual([
      ...['2023-12-31', '2024-01-31', '2024-02-29', '2024-03-31', '2024-04-30', '2024-05-20'],
    ]);
    expect(standings.at(-1)).toEqual({ date: '2024-05-20', owedPence, equityLimitPence: 134_250_00 });
    expect(shown).toMatchObject({
      ...{ personName: 'Ada Ashdown', through: '2024-05-20', missing: null, weeklyDrawdownPence: 700_00 },
      ...{ equityLimitPence: 134_250_00, shareOfValuePercent: '8.5', version: null, flags: [] },
      rates: [{ from: '2024-01-01', to: '2024-05-20', percent: '4', basis: 'agreed' }],
      nextStatement: { kind: 'regular', from: '2024-01-01', to: '2024-06-30', daysLate: 0 },
    });
  });

  it('is a statement to the penny, every line of it explained', async () => {
    const shown = await account('DA1');
    const { lines, ...told } = await statement('DA1');
    expect(told).toMatchObject({
      ...{ from: '2024-01-01', to: '2024-05-20', openingPence: 0, closingPence: shown.owedPence },
      ...{ equityLimitPence: 134_250_00, redemptionOn: null },
    });
    expect(lines.reduce((sum, { amountPence }) => sum + amountPence, 0)).toBe(shown.owedPence);
    expect(lines.at(-1)?.balancePence).toBe(shown.owedPence);
    expect(new Set(lines.map(({ explanation }) => explanation)).size).toBe(lines.length);
  });

  it('goes out as pages that sum to what is owed and name every line', async () => {
    const { name, url } = await pages('DA1');
    expect(name).toBe('statement-DA1-2024-01-01-2024-05-20.pdf');
    const text = await desk.pagesAt(url);
    const { lines, closingPence } = await statement('DA1');
    const owed = formatPounds(closingPence);
    expect(text).toContain('Statement of your deferred payment agreement');
    expect(text).toContain('For: Ada Ashdown Agreement: DA1 Days: 1 January 2024 to 20 May 2024');
    expect(text).toMatch(
      new RegExp(
        `Owed at the start of 1 January 2024 £0.00 Care that was deferred £14,000.00 Administration charges £0.00 Interest £[\\d.]+ Repaid £0.00 Owed at the end of 20 May 2024 ${owed}`,
      ),
    );
    for (const { explanation } of lines) expect(text).toContain(explanation);
    expect(text).toMatch(
      /may be deferred against the property is £134,250\.00: on 20 May 2024 another £1\d\d,/,
    );
    // The same statement is one file, however often it is asked for.
    expect((await pages('DA1')).url).toBe(url);
  });

  it('says on its redemption statement what repays it on the day', async () => {
    const asked = { redemptionOn: '2024-05-20' };
    const { closingPence } = await statement('DA1', asked);
    const { name, url } = await pages('DA1', asked);
    expect(name).toBe('redemption-DA1-2024-01-01-2024-05-19.pdf');
    expect(await desk.pagesAt(url)).toContain(
      `To repay all on 20 May 2024 ${formatPounds(closingPence)} received on 20 May 2024 repays all that is owed`,
    );
  });

  it('is repaid on a day by what its redemption statement says, and then closed', async () => {
    await desk.agree('DA2', { endDate: calendarDate('2024-03-31') });
    const { closingPence } = await statement('DA2', { redemptionOn: '2024-05-20' });
    const more = { on: '2024-05-20', amountPence: closingPence + 1, from: 'The estate', reason };
    expect(await refused('recordDeferredRepayment', 'DA2', more)).toMatchObject({
      ...{ status: 422, rules: ['repaid-above-balance'] },
      detail: expect.stringMatching(/^On 20 May 2024 £9,1\d\d\.\d\d are owed/) as string,
    });
    const close = { closedOn: '2024-05-20', reason };
    expect(await refused('closeDeferredAccount', 'DA2', close)).toMatchObject({
      rules: ['account-not-settled'],
    });
    const paid = await api.ask('recordDeferredRepayment', {
      ...{ as: cara, id: 'DA2', key: 'all', body: { ...more, amountPence: closingPence } },
    });
    expect(paid.findings.map(({ rule }) => rule)).toContain('to-be-closed');
    expect(await account('DA2')).toMatchObject({ owedPence: 0, parts: { interestPence: 0 } });
    expect(await api.ask('closeDeferredAccount', { as: cara, id: 'DA2', body: close })).toMatchObject({
      ...{ version: 2, findings: [] },
    });
    expect(await refused('addDeferredCharge', 'DA2', aCharge)).toMatchObject({ status: 409 });
    desk.at('2025-01-01T09:00:00.000Z');
    expect(await account('DA2')).toMatchObject({ owedPence: 0, through: '2024-05-20' });
    desk.at('2024-05-20T09:00:00.000Z');
  });

  it('counts what was owed at the move, and nothing twice from before it', async () => {
    await desk.agree('DA3', {}, { dateOfDeath: calendarDate('2024-04-05') });
    await desk.open('DA3', '2024-04-05', 10_000_00);
    expect(await account('DA3')).toMatchObject({
      ...{ begins: '2024-04-06', broughtForwardPence: 10_000_00, diedOn: '2024-04-05' },
      ...{ weeklyDrawdownPence: null, parts: { carePence: 10_000_00 } },
      flags: [{ rule: 'due-after-death' }],
    });
  });
});

const aCharge = {
  ...{ kind: 'one-off', description: 'Setting up', amountPence: 670_00, from: '2024-03-01' },
  ...{ toldOn: '2024-02-01', reason },
};

describe('what officers record of it', () => {
  it('moves what is owed from its day on, and says what is to be looked at', async () => {
    await desk.agree('DB1', { chargeStatus: 'requested' });
    const { owedPence } = await account('DB1');
    const { version, findings } = await api.ask('addDeferredCharge', { as: cara, id: 'DB1', body: aCharge });
    expect([version, findings.map(({ rule }) => rule)]).toEqual([1, ['debt-unsecured']]);
    const shown = await account('DB1');
    expect(shown.parts.chargesPence).toBe(670_00);
    expect(shown.owedPence).toBeGreaterThan(owedPence + 670_00);
    expect(shown).toMatchObject({ version: 1, recordedBy: 'cara.charging', reason });
  });

  it('is recorded once for one key, however often it comes', async () => {
    await desk.agree('DB2');
    const call = { as: cara, id: 'DB2', key: 'one', body: aCharge };
    expect(await api.ask('addDeferredCharge', call)).toMatchObject({ version: 1, unchanged: false });
    expect(await api.ask('addDeferredCharge', call)).toMatchObject({ version: 1, unchanged: true });
    expect((await account('DB2')).charges).toHaveLength(1);
  });

  it('is refused where the person was told too late, where the rate is too high and where nobody knows how high it may be', async () => {
    await desk.agree('DB3');
    expect(await refused('addDeferredCharge', 'DB3', { ...aCharge, toldOn: '2024-03-02' })).toMatchObject({
      ...{ status: 422, rules: ['not-told-before'] },
    });
    const rate = (from: string, percent: string) =>
      refused('changeDeferredRate', 'DB3', { from, percent, reason });
    expect(await rate('2024-02-01', '4.66')).toMatchObject({
      ...{ rules: ['rate-above-ceiling'], detail: expect.stringContaining('is 4.65%') as string },
    });
    expect(await rate('2026-08-01', '1')).toMatchObject({ rules: ['highest-rate-unknown'] });
    expect((await account('DB3')).version).toBeNull();
  });

  it('changes the rate and what is deferred from a day on', async () => {
    await desk.agree('DB4');
    await api.ask('changeDeferredRate', {
      ...{ as: cara, id: 'DB4', body: { from: '2024-04-01', percent: '3.5', reason } },
    });
    const terms = { weeklyCostPence: 900_00, topUpPence: 0, incomePence: 244_00, allowancePence: 144_00 };
    await api.ask('changeDeferredTerms', {
      ...{ as: cara, id: 'DB4', body: { from: '2024-04-01', ...terms, version: 1, reason } },
    });
    expect(await account('DB4')).toMatchObject({
      ...{ weeklyDrawdownPence: 800_00, parts: { carePence: 13 * 700_00 + 7 * 800_00 }, version: 2 },
      rates: [{ percent: '4', to: '2024-03-31' }, { percent: '3.5' }],
    });
  });

  it('keeps a valuation from being asked for to its coming, and says when one is too old', async () => {
    await desk.agree('DB5', { valuedOn: calendarDate('2023-01-01') });
    expect((await account('DB5')).flags).toMatchObject([{ rule: 'valuation-too-old' }]);
    const act = (body: object) =>
      api.ask('recordValuation', { as: cara, id: 'DB5', body: { ...body, reason } });
    await act({ kind: 'request', requestedOn: '2024-03-01' });
    const [asked] = (await account('DB5')).valuations;
    expect((await account('DB5')).flags).toMatchObject([{ rule: 'valuation-awaited' }]);
    const valuationId = asked?.valuationId;
    await act({ kind: 'reminder', valuationId, remindedOn: '2024-05-01' });
    expect((await account('DB5')).flags).toEqual([]);
    const worth = { valuePence: 100_000_00, encumbrancesPence: 0, valuer: 'Larkford Surveyors' };
    await act({ kind: 'received', valuationId, on: '2024-05-10', valuedOn: '2024-05-01', ...worth });
    expect(await account('DB5')).toMatchObject({ valuePence: 100_000_00, equityLimitPence: 75_750_00 });
  });

  it('says what the equity limit no longer lets be deferred', async () => {
    await desk.agree('DB6', { propertyValuePence: pence(20_000_00) });
    const { lines, flags } = await statement('DB6');
    expect(flags.map(({ rule }) => rule)).toContain('equity-limit-reached');
    expect(lines.some(({ notDeferredPence }) => notDeferredPence > 0)).toBe(true);
  });

  it('keeps statements that were asked for until they are sent', async () => {
    await desk.agree('DB7');
    const note = (body: object) =>
      api.ask('noteDeferredStatement', { as: cara, id: 'DB7', body: { ...body, reason } });
    const days = { from: '2024-01-01', to: '2024-04-30' };
    await note({ kind: 'asked', statement: 'requested', ...days, askedOn: '2024-05-10' });
    const { statementsDue } = await account('DB7');
    expect(statementsDue).toMatchObject([{ kind: 'requested', dueOn: '2024-06-07', ...days }]);
    await note({
      ...{ kind: 'sent', statementId: statementsDue[0]?.statementId, to: days.to, sentOn: '2024-05-12' },
    });
    expect((await account('DB7')).statementsDue).toEqual([]);
    expect((await account('DB7')).statements).toMatchObject([{ sentOn: '2024-05-12' }]);
  });

  it('is not taken from somebody who read the account before another changed it', async () => {
    await desk.agree('DB8');
    await api.ask('addDeferredCharge', { as: cara, id: 'DB8', body: aCharge });
    const late = await refused('addDeferredCharge', 'DB8', { ...aCharge, version: null });
    expect(late).toMatchObject({ status: 409, detail: expect.stringMatching(/^Somebody else/) as string });
    const both = await Promise.all(
      ['a', 'b'].map((key) =>
        api.send('POST', '/v1/deferred-agreements/DB8/charges', {
          ...{ as: cara, key, body: { ...aCharge, version: 1 } },
        }),
      ),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });
});

describe('what repays all', () => {
  it('is what its statement says, in the middle of a week too: once paid, the account closes on that day', async () => {
    desk.at('2024-05-22T09:00:00.000Z');
    await desk.agree('DR1');
    await api.ask('addDeferredCharge', {
      ...{ as: cara, id: 'DR1' },
      body: { ...aCharge, from: '2024-05-22', toldOn: '2024-05-01' },
    });
    const on = '2024-05-22';
    const { closingPence, lines } = await statement('DR1', { redemptionOn: on });
    expect(lines.map(({ date, kind }) => `${date} ${kind}`).slice(-3)).toEqual([
      ...['2024-05-21 drawdown', '2024-05-21 interest', '2024-05-22 charge'],
    ]);
    const repaid = { on, amountPence: closingPence, from: 'Sale', reason: 'The house is sold' };
    const { findings } = await api.ask('recordDeferredRepayment', { as: cara, id: 'DR1', body: repaid });
    expect(findings.map(({ rule }) => rule)).toEqual(['to-be-closed']);
    const close = (closedOn: string | null) =>
      api.ask('closeDeferredAccount', { as: cara, id: 'DR1', body: { closedOn, reason: 'All is repaid' } });
    await close(on);
    desk.at('2024-09-01T09:00:00.000Z');
    expect(await account('DR1')).toMatchObject({ owedPence: 0, closedOn: on, flags: [] });
    // Care ended a day later than anybody knew: it is owed after all.
    await close(null);
    expect(await account('DR1')).toMatchObject({ closedOn: null, owedPence: expect.any(Number) as number });
    expect((await account('DR1')).owedPence).toBeGreaterThan(9_000_00);
  });

  it('is told to the personal representatives of somebody who died', async () => {
    desk.at('2024-05-22T09:00:00.000Z');
    await desk.agree('DR2', {}, { name: 'Ann Alder', dateOfDeath: calendarDate('2024-05-12') });
    const query = { redemptionOn: '2024-06-01' };
    const { addressee, lines } = await statement('DR2', query);
    expect(addressee).toBe('The personal representatives of Ann Alder');
    expect(lines.findLast(({ kind }) => kind === 'drawdown')?.date).toBe('2024-05-12');
    const { url } = await api.ask('readDeferredStatementPages', { as: cara, id: 'DR2', query });
    const text = await desk.pagesAt(url);
    expect(text).toContain('What repays the deferred payment agreement');
    expect(text).toContain('For: The personal representatives of Ann Alder');
  });
});

describe('days whose highest rate nobody knows', () => {
  it('are not reckoned: the account says which, and a statement of them is refused, never nothing', async () => {
    desk.at('2026-11-22T09:00:00.000Z');
    await desk.agree('DC1');
    expect(await account('DC1')).toMatchObject({
      ...{
        through: '2025-06-30',
        missing: expect.stringMatching(/from 1 July 2025 to 31 December 2025/) as string,
      },
    });
    const problem = await api.refusal('readDeferredStatement', { as: cara, id: 'DC1', query: {} });
    expect([problem.status, problem.detail]).toEqual([
      422,
      expect.stringMatching(/^The highest interest rate from 1 July 2025 to 31 December 2025 is not known/),
    ]);
    expect((await statement('DC1', { from: '2025-01-01', to: '2025-06-30' })).lines).not.toHaveLength(0);
  });

  it.each([
    [{ from: '2024-03-01', to: '2024-02-01' }, 'end-before-start'],
    [{ from: '2023-01-01', to: '2023-02-01' }, 'before-the-account'],
  ])('nor is a statement of %o there', async (query, rule) => {
    const { errors } = await api.refusal('readDeferredStatement', { as: cara, id: 'DC1', query });
    expect(errors?.map((each) => each.rule)).toEqual([rule]);
  });

  it('are reckoned once the council has entered it', async () => {
    await desk.agree('DC2');
    await desk.setCeilings([
      { from: '2025-07-01', to: '2025-12-31', percent: '3.9' },
      { from: '2026-01-01', to: '2026-12-31', percent: '4.5' },
    ]);
    const shown = await account('DC2');
    expect(shown).toMatchObject({ through: '2026-11-22', missing: null });
    expect(shown.rates.slice(-3).map(({ percent, basis }) => [percent, basis])).toEqual([
      ['3.9', 'ceiling'],
      ['4', 'agreed'],
      ['4', 'agreed'],
    ]);
    expect(shown.statementsDue.map(({ to }) => to)).toContain('2026-06-30');
    await desk.setCeilings([]);
  });

  it('leave no statement of an account that was closed before them', async () => {
    await desk.agree('DC3');
    await desk.enter({ ...nothingRecordedYet('DC3'), closedOn: calendarDate('2024-01-01') });
    const query = { from: '2024-02-01', to: '2024-03-01' };
    const { errors } = await api.refusal('readDeferredStatement', { as: cara, id: 'DC3', query });
    expect(errors?.map(({ rule }) => rule)).toEqual(['after-the-account']);
  });
});

describe('the list of deferred payment agreements', () => {
  it('has those the viewer may see, all of them or those with a flag', async () => {
    desk.at('2024-05-20T09:00:00.000Z');
    await desk.agree('DL1', {}, { restricted: 'yes' });
    await desk.agree('DL2', { chargeStatus: 'none' });
    const list = async (query: Record<string, string>) => {
      const found: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: z.output<typeof deferredRoutes.listDeferredAgreements.answer> = await api.ask(
          'listDeferredAgreements',
          {
            ...{ as: ivy, query: { ...query, limit: '3', ...(cursor === '' ? {} : { cursor }) } },
          },
        );
        found.push(...page.items.map(({ agreementId }) => agreementId));
        cursor = page.nextCursor;
      }
      return found;
    };
    const all = await list({});
    expect(all).toEqual(expect.arrayContaining(['DA1', 'DB1', 'DC3', 'DL2']));
    expect(all).not.toContain('DL1');
    expect(await list({ flag: 'debt-unsecured' })).toEqual(['DB1', 'DL2']);
    expect(await list({ personId: 'P-DL2' })).toEqual(['DL2']);
    expect(await list({ personId: 'P-DL1' })).toEqual([]);
    expect(await list({ flag: 'any' })).toEqual(expect.arrayContaining(['DA3', 'DL2']));
    for (const id of ['DL1', 'nobody'])
      expect((await api.refusal('readDeferredAccount', { as: cara, id })).status).toBe(404);
  });
});

describe('what an agreement was decided on', () => {
  it('is kept and shown with what speaks against it', async () => {
    await desk.agree('DE1');
    const decided = {
      ...{ decidedOn: '2024-05-01', needsMetIn: 'supported-living', otherCapitalPence: 1_000_00 },
      ...{ isHomeDisregarded: false, security: 'first-charge', defersTopUp: false },
      toldOfInterestOn: '2024-04-20',
    };
    const body = { ...decided, reason };
    const answer = await api.ask('decideDeferredEligibility', { as: cara, id: 'DE1', body });
    expect(answer.findings).toMatchObject([{ rule: 'supported-living' }]);
    expect(await account('DE1')).toMatchObject({
      eligibility: { ...decided, outcome: 'power', findings: [{ rule: 'supported-living' }] },
    });
  });
});
