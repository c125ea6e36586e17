import { acknowledgementSchema, settlementSchema } from '../../domain/pay/response-rows.ts';
import { responseSchema } from '../../domain/pay/response.ts';

/**
 * What comes back of payments: rows of the ledger's files as they are read, and the one form that these and the reports
 * of Bacs are brought into. Whole files of each kind lie in `files/`.
 */
export const ledgerResponseContracts = {
  acknowledgement: acknowledgementSchema,
  settlement: settlementSchema,
  response: responseSchema,
};
