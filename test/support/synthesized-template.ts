import { App } from 'aws-cdk-lib';
import { addCareledger, type CareledgerStacks } from '../../infra/careledger-app.ts';
import { stageNamed } from '../../infra/stages.ts';

export type SynthesizedResource = {
  Type: string;
  Properties: Record<string, unknown>;
  DeletionPolicy?: string;
};
export type SynthesizedTemplate = { Resources: Record<string, SynthesizedResource> };
export type SynthesizedTemplates = Record<keyof CareledgerStacks, SynthesizedTemplate>;

const synthesized = new Map<string, SynthesizedTemplates>();

/**
 * The templates of a stage as CloudFormation would get them, made once a process, without bundles and rule packs:
 * what a test of the table or of the wiring reads instead of declaring it a second time.
 */
export function synthesizedTemplates(stageName: string): SynthesizedTemplates {
  const known = synthesized.get(stageName);
  if (known) return known;
  const app = new App({ context: { 'aws:cdk:bundling-stacks': [] }, builtinCloudFormationValidation: false });
  const stacks = addCareledger(app, stageNamed(stageName));
  const assembly = app.synth();
  const templateOf = (stack: { artifactId: string }) =>
    assembly.getStackArtifact(stack.artifactId).template as SynthesizedTemplate;
  const templates = {
    data: templateOf(stacks.data),
    edge: templateOf(stacks.edge),
    service: templateOf(stacks.service),
  };
  synthesized.set(stageName, templates);
  return templates;
}

/** The resources of one type, by logical id. */
export function resourcesOf(template: SynthesizedTemplate, type: string): [string, SynthesizedResource][] {
  return Object.entries(template.Resources).filter(([, resource]) => resource.Type === type);
}

/** The one resource of a type, with its logical id. */
export function onlyResourceOf(
  template: SynthesizedTemplate,
  type: string,
): SynthesizedResource & { id: string } {
  const [only, ...others] = resourcesOf(template, type);
  if (only === undefined || others.length > 0) {
    throw new Error(`The template has ${others.length + (only ? 1 : 0)} of ${type}.`);
  }
  return { id: only[0], ...only[1] };
}
