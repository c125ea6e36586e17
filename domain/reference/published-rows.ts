import * as z from 'zod';
import allowances from './allowances.json' with { type: 'json' };
import capitalLimits from './capital-limits.json' with { type: 'json' };
import deferredRateCeilings from './deferred-rate-ceilings.json' with { type: 'json' };
import fundedNursingCare from './funded-nursing-care.json' with { type: 'json' };
import { publishedRowSchema, type PublishedRow } from './reference-row.ts';

/** Everything that was published, checked as it is loaded: a slip in a file must stop us, not someone's care. */
export const publishedRows: readonly PublishedRow[] = z
  .array(publishedRowSchema)
  .parse([...capitalLimits, ...allowances, ...deferredRateCeilings, ...fundedNursingCare]);
