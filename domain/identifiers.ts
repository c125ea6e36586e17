import * as z from 'zod';
import { quote, refuse, type Reading } from './outcome.ts';

/** Every identifier of ours or of a council's systems: safe in a key, a file name and an address. */
const identifierPattern = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,39}$/;

/** Reads an identifier of whatever kind: `P-000123` is one, `Mrs Smith` is not. */
export function readIdentifier(text: string): Reading<string> {
  const trimmed = text.trim();
  return identifierPattern.test(trimmed) ? { ok: true, value: trimmed } : refuseIdentifier(trimmed);
}

function refuseIdentifier(text: string) {
  if (text === '') return refuse('identifier-given', 'An identifier is missing.');
  return refuse(
    'identifier-plain',
    `${quote(text)} is not an identifier: use 1 to 40 letters, digits, dots, hyphens, underscores or slashes, beginning with a letter or digit.`,
  );
}

/** A schema and a fast text reader for one kind of identifier, so that a person's is never taken for a package's. */
function identifierKind<Brand extends string>(brand: Brand) {
  const schema = z.string().regex(identifierPattern).brand(brand);
  const isOfKind = (text: string): text is z.infer<typeof schema> => identifierPattern.test(text);
  const read = (text: string): Reading<z.infer<typeof schema>> => {
    const trimmed = text.trim();
    return isOfKind(trimmed) ? { ok: true, value: trimmed } : refuseIdentifier(trimmed);
  };
  return { schema, read };
}

export const { schema: personIdSchema, read: readPersonId } = identifierKind('PersonId');
export type PersonId = z.infer<typeof personIdSchema>;

export const { schema: providerIdSchema, read: readProviderId } = identifierKind('ProviderId');
export type ProviderId = z.infer<typeof providerIdSchema>;

export const { schema: packageIdSchema, read: readPackageId } = identifierKind('PackageId');
export type PackageId = z.infer<typeof packageIdSchema>;

/** A direct payment agreement or a deferred payment agreement. */
export const { schema: agreementIdSchema, read: readAgreementId } = identifierKind('AgreementId');
export type AgreementId = z.infer<typeof agreementIdSchema>;

export const { schema: contributionIdSchema, read: readContributionId } = identifierKind('ContributionId');
export type ContributionId = z.infer<typeof contributionIdSchema>;

export const { schema: assessmentIdSchema, read: readAssessmentId } = identifierKind('AssessmentId');
export type AssessmentId = z.infer<typeof assessmentIdSchema>;

export const { schema: rateCardIdSchema, read: readRateCardId } = identifierKind('RateCardId');
export type RateCardId = z.infer<typeof rateCardIdSchema>;

export const { schema: serviceTypeCodeSchema, read: readServiceTypeCode } = identifierKind('ServiceTypeCode');
export type ServiceTypeCode = z.infer<typeof serviceTypeCodeSchema>;

export const { schema: uploadIdSchema, read: readUploadId } = identifierKind('UploadId');
export type UploadId = z.infer<typeof uploadIdSchema>;

export const { schema: userIdSchema, read: readUserId } = identifierKind('UserId');
export type UserId = z.infer<typeof userIdSchema>;
