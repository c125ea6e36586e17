import * as z from 'zod';
import { quote, refuse, type Reading } from './outcome.ts';

/** Every identifier of ours or of a council's systems: safe in a key, a file name and an address. */
const identifierPattern = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,39}$/;

/** Reads an identifier of whatever kind: `P-000123` is one, `Mrs Smith` is not. */
export function readIdentifier(text: string): Reading<string> {
  const trimmed = text.trim();
  if (identifierPattern.test(trimmed)) return { ok: true, value: trimmed };
  if (trimmed === '') return refuse('identifier-given', 'An identifier is missing.');
  return refuse(
    'identifier-plain',
    `${quote(trimmed)} is not an identifier: use 1 to 40 letters, digits, dots, hyphens, underscores or slashes, beginning with a letter or digit.`,
  );
}

/** A schema for one kind of identifier, so that a person's is never taken for a package's. */
function identifierSchema<Brand extends string>(brand: Brand) {
  return z.string().regex(identifierPattern).brand(brand);
}

export const personIdSchema = identifierSchema('PersonId');
export type PersonId = z.infer<typeof personIdSchema>;

export const providerIdSchema = identifierSchema('ProviderId');
export type ProviderId = z.infer<typeof providerIdSchema>;

export const packageIdSchema = identifierSchema('PackageId');
export type PackageId = z.infer<typeof packageIdSchema>;

/** A direct payment agreement or a deferred payment agreement. */
export const agreementIdSchema = identifierSchema('AgreementId');
export type AgreementId = z.infer<typeof agreementIdSchema>;

export const contributionIdSchema = identifierSchema('ContributionId');
export type ContributionId = z.infer<typeof contributionIdSchema>;

export const assessmentIdSchema = identifierSchema('AssessmentId');
export type AssessmentId = z.infer<typeof assessmentIdSchema>;

export const rateCardIdSchema = identifierSchema('RateCardId');
export type RateCardId = z.infer<typeof rateCardIdSchema>;

export const serviceTypeCodeSchema = identifierSchema('ServiceTypeCode');
export type ServiceTypeCode = z.infer<typeof serviceTypeCodeSchema>;

export const uploadIdSchema = identifierSchema('UploadId');
export type UploadId = z.infer<typeof uploadIdSchema>;

export const userIdSchema = identifierSchema('UserId');
export type UserId = z.infer<typeof userIdSchema>;
