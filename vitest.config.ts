import { defineConfig } from 'vitest/config';

const project = (name: string, more: Record<string, unknown> = {}) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    setupFiles: ['test/support/fail-on-console.ts'],
    expect: { requireAssertions: true },
    restoreMocks: true,
    ...more,
  },
});

export default defineConfig({
  test: {
    projects: [
      project('domain', { testTimeout: 30_000 }),
      project('events'),
      project('functions', { testTimeout: 30_000 }),
      project('integration', {
        globalSetup: ['test/support/dynamodb-engine.ts'],
        testTimeout: 30_000,
        hookTimeout: 60_000,
      }),
      project('infra', { isolate: false, testTimeout: 120_000, hookTimeout: 120_000 }),
      project('journeys', { testTimeout: 180_000, hookTimeout: 180_000, fileParallelism: false }),
      project('browser', {
        globalSetup: ['test/support/built-once.ts'],
        testTimeout: 180_000,
        hookTimeout: 180_000,
      }),
    ],
    coverage: {
      provider: 'v8',
      include: ['{domain,events,functions}/**/*.ts'],
      thresholds: { 'domain/**/*.ts': { lines: 100, branches: 100 } },
    },
  },
});
