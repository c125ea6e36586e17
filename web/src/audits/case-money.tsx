import type { ShownCase } from '../../../events/api/audit-cases.ts';
import { Nothing } from '../parts/loaded.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { counted, formatDate, formatMoney } from '../words/format.ts';
import { FoldedForm } from './act-form.tsx';
import { titleOfTerm } from './audit-words.ts';
import type { CaseDesk } from './case-desk.ts';
import { MoneyForm } from './money-form.tsx';
import { Said } from './said.tsx';
import { Section } from './section.tsx';

type Surplus = NonNullable<ShownCase['surplus']>;

/** What is in the account beyond what belongs there, term by term, and what is known of it. */
export function CaseMoney({ desk }: { desk: CaseDesk }) {
  const mayRecord = may(useMe(), 'workAudits') && desk.shown.conclusion === null;
  const { surplus, money } = desk.shown;
  return (
    <Section id="money" title="What is left over">
      {surplus === null ? (
        <Nothing>
          No reliable balance is known, so that nothing can be worked out. Ask for a statement.
        </Nothing>
      ) : (
        <>
          <p class="govuk-body govuk-!-font-weight-bold">{inASentence(surplus)}</p>
          <SurplusTable surplus={surplus} />
        </>
      )}
      {money !== null && <p class="govuk-body">{moneyInWords(money)}</p>}
      <Said desk={desk} place="money" />
      {mayRecord && (
        <FoldedForm
          button="Record what is owed, own money and means"
          title="What in the account is owed or the person’s own, and what can they afford?"
        >
          {(close) => <MoneyForm desk={desk} close={close} />}
        </FoldedForm>
      )}
    </Section>
  );
}

function inASentence({ balanceOn, surplusPence, shortfallPence }: Surplus): string {
  const on = formatDate(balanceOn);
  if (surplusPence > 0)
    return `On ${on} there was ${formatMoney(surplusPence)} more in the account than belongs there.`;
  if (shortfallPence > 0)
    return `On ${on} the account had ${formatMoney(shortfallPence)} less than belongs there: nothing is left over.`;
  return `On ${on} the account had just what belongs there: nothing is left over.`;
}

function SurplusTable({ surplus: { parts, surplusPence, shortfallPence, balanceOn } }: { surplus: Surplus }) {
  return (
    <table class="govuk-table app-waterfall">
      <caption class="govuk-visually-hidden">How much is left over, term by term</caption>
      <thead class="govuk-table__head">
        <tr class="govuk-table__row">
          <th scope="col" class="govuk-table__header">
            Term
          </th>
          <th scope="col" class="govuk-table__header govuk-table__header--numeric">
            Gives
          </th>
        </tr>
      </thead>
      <tbody class="govuk-table__body">
        {parts.map(({ name, pence, why }) => (
          <tr class="govuk-table__row" key={`${name} ${why}`}>
            <td class="govuk-table__cell">
              <strong>{titleOfTerm(name)}</strong>
              <p class="govuk-body-s govuk-!-margin-bottom-1">{why}</p>
            </td>
            <td class="govuk-table__cell govuk-table__cell--numeric app-amount">{formatMoney(pence)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr class="govuk-table__row">
          <th scope="row" class="govuk-table__header">
            {shortfallPence > 0 ? 'Missing' : 'Left over'} on {formatDate(balanceOn)}
          </th>
          <td class="govuk-table__cell govuk-table__cell--numeric app-amount">
            <strong>{formatMoney(surplusPence - shortfallPence)}</strong>
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

function moneyInWords(money: NonNullable<ShownCase['money']>): string {
  const { by, on, reason, uncleared, ownMoneyPence, affordability, areFinalCostsPaid } = money;
  const owed = uncleared.reduce((sum, { amountPence }) => sum + amountPence, 0);
  return [
    `${by} recorded on ${formatDate(on)}: “${reason}”.`,
    uncleared.length === 0
      ? 'Nothing is owed from the account.'
      : `${formatMoney(owed)} is still to go out, in ${counted(uncleared.length, 'sum')}.`,
    ownMoneyPence === 0 ? '' : `${formatMoney(ownMoneyPence)} is the person’s own.`,
    affordability === null
      ? 'Nobody has looked what the person can afford.'
      : affordability.isAffordable
        ? `On ${formatDate(affordability.checkedOn)} giving money back was found to be no hardship.`
        : `On ${formatDate(affordability.checkedOn)} giving money back was found to be a hardship.`,
    areFinalCostsPaid ? 'Final costs after the death are paid.' : '',
  ]
    .filter(Boolean)
    .join(' ');
}
