import { describe, expect, it } from 'vitest';
import { calendarDate, formatDate } from '../../../domain/calendar.ts';
import { pence } from '../../../domain/money.ts';
import { checkUplift, ratesChanged, refuseOverOpen } from '../../../domain/uplift/check-uplift.ts';
import { concludePreview } from '../../../domain/uplift/preview.ts';
import { sampleOf } from '../../../domain/uplift/sample.ts';
import { usualUpliftTerms } from '../../../domain/uplift/uplift-terms.ts';
import { upliftAskedSchema } from '../../../domain/uplift/uplift-rules.ts';
import {
  isDue,
  isOnItsWay,
  upliftActSchema,
  upliftSchema,
  type Uplift,
  type UpliftAct,
} from '../../../domain/uplift/uplift-state.ts';
import { newUplift, upliftAfter } from '../../../domain/uplift/uplift.ts';
import { hashText } from '../../../functions/store/hash-text.ts';
import { previewOf, type ToldUplift } from './uplift-case.ts';

const ask = (more: object = {}) =>
  upliftAskedSchema.parse({
    ...{ name: 'Fees 2026-27', effectiveDate: '2026-04-01' },
    rules: [{ match: {}, change: { percent: '5' } }],
    ...more,
  });

const linesOf = (ids: readonly string[], uplift?: ToldUplift) =>
  ids.flatMap((packageId) => previewOf({ detail: { packageId } }, uplift));
const previewFrom = (lines: ReturnType<typeof linesOf>, rules = 1) =>
  concludePreview(lines, {
    changers: Array.from({ length: rules }, (_, place) => ({ kind: 'rule', number: place + 1 })),
    ...{ terms: usualUpliftTerms, hash: hashText },
  });

/** Acts of connie, who makes, and amy, who checks, on 2 March 2026. */
type Short = UpliftAct extends infer A
  ? A extends UpliftAct
    ? Omit<A, 'by' | 'on' | 'reason'> & Partial<A>
    : never
  : never;
const acted = (short: Short) =>
  upliftActSchema.parse({ by: 'connie', on: '2026-03-02', reason: 'Fees of the year', ...short });

const ids = ['PK1', 'PK2', 'PK3'];
const shown = (lines = linesOf(ids), rules = 1) => {
  const { outliers, ...preview } = previewFrom(lines, rules);
  const sample = sampleOf({
    ...{ upliftId: 'U1', preview: { ...preview, outliers }, lines },
    ...{ terms: { sampleLines: 2 }, hash: hashText },
  });
  return { ...preview, asOf: calendarDate('2026-03-02'), sample };
};
const first = shown();
const { previewHash } = first;
const other = shown(linesOf(['PK1', 'PK2']));

const preview = acted({ act: 'preview', preview: first });
const submit = acted({ act: 'submit', previewHash, confirmed: [] });
const open = (isRight: boolean, ...lineIds: string[]) =>
  acted({ act: 'sample', by: 'amy', isRight, lineIds: lineIds.length === 0 ? first.sample : lineIds });
const approve = acted({ act: 'approve', by: 'amy', previewHash });
const back = acted({ act: 'return', by: 'amy' });
const apply = acted({ act: 'apply', previewHash });
const applied = acted({ act: 'applied' });
const verify = (differences: number) => acted({ act: 'verify', differences });
const undo = acted({ act: 'undo', by: 'amy' });
const undone = acted({ act: 'undone' });
const budgeted = acted({ act: 'edit', asked: ask({ budgetThisYearPence: 200_000 }) });
const edit = acted({ act: 'edit', by: 'olu', asked: ask({ name: 'Fees again' }) });

const LIMIT = pence(100_000_000);
const opened = newUplift({ upliftId: 'U1', asked: ask(), by: 'connie', reason: 'Fees of the year' });
function after(...acts: UpliftAct[]): Uplift {
  return acts.reduce((uplift, act) => {
    const next = upliftAfter(uplift, act, LIMIT);
    if (!next.ok) throw new Error(next.message);
    return upliftSchema.parse(next.value);
  }, opened);
}
/** What the last of some acts is refused with. */
function refused(acts: UpliftAct[], limit: typeof LIMIT | null = LIMIT) {
  const next = upliftAfter(after(...acts.slice(0, -1)), acts.at(-1)!, limit);
  return next.ok ? 'taken' : [next.rule, next.message];
}
const toApproval = [preview, submit, open(true), approve];
const toApplied = [...toApproval, apply, applied];

