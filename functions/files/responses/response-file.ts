import type { CalendarDate } from '../../../domain/calendar.ts';
import type { Response } from '../../../domain/pay/response.ts';
import type { Finding } from '../../../domain/records/finding.ts';

type ResponseReport =
  'acknowledgement' | 'settlement' | 'ARUCS' | 'AWACS' | 'ARUDD' | 'ADDACS' | 'AUDDIS' | 'DDICA';

/** What a file says, with a finding for whatever of it could not be read. */
export type ResponseFile = {
  outcome: 'read';
  report: ResponseReport;
  /** Whom Bacs wrote to; the caller compares it with ours. Null where the file does not say. */
  serviceUserNumber: string | null;
  responses: Response[];
  findings: Finding[];
};

/** Nothing of the file was taken. */
export type ResponseRefusal = { outcome: 'refused'; rule: string; message: string };

export type ResponseSource = {
  fileName: string;
  /** The day the file came in, for responses that name none. */
  receivedOn: CalendarDate;
};

export function refused(rule: string, message: string): ResponseRefusal {
  return { outcome: 'refused', rule, message };
}
