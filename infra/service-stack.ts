import { Duration, Stack } from 'aws-cdk-lib';
import { ScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import { apiRoutes } from './api-routes.ts';
import { CareledgerFunction, type CareledgerFunctionProps } from './constructs/careledger-function.ts';
import { DailySchedule } from './constructs/daily-schedule.ts';
import { DeadLetterQueue } from './constructs/dead-letter-queue.ts';
import { HttpApi } from './constructs/http-api.ts';
import { InboxRule } from './constructs/inbox-rule.ts';
import { OperationsDashboard } from './constructs/operations-dashboard.ts';
import { QueueWorker } from './constructs/queue-worker.ts';
import { SIGNED_IN_PATH, WebClient } from './constructs/web-client.ts';
import { apiScopeName } from './constructs/user-directory.ts';
import { WebHosting } from './constructs/web-hosting.ts';
import { WebUpload } from './constructs/web-upload.ts';
import { WorkQueue } from './constructs/work-queue.ts';
import type { DataStack } from './data-stack.ts';
import type { EdgeStack } from './edge-stack.ts';
import { extractPrefixes, keptFilePrefixes } from './inbox-prefixes.ts';
import type { Stage } from './stages.ts';

export type ServiceStackProps = {
  readonly stage: Stage;
  readonly data: DataStack;
  readonly edge: EdgeStack;
  /** The built pages; without them the stack has everything but their upload. */
  readonly webFolder?: string;
};

/** What can be thrown away and made again: functions, queues, rules, schedules, the API and the pages. */
export class ServiceStack extends Stack {
  private readonly stage: Stage;
  private readonly data: DataStack;

  constructor(scope: Construct, id: string, { stage, data, edge, webFolder }: ServiceStackProps) {
    super(scope, id, {
      env: { region: stage.region },
      description: `careledger ${stage.name}: functions, API and pages`,
      crossRegionReferences: true,
    });
    this.stage = stage;
    this.data = data;

    const extracts = this.createExtracts();
    const keptFiles = this.createKeptFiles();
    const workQueues = [extracts.workQueue, keptFiles.workQueue];
    const apiFunctions = this.createApiFunctions(workQueues, extracts.workQueue);
    const reminder = this.createRateChangeReminder();
    const api = this.createWeb(edge, apiFunctions, webFolder);
    new OperationsDashboard(this, 'Operations', {
      functions: [extracts.worker, keptFiles.worker, ...Object.values(apiFunctions), reminder],
      workQueues,
      api: api.api,
    });
  }

  private createExtracts(): { worker: CareledgerFunction; workQueue: WorkQueue } {
    const { inbox, evidence, ledgerTable, alarmTopic } = this.data;
    const errorImpact =
      'An extract from the case system is not taken in, so people, packages or contributions are out of date and the next pay run with them. See the file on the uploads page, mend the cause, send it again from the dead letters.';
    const workQueue = new WorkQueue(this, 'Extracts', {
      name: 'Extracts',
      visibilityTimeout: Duration.minutes(16),
      errorImpact,
      alarmTopic,
    });
    const worker = this.createFunction('ImportExtract', {
      name: 'import-extract',
      errorImpact,
      memoryMegabytes: 1024,
      timeout: Duration.minutes(15),
      environment: {
        TABLE_NAME: ledgerTable.table.tableName,
        INBOX_BUCKET: inbox.bucket.bucketName,
        EVIDENCE_BUCKET: evidence.bucket.bucketName,
        EXTRACTS_QUEUE_URL: workQueue.queue.queueUrl,
      },
    });
    ledgerTable.grantReadWrite(worker);
    inbox.grantReadObjects(worker, extractPrefixes);
    evidence.grantWriteObjects(worker, ['checked/']);
    // Rows that wait for a provider or a person are looked at again when that extract has come.
    worker.allow({ actions: ['sqs:SendMessage'], resources: [workQueue.queue.queueArn] });
    this.takeIn(worker, workQueue, extractPrefixes);
    return { worker, workQueue };
  }

  private createKeptFiles(): { worker: CareledgerFunction; workQueue: WorkQueue } {
    const { inbox, ledgerTable, alarmTopic } = this.data;
    const errorImpact =
      'A file somebody sent is safe in the inbox but not listed, so its sender believes it lost. Mend the cause, send it again from the dead letters.';
    const workQueue = new WorkQueue(this, 'KeptFiles', {
      name: 'KeptFiles',
      visibilityTimeout: Duration.minutes(6),
      errorImpact,
      alarmTopic,
    });
    const worker = this.createFunction('KeepFile', {
      name: 'keep-file',
      errorImpact,
      memoryMegabytes: 256,
      timeout: Duration.seconds(60),
      environment: { TABLE_NAME: ledgerTable.table.tableName },
    });
    ledgerTable.grantReadWrite(worker);
    inbox.grantReadObjects(worker, keptFilePrefixes);
    this.takeIn(worker, workQueue, keptFilePrefixes);
    return { worker, workQueue };
  }

  private takeIn(worker: CareledgerFunction, workQueue: WorkQueue, prefixes: readonly string[]): void {
    new QueueWorker(this, `${workQueue.name}Worker`, { worker, workQueue });
    for (const prefix of prefixes) {
      new InboxRule(this, `Inbox-${prefix.slice(0, -1)}`, {
        inbox: this.data.inbox.bucket,
        prefix,
        workQueue,
      });
    }
  }

  private createApiFunctions(
    workQueues: readonly WorkQueue[],
    extracts: WorkQueue,
  ): Readonly<Record<keyof typeof apiRoutes, CareledgerFunction>> {
    return {
      'serve-uploads': this.createServeUploads(),
      'serve-records': this.createServeRecords(extracts),
      'serve-settings': this.createServeSettings(workQueues),
      'serve-calculators': this.createServeCalculators(),
    };
  }

  private createServeUploads(): CareledgerFunction {
    const { inbox, evidence, ledgerTable } = this.data;
    const serveUploads = this.createApiFunction('ServeUploads', {
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
    inbox.grantWriteObjects(serveUploads, [...extractPrefixes, ...keptFilePrefixes]);
    evidence.grantReadObjects(serveUploads, ['checked/']);
    evidence.grantKnowMissing(serveUploads);
    return serveUploads;
  }

  private createServeRecords(extracts: WorkQueue): CareledgerFunction {
    const { ledgerTable } = this.data;
    const serveRecords = this.createApiFunction('ServeRecords', {
      name: 'serve-records',
      errorImpact:
        'Staff and providers cannot see or change people, providers and packages, so what is paid next cannot be corrected. Read its log; nothing stored is at risk.',
      environment: {
        TABLE_NAME: ledgerTable.table.tableName,
        EXTRACTS_QUEUE_URL: extracts.queue.queueUrl,
      },
    });
    // Rows of extracts may wait for the record that was just made by hand.
    serveRecords.allow({ actions: ['sqs:SendMessage'], resources: [extracts.queue.queueArn] });
    ledgerTable.grantReadWrite(serveRecords);
    ledgerTable.grantTakeBackMarkers(serveRecords);
    return serveRecords;
  }

  private createServeSettings(workQueues: readonly WorkQueue[]): CareledgerFunction {
    const { ledgerTable } = this.data;
    const serveSettings = this.createApiFunction('ServeSettings', {
      name: 'serve-settings',
      errorImpact:
        'Nobody can see their work queue, change settings or send failed messages again. Read its log; imports go on meanwhile.',
      environment: {
        TABLE_NAME: ledgerTable.table.tableName,
        DEAD_LETTER_QUEUES: this.toJsonString(
          Object.fromEntries(
            workQueues.map(({ name, queue, deadLetters }) => [
              name,
              { deadLetterQueueUrl: deadLetters.queueUrl, queueUrl: queue.queueUrl },
            ]),
          ),
        ),
      },
    });
    ledgerTable.grantReadWrite(serveSettings);
    ledgerTable.grantTakeBackMarkers(serveSettings);
    for (const { queue, deadLetters } of workQueues) {
      serveSettings.allow({
        actions: [
          'sqs:ChangeMessageVisibility',
          'sqs:DeleteMessage',
          'sqs:GetQueueAttributes',
          'sqs:ReceiveMessage',
          'sqs:SendMessage',
        ],
        resources: [deadLetters.queueArn],
      });
      serveSettings.allow({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] });
    }
    return serveSettings;
  }

  private createServeCalculators(): CareledgerFunction {
    const { ledgerTable } = this.data;
    const serveCalculators = this.createApiFunction('ServeCalculators', {
      name: 'serve-calculators',
      errorImpact: 'Officers cannot use the calculators. Read its log; nothing is paid or charged by them.',
      environment: { TABLE_NAME: ledgerTable.table.tableName },
    });
    ledgerTable.grantRead(serveCalculators);
    return serveCalculators;
  }

  private createRateChangeReminder(): CareledgerFunction {
    const { ledgerTable, alarmTopic } = this.data;
    const errorImpact =
      'Nobody is told that national rates change soon, so contributions may be worked out with last year’s. Read its log, then look at the reference page by hand.';
    const missed = new DeadLetterQueue(this, 'RateChangeReminderDead', {
      happening: 'The schedule rate-change-reminder was missed',
      errorImpact,
      alarmTopic,
    }).queue;
    const remindRateChanges = this.createFunction('RemindRateChanges', {
      name: 'remind-rate-changes',
      errorImpact,
      memoryMegabytes: 256,
      timeout: Duration.seconds(60),
      environment: { TABLE_NAME: ledgerTable.table.tableName },
      deadLetterQueue: missed,
    });
    ledgerTable.grantReadWrite(remindRateChanges);
    new DailySchedule(this, 'RateChangeReminder', {
      stage: this.stage,
      name: 'rate-change-reminder',
      description: 'Puts a task into the work queue when a national rate is about to change or is missing.',
      group: new ScheduleGroup(this, 'Schedules', { scheduleGroupName: `careledger-${this.stage.name}` }),
      hour: 7,
      target: remindRateChanges,
      deadLetterQueue: missed,
    });
    return remindRateChanges;
  }

  private createWeb(
    edge: EdgeStack,
    apiFunctions: Readonly<Record<keyof typeof apiRoutes, CareledgerFunction>>,
    webFolder: string | undefined,
  ): HttpApi {
    const { accessLogs, inbox, userDirectory, alarmTopic } = this.data;
    const web = new WebHosting(this, 'Web', {
      stage: this.stage,
      accessLogs,
      firewallArn: edge.firewallArn,
      outside: {
        // The pool says where the sign-in page is; the page gives the tokens.
        signIn: [`https://cognito-idp.${this.region}.${this.urlSuffix}`, userDirectory.address],
        uploads: [`https://${inbox.bucket.bucketRegionalDomainName}`],
      },
    });
    const { clientId } = new WebClient(this, 'WebClient', { userDirectory, webAddress: web.address });
    const api = new HttpApi(this, 'Api', {
      stage: this.stage,
      alarmTopic,
      errorImpact: 'Pages show errors to whoever uses them now. See which function failed on the dashboard.',
      issuer: userDirectory.userPool.userPoolProviderUrl,
      clientId,
    });
    api.route(apiFunctions['serve-uploads'], apiRoutes['serve-uploads']);
    api.route(apiFunctions['serve-records'], apiRoutes['serve-records']);
    api.route(apiFunctions['serve-settings'], apiRoutes['serve-settings']);
    api.route(apiFunctions['serve-calculators'], apiRoutes['serve-calculators']);
    web.serveApi(api.domainName);
    if (webFolder !== undefined) {
      new WebUpload(this, 'WebUpload', {
        web,
        folder: webFolder,
        signIn: {
          issuer: userDirectory.userPool.userPoolProviderUrl,
          clientId,
          redirectUri: `${web.address}${SIGNED_IN_PATH}`,
          scope: `openid profile ${apiScopeName}`,
        },
      });
    }
    return api;
  }

  private createApiFunction(
    id: string,
    props: Pick<CareledgerFunctionProps, 'name' | 'errorImpact' | 'environment'>,
  ): CareledgerFunction {
    // The gateway gives up after 29 seconds.
    return this.createFunction(id, { ...props, memoryMegabytes: 512, timeout: Duration.seconds(28) });
  }

  private createFunction(
    id: string,
    props: Omit<CareledgerFunctionProps, 'stage' | 'alarmTopic'>,
  ): CareledgerFunction {
    return new CareledgerFunction(this, id, {
      ...props,
      stage: this.stage,
      alarmTopic: this.data.alarmTopic,
    });
  }
}
