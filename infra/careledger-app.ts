import { type App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { DataStack } from './data-stack.ts';
import { EdgeStack } from './edge-stack.ts';
import { ServiceStack } from './service-stack.ts';
import type { Stage } from './stages.ts';

export type CareledgerStacks = {
  readonly data: DataStack;
  readonly edge: EdgeStack;
  readonly service: ServiceStack;
};

/** Puts the three stacks of a stage into the app. */
export function addCareledger(
  app: App,
  stage: Stage,
  more: { readonly webFolder?: string } = {},
): CareledgerStacks {
  const data = new DataStack(app, `careledger-${stage.name}-data`, stage);
  const edge = new EdgeStack(app, `careledger-${stage.name}-edge`, stage);
  const service = new ServiceStack(app, `careledger-${stage.name}-service`, { stage, data, edge, ...more });
  Tags.of(app).add('application', 'careledger');
  Tags.of(app).add('stage', stage.name);
  return { data, edge, service };
}

/** Lets both rule packs stop a synthesis that has a finding nobody gave a reason for. */
export function addRulePacks(app: App): void {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
}
