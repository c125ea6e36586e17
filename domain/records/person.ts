import * as z from 'zod';
import { formatDate, type CalendarDate } from '../calendar.ts';
import { date, identifier, text } from './field.ts';
import { finding, type Finding } from './finding.ts';

/** Someone who receives care and support, as the case system describes them. */
export const personSchema = z.object({
  personId: identifier,
  name: text,
  dateOfBirth: date,
  dateOfDeath: date.nullable(),
  addressLine1: text.nullable(),
  addressLine2: text.nullable(),
  town: text.nullable(),
  postcode: text.nullable(),
  nhsNumber: text.nullable(),
  primarySupportReason: text.nullable(),
  arAccount: text.nullable(),
  arSite: text.nullable(),
  billToName: text.nullable(),
  billToAddress: text.nullable(),
  billToAuthority: text.nullable(),
  formatNeeds: text.nullable(),
  restricted: text.nullable(),
});
export type Person = z.infer<typeof personSchema>;

/** What cannot be true of a person, or deserves a second look. */
export function checkPerson(person: Person, today: CalendarDate): Finding[] {
  const findings: Finding[] = [];
  if (person.dateOfBirth > today) {
    findings.push(
      finding(
        'error',
        'born-in-the-future',
        `The date of birth ${formatDate(person.dateOfBirth)} is after today.`,
        {
          field: 'dateOfBirth',
        },
      ),
    );
  }
  if (person.dateOfDeath !== null && person.dateOfDeath < person.dateOfBirth) {
    findings.push(
      finding(
        'error',
        'died-before-birth',
        `The date of death ${formatDate(person.dateOfDeath)} is before the date of birth.`,
        {
          field: 'dateOfDeath',
        },
      ),
    );
  }
  if (person.dateOfDeath !== null && person.dateOfDeath > today) {
    findings.push(
      finding(
        'error',
        'death-in-the-future',
        `The date of death ${formatDate(person.dateOfDeath)} is after today.`,
        {
          field: 'dateOfDeath',
        },
      ),
    );
  }
  if (person.nhsNumber !== null && !isNhsNumber(person.nhsNumber)) {
    findings.push(
      finding(
        'warning',
        'nhs-number-check-digit',
        'The NHS number fails its check digit; it was kept as it came.',
        {
          field: 'nhsNumber',
        },
      ),
    );
  }
  return findings;
}

/** Ten digits whose last is the modulus-11 check digit of the first nine (NHS Data Dictionary). */
function isNhsNumber(value: string): boolean {
  const digits = value.replaceAll(' ', '');
  if (!/^\d{10}$/.test(digits)) return false;
  let sum = 0;
  for (let place = 0; place < 9; place += 1) sum += Number(digits[place]) * (10 - place);
  const check = (11 - (sum % 11)) % 11;
  return check !== 10 && check === Number(digits[9]);
}

/** Whom a person's record is kept for: everyone, only those named in the setting, or only those named here. */
export type Restriction =
  { kind: 'open' } | { kind: 'setting' } | { kind: 'named'; userIds: readonly string[] };

/** Reads the `restricted` field: empty or no, `yes`, or user names separated by spaces. */
export function restrictionOf(person: Pick<Person, 'restricted'>): Restriction {
  const value = person.restricted?.trim().toLowerCase() ?? '';
  if (value === '' || value === 'no' || value === 'false' || value === 'n') return { kind: 'open' };
  if (value === 'yes' || value === 'true' || value === 'y') return { kind: 'setting' };
  return { kind: 'named', userIds: value.split(/[\s;|]+/) };
}
