import type { DataStack } from '../data-stack.ts';
import type { Stage } from '../stages.ts';

/** What every function of the service stack is deployed into. */
export type Surroundings = { readonly stage: Stage; readonly data: DataStack };
