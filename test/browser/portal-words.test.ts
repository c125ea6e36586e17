import { describe, expect, it } from 'vitest';
import type { ProviderReturn, ShownReturnLine } from '../../events/api/return-shapes.ts';
import { calendarDate, instant } from '../../domain/calendar.ts';
import { pence } from '../../domain/money.ts';
import {
  allAsPlanned,
  bodyOf,
  changed,
  mondayOf,
  packagesOf,
  problemsOf,
  summaryOf,
} from '../../web/src/portal/entered-week.ts';
import { isDisputable, standingWord, whatToDo, whyOf } from '../../web/src/portal/line-words.ts';
import { answerInWords, linesInWords, needsLook } from '../../web/src/portal/return-words.ts';

const noSums = {
  ...{ accepted: 0, questioned: 0, refused: 0, unchanged: 0 },
  ...{ claimedPence: pence(0), acceptedPence: pence(0), meanwhilePence: pence(0), heldPence: pence(0) },
};
const taken = { number: 1, layout: 'visits', reference: null, sequence: null, month: '2026-10' };
const span = { from: null, to: null, columns: [], sums: noSums, isWithdrawn: false };
const file: ProviderReturn = {
  ...{ uploadId: 'UP1', providerId: 'P001', fileName: 'october.csv', state: 'accepted', problem: null },
  receivedAt: instant('2026-11-02T09:00:00.000Z'),
  taken: { ...taken, ...span },
};
const withSums = (sums: Partial<typeof noSums>, more: Partial<ProviderReturn> = {}): ProviderReturn => ({
  ...{ ...file, ...more },
  taken: { ...taken, ...span, sums: { ...noSums, ...sums } },
});

describe('what became of a file', () => {
  it.each([
    [{ accepted: 1 }, 'Its one line is accepted.'],
    [{ accepted: 1_199, unchanged: 1 }, 'All 1,200 lines are accepted.'],
    [{ accepted: 5, refused: 2 }, 'Of 7 lines, 5 are accepted and 2 are not accepted.'],
    [
      { accepted: 5, questioned: 1, refused: 1 },
      'Of 7 lines, 5 are accepted, 1 is in question and 1 is not accepted.',
    ],
  ])('of %o lines is said in one sentence', (sums, sentence) => {
    expect(linesInWords({ ...noSums, ...sums })).toBe(sentence);
  });

  it.each([
    [withSums({ refused: 3 }), /^No\. Of 3 lines, 3 are not accepted\.$/],
    [withSums({ questioned: 3 }), /^In part\./],
    [{ ...file, state: 'reading' as const, taken: null }, /^We are checking it\./],
    [{ ...file, state: 'duplicate' as const, taken: null }, /the very same file before/],
    [{ ...file, state: 'waiting' as const, taken: null }, /waits for a file that comes before it/],
    [{ ...file, state: 'quarantined' as const, taken: null }, /^No\. Nothing of this file was taken/],
  ])('is answered as its state says (%#)', (asked, answer) => {
    expect(answerInWords(asked)).toMatch(answer);
  });

  it('is to be looked at while lines wait, or for five weeks while lines are to be mended', () => {
    const refused = withSums({ accepted: 1, refused: 1 });
    expect(needsLook(refused, '2026-12-05')).toBe(true);
    expect(needsLook(refused, '2026-12-09')).toBe(false);
    expect(needsLook(withSums({ questioned: 1 }), '2027-05-01')).toBe(true);
    expect(needsLook(withSums({ accepted: 1 }), '2026-11-03')).toBe(false);
    expect(needsLook({ ...file, state: 'quarantined', taken: null }, '2026-11-03')).toBe(true);
  });
});

const line: ShownReturnLine = {
  ...{ line: 4, lineRef: 'V3', personId: 'U1', packageId: 'PK1', state: 'refused', values: {} },
  ...{ findings: [], askedAt: null, together: null, compared: null, decisions: [] },
  ...{ claimedPence: pence(3_000), payablePence: pence(2_000), heldPence: pence(1_000) },
};
const decided = (decision: ShownReturnLine['decisions'][number]['decision']) => ({
  decisions: [
    {
      ...{ number: 1, decision, reason: 'The log says so', decidedBy: 'the council' },
      ...{ decidedAt: instant('2026-11-03T09:00:00.000Z'), evidenceUploadId: null },
    },
  ],
});

