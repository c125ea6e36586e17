import type { Construct } from 'constructs';
import { CareledgerFunction } from '../constructs/careledger-function.ts';
import { apiLimits } from '../constructs/http-api.ts';
import {
  bulkStatementPrefixes,
  extractPrefixes,
  imagePrefixes,
  keptFilePrefixes,
  responsePrefixes,
  returnPrefixes,
  statementPrefixes,
} from '../inbox-prefixes.ts';
import type { Surroundings } from './surroundings.ts';

export function deployServeUploads(scope: Construct, { stage, data }: Surroundings): CareledgerFunction {
  const { inbox, evidence, ledgerTable, alarmTopic } = data;
  const serveUploads = new CareledgerFunction(scope, 'ServeUploads', {
    ...apiLimits,
    stage,
    alarmTopic,
    name: 'serve-uploads',
    errorImpact:
      'Staff cannot hand in files or see what became of them. Read its log; files sent straight to the inbox still go in.',
    environment: {
      TABLE_NAME: ledgerTable.table.tableName,
      INBOX_BUCKET: inbox.bucket.bucketName,
      EVIDENCE_BUCKET: evidence.bucket.bucketName,
    },
  });
  ledgerTable.grantReadWrite(serveUploads);
  ledgerTable.grantTakeBackMarkers(serveUploads);
  // A form to post with carries the rights of the function that signed it.
  inbox.grantWriteObjects(serveUploads, [
    ...extractPrefixes,
    ...responsePrefixes,
    ...imagePrefixes,
    ...returnPrefixes,
    ...statementPrefixes,
    ...bulkStatementPrefixes,
    ...keptFilePrefixes,
  ]);
  evidence.grantReadObjects(serveUploads, ['checked/']);
  evidence.grantKnowMissing(serveUploads);
  return serveUploads;
}
