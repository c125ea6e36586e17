import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import {
  auditTargetSchema,
  caseActSchema,
  rootCausesSchema,
  usualAuditTarget,
  usualRootCauses,
  type CaseAct,
  type CaseFinding,
  type CaseOutcome,
} from '../../../domain/direct-payments/audit-case-acts.ts';
import { awaitsSafeguarding, type AuditCase } from '../../../domain/direct-payments/audit-case-state.ts';
import { targetsOf } from '../../../domain/direct-payments/audit-case-targets.ts';
import { caseAfter, caseOf, openCase } from '../../../domain/direct-payments/audit-case.ts';
import { pence } from '../../../domain/money.ts';

const day = calendarDate;
const terms = { rootCauses: usualRootCauses, diedOn: null };

const found = (findingId: string, fields: Partial<CaseFinding> = {}): CaseFinding => ({
  ...{ findingId, rule: 'cash-withdrawal', severity: 'error', amountPence: pence(5000), isSensitive: false },
  ...{ sentence: 'Cash was taken out.', statement: { uploadId: 'U1', account: 1 } },
  ...fields,
});
/** An act without who did it, when and why: Audrey, on 10 June 2026. */
type Short = CaseAct extends infer A
  ? A extends CaseAct
    ? Omit<A, 'by' | 'on' | 'reason'> & Partial<A>
    : never
  : never;
const acted = (short: Short): CaseAct =>
  caseActSchema.parse({ by: 'audrey', on: '2026-06-10', reason: 'As found', ...short });

const assigned = acted({ act: 'assign', to: 'audrey' });
const decided = (decision: 'upheld' | 'explained' | 'no-action', ...findingIds: string[]) =>
  acted({ act: 'decide-findings', findingIds, decision });
const asked = (...items: string[]) => acted({ act: 'request-information', items, dueOn: day('2026-06-24') });
const received = (...items: string[]) => acted({ act: 'receive-information', items });
const concluded = (outcome: CaseOutcome, recoveryPence: number | null = null, rootCause = 'misuse') =>
  acted({
    act: 'conclude',
    outcome,
    rootCause,
    recoveryPence: recoveryPence === null ? null : pence(recoveryPence),
  });
const view = (fields: object = {}) =>
  acted({
    ...{
      act: 'social-worker-view',
      needsCheckedOn: day('2026-06-09'),
      areNeedsMet: true,
      agreesToRecovery: true,
    },
    ...fields,
  });
const referred = (to: 'fraud' | 'safeguarding') => acted({ act: 'refer', to });
const answered = (to: 'fraud' | 'safeguarding') => acted({ act: 'answer-referral', to });
const reopened = acted({ act: 'reopen', on: day('2026-08-01') });

const opened = (findings: CaseFinding[] = [found('F1')]) =>
  openCase({
    ...{ caseId: 'C1', agreementId: 'DP1', findings, target: usualAuditTarget, openedOn: day('2026-06-01') },
    period: { from: day('2026-01-01'), to: day('2026-03-31') },
  });
const after = (acts: CaseAct[], findings?: CaseFinding[]) => caseOf(opened(findings), acts, terms);
/** What the last of some acts is refused with. */
function refused(acts: CaseAct[], findings?: CaseFinding[]) {
  const last = caseAfter(after(acts.slice(0, -1), findings), acts.at(-1)!, terms);
  return last.ok ? 'taken' : last.message;
}
function notes(acts: CaseAct[]) {
  const last = caseAfter(after(acts.slice(0, -1)), acts.at(-1)!, terms);
  return last.ok ? last.notes : null;
}

