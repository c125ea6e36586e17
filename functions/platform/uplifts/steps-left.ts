import type { UpliftWork } from '../../../domain/uplift/kept-uplift.ts';
import { stepsLeft } from '../steps-left.ts';
import type { UpliftMessage } from './messages.ts';

/** The messages that work on an uplift still waits for, and how many of its parts a worker holds. */
export async function upliftStepsLeft(
  upliftId: string,
  { attempt, shards }: UpliftWork,
  deps: Parameters<typeof stepsLeft>[1],
): Promise<{ messages: UpliftMessage[]; held: number }> {
  const { steps, held } = await stepsLeft({ id: upliftId, attempt, isCut: shards !== null }, deps);
  return { messages: steps.map((step) => ({ ...step, upliftId, attempt })), held };
}
