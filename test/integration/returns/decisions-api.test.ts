import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { openTaken } from '../../../functions/platform/returns/return-lines.ts';
import { users } from '../../support/a-council.ts';
import type { Someone } from '../../support/call-api.ts';
import { aWeek, returnDesk, visitsFile } from '../../support/return-desk.ts';
import { returnsApi } from '../../support/returns-api.ts';

const as = users.officer;
const amy: Someone = { user: 'amy.approver', roles: ['payments-officer', 'payments-approver'] };
const abe: Someone = { user: 'abe.approver', roles: ['payments-officer', 'payments-approver'] };
const reason = 'As the visit records show';

/** Dear visits: one check asks about each, and £10 of each is held. */
const DEAR = { rate: '30.00', amount: '30.00' };
const RATE = 'rate-differs-from-contract';
/** Two hours each of a day that one was commissioned of: the week is asked about as one. */
const LONG = { claimedMinutes: '120', actualMinutes: '120', amount: '40.00' };
const WEEK = 'units-above-commissioned';

async function decisionDesk() {
  const desk = await returnDesk();
  const api = returnsApi(desk);
  const send = async (rows: readonly string[]) => (await desk.send(visitsFile(rows))).upload.uploadId;
  return {
    ...desk,
    ...{ api },
    sendRows: send,
    detail: (id: string, who: Someone = as) => api.ask('readProviderReturn', { as: who, id }),
    lines: async (id: string, query: Record<string, string> = {}, who: Someone = as) =>
      (await api.ask('listProviderReturnLines', { as: who, id, query })).items,
    decide: async (id: string, body: object, who: Someone = as) => {
      const { decision } = await api.ask('decideReturnLines', { as: who, id, body: { reason, ...body } });
      await desk.wake();
      return decision;
    },
    refusal: (id: string, body: object) =>
      api.refusal('decideReturnLines', { as, id, body: { reason, ...body } }),
    weigh: (id: string, query: Record<string, string>) => api.ask('weighReturnDecision', { as, id, query }),
  };
}

const dearDays = (...days: number[]) => Object.fromEntries(days.map((day) => [day, DEAR]));