describe('an uplift', () => {
  it.each<[string, UpliftAct[], Uplift['state']]>([
    ['begins as a draft', [], 'draft'],
    ['is previewed', [preview], 'previewed'],
    ['is a draft again when it is edited', [preview, edit], 'draft'],
    ['is submitted', [preview, submit], 'submitted'],
    ['waits for the rest of its sample', [preview, submit, open(true, first.sample[0]!)], 'submitted'],
    ['waits while a line of its sample is wrong', [preview, submit, open(false)], 'submitted'],
    ['is sampled once each line is right', [preview, submit, open(false), open(true)], 'sampled'],
    [
      'is not any more when one turns out wrong',
      [preview, submit, open(true), open(false, first.sample[0]!)],
      'submitted',
    ],
    ['is returned', [preview, submit, back], 'returned'],
    ['may be returned after it was approved', [...toApproval, back], 'returned'],
    ['is previewed anew after that', [preview, submit, back, preview], 'previewed'],
    ['is approved', toApproval, 'approved'],
    ['stays approved when a new preview shows the same', [...toApproval, preview], 'approved'],
    [
      'is previewed again when facts changed',
      [...toApproval, acted({ act: 'preview', preview: other })],
      'previewed',
    ],
    ['is being applied', [...toApproval, apply], 'applying'],
    ['is applied', toApplied, 'applied'],
    ['is verified', [...toApplied, verify(0)], 'verified'],
    ['is not where something differs', [...toApplied, verify(2)], 'applied'],
    ['is not any more when something differs later', [...toApplied, verify(0), verify(1)], 'applied'],
    ['is being undone', [...toApplied, undo], 'undoing'],
    ['is undone', [...toApplied, verify(0), undo, undone], 'undone'],
  ])('%s', (_, acts, state) => {
    expect(after(...acts).state).toBe(state);
  });

  it('keeps who did what, when and why', () => {
    const said = { by: 'amy', on: '2026-03-02', reason: 'Fees of the year' };
    expect(after(...toApproval)).toMatchObject({
      ...{ madeBy: ['connie'], approved: { ...said, previewHash }, note: 'Fees of the year' },
      opened: [{ ...said, lineIds: first.sample, isRight: true }],
    });
    expect(after(preview, edit)).toMatchObject({
      ...{ madeBy: ['connie', 'olu'], asked: { name: 'Fees again' }, preview: null },
    });
    expect(after(...toApplied, verify(2)).differences).toBe(2);
  });

  it('forgets what was said of lines that are no longer shown', () => {
    expect(after(...toApproval, acted({ act: 'preview', preview: other }))).toMatchObject({
      opened: [],
      approved: null,
    });
    expect(after(...toApproval, back)).toMatchObject({ opened: [], approved: null });
    const withBudget = after(...toApproval, back, budgeted, preview);
    expect(withBudget).toMatchObject({ state: 'previewed', opened: [], approved: null });
    expect(withBudget.preview?.previewHash).toBe(previewHash);
  });

  it.each<[string, UpliftAct[], string]>([
    [
      'before it was submitted',
      [preview, approve],
      'The uplift is previewed; to approve it, it has to be sampled.',
    ],
    [
      'while it is applied',
      [...toApproval, apply, back],
      'The uplift is applying; to return it, it has to be submitted or sampled or approved.',
    ],
    [
      'while others check it',
      [preview, submit, edit],
      'The uplift is submitted; to edit it, it has to be draft or previewed or returned.',
    ],
  ])('is not acted on %s', (_, acts, message) => {
    expect(refused(acts)).toEqual(['wrong-state', message]);
  });

  it('is checked, approved and undone by nobody who made it', () => {
    const by = { by: 'connie' };
    expect(refused([preview, submit, { ...open(true), ...by }])[0]).toBe('maker-is-checker');
    expect(refused([preview, submit, open(true), { ...approve, ...by }])[0]).toBe('maker-is-checker');
    expect(refused([...toApplied, { ...undo, ...by }])).toEqual([
      'maker-is-checker',
      'You made or submitted this uplift. Somebody else has to undo it.',
    ]);
    expect(refused([preview, edit, preview, submit, { ...open(true), by: 'olu' }])[0]).toBe(
      'maker-is-checker',
    );
  });

  it('is approved up to a limit, by what it moves', () => {
    const acts = [preview, submit, open(true), approve];
    expect(refused(acts, null)).toEqual([
      'over-limit',
      'You may not approve uplifts, and this uplift moves £5,475.00.',
    ]);
    expect(refused(acts, pence(547_499))).toEqual([
      'over-limit',
      'You may approve up to £5,474.99, and this uplift moves £5,475.00.',
    ]);
    expect(refused(acts, pence(547_500))).toBe('taken');
    expect(refused([...toApplied, undo], pence(1))[0]).toBe('over-limit');
  });

  it('is submitted, approved and applied only as it was seen', () => {
    const old = { previewHash: other.previewHash };
    expect(refused([preview, { ...submit, ...old }])[0]).toBe('lines-changed');
    expect(refused([preview, submit, open(true), { ...approve, ...old }])[0]).toBe('lines-changed');
    expect(refused([...toApproval, { ...apply, ...old }])[0]).toBe('lines-changed');
  });

  it('keeps of each line what was said last, and a reason once for all its lines', () => {
    const [one = '', ...others] = first.sample;
    const wrong = { ...open(false, one), reason: 'Another rate was agreed' };
    expect(
      after(preview, submit, open(true), wrong).opened.map(({ lineIds, reason, isRight }) => [
        lineIds,
        reason,
        isRight,
      ]),
    ).toEqual([
      [others, 'Fees of the year', true],
      [[one], 'Another rate was agreed', false],
    ]);
    expect(after(preview, submit, wrong, open(true)).opened).toHaveLength(1);
  });

  it('is refused more than there is room for', () => {
    const sample = Array.from({ length: 40 }, (_, place) => `package:PK${place}:2026-04-01`);
    const shows = acted({ act: 'preview', preview: { ...first, sample } });
    const say = (lineId = '') => ({ ...open(true, lineId), reason: 'x'.repeat(2000) });
    const most = [shows, submit, ...sample.slice(0, 25).map(say)];
    expect(after(...most).opened).toHaveLength(25);
    expect(refused([...most, say(sample[25])])).toEqual([
      'too-much-said',
      'So much was said of this sample that there is no room for more. Say of several lines at once what you found, in fewer words.',
    ]);
    expect(refused([...most, say(sample[0])])).toBe('taken');
  });

  it('has only the lines of its sample opened', () => {
    expect(refused([preview, submit, open(true, 'package:PK9:2026-04-01')])).toEqual([
      'not-in-the-sample',
      'These lines are not of the sample: package:PK9:2026-04-01.',
    ]);
  });

  it('is submitted once its warnings are confirmed, and never with an error', () => {
    const down = shown(linesOf(ids, { rules: [{ match: {}, change: { percent: '-5' } }] }));
    const goes = acted({ act: 'preview', preview: down });
    const send = (...confirmed: string[]) =>
      acted({ act: 'submit', previewHash: down.previewHash, confirmed });
    expect(refused([goes, send()])).toEqual([
      'to-be-confirmed',
      'Confirm, or mend, what was found: Package PK1, package PK2, package PK3: the rate of each goes down. Confirm that it is meant.',
    ]);
    expect(refused([goes, send('rate-goes-down')])).toBe('taken');
    const rules = [5, 6].map((percent) => ({ match: {}, change: { percent: String(percent) } }));
    const twice = shown(linesOf(ids, { rules }), 2);
    expect(
      refused([
        acted({ act: 'preview', preview: twice }),
        acted({ act: 'submit', previewHash: twice.previewHash, confirmed: [] }),
      ]),
    ).toEqual([
      'rules-to-mend',
      '3 rates cannot be changed as the rules are. Mend them, and preview the uplift again.',
    ]);
    const none = shown([], 0);
    expect(
      refused([
        acted({ act: 'preview', preview: none }),
        acted({ act: 'submit', previewHash: none.previewHash, confirmed: [] }),
      ])[0],
    ).toBe('changes-nothing');
  });

  it('is on its way from its submission until it is applied, and due from its first day', () => {
    const acts = [preview, submit, open(true), approve, apply, applied];
    expect(acts.map((_, place) => isOnItsWay(after(...acts.slice(0, place + 1))))).toEqual([
      ...[false, true, true, true, true, false],
    ]);
    const [approved, submitted] = [after(...toApproval), after(preview, submit)];
    expect(isDue(approved, calendarDate('2026-03-31'))).toBe(false);
    expect(isDue(approved, calendarDate('2026-04-01'))).toBe(true);
    expect(isDue(submitted, calendarDate('2026-04-01'))).toBe(false);
  });
});