describe('a case', () => {
  it('is opened with 28 days to go and nothing decided', () => {
    expect(opened()).toMatchObject({
      ...{ state: 'open', assignee: null, dueOn: '2026-06-29', isRestricted: false, conclusion: null },
      findings: [{ findingId: 'F1', decided: null }],
    });
  });

  it.each<[string, CaseAct[], AuditCase['state']]>([
    ['stays open when somebody takes it', [assigned], 'open'],
    ['is in review once a finding is decided', [decided('upheld', 'F1')], 'in-review'],
    ['waits for what was asked', [asked('payslips')], 'awaiting-information'],
    [
      'waits though something is decided meanwhile',
      [asked('payslips'), decided('upheld', 'F1')],
      'awaiting-information',
    ],
    [
      'waits for the rest of it',
      [asked('payslips', 'receipts'), received('receipts')],
      'awaiting-information',
    ],
    ['is in review once all of it came', [asked('payslips'), received('payslips')], 'in-review'],
    [
      'is in review once nobody needs it any more',
      [asked('payslips'), acted({ act: 'drop-request', items: ['payslips'] })],
      'in-review',
    ],
    [
      'may be asked again for what came',
      [asked('payslips'), received('payslips'), asked('payslips')],
      'awaiting-information',
    ],
    ['is in review once the social worker spoke', [view()], 'in-review'],
    ['stays open when it is referred', [referred('fraud')], 'open'],
    [
      'stays open with what later papers show',
      [acted({ act: 'add-findings', findings: [found('F2')] })],
      'open',
    ],
    ['is concluded', [decided('explained', 'F1'), concluded('satisfactory')], 'concluded'],
    ['is open again', [decided('explained', 'F1'), concluded('satisfactory'), reopened], 'reopened'],
    [
      'is in review after that',
      [decided('explained', 'F1'), concluded('satisfactory'), reopened, decided('upheld', 'F1')],
      'in-review',
    ],
  ])('%s', (_, acts, state) => {
    expect(after(acts).state).toBe(state);
  });

  it('keeps who decided what of a finding, when and why', () => {
    const findings = [found('F1'), found('F2'), found('F3')];
    const told = after([decided('upheld', 'F1', 'F2'), decided('explained', 'F2')], findings);
    const said = { by: 'audrey', on: '2026-06-10', reason: 'As found' };
    expect(told.findings.map((finding) => finding.decided)).toEqual([
      { ...said, decision: 'upheld' },
      { ...said, decision: 'explained' },
      null,
    ]);
  });

  it('keeps what was asked for, and when it came', () => {
    const later = acted({ act: 'receive-information', items: ['receipts'], on: day('2026-06-20') });
    expect(after([asked('payslips', 'receipts', 'receipts'), later]).asked).toEqual([
      { what: 'payslips', askedOn: '2026-06-10', dueOn: '2026-06-24', settled: null },
      {
        what: 'receipts',
        askedOn: '2026-06-10',
        dueOn: '2026-06-24',
        settled: { how: 'received', on: '2026-06-20' },
      },
    ]);
  });

  it('takes the new ones of findings that come later', () => {
    const add = acted({
      act: 'add-findings',
      findings: [found('F1', { amountPence: pence(1) }), found('F2')],
    });
    expect(after([add]).findings.map(({ findingId, amountPence }) => [findingId, amountPence])).toEqual([
      ['F1', 5000],
      ['F2', 5000],
    ]);
  });

  it('begins its days anew when it is opened again, and asks the social worker again', () => {
    const acts = [view(), decided('upheld', 'F1'), concluded('recovery-proposed', 5000), reopened];
    expect(after(acts)).toMatchObject({
      ...{ dueOn: '2026-08-29', conclusion: null, socialWorker: null },
      earlierConclusions: [
        { outcome: 'recovery-proposed', recoveryPence: 5000, rootCause: 'misuse', by: 'audrey' },
      ],
    });
    expect(refused([...acts, concluded('recovery-proposed', 5000)])).toContain('Nobody has checked');
  });
});

describe('a case is restricted', () => {
  const abuse = found('F2', { isSensitive: true });
  it.each<[string, CaseAct[], CaseFinding[], boolean]>([
    ['not as a rule', [], [found('F1')], false],
    ['by a referral for fraud, answered or not', [referred('fraud'), answered('fraud')], [found('F1')], true],
    ['by a finding that may show abuse', [], [abuse], true],
    [
      'by such a finding that comes later',
      [acted({ act: 'add-findings', findings: [abuse] })],
      [found('F1')],
      true,
    ],
    [
      'still when a finding that shows none comes',
      [acted({ act: 'add-findings', findings: [found('F1')] })],
      [abuse],
      true,
    ],
    [
      'by a referral for safeguarding, answered or not',
      [referred('safeguarding'), answered('safeguarding')],
      [found('F1')],
      true,
    ],
  ])('%s', (_, acts, findings, isRestricted) => {
    expect(after(acts, findings).isRestricted).toBe(isRestricted);
  });

  it('and that is said', () => {
    expect(notes([referred('safeguarding')])).toEqual([
      'The case is restricted: only named people see it, and adult social care is told today.',
    ]);
    expect(notes([referred('fraud')])).toEqual([
      'The case is restricted: only named people see it, and somebody is asked to take it to counter-fraud today.',
    ]);
  });
});

