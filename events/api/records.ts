import * as z from 'zod';
import { calendarDateSchema } from '../../domain/calendar.ts';
import { suspensionSchema } from '../../domain/packages/care-package.ts';
import { agreementChangeRoutes } from './agreement-changes.ts';
import { financialReturnSchema } from './financial-returns.ts';
import {
  cells,
  ownPackageSchema,
  packageSummarySchema,
  personSummarySchema,
  providerSummarySchema,
  rateCardBody,
  recordBody,
  recordSchema,
  timelineSchema,
  versionSchema,
  written,
} from './record-shapes.ts';
import { staff, type Role } from './roles.ts';
import { askedInstant, get, idText, listOf, paging, reason, write } from './route.ts';

const asOf = {
  on: calendarDateSchema.optional().describe('The day the answer is about; today unless given.'),
  knownAt: askedInstant.optional().describe('As it was known at that instant; now unless given.'),
};

const packageWriters: readonly Role[] = ['payments-officer', 'system-admin'];
const chargeWriters: readonly Role[] = ['charging-officer', 'assessment-officer', 'system-admin'];
const personWriters: readonly Role[] = [
  'payments-officer',
  'charging-officer',
  'assessment-officer',
  'system-admin',
];
const providerWriters: readonly Role[] = ['payments-officer', 'contracts-officer', 'system-admin'];
const agreementWriters: readonly Role[] = ['payments-officer', 'audit-officer', 'system-admin'];

function recordRoutes<const P extends string>(path: P, words: { one: string; writers: readonly Role[] }) {
  return {
    read: get({
      path: `/v1/${path}/{id}` as const,
      roles: staff,
      summary: `Read ${words.one}`,
      query: z.object(asOf),
      answer: recordSchema,
    }),
    versions: get({
      path: `/v1/${path}/{id}/versions` as const,
      roles: staff,
      summary: `Every version of ${words.one}, newest first`,
      answer: listOf(versionSchema),
    }),
    put: write({
      method: 'PUT',
      path: `/v1/${path}/{id}` as const,
      roles: words.writers,
      summary: `Record ${words.one} by hand`,
      body: recordBody,
      answer: written,
    }),
  };
}

const person = recordRoutes('people', { one: 'a person', writers: personWriters });
const provider = recordRoutes('providers', { one: 'a provider', writers: providerWriters });
const serviceType = recordRoutes('service-types', { one: 'a service type', writers: ['system-admin'] });
const rateCard = recordRoutes('rate-cards', { one: 'a rate card', writers: ['system-admin'] });
const carePackage = recordRoutes('packages', { one: 'a package', writers: packageWriters });
const agreement = recordRoutes('direct-payments', {
  one: 'a direct payment agreement',
  writers: agreementWriters,
});
const assessment = recordRoutes('assessments', {
  one: 'an assessment',
  writers: ['assessment-officer', 'system-admin'],
});
const deferred = recordRoutes('deferred-agreements', {
  one: 'a deferred payment agreement',
  writers: chargeWriters,
});

/** An agreement; where `due` was asked, with what is open of its papers. */
const agreementSchema = recordSchema.extend({
  personName: z.string().optional(),
  financialReturn: financialReturnSchema.optional().describe('The oldest that is open and due by the day.'),
  openReturns: z.int().optional().describe('How many are open and due by the day.'),
});

export const recordRouteTable = {
  listPeople: get({
    path: '/v1/people',
    roles: staff,
    summary: 'People by name, or those whose name or id begins with `q`',
    query: z.object({ ...paging, q: z.string().max(100).optional() }),
    answer: listOf(personSummarySchema),
  }),
  readPerson: person.read,
  listPersonVersions: person.versions,
  putPerson: person.put,
  readTimeline: get({
    path: '/v1/people/{id}/timeline',
    roles: staff,
    summary: 'Who pays what for a person, since when',
    query: z.object(asOf),
    answer: timelineSchema,
  }),
  listProviders: get({
    path: '/v1/providers',
    roles: staff,
    summary: 'Providers by name, or those whose name or id begins with `q`',
    query: z.object({ ...paging, q: z.string().max(100).optional() }),
    answer: listOf(providerSummarySchema),
  }),
  readProvider: provider.read,
  listProviderVersions: provider.versions,
  putProvider: provider.put,
  listServiceTypes: get({
    path: '/v1/service-types',
    roles: staff,
    summary: 'Service types',
    query: z.object(paging),
    answer: listOf(recordSchema),
  }),
  readServiceType: serviceType.read,
  listServiceTypeVersions: serviceType.versions,
  putServiceType: serviceType.put,
  listRateCards: get({
    path: '/v1/rate-cards',
    roles: staff,
    summary: 'Rate cards with their lines',
    query: z.object(paging),
    answer: listOf(recordSchema),
  }),
  readRateCard: rateCard.read,
  listRateCardVersions: rateCard.versions,
  putRateCard: { ...rateCard.put, body: rateCardBody },
  listPackages: get({
    path: '/v1/packages',
    roles: staff,
    summary: 'Packages of a person, of a provider, or of every provider in turn',
    query: z.object({
      ...paging,
      personId: idText.optional(),
      providerId: idText.optional(),
      serviceType: idText.optional(),
      state: packageSummarySchema.shape.state.optional(),
      on: calendarDateSchema.optional(),
    }),
    answer: listOf(packageSummarySchema),
  }),
  readPackage: carePackage.read,
  listPackageVersions: carePackage.versions,
  putPackage: carePackage.put,
  readContributions: get({
    path: '/v1/packages/{id}/contributions',
    roles: staff,
    summary: 'The contributions of a package',
    query: z.object(asOf),
    answer: z.object({ items: z.array(recordSchema), version: z.int().nullable() }),
  }),
  putContributions: write({
    method: 'PUT',
    path: '/v1/packages/{id}/contributions',
    roles: chargeWriters,
    summary: 'Replace the whole set of contributions of a package',
    body: z.strictObject({ items: z.array(cells).max(200), reason }),
    answer: written,
  }),
  putSuspensions: write({
    method: 'PUT',
    path: '/v1/packages/{id}/suspensions',
    roles: packageWriters,
    summary: 'Replace the suspensions of a package',
    body: z.strictObject({ items: z.array(suspensionSchema).max(200), reason }),
    answer: written,
  }),
  listAgreements: get({
    path: '/v1/direct-payments',
    roles: staff,
    summary:
      'Direct payment agreements; with `due` those of which papers are due by a day and have not all come',
    query: z.object({
      ...paging,
      personId: idText.optional(),
      due: calendarDateSchema
        .optional()
        .describe('Only those with an open financial return due by this day.'),
    }),
    answer: listOf(agreementSchema),
  }),
  readAgreement: agreement.read,
  listAgreementVersions: agreement.versions,
  putAgreement: agreement.put,
  ...agreementChangeRoutes,
  readAssessment: assessment.read,
  listAssessmentVersions: assessment.versions,
  putAssessment: assessment.put,
  readDeferredAgreement: deferred.read,
  listDeferredAgreementVersions: deferred.versions,
  putDeferredAgreement: deferred.put,
  listOpeningPositions: get({
    path: '/v1/opening-positions',
    roles: staff,
    summary: 'Where the old system stood at the move',
    query: z.object(paging),
    answer: listOf(recordSchema),
  }),
  listOwnPackages: get({
    path: '/v1/portal/packages',
    roles: ['provider'],
    summary: 'The packages of the provider who asks',
    query: z.object(paging),
    answer: listOf(ownPackageSchema),
  }),
};
