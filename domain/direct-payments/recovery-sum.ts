import { negatePence, pence, sumPence, type Pence } from '../money.ts';
import { cameBack, type Amounts } from '../pay/run/recovery.ts';
import type { Surplus } from './surplus.ts';

export type RecoverySumFacts = {
  /** How much is asked back, and what became of it since. */
  recovery: Amounts;
  /** What the audit was concluded with; all that is asked back where it is looked at again. */
  concludedPence: Pence | null;
  /** What lay in the account beyond what belongs there; null without a balance that can be relied on. */
  surplus: (Pick<Surplus, 'surplusPence'> & { parts: readonly { pence: Pence; why: string }[] }) | null;
  /** What was spent, or not paid in, against the plan by the findings that were upheld. */
  upheldPence: Pence;
};

/** A line of the sum, as the payee reads it; what is taken off is below zero. */
export type SumPart = { what: string; amountPence: Pence };

/**
 * How what is asked back is reached, part by part (practice.md 5, fairness): from the balance of the account or what was upheld,
 * whichever the audit was concluded with, to what is still owed. The parts add up to that, to the penny.
 */
export function recoverySum(facts: RecoverySumFacts): SumPart[] {
  const { recovery, surplus } = facts;
  const parts = surplus?.parts ?? [];
  const concluded = facts.concludedPence ?? recovery.amountPence;
  const basis = basisOf(facts, concluded);
  const ofSurplus = basis.surplusPence === 0 ? [] : parts;
  return [
    ...ofSurplus.map((part) => ({ what: part.why, amountPence: part.pence })),
    { what: 'What is questioned in the findings that were upheld.', amountPence: basis.upheldPence },
    restOf(pence(concluded - basis.surplusPence - basis.upheldPence)),
    {
      what: 'Asked for by another letter about the same audit.',
      amountPence: pence(recovery.amountPence - concluded),
    },
    { what: 'It came back since.', amountPence: negatePence(cameBack(recovery)) },
    {
      what: 'The council has given it up.',
      amountPence: negatePence(sumPence(recovery.writtenOff.map(({ amountPence }) => amountPence))),
    },
  ].filter(({ amountPence }) => amountPence !== 0);
}

type Basis = { surplusPence: Pence; upheldPence: Pence };

/** What a conclusion is explained by: what it is to the penny, else the first that it is a part of. */
function basisOf({ surplus, upheldPence }: RecoverySumFacts, concluded: Pence): Basis {
  const surplusPence = surplus?.surplusPence ?? pence(0);
  const nothing = pence(0);
  const both = { surplusPence, upheldPence };
  const possible = [{ surplusPence, upheldPence: nothing }, { surplusPence: nothing, upheldPence }, both];
  const sumOf = (basis: Basis): number => basis.surplusPence + basis.upheldPence;
  return (
    possible.find((basis) => sumOf(basis) === concluded) ??
    possible.find((basis) => sumOf(basis) > concluded) ??
    both
  );
}

function restOf(amountPence: Pence): SumPart {
  return amountPence < 0
    ? { what: 'Not asked for: it is left to you.', amountPence }
    : { what: 'What the audit concluded with besides.', amountPence };
}