describe('adult social care is waited for', () => {
  const abuse = found('F2', { isSensitive: true });
  it.each<[string, CaseAct[], CaseFinding[], boolean]>([
    ['not as a rule', [], [found('F1')], false],
    ['while a finding that may show abuse is undecided', [], [abuse], true],
    ['no more once it is', [decided('explained', 'F2')], [abuse], false],
    ['while a referral has no answer', [referred('safeguarding')], [found('F1')], true],
    ['no more once it has', [referred('safeguarding'), answered('safeguarding')], [found('F1')], false],
    ['not for fraud', [referred('fraud')], [found('F1')], false],
  ])('%s', (_, acts, findings, isAwaited) => {
    expect(awaitsSafeguarding(after(acts, findings))).toBe(isAwaited);
  });
});

describe('whoever is not assigned may act, and it is said', () => {
  const byLeo = { ...decided('explained', 'F1'), by: 'leo' };
  it.each<[string, CaseAct[], string[]]>([
    ['not of the one who is', [assigned, decided('explained', 'F1')], []],
    ['of another', [assigned, byLeo], ['This case is assigned to audrey; leo acted on it.']],
    ['where nobody is', [byLeo], ['Nobody is assigned to this case; leo acted on it.']],
    [
      'where it was taken back',
      [assigned, acted({ act: 'assign', to: null }), byLeo],
      ['Nobody is assigned to this case; leo acted on it.'],
    ],
    [
      'of a conclusion too',
      [assigned, byLeo, { ...concluded('satisfactory'), by: 'leo' }],
      ['This case is assigned to audrey; leo acted on it.'],
    ],
    ['of nothing else', [asked('payslips')], []],
  ])('%s', (_, acts, expected) => {
    expect(notes(acts)).toEqual(expected);
  });
});

describe('an act is refused', () => {
  const done = [decided('explained', 'F1'), concluded('satisfactory')];

  it.each<[string, CaseAct[], string]>([
    [
      'on a concluded case',
      [...done, assigned],
      'The case is concluded. Open it again before anything else is done.',
    ],
    ['that opens an open case', [reopened], 'The case is open, so that it need not be opened again.'],
    [
      'on a finding the case does not have',
      [decided('upheld', 'F1', 'F8', 'F9')],
      'The case has no finding F8, F9. Look at it again.',
    ],
    [
      'that adds what is known',
      [acted({ act: 'add-findings', findings: [found('F1')] })],
      'The case has these findings already.',
    ],
    [
      'that asks for what is awaited',
      [asked('payslips'), asked('payslips', 'receipts')],
      'This was asked for already and has not come: payslips.',
    ],
    [
      'that asks for yesterday',
      [acted({ act: 'request-information', items: ['payslips'], dueOn: day('2026-06-09') })],
      'The day by which it is to be here lies before today.',
    ],
    [
      'that receives what nobody waits for',
      [asked('payslips'), received('receipts', 'payslips')],
      'Nobody waits for this: receipts.',
    ],
    [
      'that receives it twice',
      [asked('payslips'), received('payslips'), received('payslips')],
      'Nobody waits for this: payslips.',
    ],
    [
      'that refers again before the answer',
      [referred('fraud'), referred('fraud')],
      'The case was referred for fraud, and the answer has not come.',
    ],
    [
      'that answers what nobody asked',
      [referred('fraud'), answered('safeguarding')],
      'No referral for safeguarding waits for an answer.',
    ],
    [
      'that answers twice',
      [referred('fraud'), answered('fraud'), answered('fraud')],
      'No referral for fraud waits for an answer.',
    ],
  ])('%s', (_, acts, message) => {
    expect(refused(acts)).toBe(message);
  });

  it('but the answer to a referral may come after the conclusion, and a second referral after an answer', () => {
    const acts = [
      decided('upheld', 'F1'),
      referred('fraud'),
      answered('fraud'),
      referred('fraud'),
      concluded('referred'),
      answered('fraud'),
    ];
    expect(after(acts).referrals.map(({ to, answeredOn }) => [to, answeredOn])).toEqual([
      ['fraud', '2026-06-10'],
      ['fraud', '2026-06-10'],
    ]);
  });

  it('never of those that were taken: a history that does not hold is our own fault', () => {
    expect(() => after([reopened])).toThrow('was taken, and is refused now');
  });
});

