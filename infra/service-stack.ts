import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import { apiRoutes } from './api-routes.ts';
import type { CareledgerFunction } from './constructs/careledger-function.ts';
import { HttpApi } from './constructs/http-api.ts';
import { OperationsDashboard } from './constructs/operations-dashboard.ts';
import { SIGNED_IN_PATH, WebClient } from './constructs/web-client.ts';
import { apiScopeName } from './constructs/user-directory.ts';
import { WebHosting } from './constructs/web-hosting.ts';
import { WebUpload } from './constructs/web-upload.ts';
import type { DataStack } from './data-stack.ts';
import type { EdgeStack } from './edge-stack.ts';
import { deployApplyUplifts } from './functions/apply-uplifts.ts';
import { deployChasePapers } from './functions/chase-papers.ts';
import { deployPostInterest } from './functions/post-interest.ts';
import { deployChaseReturns } from './functions/chase-returns.ts';
import { deployCheckReturns } from './functions/check-returns.ts';
import { deployCheckStatements } from './functions/check-statements.ts';
import { deployServeDeferred } from './functions/serve-deferred.ts';
import { deployImportExtract } from './functions/import-extract.ts';
import { deployKeepFile } from './functions/keep-file.ts';
import { deployReadResponses } from './functions/read-responses.ts';
import { deployRemindRateChanges } from './functions/remind-rate-changes.ts';
import { deployRunPay } from './functions/run-pay.ts';
import { deployRunSchedules } from './functions/run-schedules.ts';
import { deployRunUplift } from './functions/run-uplift.ts';
import { deployServeAccounts } from './functions/serve-accounts.ts';
import { deployServeAudits } from './functions/serve-audits.ts';
import { deployServeMappings } from './functions/serve-mappings.ts';
import { deployServeCalculators } from './functions/serve-calculators.ts';
import { deployServePay } from './functions/serve-pay.ts';
import { deployServeRecords } from './functions/serve-records.ts';
import { deployServeReturns } from './functions/serve-returns.ts';
import { deployServeSettings } from './functions/serve-settings.ts';
import { deployServeUplifts } from './functions/serve-uplifts.ts';
import { deployServeUploads } from './functions/serve-uploads.ts';
import { deploySplitStatements } from './functions/split-statements.ts';
import type { Stage } from './stages.ts';

type ServiceStackProps = {
  readonly stage: Stage;
  readonly data: DataStack;
  readonly edge: EdgeStack;
  /** The built pages; without them the stack has everything but their upload. */
  readonly webFolder?: string;
};
type ApiFunctions = Readonly<Record<keyof typeof apiRoutes, CareledgerFunction>>;

