import { describe, expect, it } from 'vitest';
import { pence } from '../../../domain/money.ts';
import {
  decideLines,
  linesReferred,
  needsSecondPerson,
  openLinesOf,
  type AskedDecision,
} from '../../../domain/returns/decide-lines.ts';
import { exceptionSchema, type ExceptionLine } from '../../../domain/returns/exception.ts';
import {
  decisionsByLine,
  faredBy,
  returnDecisionSchema,
  standingOf,
  sumsAfter,
  worthOf,
  type ReturnDecision,
} from '../../../domain/returns/return-decision.ts';
import { noSums } from '../../../domain/returns/settle-return.ts';
import { aVisit, day, pounds } from '../../support/a-return.ts';
import { settled } from '../../support/a-settled-return.ts';

type Claim = NonNullable<ExceptionLine['claim']>;

/** Line 2, in question: an hour claimed, of which half was commissioned, at £20. */
function exception(fields: Partial<ExceptionLine> = {}, claim: Partial<Claim> | null = {}): ExceptionLine {
  const line = fields.line ?? 2;
  return exceptionSchema.parse({
    ...{ line, lineRef: `V${line}`, personId: 'A1', packageId: 'PK1' },
    ...{ days: { first: day('2026-10-05'), last: day('2026-10-05') }, state: 'questioned', askedAt: null },
    findings: [],
    ...fields,
    claim: claim && {
      ...{ measure: 'minutes', claimed: 60, delivered: 60, commissioned: 30 },
      ...{ rate: null, amountPence: null, agreedRate: '20', isPaid: true, ...claim },
    },
  });
}

let number = 0;
function made(fields: Partial<ReturnDecision>): ReturnDecision {
  number += 1;
  return returnDecisionSchema.parse({
    ...{ number, decisionId: `D${number}`, decision: 'accept', lines: [2], quantities: null, clean: [] },
    ...{ reason: 'Seen the log.', evidenceUploadId: null, decidedBy: 'Ann', morePence: 0 },
    ...{ decidedAt: '2026-10-13T09:00:00.000Z', state: 'made', answer: null, isApplied: false },
    ...fields,
  });
}
const finding = (rule: string, effect = 'question') =>
  ({
    severity: 'warning',
    rule,
    message: '',
    line: 2,
    field: null,
    value: null,
    subject: null,
    effect,
  }) as never;
const lines = (...given: ExceptionLine[]) => new Map(given.map((each) => [each.line, each]));
const nobody = () => [];

/** What is paid and what is held of a line, after some decisions. */
function after(decisions: Partial<ReturnDecision>[], line = exception()) {
  const stands = standingOf(line, decisions.map(made));
  const { payablePence: paid, heldPence: held } = worthOf(line.claim, stands);
  return [stands.standing, paid, held];
}

describe('a line of a return', () => {
  it.each([
    ['in question: the lowest is paid and the rest held', 'questioned', ['questioned', 1000, 1000]],
    ['accepted: paid as claimed', 'accepted', ['accepted', 2000, 0]],
    ['refused: not paid', 'refused', ['refused', 0, 0]],
    ['sent again as it was: paid by the other file', 'unchanged', ['unchanged', 0, 0]],
  ] as const)('that nobody decided of is as the check left it, %s', (_, state, expected) => {
    expect(after([], exception({ state }))).toEqual(expected);
  });

  it.each<[ReturnDecision['decision'], unknown[]]>([
    ['accept', ['accepted', 2000, 0]],
    ['pay-commissioned', ['accepted', 1000, 0]],
    ['reject', ['rejected', 0, 0]],
    ['refuse', ['refused', 0, 0]],
    ['query', ['queried', 1000, 1000]],
    ['disputed', ['disputed', 1000, 1000]],
    ['withdrawn', ['withdrawn', 0, 0]],
    ['replaced', ['replaced', 0, 0]],
  ])('of which is said %s is paid, and held', (decision, expected) => {
    expect(after([{ decision }])).toEqual(expected);
  });

  it('is paid what an officer amends it to, by its place in the decision', () => {
    expect(after([{ decision: 'amend', lines: [7, 2], quantities: [60, 45] }])).toEqual([
      'accepted',
      1500,
      0,
    ]);
    expect(after([{ decision: 'amend' }])).toEqual(['accepted', 0, 0]);
  });

  it('stands as the last decision says, and while disputed is paid as before', () => {
    expect(after([{ decision: 'accept' }, { decision: 'pay-commissioned' }])).toEqual(['accepted', 1000, 0]);
    expect(after([{ decision: 'pay-commissioned' }, { decision: 'disputed' }])).toEqual([
      'disputed',
      1000,
      1000,
    ]);
  });

  it('of care that is paid by its plan pays and holds nothing', () => {
    expect(after([], exception({}, { isPaid: false }))).toEqual(['questioned', 0, 0]);
  });

  it('that is about no package is worth nothing, whatever is decided', () => {
    const stray = exception({ state: 'refused', packageId: null, days: null }, null);
    expect(after([], stray)).toEqual(['refused', 0, 0]);
    expect(after([{ decision: 'accept' }], stray)).toEqual(['accepted', 0, 0]);
  });
});