describe('a case is concluded', () => {
  const upheld = decided('upheld', 'F1');

  it.each<[string, CaseAct[]]>([
    ['as satisfactory', [decided('explained', 'F1'), concluded('satisfactory', null, 'nothing-wrong')]],
    ['with advice', [upheld, concluded('advice-given')]],
    [
      'with a recovery, once needs were checked and the social worker agrees',
      [upheld, view(), concluded('recovery-proposed', 5000)],
    ],
    [
      'with a recovery after safeguarding has answered',
      [
        upheld,
        view(),
        referred('safeguarding'),
        answered('safeguarding'),
        concluded('recovery-proposed', 5000),
      ],
    ],
    [
      'with a recovery while fraud is looked into',
      [upheld, view(), referred('fraud'), concluded('recovery-proposed', 5000)],
    ],
    ['as referred', [upheld, referred('fraud'), concluded('referred')]],
  ])('%s', (_, acts) => {
    expect(refused(acts)).toBe('taken');
  });

  it('with a recovery from an estate, whose needs nobody checks', () => {
    const ofEstate = (...acts: CaseAct[]) => {
      const recovery = concluded('recovery-proposed', 5000);
      const last = caseAfter(after(acts), recovery, { ...terms, diedOn: day('2026-06-02') });
      return last.ok ? 'taken' : last.rule;
    };
    expect(ofEstate(upheld)).toBe('taken');
    expect(ofEstate(upheld, view({ areNeedsMet: false }))).toBe('taken');
    expect(ofEstate(upheld, referred('safeguarding'))).toBe('safeguarding-open');
  });

  it('with findings that only inform left undecided', () => {
    expect(refused([concluded('satisfactory')], [found('F1', { severity: 'information' })])).toBe('taken');
  });

  it('with abuse that was upheld once safeguarding knows', () => {
    const abuse = [found('F1', { isSensitive: true })];
    expect(refused([upheld, referred('fraud'), concluded('advice-given')], abuse)).toBe(
      'A finding that may show abuse was upheld. Refer the case for safeguarding first.',
    );
    expect(refused([upheld, referred('safeguarding'), concluded('advice-given')], abuse)).toBe('taken');
    expect(refused([decided('explained', 'F1'), concluded('advice-given')], abuse)).toBe('taken');
  });

  it.each<[string, CaseAct[], string]>([
    ['with a finding undecided', [concluded('advice-given')], 'One finding is undecided. Decide it first.'],
    [
      'while something is awaited',
      [upheld, asked('payslips', 'receipts'), concluded('advice-given')],
      'This was asked for and has not come: payslips, receipts. Record that it came, or that nobody needs it any more.',
    ],
    [
      'with a root cause of nobody’s',
      [upheld, concluded('advice-given', null, 'the-weather')],
      '“the-weather” is no root cause of the settings.',
    ],
    [
      'as satisfactory with something upheld',
      [upheld, concluded('satisfactory')],
      'A finding was upheld, so that the case is not satisfactory.',
    ],
    [
      'with an amount and no recovery',
      [upheld, concluded('advice-given', 100)],
      'An amount to recover needs the outcome “recovery proposed”.',
    ],
    [
      'as referred to nobody',
      [upheld, concluded('referred')],
      'The case was referred to nobody. Refer it first, or choose another outcome.',
    ],
    [
      'with a recovery of nothing',
      [upheld, view(), concluded('recovery-proposed')],
      'Say how much is to be recovered.',
    ],
    [
      'with a recovery before needs were checked',
      [upheld, view({ needsCheckedOn: null }), concluded('recovery-proposed', 1)],
      'Nobody has checked whether the person’s needs are met. Ask the social worker first.',
    ],
    [
      'with a recovery before anybody asked the social worker',
      [upheld, concluded('recovery-proposed', 1)],
      'Nobody has checked whether the person’s needs are met. Ask the social worker first.',
    ],
    [
      'with a recovery while needs are not met',
      [upheld, view({ areNeedsMet: false }), concluded('recovery-proposed', 1)],
      'The social worker found that needs are not met: the money is for them.',
    ],
    [
      'with a recovery the social worker is against',
      [upheld, view({ agreesToRecovery: false }), concluded('recovery-proposed', 1)],
      'The social worker does not agree to a recovery. Agree the outcome with them first.',
    ],
    [
      'with a recovery while safeguarding is open',
      [upheld, view(), referred('safeguarding'), concluded('recovery-proposed', 1)],
      'The case was referred for safeguarding, and nothing is asked back before the answer.',
    ],
  ])('never %s', (_, acts, message) => {
    expect(refused(acts)).toBe(message);
  });

  it('never with warnings undecided; all that stands against it is said at once', () => {
    const findings = [found('F1'), found('F2', { severity: 'warning' })];
    expect(refused([concluded('satisfactory', 100, 'the-weather')], findings)).toBe(
      '2 findings are undecided. Decide each of them first. “the-weather” is no root cause of the settings. An amount to recover needs the outcome “recovery proposed”.',
    );
    expect(refused([upheld, concluded('advice-given')], findings)).toBe(
      'One finding is undecided. Decide it first.',
    );
  });
});

