import { Duration } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { CareledgerFunction } from '../constructs/careledger-function.ts';
import type { Stage } from '../stages.ts';

/** Part of the data stack, beside the user pool that calls it. */
export function deployIssueClaims(
  scope: Construct,
  { stage, alarmTopic }: { readonly stage: Stage; readonly alarmTopic: ITopic },
): CareledgerFunction {
  return new CareledgerFunction(scope, 'IssueClaims', {
    stage,
    alarmTopic,
    name: 'issue-claims',
    errorImpact:
      'Nobody can sign in or stay signed in. Read its log; the last deployment is the likely cause.',
    memoryMegabytes: 256,
    // Cognito gives up after five seconds.
    timeout: Duration.seconds(5),
  });
}
