import { resourcesOf, type SynthesizedTemplate } from '../support/synthesized-template.ts';

type Statement = { Effect: string; Action: string | string[]; Resource: unknown; Condition?: unknown };

/** The function that has this folder under functions/. */
export function functionNamed(template: SynthesizedTemplate, name: string): Record<string, unknown> {
  const found = resourcesOf(template, 'AWS::Lambda::Function').find(
    ([, { Properties }]) => environmentOf(Properties)['POWERTOOLS_SERVICE_NAME'] === name,
  );
  if (found === undefined) throw new Error(`The template has no function ${name}.`);
  return found[1].Properties;
}

export function environmentOf(properties: Record<string, unknown>): Record<string, unknown> {
  return (properties['Environment'] as { Variables: Record<string, unknown> } | undefined)?.Variables ?? {};
}

/** Everything a function may do, one text each: `s3:GetObject InboxBucket/people/*`. */
export function rightsOf(template: SynthesizedTemplate, name: string): string[] {
  return statementsOf(template, name)
    .flatMap(({ Action, Resource }) =>
      [Action]
        .flat()
        .flatMap((action) => [Resource].flat().map((resource) => `${action} ${textOf(resource)}`)),
    )
    .toSorted();
}

/** The conditions under which a function may take an action. */
export function conditionsOf(template: SynthesizedTemplate, name: string, action: string): unknown[] {
  return statementsOf(template, name)
    .filter(({ Action }) => [Action].flat().includes(action))
    .map(({ Condition }) => Condition);
}

function statementsOf(template: SynthesizedTemplate, name: string): Statement[] {
  const [role] = (functionNamed(template, name)['Role'] as { 'Fn::GetAtt': [string, string] })['Fn::GetAtt'];
  const { Properties } = template.Resources[role]!;
  if (Properties['ManagedPolicyArns'] || Properties['Policies']) {
    throw new Error(`${name} has rights outside its own policy.`);
  }
  return resourcesOf(template, 'AWS::IAM::Policy')
    .map(
      ([, policy]) =>
        policy.Properties as { Roles: { Ref: string }[]; PolicyDocument: { Statement: Statement[] } },
    )
    .filter(({ Roles }) => Roles.some(({ Ref }) => Ref === role))
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
}

function textOf(resource: unknown): string {
  if (typeof resource === 'string') return resource;
  const [kind, value] = Object.entries(resource as Record<string, unknown>)[0]!;
  switch (kind) {
    case 'Fn::Join':
      return (value as [string, unknown[]])[1].map(textOf).join('');
    case 'Ref':
      return value as string;
    case 'Fn::GetAtt':
      return (value as string[])[0]!.replace(/[0-9A-F]{8}$/, '');
    case 'Fn::ImportValue':
      return (value as string).replace(/^.*FnGetAtt(\w+)[0-9A-F]{8}Arn[0-9A-F]{8}$/, '$1');
    default:
      throw new Error(`An ARN made with ${kind} is new here.`);
  }
}