describe('an officer who decides of a return', () => {
  it('accepts every line a check asks about at once, and the file is accepted when it is worked off', async () => {
    const desk = await decisionDesk();
    const id = await desk.sendRows(aWeek('2026-10-05', {}, dearDays(1, 2, 3)));
    const before = await desk.detail(id);
    expect(before).toMatchObject({
      ...{ state: 'checked', fourEyesAbovePence: 500_00, decisions: [] },
      taken: { sums: { accepted: 4, questioned: 3, heldPence: 30_00, meanwhilePence: 60_00 } },
    });
    expect(before.rules).toContainEqual({
      ...{ rule: RATE, effect: 'question', lines: 3, open: 3, heldPence: 30_00 },
    });
    expect(await desk.weigh(id, { finding: RATE, decision: 'accept' })).toEqual({
      ...{ lines: 3, claimedPence: 90_00, payablePence: 90_00, morePence: 30_00, lessPence: 0 },
      ...{ heldGoesPence: 30_00, needsSecondPerson: false, refusal: null },
    });
    const decision = await desk.decide(id, { finding: RATE, decision: 'accept' });
    expect(decision).toMatchObject({
      ...{ number: 1, decision: 'accept', lines: [3, 4, 5], morePence: 30_00, state: 'made' },
      ...{ decidedBy: 'olu.officer', reason },
    });
    const after = await desk.detail(id);
    expect(after).toMatchObject({
      ...{ state: 'accepted', decisions: [{ isApplied: true }] },
      taken: { sums: { accepted: 7, questioned: 0, heldPence: 0, acceptedPence: 170_00 } },
    });
    expect(after.rules).toContainEqual(expect.objectContaining({ rule: RATE, open: 0, heldPence: 0 }));
    expect(await desk.lines(id, { waiting: 'yes' })).toEqual([]);
  });

  it('decides of some lines by number and of others by their references, each in its own way', async () => {
    const desk = await decisionDesk();
    const id = await desk.sendRows(aWeek('2026-10-05', {}, dearDays(0, 1, 2)));
    await desk.decide(id, { lines: [2], decision: 'accept' });
    await desk.decide(id, { lineRefs: ['L2026-10-06'], decision: 'pay-commissioned' });
    await desk.decide(id, { lines: [4], decision: 'reject' });
    const lines = await desk.lines(id, { finding: RATE });
    expect(lines.map(({ line, state, payablePence }) => [line, state, payablePence])).toEqual([
      [2, 'accepted', 30_00],
      [3, 'accepted', 20_00],
      [4, 'rejected', 0],
    ]);
    expect(lines[0]?.decisions).toMatchObject([{ decision: 'accept', decidedBy: 'olu.officer', reason }]);
    expect(await desk.detail(id)).toMatchObject({ state: 'part-accepted', taken: { sums: { refused: 1 } } });
  });

  it('is never shown sums of before a decision beside the word that it was worked off', async () => {
    const desk = await decisionDesk();
    const id = await desk.sendRows(aWeek('2026-10-05', {}, dearDays(1)));
    await desk.api.ask('decideReturnLines', { as, id, body: { reason, lines: [3], decision: 'accept' } });
    let isWorkedOff = false;
    const send = desk.table.client.send.bind(desk.table.client);
    // The decision is worked off after the return was read, just before its decisions are.
    const client = Object.assign(Object.create(desk.table.client) as typeof desk.table.client, {
      send: async (command: QueryCommand) => {
        const isOfDecisions =
          command instanceof QueryCommand && JSON.stringify(command.input).includes('DECISION#');
        if (isOfDecisions && !isWorkedOff) {
          isWorkedOff = true;
          await desk.wake();
        }
        return send(command);
      },
    });
    const upload = (await desk.uploads.readUpload(id))!;
    const opened = await openTaken(upload, { ...desk.deps, table: { ...desk.table, client } });
    expect(isWorkedOff).toBe(true);
    expect(opened).toMatchObject({ decisions: [{ isApplied: true }], taken: { sums: { questioned: 0 } } });
  });

  it('asks the provider, and the line goes on to wait with what is held of it', async () => {
    const desk = await decisionDesk();
    const id = await desk.sendRows(aWeek('2026-10-05', {}, dearDays(4)));
    await desk.decide(id, { lines: [6], decision: 'query' });
    const [line] = await desk.lines(id, { waiting: 'yes' });
    expect(line).toMatchObject({ line: 6, state: 'queried', heldPence: 10_00, payablePence: 20_00 });
    expect(await desk.detail(id)).toMatchObject({ state: 'checked', taken: { sums: { questioned: 1 } } });
  });

  it('pays fewer hours of a week that is asked about as one, visit by visit until they are used up', async () => {
    const desk = await decisionDesk();
    const id = await desk.sendRows(aWeek('2026-10-05', LONG));
    const [question, ...others] = await desk.lines(id, { waiting: 'yes' });
    expect(others).toEqual([]);
    expect(question).toMatchObject({
      ...{ line: 8, heldPence: 20_00 },
      together: {
        ...{ lines: 7, claimedPence: 280_00, payablePence: 140_00, heldPence: 140_00 },
        compared: { claimed: '14', delivered: '14', commissioned: '7', unit: 'hours' },
      },
    });
    expect((await desk.detail(id)).rules).toContainEqual({
      ...{ rule: WEEK, effect: 'question', lines: 1, open: 1, heldPence: 140_00 },
    });
    const week = await desk.lines(id, { askedAt: '8' });
    expect(week.map(({ line, together }) => [line, together])).toEqual(
      [2, 3, 4, 5, 6, 7].map((line) => [line, null]),
    );
    const asked = { decision: 'amend', units: '10.5' };
    expect(await desk.weigh(id, { ...asked, lines: '8' })).toMatchObject({
      ...{ lines: 7, payablePence: 210_00, morePence: 70_00, lessPence: 0, heldGoesPence: 140_00 },
    });
    const decision = await desk.decide(id, { ...asked, lines: [8] });
    expect(decision.lines).toEqual([2, 3, 4, 5, 6, 7, 8]);
    const paid = await desk.lines(id, {});
    expect(paid.map(({ payablePence }) => payablePence)).toEqual([
      40_00, 40_00, 40_00, 40_00, 40_00, 10_00, 0,
    ]);
    expect(await desk.detail(id)).toMatchObject({ state: 'accepted' });
  });
});

