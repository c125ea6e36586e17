import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code, type AssetCode } from 'aws-cdk-lib/aws-lambda';
import { buildSync, type BuildOptions, type OutputFile } from 'esbuild';

const root = resolve(import.meta.dirname, '../..');
const functionsFolder = join(root, 'functions');

/** Some packages in a bundle still call `require`, which ESM has not. */
const requireBanner =
  "import{createRequire as careledgerRequire}from'node:module';const require=careledgerRequire(import.meta.url);";

/** How any of our code becomes a bundle. */
export const bundleSettings = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  alias: {
    fontkit: join(root, 'infra/bundled/no-embedded-fonts.mjs'),
    pdfkit: join(root, 'infra/bundled/pdf-document.mjs'),
  },
  minify: true,
  sourcemap: 'linked',
  sourcesContent: false,
  banner: { js: requireBanner },
  outExtension: { '.js': '.mjs' },
  legalComments: 'none',
  logLevel: 'silent',
} as const satisfies BuildOptions;

let bundlesOfThisRun: ReadonlyMap<string, readonly OutputFile[]> | undefined;

/**
 * The code of functions/<name> as one ESM file with its source map beside it, made by esbuild in this process:
 * no Docker, no npm, no network. All functions are built in one go, because they share the AWS SDK, whose
 * parsing is most of the work.
 */
export function functionBundle(name: string): AssetCode {
  return Code.fromAsset(functionsFolder, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Never started: tryBundle below either answers true or throws.
      image: DockerImage.fromRegistry('none'),
      // Not run either, but it tells CDK, which remembers assets by their settings, one function from another.
      command: [name],
      local: { tryBundle: (outputFolder) => writeBundle(name, outputFolder) },
    },
  });
}

function writeBundle(name: string, outputFolder: string): boolean {
  bundlesOfThisRun ??= bundleEveryFunction();
  const files = bundlesOfThisRun.get(name);
  if (files === undefined) {
    throw new Error(`functions/${name}/handler.ts is not there, yet the template deploys it.`);
  }
  mkdirSync(outputFolder, { recursive: true });
  for (const file of files) {
    writeFileSync(join(outputFolder, basename(file.path)), file.contents);
  }
  return true;
}

function bundleEveryFunction(): ReadonlyMap<string, readonly OutputFile[]> {
  const names = readdirSync(functionsFolder).filter((name) =>
    existsSync(join(functionsFolder, name, 'handler.ts')),
  );
  const { outputFiles } = buildSync({
    ...bundleSettings,
    entryPoints: names.map((name) => ({
      in: join(functionsFolder, name, 'handler.ts'),
      out: `${name}/index`,
    })),
    // Nothing is written there; it makes the source maps name sources as ../../functions/<name>/….
    outdir: join(root, 'bundles'),
    write: false,
  });
  return Map.groupBy(outputFiles, (file) => basename(dirname(file.path)));
}