describe('what is asked for', () => {
  const check = (more: object) =>
    checkUplift(ask(more), usualUpliftTerms, calendarDate('2026-03-02')).map(({ rule, field }) => [
      rule,
      field,
    ]);
  const ruleBy = (percent: string) => ({ match: {}, change: { percent } });

  it.each(['2199-12-01', '2036-03-03', '2016-03-01', '1900-01-01'])(
    'does not begin as far from today as %s, and says until when it may',
    (effectiveDate) => {
      const found = checkUplift(ask({ effectiveDate }), usualUpliftTerms, calendarDate('2026-03-02'));
      expect(found).toMatchObject([
        {
          ...{ severity: 'error', rule: 'first-day-too-far', field: 'effectiveDate', value: effectiveDate },
          message: `New rates begin at most 10 years before or after today, and not on ${formatDate(calendarDate(effectiveDate))}. Give a day from 2 March 2016 to 2 March 2036.`,
        },
      ]);
      expect(check({ effectiveDate, rules: [] })).toHaveLength(2);
    },
  );

  it('may begin ten years from today', () => {
    expect(check({ effectiveDate: '2016-03-02' })).toEqual([]);
    expect(check({ effectiveDate: '2036-03-02' })).toEqual([]);
  });

  it('has a rule or a file, no percentage out of sense, and no rule twice', () => {
    expect(check({})).toEqual([]);
    expect(check({ rules: [] })).toEqual([['nothing-asked', 'rules']]);
    expect(check({ rules: [], ratesUploadId: 'UP1' })).toEqual([]);
    expect(check({ rules: [ruleBy('25'), ruleBy('-25.5'), ruleBy('105')] })).toEqual([
      ['percent-out-of-sense', 'rules.1.change.percent'],
      ['percent-out-of-sense', 'rules.2.change.percent'],
    ]);
    expect(check({ rules: [ruleBy('5'), { match: {}, change: { amount: '40' } }, ruleBy('5')] })).toEqual([
      ['rule-repeated', 'rules.2'],
    ]);
  });
});

