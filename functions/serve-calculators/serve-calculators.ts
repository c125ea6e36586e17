import { modulusCheck } from '../../domain/bank-accounts/modulus-check.ts';
import { bacsDates } from '../../domain/bacs-cycle.ts';
import { tariffIncome } from '../../domain/charging/tariff-income.ts';
import { pence } from '../../domain/money.ts';
import { proRata } from '../../domain/pay/pro-rata.ts';
import { checkDatesInOrder } from '../../domain/records/dates-in-order.ts';
import { councilRowsOf, referenceSettingName } from '../../domain/settings/reference-settings.ts';
import { entryOn } from '../../domain/settings/setting-definition.ts';
import type { calculatorRoutes } from '../../events/api/calculators.ts';
import { modulusTables } from '../platform/modulus-tables.ts';
import { Unacceptable } from '../platform/problem-responses.ts';
import type { Handlers } from '../platform/route-area.ts';
import type { FactStore } from '../store/fact-store.ts';

const CAPITAL_LIMIT = 'capital-limit';

/** The sums of every officer, on the rules of the domain: nothing is kept of what is asked. */
export function serveCalculators({
  facts,
}: {
  facts: Pick<FactStore, 'currentFacts'>;
}): Handlers<typeof calculatorRoutes> {
  return {
    proRata: ({ body }) => {
      const { weeklyPence, from, to } = body;
      const [disorder] = checkDatesInOrder({ from, to }, 'to');
      if (disorder !== undefined) throw refusal(disorder.field, disorder.rule, disorder.message);
      return Promise.resolve(proRata({ weeklyPence: pence(weeklyPence), from, to }));
    },
    bacsDates: ({ body }) => {
      const reading = bacsDates(body);
      if (!reading.ok) throw refusal(Object.keys(body)[0] ?? null, reading.rule, reading.message);
      return Promise.resolve(reading.value);
    },
    modulusCheck: ({ body }) => Promise.resolve(modulusCheck(body, modulusTables)),
    tariffIncome: async ({ body }) => {
      const name = referenceSettingName(CAPITAL_LIMIT);
      const setting = (await facts.currentFacts('setting', [name])).get(name);
      const entry = entryOn(setting?.body.entries ?? [], body.onDate);
      const found = tariffIncome(
        { capitalPence: pence(body.capitalPence), onDate: body.onDate },
        councilRowsOf(CAPITAL_LIMIT, entry?.value),
      );
      if (found.outcome === 'missing') throw refusal('onDate', 'reference-value-missing', found.message);
      return { tariffPence: found.tariffPence, fullCost: found.fullCost };
    },
  };
}

function refusal(field: string | null, rule: string, message: string): Unacceptable {
  return new Unacceptable(message, { errors: [{ field, rule, message }] });
}