it('of a line counts what was made of it, in order, and no proposal', () => {
  const decisions = [
    made({ lines: [2, 3] }),
    made({ lines: [2], decision: 'query' }),
    made({ lines: [3], state: 'proposed' }),
    made({ lines: [3], state: 'declined' }),
  ];
  const byLine = decisionsByLine(decisions);
  expect([2, 3].map((line) => byLine.get(line)?.map(({ decision }) => decision))).toEqual([
    ['accept', 'query'],
    ['accept'],
  ]);
});

it('a return comes to its lines that nobody asked about and to each of the others as it stands', () => {
  const clean = { ...noSums, accepted: 5, claimedPence: pounds(100), acceptedPence: pounds(100) };
  const given = [
    exception({ line: 2 }),
    exception({ line: 3 }),
    exception({ line: 4, state: 'unchanged' }),
    exception({ line: 5, state: 'refused' }),
    exception({ line: 6, state: 'refused' }, null),
  ];
  const byLine = decisionsByLine([made({ lines: [3] })]);
  expect(sumsAfter(clean, given, (line) => byLine.get(line) ?? [])).toEqual({
    ...{ accepted: 6, questioned: 1, refused: 2, unchanged: 1 },
    // £100, and three lines of £20 each.
    ...{ claimedPence: 16_000, acceptedPence: 12_000, meanwhilePence: 1000, heldPence: 1000 },
  });
});

it('sums after no decision are those that the check came to', () => {
  const told = settled([
    aVisit({ rate: '25' }),
    aVisit({ first: day('2026-10-07') }),
    aVisit({ rate: '24' }),
  ]);
  expect(sumsAfter(told.clean, told.exceptions, nobody)).toEqual(told.sums);
});

it('a check is agreed with unless what it asked about is accepted; questions and a provider’s own acts say nothing', () => {
  const asked = lines(
    exception({ line: 2, findings: [finding('rate-unknown'), finding('rate-unknown')] }),
    exception({
      line: 3,
      findings: [finding('rate-unknown'), finding('late', 'tell'), finding('dead', 'refuse')],
    }),
  );
  const decisions = [
    made({ lines: [2, 9] }),
    made({ lines: [3], decision: 'reject' }),
    made({ lines: [2, 3], decision: 'query' }),
    made({ lines: [2, 3], decision: 'withdrawn' }),
  ];
  expect(faredBy(decisions, asked)).toEqual([
    { rule: 'rate-unknown', agreed: 1, overruled: 1 },
    { rule: 'dead', agreed: 1, overruled: 0 },
  ]);
});

