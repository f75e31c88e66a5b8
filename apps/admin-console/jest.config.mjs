import presets from 'jest-preset-angular/presets/index.js';

/** jsdom and ESM through jest-preset-angular; zoneless, as the console itself. */
export default {
  ...presets.createEsmPreset({ tsconfig: '<rootDir>/tsconfig.spec.json' }),
  rootDir: '.',
  injectGlobals: false,
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist'],
  setupFilesAfterEnv: ['<rootDir>/src/test-setup.ts'],
  // The first page of a file is compiled while its test waits, on machines that do more than this.
  testTimeout: 20_000,
};
