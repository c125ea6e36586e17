import { resourcesOf, synthesizedTemplates } from '../support/synthesized-template.ts';

/** The single table as the template describes it. */
export function tableProperties(): unknown {
  const [table] = resourcesOf(synthesizedTemplates('local').data, 'AWS::DynamoDB::Table');
  return table?.[1].Properties;
}
