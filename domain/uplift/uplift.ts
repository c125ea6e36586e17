import { formatPounds, type Pence } from '../money.ts';
import { invariant, refuse, type Reading, type Refusal } from '../outcome.ts';
import type { UpliftAsked } from './uplift-rules.ts';
import type { ActOf, Uplift, UpliftAct, UpliftState } from './uplift-state.ts';

/** An uplift as it is asked for, before anybody saw what it does. */
export function newUplift(asking: {
  upliftId: string;
  asked: UpliftAsked;
  by: string;
  reason: string;
}): Uplift {
  const { upliftId, asked, by, reason } = asking;
  return {
    ...{ upliftId, asked, state: 'draft', madeBy: [by], preview: null, opened: [], approved: null },
    ...{ differences: null, note: reason },
  };
}

/** From which states each act is possible. */
const POSSIBLE: Readonly<Record<UpliftAct['act'], readonly UpliftState[]>> = {
  edit: ['draft', 'previewed', 'returned'],
  preview: ['draft', 'previewed', 'returned', 'submitted', 'sampled', 'approved'],
  submit: ['previewed'],
  sample: ['submitted', 'sampled'],
  approve: ['sampled'],
  return: ['submitted', 'sampled', 'approved'],
  apply: ['approved'],
  applied: ['applying'],
  verify: ['applied', 'verified'],
  undo: ['applied', 'verified'],
  undone: ['undoing'],
};

/**
 * An uplift after one more act, or why it is refused: not from this state, not by somebody who made it, not over the
 * user’s limit, not on lines other than those that were seen. The limit counts for who approves, and for who undoes.
 */
export function upliftAfter(uplift: Uplift, act: UpliftAct, limitPence: Pence | null): Reading<Uplift> {
  const possible = POSSIBLE[act.act];
  if (!possible.includes(uplift.state))
    return refuse(
      'wrong-state',
      `The uplift is ${uplift.state}; to ${VERBS[act.act]} it, it has to be ${possible.join(' or ')}.`,
    );
  switch (act.act) {
    case 'edit':
      return edited(uplift, act);
    case 'preview':
      return previewed(uplift, act);
    case 'submit':
      return submit(uplift, act);
    case 'sample':
      return sample(uplift, act);
    case 'approve':
      return approve(uplift, act, limitPence);
    case 'return':
      return moved(uplift, 'returned', act, { opened: [], approved: null });
    case 'apply':
      return seen(uplift, act.previewHash) ?? moved(uplift, 'applying', act);
    case 'applied':
      return moved(uplift, 'applied', act);
    case 'verify':
      return moved(uplift, act.differences === 0 ? 'verified' : 'applied', act, {
        differences: act.differences,
      });
    case 'undo':
      return refuseChecker(uplift, act, limitPence, 'undo') ?? moved(uplift, 'undoing', act);
    case 'undone':
      return moved(uplift, 'undone', act);
  }
}

/** What is done to an uplift, as a sentence says it. */
const VERBS: Readonly<Record<UpliftAct['act'], string>> = {
  ...{ edit: 'edit', preview: 'preview', submit: 'submit', sample: 'check', approve: 'approve' },
  ...{ return: 'return', apply: 'apply', applied: 'conclude', verify: 'verify', undo: 'undo' },
  undone: 'conclude undoing',
};

function moved(uplift: Uplift, state: UpliftState, { reason }: UpliftAct, more: Partial<Uplift> = {}) {
  return { ok: true as const, value: { ...uplift, ...more, state, note: reason } };
}

function edited(uplift: Uplift, act: ActOf<'edit'>): Reading<Uplift> {
  const madeBy = [...new Set([...uplift.madeBy, act.by])];
  return moved(uplift, 'draft', act, { asked: act.asked, madeBy, preview: null, opened: [], approved: null });
}

/** A preview that shows the same leaves everything where it is; another takes back what was said of the old one. */
function previewed(uplift: Uplift, act: ActOf<'preview'>): Reading<Uplift> {
  const { preview } = act;
  const isSame = uplift.preview?.previewHash === preview.previewHash && uplift.state !== 'returned';
  if (isSame) return { ok: true, value: { ...uplift, preview } };
  return moved(uplift, 'previewed', act, { preview, opened: [], approved: null });
}

