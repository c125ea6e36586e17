import { App, Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addCareledger, addRulePacks } from '../../infra/careledger-app.ts';
import { stageNamed } from '../../infra/stages.ts';

const appWithRulePacks = () => {
  const app = new App({
    context: { 'aws:cdk:bundling-stacks': [], '@aws-cdk/core:validateAgainstDefaultRules': true },
  });
  addRulePacks(app);
  return app;
};

type Report = { pluginReports: { pluginName: string; violations: { ruleName: string }[] }[] };

describe('the rule packs AwsSolutions and Serverless', () => {
  it.each(['local', 'test', 'live'])(
    'find nothing in stage %s that nobody gave a reason for, not even a warning',
    (stage) => {
      const app = appWithRulePacks();
      addCareledger(app, stageNamed(stage));
      const { directory } = app.synth();
      const report = JSON.parse(readFileSync(join(directory, 'validation-report.json'), 'utf8')) as Report;
      expect(report.pluginReports.flatMap(({ violations }) => violations)).toEqual([]);
    },
  );

  describe('meeting a mistake', () => {
    let exitCode: typeof process.exitCode;
    beforeEach(() => {
      exitCode = process.exitCode;
    });
    afterEach(() => {
      process.exitCode = exitCode;
    });

    it('stop a bucket that answers without TLS', () => {
      const app = appWithRulePacks();
      const { data } = addCareledger(app, stageNamed('local'));
      new Bucket(data, 'Planted');
      expect(() => app.synth()).toThrow(/AwsSolutions-S10/);
    });

    it('stop a queue without dead letters', () => {
      const app = appWithRulePacks();
      new Queue(new Stack(app, 'Planted'), 'Queue', { enforceSSL: true });
      expect(() => app.synth()).toThrow(/Serverless-SQSRedrivePolicy/);
    });
  });
});