describe('lines of a return', () => {
  it('can be narrowed to those of which much is held, a week with all its visits', async () => {
    const desk = await decisionDesk();
    const id = await desk.sendRows([
      ...aWeek('2026-10-05', LONG),
      ...aWeek('2026-10-12', {}, { ...dearDays(0), 1: { rate: '21.00', amount: '21.00' } }),
    ]);
    const heldFrom = async (heldFromPence: string) =>
      (await desk.lines(id, { waiting: 'yes', heldFromPence })).map(({ line }) => line);
    expect(await heldFrom('0')).toEqual([8, 9, 10]);
    expect(await heldFrom('200')).toEqual([8, 9]);
    expect(await heldFrom('14000')).toEqual([8]);
    expect(await heldFrom('14001')).toEqual([]);
  });

  it('can be narrowed to those the provider said something of', async () => {
    const desk = await decisionDesk();
    const id = await desk.sendRows(aWeek('2026-10-05', {}, dearDays(0, 1)));
    expect(await desk.lines(id, { words: 'yes' })).toEqual([]);
    await desk.api.ask('disputeReturnLine', {
      ...{ as: users.p001, id, part: 'L2026-10-06' },
      body: { reason: 'It was a bank holiday' },
    });
    await desk.wake();
    const [line, ...others] = await desk.lines(id, { words: 'yes', waiting: 'yes' });
    expect(others).toEqual([]);
    expect(line).toMatchObject({
      ...{ line: 3, state: 'disputed', heldPence: 10_00 },
      decisions: [{ decision: 'disputed', reason: 'It was a bank holiday' }],
    });
  });

  it('say nothing of restricted people to those not named', async () => {
    const desk = await decisionDesk();
    await desk.drop(
      'people/closed.csv',
      'personId,name,dateOfBirth,restricted\nU1,Ann Smith,1940-01-02,sue.safeguarder\n',
    );
    const id = await desk.sendRows(aWeek('2026-10-05', {}, dearDays(1)));
    await desk.api.ask('disputeReturnLine', {
      ...{ as: users.p001, id, part: 'L2026-10-06' },
      body: { reason: 'Ann was in hospital' },
    });
    const [closed] = await desk.lines(id, { finding: RATE });
    expect(closed).toMatchObject({ personId: null, packageId: null, values: {} });
    expect(JSON.stringify(closed)).not.toMatch(/Ann|U1|PK1/);
    const [open] = await desk.lines(id, { finding: RATE }, users.safeguarder);
    expect(open).toMatchObject({ personId: 'U1', packageId: 'PK1' });
    expect(open?.decisions).toMatchObject([{ reason: 'Ann was in hospital' }]);
  });
});

