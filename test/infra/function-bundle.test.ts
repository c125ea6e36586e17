import { App } from 'aws-cdk-lib';
import { buildSync } from 'esbuild';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { remittancePdf } from '../../functions/files/payments/people/remittance-pdf.ts';
import { addCareledger } from '../../infra/careledger-app.ts';
import { bundleSettings } from '../../infra/constructs/function-bundle.ts';
import { stageNamed } from '../../infra/stages.ts';
import { aPayment, fileOf, madeAt, outputs } from '../functions/files/payments/some-payments.ts';

const MOST_BUNDLE_BYTES = 1.5 * 1024 * 1024;
const output = mkdtempSync(join(tmpdir(), 'careledger-bundles-'));
let bundles: { folder: string; files: string[] }[] = [];

beforeAll(() => {
  const app = new App({ outdir: output, builtinCloudFormationValidation: false });
  addCareledger(app, stageNamed('local'));
  app.synth();
  bundles = readdirSync(output)
    .filter((name) => name.startsWith('asset.'))
    .map((name) => ({ folder: join(output, name), files: readdirSync(join(output, name)).toSorted() }))
    .filter(({ files }) => files.includes('index.mjs'));
});
afterAll(() => {
  rmSync(output, { recursive: true });
});

const sourcesOf = (folder: string) =>
  (JSON.parse(readFileSync(join(folder, 'index.mjs.map'), 'utf8')) as { sources: string[] }).sources;
const bundleOf = (name: string) =>
  bundles.find(({ folder }) =>
    sourcesOf(folder).some((source) => source.endsWith(`functions/${name}/handler.ts`)),
  )!.folder;

describe('bundles', () => {
  it('are one module and its source map for each function', () => {
    expect(bundles.map(({ files }) => files)).toEqual(
      Array.from({ length: 27 }, () => ['index.mjs', 'index.mjs.map']),
    );
  });

  it('stay below 1.5 MB each, but for the reader of PDFs, which holds an engine', () => {
    const pdfs = bundleOf('read-pdf-statement');
    const tooLarge = bundles.filter(
      ({ folder }) =>
        statSync(join(folder, 'index.mjs')).size > (folder === pdfs ? 2 : 1) * MOST_BUNDLE_BYTES,
    );
    expect(tooLarge).toEqual([]);
  });

  it('are minified, and their maps name the sources without repeating them', () => {
    const folder = bundleOf('issue-claims');
    expect(readFileSync(join(folder, 'index.mjs'), 'utf8').split('\n').length).toBeLessThan(10);
    expect(readFileSync(join(folder, 'index.mjs.map'), 'utf8')).not.toContain('sourcesContent');
  });

  it('run as they are: issue-claims answers a sign-in', async () => {
    const { handler } = (await import(pathToFileURL(join(bundleOf('issue-claims'), 'index.mjs')).href)) as {
      handler: (event: unknown, context: unknown) => Promise<unknown>;
    };
    const event = { request: { userAttributes: { 'custom:providerId': 'P001' } }, response: {} };
    await expect(handler(event, {})).resolves.toMatchObject({
      response: {
        claimsAndScopeOverrideDetails: {
          accessTokenGeneration: { claimsToAddOrOverride: { providerId: 'P001' } },
        },
      },
    });
  });

  it('write a remittance on pages to the byte as its sources do, with nothing installed beside them', async () => {
    const source = '../../functions/files/payments/people/remittance-pdf.ts';
    const outfile = join(output, 'remittance-pdf.mjs');
    const { outExtension: _none, ...settings } = bundleSettings;
    buildSync({ ...settings, entryPoints: [join(import.meta.dirname, source)], outfile });
    const bundled = (await import(pathToFileURL(outfile).href)) as { remittancePdf: typeof remittancePdf };
    const told = { payment: aPayment(1), outputs, madeAt };
    const pages = fileOf(await bundled.remittancePdf(told)).bytes;
    expect(pages.length).toBeGreaterThan(1_000);
    expect(Buffer.compare(pages, fileOf(await remittancePdf(told)).bytes)).toBe(0);
  });
});
