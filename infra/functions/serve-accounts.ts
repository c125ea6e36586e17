import type { Construct } from 'constructs';
import { CareledgerFunction } from '../constructs/careledger-function.ts';
import { apiLimits } from '../constructs/http-api.ts';
import { bulkStatementPrefixes } from '../inbox-prefixes.ts';
import type { Surroundings } from './surroundings.ts';

/** Answers whoever holds the money of many people’s direct payments: their clients, what was paid for them, what is due. */
export function deployServeAccounts(scope: Construct, { stage, data }: Surroundings): CareledgerFunction {
  const { inbox, evidence, ledgerTable, alarmTopic } = data;
  const serveAccounts = new CareledgerFunction(scope, 'ServeAccounts', {
    ...apiLimits,
    stage,
    alarmTopic,
    name: 'serve-accounts',
    errorImpact:
      'Managed-account providers cannot see their clients and payments or send statements. Read its log; payments go out and statements go on being taken in.',
    environment: {
      TABLE_NAME: ledgerTable.table.tableName,
      INBOX_BUCKET: inbox.bucket.bucketName,
      EVIDENCE_BUCKET: evidence.bucket.bucketName,
    },
  });
  ledgerTable.grantReadWrite(serveAccounts);
  ledgerTable.grantTakeBackMarkers(serveAccounts);
  // A form to post with carries the rights of the function that signed it.
  inbox.grantWriteObjects(serveAccounts, bulkStatementPrefixes);
  evidence.grantReadObjects(serveAccounts, ['checked/', 'pay-runs/']);
  evidence.grantKnowMissing(serveAccounts);
  return serveAccounts;
}
