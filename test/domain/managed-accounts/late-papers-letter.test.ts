import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { latePapersLetter } from '../../../domain/managed-accounts/late-papers-letter.ts';
import type { ChasingStep } from '../../../domain/direct-payments/returns-calendar.ts';

const papers = (agreementId: string, step: ChasingStep) => ({
  ...{ agreementId, step, dueOn: calendarDate('2026-08-02') },
  period: { from: calendarDate('2026-04-06'), to: calendarDate('2026-07-05') },
});

describe('the letter about papers of managed accounts that are late', () => {
  it('lists agreements with their periods in their order, how often they were asked for, and no person', () => {
    const letter = latePapersLetter({
      provider: { providerId: 'M001', name: 'Managed Accounts CIC' },
      papers: [papers('DP3', 'escalation'), papers('DP1', 'reminder-1'), papers('DP2', 'reminder-2')],
      ...{ from: 'Larkshire', contact: 'The audit team', today: calendarDate('2026-08-03') },
    });
    const asked = ['6 April 2026 to 5 July 2026', '2 August 2026'];
    expect(letter.table?.rows).toEqual([
      ['DP1', ...asked, 'For the first time'],
      ['DP2', ...asked, 'For the second time'],
      ['DP3', ...asked, 'For the last time: adult social care decides what follows'],
    ]);
    expect(letter).toMatchObject({
      ...{ salutation: 'Dear Managed Accounts CIC', reference: 'M001', from: 'Larkshire' },
      closing: [
        {
          heading: 'Whom to ask',
          text: 'The audit team. Ask also where an agreement is no longer with you.',
        },
      ],
    });
  });
});
