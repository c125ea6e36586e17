import * as z from 'zod';
import { quote, refuse, type Reading } from './outcome.ts';

/** Every identifier of ours or of a council's systems: safe in a key, a file name and an address. */
const identifierPattern = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,39}$/;

/** Reads an identifier of whatever kind: `P-000123` is one, `Mrs Smith` is not. */
export function readIdentifier(text: string): Reading<string> {
  const trimmed = text.trim();
  if (identifierPattern.test(trimmed)) return { ok: true, value: trimmed };
  if (trimmed === '') return refuse('identifier-missing', 'An identifier is missing.');
  return refuse(
    'identifier-not-plain',
    `${quote(trimmed)} is not an identifier: use 1 to 40 letters, digits, dots, hyphens, underscores or slashes, beginning with a letter or digit.`,
  );
}

/** One form for all, but a brand for each kind, so that a person's is never taken for a package's. */
const identifierSchema = z.string().regex(identifierPattern);

export const personIdSchema = identifierSchema.brand<'PersonId'>();
export type PersonId = z.infer<typeof personIdSchema>;

export const providerIdSchema = identifierSchema.brand<'ProviderId'>();
export type ProviderId = z.infer<typeof providerIdSchema>;

export const packageIdSchema = identifierSchema.brand<'PackageId'>();
export type PackageId = z.infer<typeof packageIdSchema>;

/** A direct payment agreement or a deferred payment agreement. */
export const agreementIdSchema = identifierSchema.brand<'AgreementId'>();
export type AgreementId = z.infer<typeof agreementIdSchema>;

export const contributionIdSchema = identifierSchema.brand<'ContributionId'>();
export type ContributionId = z.infer<typeof contributionIdSchema>;

export const assessmentIdSchema = identifierSchema.brand<'AssessmentId'>();
export type AssessmentId = z.infer<typeof assessmentIdSchema>;

export const rateCardIdSchema = identifierSchema.brand<'RateCardId'>();
export type RateCardId = z.infer<typeof rateCardIdSchema>;

export const serviceTypeCodeSchema = identifierSchema.brand<'ServiceTypeCode'>();
export type ServiceTypeCode = z.infer<typeof serviceTypeCodeSchema>;

export const uploadIdSchema = identifierSchema.brand<'UploadId'>();
export type UploadId = z.infer<typeof uploadIdSchema>;

export const userIdSchema = identifierSchema.brand<'UserId'>();
export type UserId = z.infer<typeof userIdSchema>;
