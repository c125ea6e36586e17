import js from '@eslint/js';
import vitest from '@vitest/eslint-plugin';
import unicorn from 'eslint-plugin-unicorn';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const everywhere = [
  {
    selector: "ImportDeclaration[source.value='zod'] > ImportSpecifier",
    message: "Write `import * as z from 'zod'`: naming imports pulls all of zod into a bundle.",
  },
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
];

export default defineConfig(
  {
    ignores: [
      'node_modules',
      'cdk.out',
      'web/dist',
      'coverage',
      'reports',
      '.data',
      '.stryker-tmp',
      '**/*.mjs',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { unicorn },
    rules: {
      'unicorn/filename-case': ['error', { case: 'kebabCase' }],
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
      'no-restricted-syntax': ['error', ...everywhere],
    },
  },
  {
    files: ['domain/**'],
    rules: {
      'no-restricted-globals': ['error', 'Date', 'process', 'fetch', 'crypto', 'setTimeout', 'setInterval'],
      'no-restricted-syntax': [
        'error',
        { selector: ':function[async=true]', message: 'domain is pure: nothing in it waits.' },
        { selector: 'AwaitExpression', message: 'domain is pure: nothing in it waits.' },
        { selector: 'ClassDeclaration:not([superClass])', message: 'domain is data and functions.' },
        {
          selector: "MemberExpression[object.name='Math'][property.name='random']",
          message: 'domain is pure.',
        },
        ...everywhere,
      ],
    },
  },
  {
    files: ['domain/**', 'functions/**', 'events/**', 'infra/**', 'local/**'],
    rules: {
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/no-explicit-any': 'error',
    },
  },
  {
    files: ['test/**'],
    plugins: { vitest },
    rules: {
      'vitest/no-focused-tests': 'error',
      'vitest/no-identical-title': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  { files: ['*.config.ts', '**/*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: [
      'local/**',
      'test/bench/**',
      'test/faults/one.ts',
      'test/support/run-tests.ts',
      'test/support/fail-on-console.ts',
    ],
    rules: { 'no-console': 'off' },
  },
);
