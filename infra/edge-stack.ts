import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { WebFirewall } from './constructs/web-firewall.ts';
import type { Stage } from './stages.ts';

/** The firewall before CloudFront, which AWS takes from North Virginia only. It sees requests and stores none. */
export class EdgeStack extends Stack {
  readonly firewallArn: string;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id, {
      env: { region: stage.edgeRegion },
      description: `careledger ${stage.name}: firewall of the web address`,
      crossRegionReferences: true,
      terminationProtection: true,
    });
    this.firewallArn = new WebFirewall(this, 'Firewall', { stage }).arn;
  }
}
