import type { CareledgerFunction } from '../constructs/careledger-function.ts';
import type { WorkQueue } from '../constructs/work-queue.ts';

/**
 * Lets the reader of PDFs have the text of scans recognised by Amazon Textract, which reads the file with the rights of
 * whoever asks: the reader’s own to the inbox and its key. A scan comes back through the queue until its text is there.
 */
export function recogniseScans(reader: CareledgerFunction, statementPdfs: WorkQueue): void {
  const { queueArn, queueUrl } = statementPdfs.queue;
  reader.function.addEnvironment('SCAN_QUEUE_URL', queueUrl);
  reader.allow({ actions: ['sqs:SendMessage'], resources: [queueArn] });
  reader.allow({
    actions: ['textract:StartDocumentTextDetection', 'textract:GetDocumentTextDetection'],
    resources: ['*'],
    wildcards: {
      findings: ['Resource::*'],
      reason:
        'Neither the text detection of Amazon Textract nor X-Ray (PutTraceSegments, PutTelemetryRecords) has resources to name: they take only *.',
    },
  });
}
