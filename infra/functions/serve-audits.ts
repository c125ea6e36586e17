import type { Construct } from 'constructs';
import { CareledgerFunction } from '../constructs/careledger-function.ts';
import { apiLimits } from '../constructs/http-api.ts';
import { imagePrefixes } from '../inbox-prefixes.ts';
import type { Surroundings } from './surroundings.ts';

export function deployServeAudits(scope: Construct, { stage, data }: Surroundings): CareledgerFunction {
  const { inbox, evidence, ledgerTable, mail, alarmTopic } = data;
  const serveAudits = new CareledgerFunction(scope, 'ServeAudits', {
    ...apiLimits,
    stage,
    alarmTopic,
    name: 'serve-audits',
    errorImpact:
      'Officers cannot see what direct payments were spent on, act on audits and recoveries, or record papers, and no letters about them go out. Read its log; statements go on being taken in, and what is asked for again is done once.',
    environment: {
      TABLE_NAME: ledgerTable.table.tableName,
      INBOX_BUCKET: inbox.bucket.bucketName,
      EVIDENCE_BUCKET: evidence.bucket.bucketName,
      MAIL_FROM: mail.from,
    },
  });
  ledgerTable.grantReadWrite(serveAudits);
  ledgerTable.grantTakeBackMarkers(serveAudits);
  // A link to a file carries the rights of the function that signed it.
  inbox.grantReadObjects(serveAudits, imagePrefixes);
  evidence.grantReadObjects(serveAudits, ['checked/', 'letters/']);
  evidence.grantWriteObjects(serveAudits, ['letters/']);
  evidence.grantKnowMissing(serveAudits);
  mail.grantSend(serveAudits);
  return serveAudits;
}
