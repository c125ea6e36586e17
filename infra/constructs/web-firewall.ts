import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnLoggingConfiguration, CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import type { Stage } from '../stages.ts';

/** A whole council sits behind one address: 2,000 users asking ten times a minute for five minutes. */
const REQUESTS_PER_ADDRESS_IN_FIVE_MINUTES = 100_000;

const managedRules: readonly { readonly name: string; readonly countedOnly: readonly string[] }[] = [
  { name: 'AWSManagedRulesAmazonIpReputationList', countedOnly: [] },
  // The body rule refuses more than 8 kB, and a set of contributions or uplift rules is longer; the API has its own limits.
  { name: 'AWSManagedRulesCommonRuleSet', countedOnly: ['SizeRestrictions_BODY'] },
  { name: 'AWSManagedRulesKnownBadInputsRuleSet', countedOnly: [] },
];

/** What CloudFront asks before it lets a request through. */
export class WebFirewall extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { stage }: { readonly stage: Stage }) {
    super(scope, id);
    const webAcl = new CfnWebACL(this, 'WebAcl', {
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: visibility('careledger'),
      rules: [
        {
          name: 'RequestsPerAddress',
          priority: 0,
          action: { block: {} },
          statement: {
            rateBasedStatement: { limit: REQUESTS_PER_ADDRESS_IN_FIVE_MINUTES, aggregateKeyType: 'IP' },
          },
          visibilityConfig: visibility('RequestsPerAddress'),
        },
        ...managedRules.map(({ name, countedOnly }, index) => ({
          name,
          priority: index + 1,
          overrideAction: { none: {} },
          statement: {
            managedRuleGroupStatement: {
              vendorName: 'AWS',
              name,
              ruleActionOverrides: countedOnly.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
            },
          },
          visibilityConfig: visibility(name),
        })),
      ],
    });
    this.arn = webAcl.attrArn;
    this.logBlockedRequests(stage);
  }

  private logBlockedRequests(stage: Stage): void {
    const logGroup = new LogGroup(this, 'Logs', {
      // WAF writes only to groups whose name begins so.
      logGroupName: `aws-waf-logs-careledger-${stage.name}`,
      retention: stage.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new CfnLoggingConfiguration(this, 'Logging', {
      resourceArn: this.arn,
      logDestinationConfigs: [
        Stack.of(this).formatArn({
          service: 'logs',
          resource: 'log-group',
          resourceName: logGroup.logGroupName,
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
      ],
      redactedFields: [{ singleHeader: { Name: 'authorization' } }, { queryString: {} }],
      loggingFilter: {
        DefaultBehavior: 'DROP',
        Filters: [
          {
            Behavior: 'KEEP',
            Requirement: 'MEETS_ANY',
            Conditions: [{ ActionCondition: { Action: 'BLOCK' } }, { ActionCondition: { Action: 'COUNT' } }],
          },
        ],
      },
    });
  }
}

function visibility(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { metricName, cloudWatchMetricsEnabled: true, sampledRequestsEnabled: false };
}
