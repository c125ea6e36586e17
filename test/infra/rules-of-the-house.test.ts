import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cruise, type IFlattenedRuleSet } from 'dependency-cruiser';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { afterAll, describe, expect, it } from 'vitest';

// By its address, since a plain JavaScript file has no types.
const { default: rules } = (await import(pathToFileURL('.dependency-cruiser.mjs').href)) as {
  default: IFlattenedRuleSet;
};

const folder = mkdtempSync(join(tmpdir(), 'careledger-rules-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The rules that a tree of files breaks. */
async function broken(files: Record<string, string>): Promise<string[]> {
  const baseDir = mkdtempSync(join(folder, 'tree-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(baseDir, path)), { recursive: true });
    writeFileSync(join(baseDir, path), text);
  }
  const result = await cruise(['.'], { baseDir, ruleSet: rules, validate: true, tsPreCompilationDeps: true });
  const { output } = result;
  if (typeof output === 'string') throw new Error('expected a result, not text');
  return [...new Set(output.summary.violations.map((violation) => violation.rule.name))];
}

const empty = 'export const nothing = 0;\n';

describe('a planted import breaks the build', () => {
  it.each([
    ['domain reaching into functions', 'domain/a.ts', '../functions/store/b.ts', 'domain-is-pure'],
    ['events reaching into functions', 'events/a.ts', '../functions/store/b.ts', 'events-are-contracts'],
    [
      'a function importing another',
      'functions/import-extract/a.ts',
      '../keep-file/b.ts',
      'functions-stand-alone',
    ],
    [
      'the store reaching into platform',
      'functions/store/a.ts',
      '../platform/b.ts',
      'store-reaches-the-table-only',
    ],
    [
      'infra importing a function',
      'infra/a.ts',
      '../functions/keep-file/b.ts',
      'infra-names-functions-by-path',
    ],
    ['the local runtime importing domain', 'local/a.ts', '../domain/b.ts', 'local-runs-what-is-deployed'],
    [
      'the sample sharing code with the checks',
      'local/sample-council/a.ts',
      '../../domain/b.ts',
      'sample-council-stands-alone',
    ],
    ['a page running code of the API', 'web/src/a.ts', '../../events/b.ts', 'web-runs-no-code-of-events'],
    [
      'the product importing a test',
      'functions/keep-file/a.ts',
      '../../test/b.ts',
      'product-imports-no-test',
    ],
  ])('%s', async (_, from, to, rule) => {
    const target = join(dirname(from), to);
    expect(
      await broken({
        [from]: `import { nothing } from '${to}';\nexport const own = nothing;\n`,
        [target]: empty,
      }),
    ).toContain(rule);
  });

  it('and allowed ones do not', async () => {
    const files = {
      'domain/a.ts': empty,
      'events/b.ts': "import { nothing } from '../domain/a.ts';\nexport const own = nothing;\n",
      'functions/keep-file/c.ts': "import { own } from '../../events/b.ts';\nexport const again = own;\n",
    };
    expect(await broken(files)).toEqual([]);
  });
});

describe('planted code breaks the lint', () => {
  // None of these asks for types, and to read all of them takes minutes where the machine is busy.
  const eslint = new ESLint({ overrideConfig: tseslint.configs.disableTypeChecked });
  it.each([
    ['a clock in domain', 'domain/money.ts', 'export const at = Date.now();\n', 'no-restricted-globals'],
    [
      'waiting in domain',
      'domain/money.ts',
      'export async function wait() { await Promise.resolve(); }\n',
      'no-restricted-syntax',
    ],
    ['chance in domain', 'domain/money.ts', 'export const chance = Math.random();\n', 'no-restricted-syntax'],
    [
      'all of zod by name',
      'events/inbox.ts',
      "import { z } from 'zod';\nexport const text = z.string();\n",
      'no-restricted-syntax',
    ],
    [
      'a cast',
      'functions/store/keys.ts',
      'export const one = JSON.parse("1") as number;\n',
      '@typescript-eslint/consistent-type-assertions',
    ],
  ])('%s', async (_, filePath, text, rule) => {
    const [result] = await eslint.lintText(text, { filePath });
    expect(result?.messages.map((message) => message.ruleId)).toContain(rule);
  });
});