describe('a decision', () => {
  const asked = (fields: Partial<AskedDecision> = {}): AskedDecision => ({
    ...{ lines: [2], decision: 'accept', units: null },
    ...fields,
  });
  const week = lines(
    exception({ line: 2, askedAt: 4 }),
    exception({ line: 3, askedAt: 4 }),
    exception({ line: 4 }),
    exception({ line: 5, askedAt: 6 }),
  );

  it('about a week that is asked about as one holds for every line of it', () => {
    expect(decideLines(asked({ lines: [4] }), { exceptions: week, decisionsOf: nobody })).toEqual({
      ...{ outcome: 'decided', lines: [2, 3, 4], quantities: null },
      // Three lines of £20 each, of which £10 is paid already.
      morePence: 3000,
    });
  });

  it('about one line of a week holds for that line', () => {
    const said = decideLines(asked({ lines: [3] }), { exceptions: week, decisionsOf: nobody });
    expect(said).toMatchObject({ lines: [3], morePence: 1000 });
  });

  it('that pays less pays nothing more', () => {
    const of = { exceptions: week, decisionsOf: () => [made({})] };
    expect(decideLines(asked({ decision: 'reject' }), of)).toMatchObject({ lines: [2], morePence: 0 });
  });

  it('about a line that is not there is about nothing of it', () => {
    const said = decideLines(asked({ lines: [99] }), { exceptions: week, decisionsOf: nobody });
    expect(said).toMatchObject({ outcome: 'decided', lines: [99], morePence: 0 });
  });

  it.each(['withdrawn', 'replaced'] as const)('cannot be made of a line that is %s', (decision) => {
    const of = { exceptions: week, decisionsOf: () => [made({ decision })] };
    const said = decideLines(asked(), of);
    expect(said).toMatchObject({ outcome: 'refused', rule: 'line-is-over' });
    expect(said.outcome === 'refused' && said.message).toContain(`Line 2 is ${decision}`);
  });

  it('cannot be made of a line that stands in another file', () => {
    const of = { exceptions: lines(exception({ state: 'unchanged' })), decisionsOf: nobody };
    expect(decideLines(asked(), of)).toMatchObject({ rule: 'line-is-over' });
  });

  it('cannot pay a line that is about no package, but may reject it', () => {
    const of = { exceptions: lines(exception({ state: 'refused' }, null)), decisionsOf: nobody };
    expect(decideLines(asked(), of)).toMatchObject({ rule: 'line-without-package' });
    expect(decideLines(asked({ decision: 'reject' }), of)).toMatchObject({ outcome: 'decided' });
  });

  describe('to amend', () => {
    const amend = (units: string | null, given: number[], exceptions = week) =>
      decideLines(asked({ decision: 'amend', units, lines: given }), { exceptions, decisionsOf: nobody });

    it('one line pays the hours that are said', () => {
      expect(amend('0.75', [2])).toMatchObject({ lines: [2], quantities: [45], morePence: 500 });
    });

    it('a week pays so few lines in part as can be', () => {
      expect(amend('1.75', [4])).toMatchObject({ lines: [2, 3, 4], quantities: [60, 45, 0] });
    });

    it.each([null, '', 'some', '-1', '1.00001'])('says how many hours or units: not %s', (units) => {
      expect(amend(units, [2])).toMatchObject({ outcome: 'refused', rule: 'units-missing' });
    });

    it('of a line that is not there says which line', () => {
      expect(amend('1', [99])).toMatchObject({ outcome: 'refused', rule: 'units-missing' });
    });

    it('is of one line or one week at a time', () => {
      const two = lines(exception({ line: 2 }), exception({ line: 3 }));
      expect(amend('1', [2, 3], two)).toMatchObject({ outcome: 'refused', rule: 'one-line-to-amend' });
    });

    it('pays no more than is claimed', () => {
      const said = amend('1.25', [2]);
      expect(said).toMatchObject({ outcome: 'refused', rule: 'more-than-claimed' });
      expect(said.outcome === 'refused' && said.message).toContain('1 are claimed');
      expect(amend('1', [2])).toMatchObject({ quantities: [60] });
    });
  });

  it('needs a second person above the limit, and not at it', () => {
    expect([5000, 5001].map((more) => needsSecondPerson(pence(more), pence(5000)))).toEqual([false, true]);
  });
});

describe('the lines that are meant', () => {
  const twice = [
    exception({ line: 2, lineRef: 'V' }),
    exception({ line: 3, lineRef: 'V', state: 'refused' }),
  ];

  it('by a reference are those of it that wait for a decision', () => {
    const of = { exceptions: lines(...twice), decisionsOf: nobody };
    expect(linesReferred(['V', 'W'], of)).toEqual({ lines: [2], unknown: ['W'] });
  });

  it('by a reference of which nothing waits are all of it', () => {
    const of = { exceptions: lines(...twice), decisionsOf: () => [made({})] };
    expect(linesReferred(['V'], of)).toEqual({ lines: [2, 3], unknown: [] });
  });

  it('by a check are those that wait and of which it found something', () => {
    const of = {
      exceptions: lines(
        exception({ line: 2, findings: [finding('rate-unknown')] }),
        exception({ line: 3, findings: [finding('late')] }),
        exception({ line: 4, state: 'refused', findings: [finding('rate-unknown')] }),
      ),
      decisionsOf: nobody,
    };
    expect(openLinesOf('rate-unknown', of)).toEqual([2]);
  });
});