function submit(uplift: Uplift, act: ActOf<'submit'>): Reading<Uplift> {
  const { preview } = uplift;
  if (preview?.previewHash !== act.previewHash) return NOT_SEEN;
  const { totals, findings } = preview;
  if (totals.refused > 0)
    return refuse(
      'rules-to-mend',
      `${totals.refused} rates cannot be changed as the rules are. Mend them, and preview the uplift again.`,
    );
  if (totals.changed === 0)
    return refuse('changes-nothing', 'The uplift changes no rate, so that there is nothing to submit.');
  const open = findings.filter(
    ({ severity, rule }) => severity === 'warning' && !act.confirmed.includes(rule),
  );
  if (open.length > 0)
    return refuse(
      'to-be-confirmed',
      `Confirm, or mend, what was found: ${open.map(({ message }) => message).join(' ')}`,
    );
  return moved(uplift, 'submitted', act, { madeBy: [...new Set([...uplift.madeBy, act.by])] });
}

const NOT_SEEN = refuse('lines-changed', 'The lines are no longer those you saw. Look at the uplift again.');

/** Why an act on a preview that was seen is refused: it is another by now. */
function seen({ preview }: Uplift, previewHash: string): Refusal | null {
  return preview?.previewHash === previewHash ? null : NOT_SEEN;
}

/** Characters of reasons that are kept with an uplift, which is one item of the table: twenty-five of the longest. */
const MOST_SAID = 50_000;

/** A second person opens the lines of the sample, and says of each whether it is right. */
function sample(uplift: Uplift, act: ActOf<'sample'>): Reading<Uplift> {
  if (uplift.madeBy.includes(act.by))
    return refuse('maker-is-checker', 'You made or submitted this uplift. Somebody else opens its sample.');
  invariant(uplift.preview !== null, 'what was submitted has a preview');
  const wanted = uplift.preview.sample;
  const others = act.lineIds.filter((lineId) => !wanted.includes(lineId));
  if (others.length > 0)
    return refuse('not-in-the-sample', `These lines are not of the sample: ${others.join(', ')}.`);
  const { by, on, reason, isRight } = act;
  const before = uplift.opened.flatMap((said) => {
    const lineIds = said.lineIds.filter((lineId) => !act.lineIds.includes(lineId));
    return lineIds.length === 0 ? [] : [{ ...said, lineIds }];
  });
  const opened = [...before, { lineIds: [...new Set(act.lineIds)], by, on, reason, isRight }];
  if (opened.reduce((length, said) => length + said.reason.length, 0) > MOST_SAID)
    return refuse(
      'too-much-said',
      'So much was said of this sample that there is no room for more. Say of several lines at once what you found, in fewer words.',
    );
  const right = new Set(opened.flatMap((said) => (said.isRight ? said.lineIds : [])));
  const isDone = wanted.every((lineId) => right.has(lineId));
  return moved(uplift, isDone ? 'sampled' : 'submitted', act, { opened });
}

function approve(uplift: Uplift, act: ActOf<'approve'>, limitPence: Pence | null): Reading<Uplift> {
  const refusal = refuseChecker(uplift, act, limitPence, 'approve') ?? seen(uplift, act.previewHash);
  if (refusal !== null) return refusal;
  const { by, on, reason, previewHash } = act;
  return moved(uplift, 'approved', act, { approved: { by, on, reason, previewHash } });
}

/** Who approves or undoes made none of it, and may move as much. */
function refuseChecker(
  { madeBy, preview }: Uplift,
  { by }: UpliftAct,
  limitPence: Pence | null,
  verb: string,
): Refusal | null {
  if (madeBy.includes(by))
    return refuse('maker-is-checker', `You made or submitted this uplift. Somebody else has to ${verb} it.`);
  invariant(preview !== null, 'what was submitted has a preview');
  const { atStakePence } = preview.totals;
  if (limitPence !== null && atStakePence <= limitPence) return null;
  const may =
    limitPence === null ? 'You may not approve uplifts' : `You may approve up to ${formatPounds(limitPence)}`;
  return refuse('over-limit', `${may}, and this uplift moves ${formatPounds(atStakePence)}.`);
}
