import * as z from 'zod';
import { calendarDateSchema } from '../../domain/calendar.ts';
import { arrangementReaders } from './arrangements.ts';
import { get, listOf } from './route.ts';

const shownLetterSchema = z.object({
  letterId: z.string(),
  purpose: z.string().describe('The name of its text, such as papers-first-reminder.'),
  title: z.string(),
  sentOn: calendarDateSchema.describe('The day it went out; of one that did not, of the last try.'),
  by: z.array(z.enum(['letter', 'e-mail'])),
  state: z.enum(['sending', 'sent', 'failed']).describe('One that is being sent may have left.'),
  url: z.string().nullable().describe('Its pages, for minutes; null while it was not sent.'),
});
export type ShownLetter = z.infer<typeof shownLetterSchema>;

export const letterRoutes = {
  listAgreementLetters: get({
    path: '/v1/direct-payments/{id}/letters',
    roles: arrangementReaders,
    summary: 'The letters that were written about a direct payment agreement, the newest first',
    answer: listOf(shownLetterSchema),
  }),
};
