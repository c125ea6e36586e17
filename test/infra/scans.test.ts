import { App } from 'aws-cdk-lib';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addCareledger, addRulePacks } from '../../infra/careledger-app.ts';
import { stageNamed } from '../../infra/stages.ts';
import {
  resourcesOf,
  synthesizedTemplates,
  type SynthesizedTemplate,
} from '../support/synthesized-template.ts';
import { environmentOf, functionNamed, rightsOf } from './function-rights.ts';

type Report = { pluginReports: { violations: unknown[] }[] };

/** The service stack of stage live as a council deploys it that has scans recognised. */
function switchedOn(): { service: SynthesizedTemplate; violations: unknown[] } {
  const app = new App({
    context: { 'aws:cdk:bundling-stacks': [], '@aws-cdk/core:validateAgainstDefaultRules': true },
  });
  addRulePacks(app);
  const stacks = addCareledger(app, { ...stageNamed('live'), recognisesScans: true });
  const assembly = app.synth();
  const report = JSON.parse(
    readFileSync(join(assembly.directory, 'validation-report.json'), 'utf8'),
  ) as Report;
  return {
    service: assembly.getStackArtifact(stacks.service.artifactId).template as SynthesizedTemplate,
    violations: report.pluginReports.flatMap(({ violations }) => violations),
  };
}

const name = 'read-pdf-statement';
const pdfQueue = (service: SynthesizedTemplate) =>
  resourcesOf(service, 'AWS::SQS::Queue').find(([id]) => id.startsWith('StatementPdfsQueue'))!;

describe('Scans of bank statements', () => {
  const on = switchedOn();

  it.each(['local', 'test', 'live'])(
    'are recognised in stage %s only once somebody switches it on',
    (stage) => {
      const { service } = synthesizedTemplates(stage);
      expect(JSON.stringify(service)).not.toContain('textract');
      expect(environmentOf(functionNamed(service, name))).not.toHaveProperty('SCAN_QUEUE_URL');
    },
  );

  it('let the reader of PDFs alone start and ask for the detection of text, and send to its own queue', () => {
    const off = rightsOf(synthesizedTemplates('live').service, name);
    const more = rightsOf(on.service, name).filter((right) => !off.includes(right));
    expect(more).toEqual([
      'sqs:SendMessage StatementPdfsQueue',
      'textract:GetDocumentTextDetection *',
      'textract:StartDocumentTextDetection *',
    ]);
    const all = resourcesOf(on.service, 'AWS::IAM::Policy').map(([, policy]) => JSON.stringify(policy));
    expect(all.filter((policy) => policy.includes('textract:'))).toHaveLength(1);
  });

  it('come back through the queue they came by, which waits for longer than they take', () => {
    const reader = functionNamed(on.service, name);
    const [id, queue] = pdfQueue(on.service);
    expect(environmentOf(reader)['SCAN_QUEUE_URL']).toEqual({ Ref: id });
    expect(reader['Timeout']).toBe(180);
    expect(queue.Properties['VisibilityTimeout']).toBe(360);
  });

  it('leave nothing unexplained to the rule packs', () => {
    expect(on.violations).toEqual([]);
  });
});