/** What can be thrown away and made again: functions, queues, rules, schedules, the API and the pages. */
export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    const { stage, data } = props;
    super(scope, id, {
      env: { region: stage.region },
      description: `careledger ${stage.name}: functions, API and pages`,
      crossRegionReferences: true,
    });
    const { importExtract, extracts } = deployImportExtract(this, { stage, data });
    const { keepFile, keptFiles } = deployKeepFile(this, { stage, data });
    const { readResponses, responses } = deployReadResponses(this, { stage, data });
    const { checkReturns, returns } = deployCheckReturns(this, { stage, data });
    const { checkStatements, readPdfStatement, statements, statementPdfs } = deployCheckStatements(this, {
      ...{ stage, data },
    });
    const { splitStatements, managedStatements } = deploySplitStatements(this, { stage, data });
    const { runPay, payWork } = deployRunPay(this, { stage, data });
    const { runUplift, upliftWork } = deployRunUplift(this, { stage, data });
    const workQueues = [
      ...[extracts, keptFiles, responses, returns, statements, statementPdfs, managedStatements, payWork],
      upliftWork,
    ];
    const apiFunctions = {
      'serve-uploads': deployServeUploads(this, { stage, data }),
      'serve-records': deployServeRecords(this, { stage, data, extracts }),
      'serve-pay': deployServePay(this, { stage, data, payWork }),
      'serve-returns': deployServeReturns(this, { stage, data, returns }),
      'serve-audits': deployServeAudits(this, { stage, data }),
      'serve-mappings': deployServeMappings(this, { stage, data, statements }),
      'serve-accounts': deployServeAccounts(this, { stage, data }),
      'serve-deferred': deployServeDeferred(this, { stage, data }),
      'serve-uplifts': deployServeUplifts(this, { stage, data, upliftWork }),
      'serve-settings': deployServeSettings(this, { stage, data, workQueues }),
      'serve-calculators': deployServeCalculators(this, { stage, data }),
    };
    const schedules = new ScheduleGroup(this, 'Schedules', {
      scheduleGroupName: `careledger-${stage.name}`,
      // Kept, its name would be taken when the stack is made again.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const remindRateChanges = deployRemindRateChanges(this, { stage, data, schedules });
    const chaseReturns = deployChaseReturns(this, { stage, data, schedules });
    const chasePapers = deployChasePapers(this, { stage, data, schedules });
    const postInterest = deployPostInterest(this, { stage, data, schedules });
    const applyUplifts = deployApplyUplifts(this, { stage, data, schedules, upliftWork });
    const runSchedules = deployRunSchedules(this, { stage, data, group: schedules, payWork, returns });
    new OperationsDashboard(this, 'Operations', {
      functions: [
        importExtract,
        keepFile,
        readResponses,
        checkReturns,
        checkStatements,
        readPdfStatement,
        splitStatements,
        runPay,
        runUplift,
        ...Object.values(apiFunctions),
        remindRateChanges,
        chaseReturns,
        chasePapers,
        postInterest,
        applyUplifts,
        runSchedules,
      ],
      workQueues,
      api: this.createWeb(props, apiFunctions).api,
    });
  }

  private createWeb({ stage, data, edge, webFolder }: ServiceStackProps, functions: ApiFunctions): HttpApi {
    const { accessLogs, inbox, userDirectory, alarmTopic } = data;
    const issuer = userDirectory.userPool.userPoolProviderUrl;
    const web = new WebHosting(this, 'Web', {
      stage,
      accessLogs,
      firewallArn: edge.firewallArn,
      outside: {
        // The pool says where the sign-in page is; the page gives the tokens.
        signIn: [`https://cognito-idp.${this.region}.${this.urlSuffix}`, userDirectory.address],
        uploads: [`https://${inbox.bucket.bucketRegionalDomainName}`],
      },
    });
    new CfnOutput(this, 'PagesAt', { value: `https://${web.distribution.distributionDomainName}` });
    const { clientId } = new WebClient(this, 'WebClient', { userDirectory, webAddress: web.address });
    const api = new HttpApi(this, 'Api', {
      stage,
      alarmTopic,
      errorImpact: 'Pages show errors to whoever uses them now. See which function failed on the dashboard.',
      issuer,
      clientId,
    });
    api.route(functions['serve-uploads'], apiRoutes['serve-uploads']);
    api.route(functions['serve-records'], apiRoutes['serve-records']);
    api.route(functions['serve-pay'], apiRoutes['serve-pay']);
    api.route(functions['serve-returns'], apiRoutes['serve-returns']);
    api.route(functions['serve-audits'], apiRoutes['serve-audits']);
    api.route(functions['serve-mappings'], apiRoutes['serve-mappings']);
    api.route(functions['serve-accounts'], apiRoutes['serve-accounts']);
    api.route(functions['serve-deferred'], apiRoutes['serve-deferred']);
    api.route(functions['serve-uplifts'], apiRoutes['serve-uplifts']);
    api.route(functions['serve-settings'], apiRoutes['serve-settings']);
    api.route(functions['serve-calculators'], apiRoutes['serve-calculators']);
    web.serveApi(api.domainName);
    if (webFolder !== undefined) {
      const scope = `openid profile ${apiScopeName}`;
      const redirectUri = `${web.address}${SIGNED_IN_PATH}`;
      new WebUpload(this, 'WebUpload', {
        web,
        folder: webFolder,
        signIn: { issuer, clientId, redirectUri, scope },
      });
    }
    return api;
  }
}
