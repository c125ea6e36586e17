import { App } from 'aws-cdk-lib';
import { addCareledger, addRulePacks } from './careledger-app.ts';
import { stageNamed } from './stages.ts';

const app = new App();
const stageName: unknown = app.node.tryGetContext('stage') ?? 'local';
addCareledger(app, stageNamed(String(stageName)));
addRulePacks(app);
app.synth();
