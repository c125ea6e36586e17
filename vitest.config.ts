import { defineConfig } from 'vitest/config';

/**
 * What waits for engines or browsers runs three at once, on two cores: a third of the time two would leave them idle. Whole
 * runtimes that start and stop are two.
 */
const together = { maxWorkers: 3, sequence: { groupOrder: 0 } };
const wholeRuntimes = { maxWorkers: 2, sequence: { groupOrder: 1 } };
const withBrowsers = { maxWorkers: 3, sequence: { groupOrder: 2 } };

/** DynamoDB Local compiles no better than it must where it lives for half a minute: what it saves is more than it costs. */
const shortLived = { JDK_JAVA_OPTIONS: '-XX:TieredStopAtLevel=1' };

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
      project('journeys', {
        ...wholeRuntimes,
        env: shortLived,
        testTimeout: 400_000,
        hookTimeout: 180_000,
      }),
      project('browser', {
        ...withBrowsers,
        env: shortLived,
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
