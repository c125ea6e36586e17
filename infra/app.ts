import { App } from 'aws-cdk-lib';
import { addCareledger } from './careledger-app.ts';
import { stageNamed } from './stages.ts';

const app = new App();
const name: unknown = app.node.tryGetContext('stage') ?? 'local';
const stage = stageNamed(String(name));
addCareledger(app, stage);
app.synth();
