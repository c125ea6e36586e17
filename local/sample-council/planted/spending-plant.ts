import { type History, type Known } from '../statements/account-history.ts';
import { type StatementMark } from '../statements/statement.ts';

/** Changes a history in one way and says what a check should find; nothing when this history has no room for it. */
export type SpendingPlant = (history: History) => StatementMark[];

/** Adds a movement to a history and hands it back to be marked. */
export function put(movements: Known[], movement: Known): Known {
  movements.push(movement);
  return movement;
}
