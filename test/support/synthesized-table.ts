import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { DataStack } from '../../infra/data-stack.ts';
import { stageNamed } from '../../infra/stages.ts';

/** The single table's properties as CloudFormation would get them, so that no test declares a key or an index again. */
export function synthesizedTable(): Record<string, unknown> {
  // Bundling is switched off: the table does not depend on what the functions hold.
  const app = new App({ context: { 'aws:cdk:bundling-stacks': [] } });
  const stack = new DataStack(app, 'data', stageNamed('local'));
  const tables = Object.values(Template.fromStack(stack).findResources('AWS::DynamoDB::Table'));
  const [table, ...others] = tables;
  if (table === undefined || others.length > 0)
    throw new Error(`The data stack has ${tables.length} tables.`);
  return table['Properties'] as Record<string, unknown>;
}