describe('targets', () => {
  const conclusion = (by: string, on: string, recoveryPence: number | null = null) => ({
    ...{ by, on: day(on), reason: 'Done', outcome: 'advice-given' as const, rootCause: 'misuse' },
    recoveryPence: recoveryPence === null ? null : pence(recoveryPence),
  });
  const one = (of: ReturnType<typeof conclusion> | null, dueOn = '2026-06-29', recovered = 0) => ({
    auditCase: { conclusion: of, dueOn: day(dueOn) },
    recoveredPence: pence(recovered),
  });

  it('are counted by officer and month, over the days asked for', () => {
    const cases = [
      one(conclusion('leo', '2026-06-30', 700)),
      one(conclusion('audrey', '2026-06-29', 5000), '2026-06-29', 2000),
      one(conclusion('audrey', '2026-06-30'), '2026-06-29'),
      one(conclusion('audrey', '2026-05-01'), '2026-06-29'),
      one(conclusion('audrey', '2026-04-30')),
      one(conclusion('audrey', '2026-07-01')),
      one(null),
    ];
    const none = { proposedPence: 0, recoveredPence: 0 };
    expect(targetsOf(cases, { from: day('2026-05-01'), to: day('2026-06-30') })).toEqual([
      { officer: 'audrey', month: '2026-05', concluded: 1, onTime: 1, ...none },
      {
        officer: 'audrey',
        month: '2026-06',
        concluded: 2,
        onTime: 1,
        proposedPence: 5000,
        recoveredPence: 2000,
      },
      { officer: 'leo', month: '2026-06', concluded: 1, onTime: 0, proposedPence: 700, recoveredPence: 0 },
    ]);
  });
});

describe('what a council sets for cases', () => {
  it.each([
    ['the usual root causes', usualRootCauses, true],
    ['none', [], false],
    ['a name twice', [usualRootCauses[0], usualRootCauses[0]], false],
    ['a name with spaces', [{ name: 'Nothing wrong', title: 'Nothing' }], false],
  ])('may be %s', (_, causes, isTaken) => {
    expect(rootCausesSchema.safeParse(causes).success).toBe(isTaken);
  });

  it('is a target of a day at least', () => {
    expect(auditTargetSchema.safeParse(usualAuditTarget).success).toBe(true);
    expect(auditTargetSchema.safeParse({ concludeWithinDays: 0 }).success).toBe(false);
    expect(auditTargetSchema.safeParse({ ...usualAuditTarget, onTimePercent: 101 }).success).toBe(false);
    // As it was kept before a council could say what it aims at in a month.
    expect(auditTargetSchema.parse({ concludeWithinDays: 28 })).toEqual(usualAuditTarget);
  });
});

describe('what is in the account', () => {
  const money = {
    ...{ uncleared: [{ what: 'Wages of June', amountPence: pence(60_00) }], ownMoneyPence: pence(5_00) },
    ...{ affordability: { checkedOn: day('2026-06-09'), isAffordable: true }, areFinalCostsPaid: false },
  };

  it('is recorded with who looked, and asked anew when the case is opened again', () => {
    const looked = caseOf(opened([]), [acted({ act: 'look-at-money', money })], terms);
    expect(looked.money).toEqual({ by: 'audrey', on: '2026-06-10', reason: 'As found', ...money });
    const again = caseOf(looked, [concluded('satisfactory', null, 'nothing-wrong'), reopened], terms);
    expect(again.money).toBeNull();
  });
});
