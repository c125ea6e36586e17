import type { Construct } from 'constructs';
import { CareledgerFunction } from '../constructs/careledger-function.ts';
import { apiLimits } from '../constructs/http-api.ts';
import type { WorkQueue } from '../constructs/work-queue.ts';
import { imagePrefixes, returnPrefixes } from '../inbox-prefixes.ts';
import type { Surroundings } from './surroundings.ts';

export function deployServeReturns(
  scope: Construct,
  { stage, data, returns }: Surroundings & { readonly returns: WorkQueue },
): CareledgerFunction {
  const { inbox, evidence, outbox, ledgerTable, mail, alarmTopic } = data;
  const serveReturns = new CareledgerFunction(scope, 'ServeReturns', {
    ...apiLimits,
    stage,
    alarmTopic,
    name: 'serve-returns',
    errorImpact:
      'Providers cannot see what became of their returns and officers cannot decide on what is in question, so money stays held. Read its log; files go on being taken and checked.',
    environment: {
      TABLE_NAME: ledgerTable.table.tableName,
      INBOX_BUCKET: inbox.bucket.bucketName,
      EVIDENCE_BUCKET: evidence.bucket.bucketName,
      OUTBOX_BUCKET: outbox.bucket.bucketName,
      RETURNS_QUEUE_URL: returns.queue.queueUrl,
      MAIL_FROM: mail.from,
    },
  });
  ledgerTable.grantReadWrite(serveReturns);
  ledgerTable.grantTakeBackMarkers(serveReturns);
  inbox.grantReadObjects(serveReturns, returnPrefixes);
  // A form to post with carries the rights of the function that signed it, for a return or what proves a line of it;
  // lines entered by hand become a file too.
  inbox.grantWriteObjects(serveReturns, [...returnPrefixes, ...imagePrefixes]);
  evidence.grantReadObjects(serveReturns, ['checked/']);
  evidence.grantKnowMissing(serveReturns);
  evidence.grantWriteObjects(serveReturns, ['checked/']);
  outbox.grantReadObjects(serveReturns, ['returns/']);
  outbox.grantWriteObjects(serveReturns, ['returns/']);
  // An officer has providers reminded whose return is missing.
  mail.grantSend(serveReturns);
  // A return is looked at again when what was in its way is gone.
  serveReturns.allow({ actions: ['sqs:SendMessage'], resources: [returns.queue.queueArn] });
  return serveReturns;
}
