import { rowKinds } from '../../domain/records/kinds.ts';
import type { recordRouteTable } from '../../events/api/records.ts';
import type { FactKind } from '../../domain/facts/fact.ts';
import type { Viewer } from '../platform/identity.ts';
import type { Asked, Handlers } from '../platform/route-area.ts';
import { putAgreementSuspensions, putOneOffs, readAgreementChanges } from './agreement-changes.ts';
import { listOwnPackages, listPackages } from './list-packages.ts';
import {
  listAgreements,
  listByName,
  listOpeningPositions,
  listPeople,
  listProviders,
} from './list-records.ts';
import { putPackage, putRecord, putSuspensions } from './put-records.ts';
import { putContributions, putRateCard } from './put-sets.ts';
import { knownFact, notThere, readRecord, readVersions, type AsOf, type ReadDeps } from './read-record.ts';
import { contributionRecord, readTimeline } from './read-timeline.ts';
import { recordKinds, type RecordKind } from './record-kinds.ts';

/** People, providers, packages and all else that is recorded about them: read, listed, changed by hand. */
export function serveRecords(deps: ReadDeps): Handlers<typeof recordRouteTable> {
  const read =
    <K extends FactKind>(kind: RecordKind<K>) =>
    (asked: { viewer: Viewer; id: string; query: AsOf }) =>
      readRecord(kind, asked, deps);
  const versions =
    <K extends FactKind>(kind: RecordKind<K>) =>
    (asked: { viewer: Viewer; id: string }) =>
      readVersions(kind, asked, deps);
  const kinds = recordKinds;

  return {
    listPeople: (asked) => listPeople(asked, deps),
    readPerson: read(kinds.people),
    listPersonVersions: versions(kinds.people),
    putPerson: (asked) => putRecord(kinds.people, rowKinds.people, (row) => row, asked, deps),
    readTimeline: (asked) => readTimeline(asked, deps),
    listProviders: (asked) => listProviders(asked, deps),
    readProvider: read(kinds.providers),
    listProviderVersions: versions(kinds.providers),
    putProvider: (asked) => putRecord(kinds.providers, rowKinds.providers, (row) => row, asked, deps),
    listServiceTypes: ({ query }) => listByName(kinds.serviceTypes, query, deps),
    readServiceType: read(kinds.serviceTypes),
    listServiceTypeVersions: versions(kinds.serviceTypes),
    putServiceType: (asked) =>
      putRecord(kinds.serviceTypes, rowKinds['service-types'], (row) => row, asked, deps),
    listRateCards: ({ query }) => listByName(kinds.rateCards, query, deps),
    readRateCard: read(kinds.rateCards),
    listRateCardVersions: versions(kinds.rateCards),
    putRateCard: (asked) => putRateCard(asked, deps),
    listPackages: (asked) => listPackages(asked, deps),
    readPackage: read(kinds.packages),
    listPackageVersions: versions(kinds.packages),
    putPackage: (asked) => putPackage(asked, deps),
    readContributions: (asked) => readContributions(asked, deps),
    putContributions: (asked) => putContributions(asked, deps),
    putSuspensions: (asked) => putSuspensions(asked, deps),
    listAgreements: (asked) => listAgreements(asked, deps),
    readAgreement: read(kinds.agreements),
    listAgreementVersions: versions(kinds.agreements),
    putAgreement: (asked) =>
      putRecord(kinds.agreements, rowKinds['direct-payment-agreements'], (row) => row, asked, deps),
    readAgreementChanges: (asked) => readAgreementChanges(asked, deps),
    putAgreementSuspensions: (asked) => putAgreementSuspensions(asked, deps),
    putOneOffs: (asked) => putOneOffs(asked, deps),
    readAssessment: read(kinds.assessments),
    listAssessmentVersions: versions(kinds.assessments),
    putAssessment: (asked) => putRecord(kinds.assessments, rowKinds.assessments, (row) => row, asked, deps),
    readDeferredAgreement: read(kinds.deferredAgreements),
    listDeferredAgreementVersions: versions(kinds.deferredAgreements),
    putDeferredAgreement: (asked) =>
      putRecord(kinds.deferredAgreements, rowKinds['deferred-agreements'], (row) => row, asked, deps),
    listOpeningPositions: (asked) => listOpeningPositions(asked, deps),
    listOwnPackages: (asked) => listOwnPackages(asked, deps),
  };
}

/** The contributions of one package, from the set of its person. */
async function readContributions(
  { viewer, id, query }: Asked<typeof recordRouteTable.readContributions>,
  deps: ReadDeps,
) {
  const { knownAt } = query;
  const carePackage = await knownFact(recordKinds.packages, { viewer, id, knownAt }, deps);
  if (carePackage === null) throw notThere(recordKinds.packages, id);
  const { personId } = carePackage.body;
  const set = await knownFact(recordKinds.contributions, { viewer, id: personId, knownAt }, deps);
  const items = (set?.body.items ?? []).filter((item) => item.packageId === id);
  return { items: items.map((item) => contributionRecord(item, set)), version: set?.version ?? null };
}
