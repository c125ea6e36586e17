import { defineConfig } from 'vitest/config';

/** What waits for engines or browsers runs two at once; what starts and stops whole runtimes has the machine to itself. */
const together = { maxWorkers: 2, sequence: { groupOrder: 0 } };
const alone = { maxWorkers: 1, sequence: { groupOrder: 1 } };
const withBrowsers = { maxWorkers: 2, sequence: { groupOrder: 2 } };

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
      project('domain', { ...together, testTimeout: 60_000 }),
      project('events', { ...together }),
      project('functions', { ...together, testTimeout: 60_000 }),
      project('integration', {
        ...together,
        globalSetup: ['test/support/dynamodb-engine.ts'],
        testTimeout: 120_000,
        hookTimeout: 120_000,
      }),
      project('faults', { ...together, testTimeout: 120_000 }),
      project('infra', { ...together, isolate: false, testTimeout: 180_000, hookTimeout: 180_000 }),
      project('journeys', { ...alone, testTimeout: 180_000, hookTimeout: 180_000, fileParallelism: false }),
      project('browser', {
        ...withBrowsers,
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
