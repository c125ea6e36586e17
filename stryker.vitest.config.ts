import { defineConfig } from 'vitest/config';

/** The project `domain` of the root configuration alone: a mutant must not start the suites that need an engine. */
export default defineConfig({
  test: {
    include: ['test/domain/**/*.test.ts'],
    // The sample council is no part of the domain and shares nothing with it.
    exclude: ['test/domain/sample-council/**'],
    setupFiles: ['test/support/fail-on-console.ts'],
    expect: { requireAssertions: true },
    restoreMocks: true,
  },
});
