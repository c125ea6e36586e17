import { formatDate } from '../../../domain/calendar.ts';
import { formatPounds, pence } from '../../../domain/money.ts';
import type { ShownCase } from '../../../events/api/audit-cases.ts';
import { daysText, inWords, outcomeWords, referralWords, saidBy } from './case-report-words.ts';
import type { ReportPart } from '../report-pdf.ts';

/** The statements that the case rests on, by their days. */
export function statementsPart({ statements }: Pick<ShownCase, 'statements'>): ReportPart {
  const heading = 'Statements';
  if (statements.length === 0) return { heading, text: 'No statement came for this period.' };
  return {
    heading,
    text: 'The case rests on these accounts of statement files.',
    table: {
      headings: ['File', 'Days', 'Opening', 'Closing', 'Transactions'],
      rows: statements.map(({ fileName, account, openingPence, closingPence, transactions, ...days }) => [
        ...[`${fileName}, account ${account}`, daysText(days)],
        openingPence === null ? 'not given' : formatPounds(openingPence),
        closingPence === null ? 'not given' : formatPounds(closingPence),
        String(transactions),
      ]),
      columns: ['*', 130, 70, 70, 70],
    },
  };
}

/** What the plan expects on the days of the statements, beside what was spent. */
export function planPart({ plan }: Pick<ShownCase, 'plan'>): ReportPart {
  const heading = 'Plan beside spending';
  if (plan.length === 0)
    return {
      heading,
      text: 'Nothing is planned and nothing was spent, or no statement says on which days.',
    };
  return {
    heading,
    text: 'What the plan expects on the days of the statements, and what was spent on them.',
    table: {
      headings: ['What', 'Paid to', 'Planned', 'Spent', 'Payments'],
      rows: plan.map(({ what, payee, isPlanned, plannedPence, spentPence, payments }) => [
        ...[what, payee ?? ''],
        !isPlanned ? 'not planned' : plannedPence === null ? 'no amount' : formatPounds(plannedPence),
        ...[formatPounds(spentPence), String(payments)],
      ]),
      columns: ['*', 110, 75, 75, 60],
    },
  };
}

/** What may be asked back at the last reliable balance, as its sum. */
export function surplusPart({ surplus }: Pick<ShownCase, 'surplus'>): ReportPart {
  const heading = 'What is left over';
  if (surplus === null)
    return { heading, text: 'No reliable balance is known, so that nothing can be worked out.' };
  const { balanceOn, surplusPence, shortfallPence, parts } = surplus;
  const on = formatDate(balanceOn);
  const left = pence(surplusPence - shortfallPence);
  return {
    heading,
    text:
      surplusPence > 0
        ? `On ${on} there was ${formatPounds(surplusPence)} more in the account than belongs there.`
        : shortfallPence > 0
          ? `On ${on} the account had ${formatPounds(shortfallPence)} less than belongs there: nothing is left over.`
          : `On ${on} the account had just what belongs there: nothing is left over.`,
    table: {
      headings: ['Term', 'Why', 'Gives'],
      rows: [
        ...parts.map((part) => [inWords(part.name), part.why, formatPounds(part.pence)]),
        [shortfallPence > 0 ? 'Missing' : 'Left over', `On ${on}`, formatPounds(left)],
      ],
      columns: [110, '*', 80],
    },
  };
}

/** What somebody found out about the money in the account. */
export function moneyPart({ money }: Pick<ShownCase, 'money'>): ReportPart {
  const heading = 'Money in the account';
  if (money === null)
    return { heading, text: 'Nobody recorded what is owed, what is the person’s own, or means.' };
  const { uncleared, ownMoneyPence, affordability, areFinalCostsPaid } = money;
  const hardship = affordability?.isAffordable === true ? 'no hardship' : 'a hardship';
  return {
    heading,
    text: `Recorded by ${saidBy(money)}.`,
    more: [
      ...(uncleared.length === 0 ? ['Nothing is owed from the account.'] : []),
      ...uncleared.map(({ what, amountPence }) => `Still to go out: ${what}, ${formatPounds(amountPence)}.`),
      `The person’s own money: ${formatPounds(ownMoneyPence)}.`,
      affordability === null
        ? 'Nobody has looked what the person can afford.'
        : `On ${formatDate(affordability.checkedOn)} giving money back was found to be ${hardship}.`,
      ...(areFinalCostsPaid ? ['Final costs after the death are paid.'] : []),
    ],
  };
}