describe('a decision above the limit', () => {
  /** Thirty-five visits of £40 for £20 of care: £700 more than is paid while they wait. */
  async function aDearReturn() {
    const desk = await decisionDesk();
    const weeks = ['2026-10-05', '2026-10-12', '2026-10-19', '2026-10-26', '2026-11-02'];
    const id = await desk.sendRows(
      weeks.flatMap((monday) => aWeek(monday, { rate: '40.00', amount: '40.00' })),
    );
    expect(await desk.weigh(id, { finding: RATE, decision: 'accept' })).toMatchObject({
      ...{ lines: 35, morePence: 700_00, needsSecondPerson: true },
    });
    return { ...desk, id };
  }
  const body = { reason: 'The contract was raised' };

  it('is a proposal that changes nothing until somebody else agrees', async () => {
    const { id, api, ...desk } = await aDearReturn();
    const proposed = await desk.decide(id, { finding: RATE, decision: 'accept' }, amy);
    expect(proposed).toMatchObject({ state: 'proposed', morePence: 700_00, answer: null });
    expect(await desk.detail(id)).toMatchObject({
      ...{ state: 'checked', decisions: [{ state: 'proposed', isApplied: false }] },
      taken: { sums: { questioned: 35, heldPence: 700_00 } },
    });
    const own = await api.refusal('approveReturnDecision', { as: amy, id: `${id}~1`, body });
    expect(own).toMatchObject({
      ...{ status: 403, detail: 'Nobody answers what they decided themselves. Ask a colleague.' },
    });
    expect(await api.refusal('approveReturnDecision', { as, id: `${id}~1`, body })).toMatchObject({
      status: 403,
    });
    const { decision } = await api.ask('approveReturnDecision', { as: abe, id: `${id}~1`, body });
    expect(decision).toMatchObject({ state: 'made', answer: { by: 'abe.approver', reason: body.reason } });
    await desk.wake();
    expect(await desk.detail(id)).toMatchObject({
      ...{ state: 'accepted', decisions: [{ state: 'made', isApplied: true }] },
      taken: { sums: { questioned: 0, acceptedPence: 1_400_00 } },
    });
    expect(await api.refusal('declineReturnDecision', { as: abe, id: `${id}~1`, body })).toMatchObject({
      status: 409,
      detail: 'The decision is made; to answer it, it has to be proposed.',
    });
  });

  it('is declined with a reason, and its lines wait as before', async () => {
    const { id, api, ...desk } = await aDearReturn();
    await desk.decide(id, { finding: RATE, decision: 'accept' }, amy);
    await api.ask('declineReturnDecision', { as: abe, id: `${id}~1`, body });
    await desk.wake();
    expect(await desk.detail(id)).toMatchObject({
      ...{ state: 'checked', decisions: [{ state: 'declined', answer: { by: 'abe.approver' } }] },
      taken: { sums: { questioned: 35 } },
    });
    expect(await desk.decide(id, { finding: RATE, decision: 'pay-commissioned' })).toMatchObject({
      ...{ number: 2, state: 'made', morePence: 0 },
    });
    expect(await desk.detail(id)).toMatchObject({ state: 'accepted' });
  });
});

describe('what cannot be decided', () => {
  it('is refused with a sentence that says why', async () => {
    const desk = await decisionDesk();
    const id = await desk.sendRows([
      ...aWeek('2026-10-05', {}, dearDays(0, 1)),
      ...aWeek('2026-10-12', { personId: 'U9', packageId: 'PK77' }).slice(0, 1),
    ]);
    const said = async (wanted: object) => (await desk.refusal(id, wanted)).detail;
    expect(await said({ finding: 'person-unknown', decision: 'accept' })).toBe(
      'No line waits for a decision for person-unknown.',
    );
    expect(await said({ lineRefs: ['L1999-01-01'], decision: 'accept' })).toMatch(
      /^The return has no line L1999-01-01 to decide of\./,
    );
    expect(await said({ lines: [9], decision: 'accept' })).toMatch(
      /^Line 9 is about no package of the provider, so nothing can be paid of it\./,
    );
    expect(await said({ lines: [2], decision: 'amend' })).toBe(
      'Say how many hours or units are paid, as 12.5.',
    );
    expect(await said({ lines: [2], decision: 'amend', units: '2' })).toBe(
      '1 are claimed; more than that is not paid of a return.',
    );
    expect(await said({ lines: [2, 3], decision: 'amend', units: '1' })).toBe(
      'Amend one line, or one week, at a time: each has its own hours.',
    );
    expect(await desk.weigh(id, { lines: '2-3', decision: 'amend', units: '1' })).toMatchObject({
      lines: 2,
      refusal: 'Amend one line, or one week, at a time: each has its own hours.',
    });
    const { decisions } = await desk.detail(id);
    expect(decisions).toEqual([]);
  });

  it('is a return of which nothing was taken', async () => {
    const desk = await decisionDesk();
    const { upload } = await desk.send('Fish,Chips\n1,2\n');
    const { uploadId: id } = upload;
    expect(await desk.refusal(id, { lines: [1], decision: 'accept' })).toMatchObject({
      status: 409,
      detail: 'This return is rejected; to decide of its lines, it has to be checked and taken.',
    });
    expect(await desk.weigh(id, { lines: '1', decision: 'accept' })).toMatchObject({ lines: 0 });
    expect(await desk.detail(id)).toMatchObject({ taken: null, rules: [] });
    expect(await desk.lines(id, { waiting: 'yes' })).toEqual([]);
  });
});