describe('a line that is not simply accepted', () => {
  it.each([
    ['refused by a check', line, 'Not accepted', /^Put it right and send the line again/, true],
    ['refused for good', { ...line, ...decided('refuse') }, 'Refused for good', /written reasons/, false],
    [
      'sent back',
      { ...line, state: 'rejected' as const, ...decided('reject') },
      'Sent back to you',
      /Put right what the council says/,
      true,
    ],
    [
      'asked about by the council',
      { ...line, state: 'queried' as const, ...decided('query') },
      'The council asks you',
      /^Answer the council’s question\. .* £20\.00; £10\.00 is held\.$/,
      true,
    ],
    [
      'accepted for less',
      { ...line, state: 'accepted' as const, ...decided('amend') },
      'Accepted for less',
      /If not, dispute it/,
      true,
    ],
    ['taken back', { ...line, state: 'withdrawn' as const }, 'Taken back', /^Nothing\.$/, false],
  ])('and was %s says so, what to do, and whether it can be disputed', (_, asked, word, toDo, disputable) => {
    expect(standingWord(asked).word).toBe(word);
    expect(whatToDo(asked)).toMatch(toDo);
    expect(isDisputable(asked)).toBe(disputable);
  });

  it('tells the council’s reason with its day', () => {
    expect(whyOf({ ...line, askedAt: 2, ...decided('reject') })).toEqual([
      'It is asked about with line 2, in the same week.',
      'The council sent it back on 3 November 2026: The log says so',
    ]);
  });
});

const plan = {
  ...{ personId: 'U1', personName: 'Ann Thwaite', carers: 2 },
  ...{ serviceType: 'home-care', unit: 'hour', layout: 'visits' as const, quantity: '30' },
};
const day = (date: string, packageId = 'PK1') => ({
  ...{ ...plan, packageId },
  ...{ date: calendarDate(date), to: calendarDate(date) },
});
const week = {
  items: [day('2026-11-02'), day('2026-11-03'), day('2026-11-02', 'PK2')],
  alreadyClaimed: ['PK2'],
  today: '2026-11-02',
};

describe('a week that is entered', () => {
  it('begins on a Monday', () => {
    expect(['2026-11-02', '2026-11-08'].map((date) => mondayOf(date))).toEqual(['2026-11-02', '2026-11-02']);
    expect(mondayOf('2026-03-30', -1)).toBe('2026-03-23');
  });

  it('leaves out what was accepted before and what is still to come', () => {
    const packages = allAsPlanned(packagesOf(week));
    expect(bodyOf(packages)).toEqual({
      lines: [{ packageId: 'PK1', date: '2026-11-02', carers: 2, quantity: '30' }],
    });
    expect(summaryOf(packages)).toMatchObject({
      asPlanned: 1,
      leftOut: 0,
      planned: '1 hour',
      claimed: '1 hour',
    });
    expect(packages[0]?.later).toBe(1);
  });

  it.each([
    [{ quantity: '45' }, 'changed', []],
    [{ quantity: '30', carers: '2' }, 'as-planned', []],
    [{ quantity: 'an hour' }, 'changed', ['quantity-PK1-0']],
    [{ quantity: '0' }, 'changed', ['quantity-PK1-0']],
    [{ startTime: '25:00' }, 'as-planned', ['start-PK1-0']],
    [{ carers: '10' }, 'changed', ['carers-PK1-0']],
    [{ said: 'not-delivered' as const }, 'not-delivered', ['note-PK1-0']],
    [{ said: 'not-delivered' as const, note: 'In hospital' }, 'not-delivered', []],
  ])('takes %o for what it is and says which field is wrong', (values, said, ids) => {
    const [first] = packagesOf(week);
    const [planned] = first?.lines ?? [];
    const after = changed(planned!, values);
    expect(after.said).toBe(said);
    const problems = problemsOf([{ ...first!, choice: 'line-by-line', lines: [after] }]);
    expect(problems.map(({ id }) => id)).toEqual(ids);
  });

  it('is as planned again when that is chosen', () => {
    const [first] = packagesOf(week);
    const other = changed(first!.lines[0]!, { quantity: '45' });
    expect(changed(other, { said: 'as-planned' })).toMatchObject({ quantity: '30', said: 'as-planned' });
  });
});
