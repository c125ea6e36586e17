import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { addressOnRecord, paperLetter } from '../../../domain/direct-payments/paper-letter.ts';
import type { NextStep } from '../../../domain/direct-payments/return-ladder.ts';
import { usualDirectPaymentLetters } from '../../../domain/direct-payments/usual-letter-texts.ts';

const day = calendarDate;
type Step = Extract<NextStep, { outcome: 'send' }>;
const aStep = (more: Partial<Step> = {}): Step => ({
  ...{ outcome: 'send', step: 'reminder-1', by: ['letter'], template: 'papers-first-reminder' },
  ...{ tellsSocialCare: true, contact: null, why: 'The papers are late.' },
  addressee: { name: 'Ada Vale', role: 'person', address: '1 High Street', email: null },
  ...more,
});

function written(step: Step, diedOn: string | null = null) {
  return paperLetter(step, {
    agreementId: 'DP-7',
    person: {
      ...{ name: 'Ada Vale', dateOfDeath: diedOn === null ? null : day(diedOn), formatNeeds: 'Large print' },
    },
    financialReturn: {
      ...{ period: { from: day('2026-04-01'), to: day('2026-06-30') }, dueOn: day('2026-07-28') },
    },
    ...{ from: 'Larkshire', letters: usualDirectPaymentLetters, today: day('2026-07-29') },
  });
}

describe('the letter of a step of the ladder', () => {
  it('says which papers are late, under the agreement’s number, in the person’s print', () => {
    expect(written(aStep())).toMatchObject({
      title: 'Please send us the papers of the direct payment for 1 April 2026 to 30 June 2026',
      to: { name: 'Ada Vale', address: '1 High Street' },
      ...{ reference: 'DP-7', date: '2026-07-29', isLargePrint: true },
      closing: expect.arrayContaining([
        {
          heading: 'Whom to ask',
          text: 'The direct payments team. Ask also where you need help with any of this.',
        },
      ]) as unknown,
    });
  });

  it('to somebody who acts for the person is not in the print that the person needs', () => {
    const addressee = { ...aStep().addressee, name: 'Robin Vale', role: 'attorney' } as const;
    expect(written(aStep({ addressee }))).toMatchObject({
      ...{ salutation: 'Dear Robin Vale', isLargePrint: false },
    });
  });

  it('after a death names the one officer whom the family deals with', () => {
    const addressee = { ...aStep().addressee, role: 'personal-representatives' } as const;
    const letter = written(aStep({ addressee, contact: 'Olive Brook' }), '2026-05-01');
    expect(letter.to.name).toBe('The personal representatives of Ada Vale');
    expect(letter.closing[0]?.text).toMatch(/^Olive Brook deals/);
  });

  it.each([
    ['reminder-1', 'papers-first-reminder'],
    ['reminder-2', 'papers-second-reminder'],
    ['escalation', 'papers-escalation'],
  ] as const)('of %s is the usual one where its text is there no more', (step, usual) => {
    const gone = written(aStep({ step, template: 'papers-by-card' }));
    expect(gone).toEqual(written(aStep({ step, template: usual })));
  });
});

describe('the address on record', () => {
  const none = { addressLine1: null, addressLine2: null, town: null, postcode: null };
  it.each([
    [{ ...none, addressLine1: '1 High Street', town: 'Larkford', postcode: 'LK1 2AB' }, 3],
    [{ addressLine1: 'Flat 2', addressLine2: 'Mill House', town: 'Larkford', postcode: 'LK1' }, 4],
  ])('has a line for each part that is known', (person, lines) => {
    expect(addressOnRecord(person)?.split('\n')).toHaveLength(lines);
  });

  it('is none without its first line', () => {
    expect(addressOnRecord(none)).toBeNull();
    expect(addressOnRecord({ ...none, town: 'Larkford' })).toBeNull();
  });
});
