import { describe, expect, it } from 'vitest';
import * as identifiers from '../../domain/identifiers.ts';
import { readIdentifier } from '../../domain/identifiers.ts';

describe('identifiers', () => {
  it.each([
    ['P001', 'P001'],
    [' P-000123 ', 'P-000123'],
    ['9', '9'],
    ['a.b_c/d-e', 'a.b_c/d-e'],
    [`A${'9'.repeat(39)}`, `A${'9'.repeat(39)}`],
  ])('reads %j as %j', (text, value) => {
    expect(readIdentifier(text)).toEqual({ ok: true, value });
  });

  it.each(['Mrs Smith', '-P1', '/P1', `A${'9'.repeat(40)}`, 'P£1', 'Zoë', 'P1\nP2', 'P1#', '_x'])(
    'refuses %j as no identifier',
    (text) => {
      expect(readIdentifier(text)).toEqual({
        ok: false,
        rule: 'identifier-not-plain',
        message: expect.stringMatching(
          /^“.+” is not an identifier: use 1 to 40 letters, digits, dots, hyphens, underscores or slashes, beginning with a letter or digit\.$/s,
        ) as string,
      });
    },
  );

  it.each(['', '  '])('says that %j is missing', (text) => {
    expect(readIdentifier(text)).toEqual({
      ok: false,
      rule: 'identifier-missing',
      message: 'An identifier is missing.',
    });
  });

  it.each([
    ['person', identifiers.personIdSchema],
    ['provider', identifiers.providerIdSchema],
    ['package', identifiers.packageIdSchema],
    ['agreement', identifiers.agreementIdSchema],
    ['contribution', identifiers.contributionIdSchema],
    ['assessment', identifiers.assessmentIdSchema],
    ['rate card', identifiers.rateCardIdSchema],
    ['service type', identifiers.serviceTypeCodeSchema],
    ['upload', identifiers.uploadIdSchema],
    ['user', identifiers.userIdSchema],
  ])('holds the identifier of a %s to the same form', (_kind, schema) => {
    expect(schema.safeParse('olu.officer').success).toBe(true);
    expect(schema.safeParse('olu officer').success).toBe(false);
  });

  it('keeps each kind from passing for another when it is compiled', () => {
    const interchangeable: [Interchangeable] extends [never] ? 'none' : 'some' = 'none';
    expect(interchangeable).toBe('none');
  });
});

type Kinds = {
  person: identifiers.PersonId;
  provider: identifiers.ProviderId;
  package: identifiers.PackageId;
  agreement: identifiers.AgreementId;
  contribution: identifiers.ContributionId;
  assessment: identifiers.AssessmentId;
  rateCard: identifiers.RateCardId;
  serviceType: identifiers.ServiceTypeCode;
  upload: identifiers.UploadId;
  user: identifiers.UserId;
};

/** The pairs of different kinds of which one would be accepted for the other. */
type Interchangeable = {
  [Kind in keyof Kinds]: {
    [Other in Exclude<keyof Kinds, Kind>]: Kinds[Kind] extends Kinds[Other] ? [Kind, Other] : never;
  }[Exclude<keyof Kinds, Kind>];
}[keyof Kinds];
