import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { App } from 'aws-cdk-lib';
import { addCareledger, addRulePacks } from './careledger-app.ts';
import { stageNamed } from './stages.ts';

const builtPages = resolve(import.meta.dirname, '../web/dist');

const app = new App();
const stageName: unknown = app.node.tryGetContext('stage') ?? 'local';
const stage = stageNamed(String(stageName));
// On one machine the pages are served from where they are built: see docs/adr/0003-pages-go-up-with-the-stack.md.
const pagesGoUp = stage.name !== 'local' && existsSync(builtPages);
addCareledger(app, stage, pagesGoUp ? { webFolder: builtPages } : {});
addRulePacks(app);
app.synth();
