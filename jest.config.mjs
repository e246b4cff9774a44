/** @type {import('jest').Config} */
export default {
  testEnvironment: '<rootDir>/test/leaks/environment.mjs',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': ['$1.js', '$1.ts'] },
  modulePathIgnorePatterns: ['<rootDir>/(libs|apps)/[^/]+/dist/'],
  testMatch: ['**/*.spec.ts', '**/*.e2e-spec.ts'],
  reporters: ['default', '<rootDir>/test/left-out.reporter.mjs'],
  coverageProvider: 'v8',
  collectCoverageFrom: ['libs/*/src/**/*.ts', 'apps/*/src/**/*.ts', '!**/*.spec.ts'],
  // Specs that start processes share two cores with everything else.
  testTimeout: 30_000,
  // vm modules leak about 20 MB a suite on Node 20.
  workerIdleMemoryLimit: '512MB',
};
