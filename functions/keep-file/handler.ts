import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { openBuckets, openTable } from '../platform/aws-clients.ts';
import { readEnvironment } from '../platform/environment.ts';
import { eachMessage } from '../platform/queue-handler.ts';
import { uploadStore } from '../store/upload-store.ts';
import { keepFile } from './keep-file.ts';

const environment = readEnvironment(['TABLE_NAME'], process.env);
const deps = { buckets: openBuckets(), uploads: uploadStore(openTable(environment.TABLE_NAME)) };

export const handler = middy<SQSEvent, SQSBatchResponse>().handler(
  eachMessage((message) => keepFile(message, deps)),
);