describe('an uplift over another that is on its way', () => {
  const theirs = (name: string, ...packages: string[]) => ({
    ...{ upliftId: name, name: `Fees ${name}` },
    rates: new Set(ratesChanged(linesOf(packages))),
  });

  it('is refused, and each other is named with how many rates both change', () => {
    const rates = ratesChanged(linesOf(ids));
    expect(
      refuseOverOpen(rates, [theirs('U7', 'PK2'), theirs('U8', 'PK9'), theirs('U9', 'PK1', 'PK3')]),
    ).toEqual({
      ...{ ok: false, rule: 'open-uplift' },
      message:
        'Uplift U7, “Fees U7”, is on its way and changes one of these rates as well. Uplift U9, “Fees U9”, is on its way and changes 2 of these rates as well. Wait until it is applied or returned.',
    });
    expect(refuseOverOpen(rates, [theirs('U8', 'PK9')])).toBe(null);
  });

  it('is about the rates of cards, not about what they price', () => {
    const terms = [{ from: '2025-04-01', units: '10', rate: null, rateCardId: 'RC1' }];
    const lines = previewOf({ terms, rateCardLines: [{ rate: '20' as never }] });
    expect(lines.map(({ of }) => of)).toEqual(['rate-card', 'priced-by-card']);
    expect(ratesChanged(lines)).toEqual(['rate card RC1 |residential||||']);
    expect(
      ratesChanged(linesOf(ids, { today: '2026-03-01', rules: [{ match: {}, change: { toRate: '700' } }] })),
    ).toEqual([]);
  });
});

describe('the sample of a preview', () => {
  const many = Array.from({ length: 30 }, (_, place) => `PK${place + 10}`);
  const lines = [
    ...linesOf(many),
    ...linesOf(['X1', 'X2', 'X3', 'X4'], { rules: [{ match: {}, change: { toRate: '1000' } }] }),
    ...linesOf(['Z1'], { rules: [{ match: {}, change: { toRate: '700' } }] }),
  ];
  const whole = previewFrom(lines);
  const draw = (upliftId: string, sampleLines = 6, from = lines) =>
    sampleOf({ ...{ upliftId, preview: whole, lines: from }, ...{ terms: { sampleLines }, hash: hashText } });

  it('is half of it what is farthest from the others, and for the rest as good as chance', () => {
    const drawn = draw('U1');
    expect(drawn).toHaveLength(6);
    expect(drawn.slice(0, 3)).toEqual(whole.outliers.slice(0, 3).map(({ lineId }) => lineId));
    expect(new Set(drawn).size).toBe(6);
    expect(draw('U2').slice(3)).not.toEqual(drawn.slice(3));
  });

  it('is the same for whoever asks, in whatever order the lines come', () => {
    expect(draw('U1', 6, lines.toReversed())).toEqual(draw('U1'));
  });

  it('is all that changes where that is less, and nothing that stays', () => {
    expect(draw('U1', 100).toSorted()).toEqual(
      lines
        .slice(0, -1)
        .map(({ lineId }) => lineId)
        .toSorted(),
    );
  });
});
