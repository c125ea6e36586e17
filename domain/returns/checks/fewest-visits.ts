/** Fewer visits than these show no pattern: two of half an hour are round, and nobody need wonder. */
export const FEWEST_VISITS = 20;