/** What the payee was asked for, and what became of it. */
export function askedPart({ asked }: Pick<ShownCase, 'asked'>): ReportPart {
  const heading = 'What was asked for';
  if (asked.length === 0) return { heading, text: 'Nothing was asked for.' };
  return {
    heading,
    text: 'What the payee was asked for, and what became of it.',
    more: asked.map(({ what, askedOn, dueOn, settled }) => {
      const became =
        settled === null
          ? 'it has not come'
          : `${settled.how === 'received' ? 'it came' : 'nobody needed it any more'} on ${formatDate(settled.on)}`;
      return `${what}: asked for on ${formatDate(askedOn)}, due by ${formatDate(dueOn)}; ${became}.`;
    }),
  };
}

/** What the social worker said of needs and of a recovery. */
export function socialWorkerPart({ socialWorker }: Pick<ShownCase, 'socialWorker'>): ReportPart {
  const heading = 'What the social worker said';
  if (socialWorker === null) return { heading, text: 'The social worker has not said anything.' };
  const { needsCheckedOn, areNeedsMet, agreesToRecovery } = socialWorker;
  const checked =
    needsCheckedOn === null
      ? 'Needs were not checked.'
      : `Needs were checked on ${formatDate(needsCheckedOn)}.`;
  return {
    heading,
    text: `Recorded by ${saidBy(socialWorker)}.`,
    more: [
      `${checked} They are ${areNeedsMet ? 'met' : 'not met'}.`,
      agreesToRecovery ? 'Agrees that money is asked back.' : 'Does not agree that money is asked back.',
    ],
  };
}

export function referralsPart({ referrals }: Pick<ShownCase, 'referrals'>): ReportPart {
  const heading = 'Referrals';
  if (referrals.length === 0) return { heading, text: 'The case was not referred.' };
  const lines = referrals.map((referral) => {
    const { to, answeredOn } = referral;
    const answer = answeredOn === null ? 'No answer came yet.' : `Answered on ${formatDate(answeredOn)}.`;
    return `To ${referralWords[to]}, by ${saidBy(referral)}. ${answer}`;
  });
  return { heading, text: lines[0] ?? '', more: lines.slice(1) };
}

type Concluded = Pick<ShownCase, 'conclusion' | 'earlierConclusions' | 'rootCauses' | 'recoveries'>;

/** How it ended, how it ended before, and what is asked back by it. */
export function conclusionPart({
  conclusion,
  earlierConclusions,
  rootCauses,
  recoveries,
}: Concluded): ReportPart {
  const told = (each: NonNullable<ShownCase['conclusion']>): string => {
    const cause = rootCauses.find(({ name }) => name === each.rootCause)?.title ?? inWords(each.rootCause);
    const amount = each.recoveryPence === null ? '' : `, ${formatPounds(each.recoveryPence)}`;
    return `${outcomeWords[each.outcome]}${amount}. Root cause: ${cause}. By ${saidBy(each)}.`;
  };
  return {
    heading: 'Conclusion',
    text: conclusion === null ? 'The case is not concluded.' : `Concluded: ${told(conclusion)}`,
    more: [
      ...earlierConclusions.map((each) => `Concluded before: ${told(each)}`),
      ...recoveries.map(
        ({ amountPence, method, state }) =>
          `Asked back: ${formatPounds(amountPence)}, ${method === 'netting' ? 'taken off later payments' : 'by an invoice'}; ${state.replaceAll('-', ' ')}.`,
      ),
    ],
  };
}
